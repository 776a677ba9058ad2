"""Recommendations and actions found (learning points apart), and the four things each says of itself."""

from __future__ import annotations

from assistant.feedback import Feedback
from evals.dataset import Example, locate
from evals.judgement import Judgement
from evals.scorers.spans import paired

FLAGS = ("owner", "specific", "by_when", "measure")


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """Judgements "recommendations", and for each one found four "flags"."""
    labels = []
    for label in example.recommendations:
        place = locate(example.text, label["text"])
        if place and label.get("kind") != "learning_point":
            labels.append((place, label))
    found = [item for item in feedback.recommendations if item.kind != "learning_point"]
    result = []
    for i, j in paired([place for place, _ in labels], [(item.start, item.end) for item in found]):
        expected = "recommendation" if i is not None else ""
        got = "recommendation" if j is not None else ""
        text = labels[i][1]["text"] if i is not None else found[j].text if j is not None else ""
        result.append(Judgement("recommendations", example.id, text[:60], expected, got, "", text[:300]))
        if i is None or j is None:
            continue
        for flag in FLAGS:
            want, said = ("yes" if value else "no" for value in (labels[i][1][flag], getattr(found[j], flag)))
            result.append(Judgement("flags", example.id, f"{flag}:{text[:60]}", want, said, "", text[:300]))
    return result
