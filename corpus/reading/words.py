"""The reader's words and patterns, from `prompts/reading.yaml`, checked and compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

import prompts

PartId = Literal[
    "contents", "references", "notes", "outside-references", "caption", "page-number", "contents-line",
    "contents-leader",
]  # fmt: skip


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Abbreviations(_Model):
    """Abbreviations with one rule. `together` and `apart` are examples of one sentence and of two."""

    id: str
    rule: Literal["never", "before_number"]
    source: str
    words: tuple[str, ...]
    together: tuple[str, ...]
    apart: tuple[str, ...]


class Part(_Model):
    """How a part of a report announces itself; `pattern` must match the whole text, case ignored."""

    id: PartId
    applies_to: Literal["heading", "paragraph"]
    pattern: str
    source: str
    matches: tuple[str, ...]
    others: tuple[str, ...]


class Words(_Model):
    """The whole file."""

    abbreviations: tuple[Abbreviations, ...]
    openers: frozenset[str]
    parts: tuple[Part, ...]


@cache
def words() -> Words:
    """The reader's words."""
    return Words.model_validate(prompts.data("reading.yaml"))


@cache
def abbreviations(rule: str) -> frozenset[str]:
    """The lower-case abbreviations, without their last full stop, that follow `rule`."""
    return frozenset(word.lower() for group in words().abbreviations if group.rule == rule for word in group.words)


@cache
def part(name: PartId) -> re.Pattern[str]:
    """The compiled pattern of one part, for `fullmatch`."""
    found = {item.id: item.pattern for item in words().parts}
    return re.compile(found[name], re.IGNORECASE)
