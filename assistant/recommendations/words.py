"""The words behind recommendations, from `prompts/recommendations/`, checked and compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

import prompts

Role = Literal["recommendation", "action", "learning", "mixed", "national", "measure", "elsewhere"]
Meaning = Literal["act", "what", "owner", "when", "measure", "mechanism", "done", "learned", "reference", "progress"]
CueName = Literal["by_when", "measure", "mechanism", "not_a_recommendation", "spreading"]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RolePattern(_Model):
    """A heading's or label's pattern and the role of what stands under it; `yields_to` names what outranks it."""

    id: str
    role: Role
    pattern: str
    source: str
    matches: tuple[str, ...]
    others: tuple[str, ...]
    yields_to: str | None = None


class Sections(_Model):
    """sections.yaml."""

    roles: tuple[RolePattern, ...]
    labels: tuple[RolePattern, ...]
    references: tuple[str, ...]


class NameList(_Model):
    """One kind of owner, or of those who are none, with examples both ways."""

    source: str
    heads: tuple[str, ...] = ()
    plural_heads: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quantifiers: tuple[str, ...] = ()
    named_services: tuple[str, ...] = ()
    owner: tuple[str, ...]
    not_owner: tuple[str, ...]


class PatternSet(_Model):
    """Patterns with what blocks them, and examples both ways."""

    source: str
    patterns: tuple[str, ...]
    blockers: tuple[str, ...] = ()
    cell_denies: str | None = None
    cell_accepts: str | None = None
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


class Owners(_Model):
    """owners.yaml."""

    posts: NameList
    bodies: NameList
    crowds: NameList
    introductions: PatternSet


class VerbList(_Model):
    """Verbs in base form, with examples both ways."""

    source: str
    verbs: frozenset[str]
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


class Verbs(_Model):
    """verbs.yaml."""

    vague: VerbList
    light: VerbList
    exact: VerbList
    vague_phrases: PatternSet
    loose_words: str
    details: PatternSet
    irregular: dict[str, str]


class GroupWords(_Model):
    """Words by which one sentence speaks for others, with examples both ways."""

    source: str
    pattern: str
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


class Cues(_Model):
    """cues.yaml."""

    by_when: PatternSet
    measure: PatternSet
    mechanism: PatternSet
    not_a_recommendation: PatternSet
    spreading: PatternSet
    announced: GroupWords
    group_words: GroupWords


class Column(_Model):
    """What a column says, told from its heading; examples are headings in lower case."""

    means: tuple[Meaning, ...]
    pattern: str
    matches: tuple[str, ...]
    others: tuple[str, ...]


class Rung(_Model):
    """One rung of the strength ladder, 5 the strongest."""

    rung: int
    name: str
    source: str
    patterns: tuple[str, ...]
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


class Ladder(_Model):
    """ladder.yaml."""

    rungs: tuple[Rung, ...]
    only_rung_one: str
    only_rung_two: str


class Notes(_Model):
    """notes.yaml."""

    too_many: int
    too_many_learning: int
    alike: float
    common_words: frozenset[str]
    notes: dict[str, str]


@cache
def sections() -> Sections:
    """Headings and labels."""
    return Sections.model_validate(prompts.data("recommendations/sections.yaml"))


@cache
def owners() -> Owners:
    """Posts, bodies and crowds."""
    return Owners.model_validate(prompts.data("recommendations/owners.yaml"))


@cache
def verbs() -> Verbs:
    """Vague and exact verbs."""
    return Verbs.model_validate(prompts.data("recommendations/verbs.yaml"))


@cache
def cues() -> Cues:
    """Signs of date, measure and mechanism."""
    return Cues.model_validate(prompts.data("recommendations/cues.yaml"))


@cache
def columns() -> tuple[Column, ...]:
    """Headings of tables of actions."""
    return tuple(Column.model_validate(row) for row in prompts.data("recommendations/tables.yaml")["columns"])


@cache
def ladder() -> Ladder:
    """The strength ladder."""
    return Ladder.model_validate(prompts.data("recommendations/ladder.yaml"))


@cache
def notes() -> Notes:
    """Wording and thresholds of notes."""
    return Notes.model_validate(prompts.data("recommendations/notes.yaml"))


def compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One case-blind pattern of several; the cache keeps one for each set."""
    return _compiled(patterns)


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def found(name: CueName, text: str) -> bool:
    """Whether `text` has the cue `name` outside whatever blocks it."""
    cue: PatternSet = getattr(cues(), name)
    if cue.blockers:
        text = compiled(cue.blockers).sub(" ~ ", text)
    return compiled(cue.patterns).search(text) is not None


def role_of(title: str) -> RolePattern | None:
    """The first heading pattern that a title matches."""
    plain = title.strip(" *_:.#")
    for entry in sections().roles:
        if compiled((entry.pattern,)).search(plain):
            if entry.yields_to and compiled((entry.yields_to,)).search(plain):
                continue
            return entry
    return None


def role_of_label(label: str) -> Role | None:
    """The role that a label such as "Key learning 2" gives to its paragraph."""
    plain = label.strip(" *_:.")
    for entry in sections().labels:
        if compiled((entry.pattern,)).fullmatch(plain):
            return entry.role
    return None
