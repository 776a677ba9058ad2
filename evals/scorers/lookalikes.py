"""Words that look like worn phrases and are not (quoted speech, titles, other senses, the phrase criticised), and plain
sentences in which a phrase is worn for certain."""

from __future__ import annotations

from typing import Any

from assistant.feedback import Feedback
from evals.dataset import Example, locate
from evals.judgement import Judgement


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """One judgement a labelled look-alike: "left alone" expected."""
    return _judged("not-phrases", example, example.not_phrases, "left alone", feedback)


def plain(example: Example, feedback: Feedback) -> list[Judgement]:
    """One judgement a phrase that stands in a plain sentence: "flagged" expected."""
    return _judged("phrases-plain", example, example.phrases, "flagged", feedback)


def _judged(
    task: str, example: Example, labels: list[dict[str, Any]], expected: str, feedback: Feedback
) -> list[Judgement]:
    places = [(item.start, item.end) for item in feedback.phrases]
    places += [(span.start, span.end) for item in feedback.phrases for span in item.also_at]
    result = []
    for label in labels:
        place = locate(example.text, label["text"], label.get("occurrence", 1))
        if place is None:
            continue
        hit = any(start < place[1] and place[0] < end for start, end in places)
        around = " ".join(example.text[max(0, place[0] - 120) : place[1] + 120].split())
        got = "flagged" if hit else "left alone"
        result.append(Judgement(task, example.id, label["text"], expected, got, "", around))
    return result
