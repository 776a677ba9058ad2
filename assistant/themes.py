"""Which themes and pathways of the 2021 national review a draft deals with (`prompts/themes.yaml`).

A theme's score is larger the more passages bring it up and the more of the draft they are spread over; it orders the
themes of one draft and means nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

import prompts
from assistant.cues import any_of, plain
from assistant.feedback import ThemeFinding
from assistant.spans import span_of
from assistant.units import Unit, units
from corpus.document import Document

EVIDENCE = 3
_SPREAD = 4
"""Sections, or equal parts of a draft without sections, over which a theme must be spread for the full score."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Theme(_Data):
    """A theme or pathway; the fields are explained in the data file."""

    id: str
    kind: Literal["pathway", "theme", "matter"]
    title: str
    source: str
    strong: tuple[str, ...] = Field(min_length=1)
    weak: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    must_find: tuple[str, ...] = Field(min_length=2)
    must_pass: tuple[str, ...] = Field(min_length=2)


class _Needs(_Data):
    words: int
    whole: float
    short: float
    passage: float
    most: float


class Themes(_Data):
    """The data file."""

    negated: tuple[str, ...]
    needs: _Needs
    themes: tuple[Theme, ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    unit: Unit
    weight: float
    part: int


@cache
def themes() -> Themes:
    """The data file, checked."""
    return Themes.model_validate(prompts.data("themes.yaml"))


@cache
def _negated() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(themes().negated).pattern})\W*$", re.IGNORECASE)


def _weight(theme: Theme, text: str) -> float:
    """How strongly a passage brings a theme up: 1 for each different strong cue, 0.5 for each weak one, to a limit."""
    total = 0.0
    if theme.other:
        text = any_of(theme.other).sub(lambda match: " " * len(match[0]), text)
    for cues, worth in ((theme.strong, 1.0), (theme.weak, 0.5)):
        different = set()
        for match in any_of(cues).finditer(text):
            # "No supervision" is about supervision; "no domestic abuse" is not about domestic abuse.
            if theme.kind != "matter" or not _negated().search(text[max(0, match.start() - 60) : match.start()]):
                different.add(match[0].lower())
        total += worth * len(different)
    return min(total, themes().needs.most)


def _parts(document: Document, passages: Sequence[Unit]) -> list[int]:
    """Which part of the draft each passage stands in: its section, or a tenth of a draft without any."""
    if len(document.sections) > 1:
        return [_section(document, unit) for unit in passages]
    return [10 * unit.start // max(len(document.text), 1) for unit in passages]


def _section(document: Document, unit: Unit) -> int:
    paragraph = document.paragraph_at(unit.start)
    index = document.paragraphs[paragraph].section if paragraph is not None else None
    return -1 if index is None else index


def find_themes(document: Document) -> list[ThemeFinding]:
    """The themes and pathways that a draft deals with, best evidenced first, with up to three passages each."""
    needs = themes().needs
    passages = units(document)
    texts = [plain(unit.text(document)) for unit in passages]
    parts = _parts(document, passages)
    enough = needs.whole if document.words >= needs.words else needs.short
    findings = []
    for theme in themes().themes:
        weighed = [
            _Passage(unit, weight, part)
            for unit, text, part in zip(passages, texts, parts, strict=True)
            if (weight := _weight(theme, text)) >= needs.passage
        ]
        total = sum(item.weight for item in weighed)
        if total < enough:
            continue
        spread = min(len({item.part for item in weighed}), _SPREAD) / _SPREAD
        best = sorted(weighed, key=lambda item: (-item.weight, item.unit.start))[:EVIDENCE]
        findings.append(
            ThemeFinding(
                id=theme.id,
                title=theme.title,
                score=round((1 - 0.75**total) * (0.5 + 0.5 * spread), 4),
                evidence=[
                    span_of(document, item.unit.start, item.unit.end)
                    for item in sorted(best, key=lambda i: i.unit.start)
                ],
            )
        )
    return sorted(findings, key=lambda finding: -finding.score)
