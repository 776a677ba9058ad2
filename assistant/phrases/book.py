"""The phrasebook: worn phrases, why each is worn, and the second questions behind it."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

import prompts
from assistant.feedback import Facet, Family
from assistant.phrases.wording import any_of, heads

Severity = Literal["high", "medium", "low"]
Listed = Literal["usual", "strict"]
Suppressor = Literal["heading", "title", "quoted-speech", "criticised", "question", "negated"]
Slot = Literal["who", "roles", "child", "parent", "sign", "event", "when", "phrase"]
FACETS: tuple[Facet, ...] = get_args(Facet)
SLOT = re.compile(r"\{(\w+)\}")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Data):
    """One worn phrase with its variants.

    `span` narrows a match to the worn words themselves; `needs` are patterns of which the sentence must hold one;
    `other_senses` are patterns that, where they overlap a match, show that it is used in another sense. `listed` is
    `strict` for everyday words, which are shown only where a short sentence rests on them.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    family: Family
    title: str
    patterns: tuple[str, ...] = Field(min_length=1)
    span: str | None = None
    needs: tuple[str, ...] = ()
    other_senses: tuple[str, ...] = ()
    why: str
    sources: tuple[str, ...] = Field(min_length=1, description="keys of prompts/phrasebook_sources.yaml")
    severity: Severity
    listed: Listed = "usual"
    suppress_if: frozenset[Suppressor]
    questions: dict[Facet, tuple[str, ...]]
    must_flag: tuple[str, ...] = Field(min_length=3)
    must_pass: tuple[str, ...] = Field(min_length=3)

    @field_validator("patterns")
    @classmethod
    def _patterns_are_searchable(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            heads(pattern)
        return patterns

    @model_validator(mode="after")
    def _every_facet_has_a_question_for_any_passage(self) -> Entry:
        for facet in FACETS:
            wordings = self.questions.get(facet, ())
            if not wordings or SLOT.search(wordings[-1]):
                raise ValueError(f"{self.id}: the last question for {facet!r} must have no slot")
            unknown = {slot for wording in wordings for slot in SLOT.findall(wording)} - set(get_args(Slot))
            if unknown:
                raise ValueError(f"{self.id}: unknown slot {', '.join(sorted(unknown))} in a question for {facet!r}")
        return self

    @cached_property
    def narrowing(self) -> re.Pattern[str] | None:
        """What finds the worn words within a match, or None if the match is all worn."""
        return any_of((self.span,)) if self.span else None

    @cached_property
    def needed(self) -> re.Pattern[str] | None:
        """What the sentence must hold for the phrase to be meant."""
        return re.compile("|".join(self.needs)) if self.needs else None

    @cached_property
    def elsewhere(self) -> re.Pattern[str] | None:
        """What shows another sense of the words."""
        return any_of(self.other_senses) if self.other_senses else None


class _FamilyFile(_Data):
    """One file of the phrasebook: `questions` and `suppress_if` hold for every entry of it."""

    family: Family
    suppress_if: frozenset[Suppressor]
    questions: dict[Facet, tuple[str, ...]]
    entries: tuple[dict[str, object], ...]

    def read(self) -> list[Entry]:
        return [Entry.model_validate(self._complete(raw)) for raw in self.entries]

    def _complete(self, raw: dict[str, object]) -> dict[str, object]:
        own = raw.get("questions", {})
        suppress = raw.get("suppress_if", [])
        if not isinstance(own, dict) or not isinstance(suppress, list):
            raise ValueError(f"{self.family}: questions must be a mapping and suppress_if a list in {raw.get('id')}")
        return {
            **raw,
            "family": self.family,
            "suppress_if": self.suppress_if | set(suppress),
            "questions": {**self.questions, **own},
        }


class Phrasebook(_Data):
    """Every entry, by id, in the order of the files."""

    entries: tuple[Entry, ...]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Phrasebook:
        ids = [entry.id for entry in self.entries]
        repeated = {name for name in ids if ids.count(name) > 1}
        if repeated:
            raise ValueError(f"phrase ids used twice: {', '.join(sorted(repeated))}")
        return self


@cache
def phrasebook() -> Phrasebook:
    """The phrasebook of `prompts/phrasebook/`, read and checked once.

    Raises:
        ValueError: a file breaks the form; the message names the file and the entry.
    """
    entries: list[Entry] = []
    for name in prompts.files("phrasebook"):
        try:
            entries += _FamilyFile.model_validate(prompts.data(name)).read()
        except ValueError as error:
            raise ValueError(f"prompts/{name}: {error}") from error
    return Phrasebook(entries=tuple(entries))


def entry(phrase_id: str) -> Entry:
    """The entry of that id.

    Raises:
        KeyError: there is none.
    """
    return _by_id()[phrase_id]


@cache
def _by_id() -> dict[str, Entry]:
    return {item.id: item for item in phrasebook().entries}
