"""The public shape of feedback: `second-question/feedback/1` (see the JSON schema in `prompts/contract/`).

Offsets are code points of the draft's text, half-open. A span's `text` is exactly the draft's text there.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

DraftType = Literal["rapid_review", "lcspr"]
Scope = Literal["whole", "section"]
Status = Literal["met", "partial", "missing", "not_applicable"]
Facet = Literal["what", "who", "why", "change"]
Family = Literal[
    "empty-label", "assurance", "banal-recommendation", "blame-or-hindsight", "stereotype", "jargon-or-euphemism"
]
RecommendationKind = Literal["recommendation", "action", "learning_point"]
Strength = Literal["must", "should", "appraisal"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Model):
    """A place in the draft."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    page: int | None = None
    section: str | None = None


class Passage(_Model):
    """A passage of a review in the library, verbatim. `score` only orders passages of one result."""

    review_id: str
    title: str
    partnership: str | None = None
    year: int | None = None
    page: int | None = None
    page_label: str | None = None
    section: str | None = None
    text: str
    score: float
    url: str | None = None
    kind: str | None = None
    why: str | None = None


class CriterionFinding(_Model):
    """What the draft does about one criterion of its guidance edition."""

    id: str
    title: str
    status: Status
    confidence: float = Field(ge=0, le=1)
    evidence: list[Span]
    explanation: str
    second_questions: list[str]
    source: str
    strength: Strength = "appraisal"
    verified: bool = True


class SecondQuestion(_Model):
    """One question behind a phrase, and the facet it would settle."""

    facet: Facet
    question: str


class PhraseFinding(Span):
    """A worn phrase that its passage does not get behind (or only in part)."""

    phrase_id: str
    family: Family
    why: str
    answered: list[Facet]
    second_questions: list[SecondQuestion]
    count: int = 1
    severity: Literal["high", "medium", "low"] = "medium"
    also_at: list[Span] = []


class RecommendationFinding(Span):
    """A recommendation, action or learning point and what it says of itself."""

    kind: RecommendationKind
    owner: bool
    specific: bool
    by_when: bool
    measure: bool
    mechanism: bool = False
    rung: int | None = Field(default=None, ge=1, le=5, description="strength ladder, 5 strongest")
    notes: list[str] = []
    seen_before: list[Passage] = []


class IdentifierFinding(Span):
    """A possible identifier; never a claim that the rest is anonymous."""

    kind: str
    advice: str


class ThemeFinding(_Model):
    """A theme or pathway of the 2021 review that the draft deals with."""

    id: str
    title: str
    score: float
    evidence: list[Span] = []


class DocumentInfo(_Model):
    """What was checked, and how it was taken."""

    name: str
    type: DraftType
    type_confidence: float = Field(ge=0, le=1)
    scope: Scope
    guidance: str
    words: int
    pages: int | None = None
    text_sha256: str
    engine: str


class Summary(_Model):
    """Counts of statuses; `strength` orders drafts of one type and is for evals, never shown to authors."""

    met: int
    partial: int
    missing: int
    strength: float = Field(ge=0, le=1)


class Feedback(BaseModel):
    """Everything said about one draft."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["second-question/feedback/1"] = Field(default="second-question/feedback/1", alias="schema")
    document: DocumentInfo
    summary: Summary
    criteria: list[CriterionFinding]
    phrases: list[PhraseFinding]
    recommendations: list[RecommendationFinding]
    identifiers: list[IdentifierFinding]
    similar_learning: list[Passage]
    themes: list[ThemeFinding]
    warnings: list[str]

    def to_json(self, indent: int | None = 2) -> str:
        """The public JSON form."""
        return self.model_dump_json(by_alias=True, indent=indent)
