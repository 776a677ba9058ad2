"""Feedback with chosen findings, for tests of what is made of it."""

from __future__ import annotations

from assistant.feedback import (
    CriterionFinding,
    DocumentInfo,
    Feedback,
    IdentifierFinding,
    PhraseFinding,
    RecommendationFinding,
    SecondQuestion,
    Summary,
)
from assistant.spans import span_fields, span_of
from corpus.document import Document


def place(document: Document, quote: str, occurrence: int = 0) -> tuple[int, int]:
    """Offsets of an occurrence of words in a document."""
    at = -1
    for _ in range(occurrence + 1):
        at = document.text.index(quote, at + 1)
    return at, at + len(quote)


def phrase(document: Document, quote: str, occurrence: int = 0, question: str = "What was not asked?") -> PhraseFinding:
    """A worn phrase at these words."""
    return PhraseFinding(
        **span_fields(document, *place(document, quote, occurrence)),
        phrase_id="curiosity",
        family="empty-label",
        why="The phrase names a gap without saying what it was.",
        answered=[],
        second_questions=[SecondQuestion(facet="what", question=question)],
    )


def identifier(document: Document, quote: str, occurrence: int = 0) -> IdentifierFinding:
    """A possible identifier at these words."""
    return IdentifierFinding(
        **span_fields(document, *place(document, quote, occurrence)), kind="name", advice="Use a role or a pseudonym."
    )


def recommendation(document: Document, quote: str) -> RecommendationFinding:
    """A recommendation without owner or date at these words."""
    return RecommendationFinding(
        **span_fields(document, *place(document, quote)),
        kind="recommendation", owner=False, specific=True, by_when=False, measure=True,
    )  # fmt: skip


def criterion(id: str, status: str, document: Document | None = None, quote: str = "") -> CriterionFinding:
    """A finding on a criterion, resting on a quote if there is one."""
    return CriterionFinding(
        id=id,
        title=id.replace("-", " ").capitalize(),
        status=status,  # type: ignore[arg-type]
        confidence=0.8,
        evidence=[span_of(document, *place(document, quote))] if document and quote else [],
        explanation="It is mentioned in general terms." if quote else "It is absent.",
        second_questions=[f"What about {id}?"],
        source="2021 national review ch 4",
        strength="should",
    )


def feedback(document: Document, **findings: list) -> Feedback:  # type: ignore[type-arg]
    """Feedback on a rapid review with these findings and nothing else."""
    empty: dict[str, list] = {
        name: []
        for name in ("criteria", "phrases", "recommendations", "identifiers", "similar_learning", "themes", "warnings")
    }  # type: ignore[type-arg]
    return Feedback(
        document=DocumentInfo(
            name=document.name, type="rapid_review", type_confidence=0.9, scope="whole", guidance="wt2018",
            words=document.words, pages=None, text_sha256=document.sha256, engine="builtin",
        ),
        summary=Summary(met=0, partial=0, missing=0, strength=0.5),
        **{**empty, **findings},
    )  # fmt: skip
