"""Words that look like worn phrases and are not: quoted speech, titles, other senses, the phrase criticised."""

from __future__ import annotations

from assistant.feedback import Feedback
from evals.dataset import Example, locate
from evals.judgement import Judgement


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """One judgement a labelled look-alike: "left alone" expected."""
    places = [(item.start, item.end) for item in feedback.phrases]
    places += [(span.start, span.end) for item in feedback.phrases for span in item.also_at]
    result = []
    for label in example.not_phrases:
        place = locate(example.text, label["text"], label.get("occurrence", 1))
        if place is None:
            continue
        hit = any(start < place[1] and place[0] < end for start, end in places)
        around = " ".join(example.text[max(0, place[0] - 120) : place[1] + 120].split())
        got = "flagged" if hit else "left alone"
        result.append(Judgement("not-phrases", example.id, label["text"], "left alone", got, "", around))
    return result
