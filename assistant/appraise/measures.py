"""What can be counted over a whole draft: shares of chronology, complete recommendations, possible identifiers.

Counts support a judgement; none of them is one. Shares are of words, 0..1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.feedback import IdentifierFinding, RecommendationFinding
from assistant.units import units
from corpus.document import Document

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# A dated entry opens with its date: "12.03.2021 - GP ...", "On 4 March 2021 ...", "March 2021: ...".
_DATED = re.compile(
    rf"^\W*(?:on\s+|in\s+|the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b|{_MONTH}\.?\s+\d{{4}}\b)",
    re.I,
)
_REASON = re.compile(
    r"\b(?:because|since (?:she|he|they|it|the)|so that|which meant|as a result|explain(?:s|ed)|reason(?:s|ed)?|"
    r"assum(?:ed|ption)|believed|thought that|led (?:her|him|them|to)|in order to|understandabl[ey]|made sense)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Measures:
    """Whole-document counts. Shares are 0..1 of words or of recommendations; None where there is nothing to count."""

    words: int
    chronology: float
    reasons: float
    recommendations: int
    learning_points: int
    complete: float | None
    owned: float | None
    measured: float | None
    mechanism: float | None
    identifiers: int


def _share(items: Sequence[RecommendationFinding], name: str) -> float | None:
    return sum(bool(getattr(item, name)) for item in items) / len(items) if items else None


def measure(
    document: Document, recommendations: list[RecommendationFinding], identifiers: list[IdentifierFinding]
) -> Measures:
    """Count one draft."""
    dated = reasoned = total = 0
    for unit in units(document):
        for sentence in re.split(r"(?<=[.;|])\s+|\n+", unit.text(document)):
            words = len(sentence.split())
            total += words
            dated += words * bool(_DATED.match(sentence))
            reasoned += words * bool(_REASON.search(sentence))
    asks = [item for item in recommendations if item.kind != "learning_point"]
    complete = sum(item.owner and item.specific and item.by_when for item in asks) / len(asks) if asks else None
    return Measures(
        words=document.words,
        chronology=dated / total if total else 0.0,
        reasons=reasoned / total if total else 0.0,
        recommendations=len(asks),
        learning_points=len(recommendations) - len(asks),
        complete=complete,
        owned=_share(asks, "owner"),
        measured=_share(asks, "measure"),
        mechanism=_share(asks, "mechanism"),
        identifiers=len({(item.kind, item.text.lower()) for item in identifiers}),
    )


def counted(criterion: str, measures: Measures) -> tuple[float, float]:
    """Two numbers, about -1..1, that bear on a criterion from the counts; (0, 0) where none does."""
    m = measures
    none = -1.0
    if criterion == "recommendations-specific":
        return (2 * m.complete - 1 if m.complete is not None else none, min(m.recommendations, 8) / 8)
    if criterion == "impact-measure":
        return (2 * m.measured - 1 if m.measured is not None else none, float(bool(m.measured)))
    if criterion == "change-mechanism":
        return (2 * m.mechanism - 1 if m.mechanism is not None else none, 0.0)
    if criterion == "publishable":
        return (1.0 - min(m.identifiers, 6) / 3, float(m.identifiers == 0))
    if criterion == "concise-facts":
        return (1.0 - 4 * min(m.chronology, 0.5), float(m.chronology > 1 / 3))
    if criterion == "learning-separate":
        return (float(m.recommendations > 0), float(m.learning_points > 0))
    if criterion in ("analysis-why", "systemic-reasons"):
        return (min(m.reasons, 0.3) / 0.15 - 1, 1.0 - 4 * min(m.chronology, 0.5))
    return (0.0, 0.0)
