"""Possible identifiers found in what will be published."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.feedback import Feedback
from evals.dataset import Example
from evals.judgement import Judgement
from evals.scorers.spans import Place, paired

WORDS_A_PAGE = 400


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """One judgement an identifier expected or reported; LCSPRs only. Any occurrence of a labelled text counts."""
    if example.type != "lcspr":
        return []
    result = []
    found = [(item.start, item.end, item.text) for item in feedback.identifiers if item.end > item.start]
    used: set[int] = set()
    for text in example.identifiers:
        places: list[Place] = []
        start = example.text.find(text)
        while start >= 0:
            places.append((start, start + len(text)))
            start = example.text.find(text, start + 1)
        hits = {
            j for _, j in paired(places, [(s, e) for s, e, _ in found]) if j is not None and _overlaps(places, found[j])
        }
        used |= hits
        result.append(Judgement("identifiers", example.id, text, text, text if hits else "", "", text))
    for j, (start, end, text) in enumerate(found):
        if j not in used and not any(text in label or label in text for label in example.identifiers):
            around = " ".join(example.text[max(0, start - 80) : end + 80].split())
            result.append(Judgement("identifiers", example.id, text, "", text, "", around))
    return result


def quiet(name: str, pairs: Sequence[tuple[Example, Feedback]]) -> list[Judgement]:
    """One judgement on a review, or on passages taken together: no more than one false report a page of 400 words."""
    if not pairs:
        return []
    false = sum(bool(j.got) and not j.expected for example, feedback in pairs for j in score(example, feedback))
    pages = sum(len(example.text.split()) for example, _ in pairs) / WORDS_A_PAGE
    got = "quiet" if false <= max(pages, 1) else "noisy"
    return [Judgement("identifiers-quiet", name, "false reports", "quiet", got, f"{false} on {pages:.1f} pages")]


def _overlaps(places: list[Place], found: tuple[int, int, str]) -> bool:
    return any(min(end, found[1]) > max(start, found[0]) for start, end in places)
