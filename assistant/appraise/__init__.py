"""Appraisal: what a draft does about each criterion of a guidance edition, on what evidence.

Evidence first, then status: the judge reads every unit wherever it stands; the status model weighs what it found
together with counts over the whole draft; the explanation and questions come from the guidance data.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.appraise.evidence import Weighed, weigh
from assistant.appraise.explain import explain, questions
from assistant.appraise.measures import Measures, measure
from assistant.appraise.status import settle
from assistant.feedback import CriterionFinding, IdentifierFinding, RecommendationFinding, Span, Status
from assistant.guidance import Criterion, Edition
from assistant.judge import CRITERIA
from assistant.kind import Kind
from assistant.spans import span_of
from corpus.document import Document

POINTS: dict[Status, float] = {"met": 1.0, "partial": 0.5, "missing": 0.0}
# How likely met has to be in a part of a review. A few lines that sound right are mostly all there is to go by, and a
# wrong "met" costs an author more than a wrong "partly met".
MET_IN_PART = 0.65
# A text that is no review is appraised for what it is worth, and says so: nothing in it is sure.
UNSURE = 0.34


def appraise(
    document: Document,
    kind: Kind,
    edition: Edition,
    recommendations: list[RecommendationFinding],
    identifiers: list[IdentifierFinding],
) -> list[CriterionFinding]:
    """One finding for every criterion of the draft's type, in guidance order."""
    weighed = weigh(document)
    measures = measure(document, recommendations, identifiers)
    return [
        _finding(document, kind, criterion, weighed, measures, identifiers) for criterion in edition.criteria(kind.type)
    ]


def _finding(
    document: Document,
    kind: Kind,
    criterion: Criterion,
    weighed: Weighed,
    measures: Measures,
    identifiers: list[IdentifierFinding],
) -> CriterionFinding:
    judged_as = criterion.judged_like or criterion.id
    if judged_as not in CRITERIA:
        return _build(criterion, "not_applicable", 0.0, [], "This assistant cannot check this one; please read for it.")
    column = CRITERIA.index(judged_as)
    bears, full = weighed.bears[:, column], weighed.full[:, column]
    verdict = settle(judged_as, bears, full, measures)
    if kind.scope == "section" and verdict.status == "met" and verdict.met < MET_IN_PART:
        verdict = verdict.at_most_partial()
    status, confidence = verdict.status, verdict.confidence
    if kind.not_a_review:
        status, confidence = "missing", UNSURE
    if kind.scope == "section" and judged_as == "publishable" and status == "met":
        note = "Nothing in this part speaks against it; whether a review can be published is a matter of the whole."
        return _build(criterion, "not_applicable", confidence, [], note)
    if kind.scope == "section" and status == "missing" and not _belongs(document, criterion):
        note = "Not expected in the part you gave; look for it in the rest of the review."
        return _build(criterion, "not_applicable", confidence, [], note)
    places = weighed.best(judged_as) if status != "missing" else []
    if judged_as == "publishable" and status != "met":
        places = [(item.start, item.end) for item in identifiers[:3] if item.end > item.start]
    evidence = [span_of(document, start, end) for start, end in places]
    text = explain(criterion, status, measures, kind)
    asked = [] if status == "met" or kind.not_a_review else questions(document, criterion, judged_as)
    return _build(criterion, status, confidence, evidence, text, asked)


def _build(
    criterion: Criterion,
    status: Status,
    confidence: float,
    evidence: Sequence[Span],
    explanation: str,
    asked: list[str] | None = None,
) -> CriterionFinding:
    return CriterionFinding.model_validate(
        {
            "id": criterion.id,
            "title": criterion.title,
            "status": status,
            "confidence": round(confidence, 3),
            "evidence": list(evidence),
            "explanation": explanation,
            "second_questions": asked or [],
            "source": criterion.source,
            "strength": criterion.strength,
            "verified": criterion.verified,
        }
    )


def _belongs(document: Document, criterion: Criterion) -> bool:
    """Whether a part of a review has a heading under which the criterion would be expected."""
    return any(criterion.belongs(section.title) for section in document.sections)


def strength(criteria: list[CriterionFinding]) -> float:
    """Mean points over the criteria that apply (met 1, partly 0.5); orders drafts of one type, and is never shown."""
    counted = [POINTS[finding.status] for finding in criteria if finding.status in POINTS]
    return round(sum(counted) / len(counted), 4) if counted else 0.0
