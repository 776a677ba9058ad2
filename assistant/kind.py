"""What a draft is: a rapid review or an LCSPR, whole or a section of one, or something that is no such review.

Everything that is looked for is in `prompts/kinds.yaml`. The result is a guess that the author can overrule.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.cues import any_of, plain
from assistant.feedback import DraftType, Scope
from assistant.not_reviews import OTHER, recognise
from corpus.document import Document

TITLE_WORDS = 80
_LABEL = re.compile(r"[^A-Za-z]*([A-Z][^.:|*?]{2,60}?)[?.]?[:|*]")
_CODE = re.compile(r"^(?:[\W\d]+|[A-Z]{1,2}\d+[a-z]?\b)+")
UNSURE = "The type of review could not be told for sure"
_SURE_ENOUGH = 0.65
_MOST = 0.98
_DOUBT = 0.2
"""Confidence in the type of a text that is not a review at all."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a draft was taken for.

    `confidence` is of the type, 0..1; 1 when the author said it. `not_a_review` says, in one sentence, why the text
    does not read as a child safeguarding review, and is among `warnings` too.
    """

    type: DraftType
    confidence: float
    scope: Scope
    not_a_review: str | None
    warnings: list[str]

    def with_type(self, draft_type: DraftType) -> Kind:
        """The same, with the type that the author gave."""
        told = [warning for warning in self.warnings if not warning.startswith(UNSURE)]
        return replace(self, type=draft_type, confidence=1.0, warnings=told)

    def with_scope(self, scope: Scope) -> Kind:
        """The same, with the scope that the author gave."""
        return replace(self, scope=scope)

    def as_told_part(self) -> Kind:
        """The same, for a text that the author says is a part of a review of a given type.

        A few lines may well have none of the words that reviews are told by: then the author is believed, and the
        warning stays. What reads as something else (a recipe, a policy, another language) still counts as that.
        """
        return replace(self, not_a_review=None) if self.not_a_review == OTHER else self


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Sign(_Data):
    """One cue for a type; the fields are explained in the data file."""

    id: str
    where: Literal["title", "headings", "body"]
    cue: str
    weight: float
    again: float = 0.0
    most: int = 1

    def score(self, texts: dict[str, str]) -> float:
        """What it adds for a draft's title, headings and body."""
        hits = sum(1 for _ in any_of((self.cue,)).finditer(texts[self.where]))
        return self.weight + self.again * (min(hits, self.most) - 1) if hits else 0.0


class _Whole(_Data):
    log_words: float
    part: float
    title: float
    label: float
    most_labels: int
    needs: float
    long: int


class _Longest(_Data):
    pages: int
    words: int
    confidence: float


class Kinds(_Data):
    """The data file, as far as type and scope go."""

    types: dict[DraftType, tuple[Sign, ...]]
    sure: float
    parts: dict[str, tuple[str, ...]]
    whole: _Whole
    longest: _Longest


@cache
def kinds() -> Kinds:
    """The data file, checked."""
    return Kinds.model_validate(prompts.data("kinds.yaml"))


def _texts(document: Document) -> dict[str, str]:
    headings = [document.slice(p.start, p.end) for p in document.paragraphs if p.kind == "heading"]
    opening = re.match(rf"(?:\s*\S+){{0,{TITLE_WORDS}}}", document.text)
    return {
        "title": plain("\n".join([*headings[:2], opening[0] if opening else ""])),
        "headings": plain("\n".join(headings)),
        "body": plain(document.text),
    }


def type_scores(document: Document) -> dict[DraftType, float]:
    """How much speaks for each type, 0 and up."""
    texts = _texts(document)
    return {name: sum(sign.score(texts) for sign in signs) for name, signs in kinds().types.items()}


def openings(document: Document) -> list[str]:
    """Headings, and the labels that open other paragraphs ("**F4 Ethnicity:** ..."), without numbers and codes."""
    found: list[str] = []
    for paragraph in document.paragraphs:
        text = document.slice(paragraph.start, paragraph.end).replace("*", " ")
        if paragraph.kind != "heading":
            label = _LABEL.match(text)
            text = label[1] if label else ""
        if text := _CODE.sub("", text):
            found.append(text)
    return found


def parts_of(labels: list[str]) -> set[str]:
    """Which parts of a review the headings and labels name."""
    return {name for name, cues in kinds().parts.items() if any(any_of(cues).match(plain(label)) for label in labels)}


def wholeness(document: Document) -> float:
    """How much speaks for a whole review; 0 and above is whole. Length, title, parts and headings each add to it."""
    weights = kinds().whole
    labels = openings(document)
    texts = _texts(document)
    titled = any(sign.score(texts) for signs in kinds().types.values() for sign in signs if sign.id == "title")
    return (
        weights.log_words * math.log(max(document.words, 1))
        + weights.part * len(parts_of(labels))
        + weights.title * titled
        + weights.label * min(len(labels), weights.most_labels)
        - weights.needs
    )


def _scope(document: Document) -> Scope:
    return "whole" if document.words >= kinds().whole.long or wholeness(document) >= 0 else "section"


def _too_long(document: Document) -> bool:
    limits = kinds().longest
    return len(document.pages) > limits.pages or document.words > limits.words


def _length_note(document: Document) -> str:
    size = f"{len(document.pages)} pages" if document.pages else f"{document.words:,} words"
    return (
        f"The draft is very long ({size}): the best rapid reviews that the 2021 national review saw had 6 to 16 pages, "
        "and its longest local review 65. What is said of so long a text is less sure; check it a part at a time."
    )


def detect(document: Document) -> Kind:
    """Tell a draft's type and scope, and whether it is a child safeguarding review at all."""
    scores = type_scores(document)
    difference = scores["rapid_review"] - scores["lcspr"]
    draft_type: DraftType = "rapid_review" if difference > 0 else "lcspr"
    confidence = 1 / (1 + math.exp(-3 * abs(difference) / kinds().sure))
    not_a_review = recognise(document)
    warnings = [not_a_review] if not_a_review else []
    if _too_long(document):
        confidence = min(confidence, kinds().longest.confidence)
        warnings.append(_length_note(document))
    if not_a_review:
        confidence = min(confidence, _DOUBT)
    elif confidence < _SURE_ENOUGH:
        named = "a rapid review" if draft_type == "rapid_review" else "a local child safeguarding practice review"
        warnings.append(f"{UNSURE}: it was taken as {named}. Say which it is to be certain.")
    return Kind(draft_type, round(min(confidence, _MOST), 3), _scope(document), not_a_review, warnings)
