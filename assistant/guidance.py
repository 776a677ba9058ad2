"""The guidance as data: editions, and the criteria of each for a rapid review or an LCSPR.

Everything is read from `prompts/guidance/`: `editions.yaml` and one folder of criteria an edition. An edition that
inherits another holds only what differs. Which notes a draft gets about its guidance is in `prompts/stale.yaml`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

import prompts
from assistant.cues import hits, pattern
from assistant.feedback import DraftType, Strength
from assistant.stale import stale_notes
from corpus.document import Document
from corpus.errors import InternalError, SettingsError

Judged = Literal["met", "partial", "missing"]
REQUIRED: frozenset[Strength] = frozenset({"must", "should"})


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Examples(_Data):
    """Fictional passages that would earn each status by themselves."""

    met: tuple[str, ...] = Field(min_length=2)
    partial: tuple[str, ...] = Field(min_length=2)
    missing: tuple[str, ...] = Field(min_length=2)


class Criterion(_Data):
    """One thing that a review is held against.

    `place` orders the criteria of an edition. `says` is the one-line explanation of each status: what is there and what
    is not. `belongs_in` holds cues of the titles of sections where a reader would look for it; "*" means any section.
    `judged_like` names a criterion that the judge was trained for and that is near enough to stand in, if this one is
    not.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    place: int
    title: str
    applies_to: Literal["rapid_review", "lcspr", "both"]
    strength: Strength
    verified: bool
    source: str
    requirement: str
    met_when: str
    partial_when: str
    missing_when: str
    says: dict[Judged, str]
    questions: tuple[str, ...] = Field(min_length=2, max_length=4)
    belongs_in: tuple[str, ...] = Field(min_length=1)
    examples: Examples
    judged_like: str | None = None

    @field_validator("belongs_in")
    @classmethod
    def _compiles(cls, cues: tuple[str, ...]) -> tuple[str, ...]:
        for cue in cues:
            if cue != "*":
                pattern(cue)
        return cues

    @field_validator("says")
    @classmethod
    def _says_all(cls, says: dict[Judged, str]) -> dict[Judged, str]:
        if len(says) < 3:
            raise ValueError("says must have met, partial and missing")
        return says

    def belongs(self, section: str) -> bool:
        """Whether a section of this title is a place to look for it."""
        return "*" in self.belongs_in or hits(self.belongs_in, section)


class Source(_Data):
    """Where a fact about an edition was read."""

    key: str
    title: str
    url: str


class Edition(_Data):
    """One edition of the guidance; dates are of the document, not of any review."""

    id: str
    title: str
    document: str
    inherits: str | None = None
    published: date
    in_force: date | None
    superseded_by: str | None
    status: Literal["current", "superseded"]
    verified: bool
    note: str
    confirmed: tuple[str, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)
    cited_as: tuple[str, ...] = Field(min_length=1)

    def criteria(self, draft_type: DraftType | None = None) -> list[Criterion]:
        """Its criteria for a type of review, in order; all of them for None."""
        return [item for item in _criteria(self.id) if draft_type is None or item.applies_to in ("both", draft_type)]

    @property
    def fully_verified(self) -> bool:
        """Whether every must and should item was confirmed in a source."""
        return all(item.verified for item in self.criteria() if item.strength in REQUIRED)


@cache
def _editions() -> dict[str, Edition]:
    return {item.id: item for item in (Edition.model_validate(raw) for raw in prompts.data("guidance/editions.yaml"))}


@cache
def _raw(edition_id: str) -> dict[str, dict[str, Any]]:
    """An edition's criteria as plain data, by id, with what it inherits."""
    chosen = _editions()[edition_id]
    items: dict[str, dict[str, Any]] = {}
    if chosen.inherits:
        for key, parent in _raw(chosen.inherits).items():
            items[key] = {**parent, "verified": bool(parent["verified"]) and key in chosen.confirmed}
    for name in prompts.files(f"guidance/{edition_id}"):
        own = prompts.data(name)
        items[own["id"]] = {**items.get(own["id"], {}), **own}
    return items


@cache
def _criteria(edition_id: str) -> tuple[Criterion, ...]:
    found = []
    for key, raw in _raw(edition_id).items():
        try:
            found.append(Criterion.model_validate(raw))
        except ValidationError as error:
            raise InternalError(f"prompts/guidance/{edition_id}: criterion {key}: {error}") from error
    return tuple(sorted(found, key=lambda item: item.place))


def editions() -> list[Edition]:
    """Every edition, oldest first."""
    return sorted(_editions().values(), key=lambda item: item.published)


def edition(id: str) -> Edition:
    """The edition of this id.

    Raises:
        SettingsError: there is none; the message lists the ids there are.
    """
    if id not in _editions():
        known = ", ".join(item.id for item in editions())
        raise SettingsError(f'There is no guidance edition "{id}"', f"Choose one of: {known}")
    return _editions()[id]


def default_edition() -> Edition:
    """The latest edition whose required items were all confirmed in a source."""
    return [item for item in editions() if item.fully_verified][-1]


def edition_notes(document: Document, edition: Edition) -> list[str]:
    """What the author should know about the guidance used: newer editions, and what the draft cites that has passed."""
    notes = []
    newer = [item for item in editions() if item.published > edition.published]
    if newer:
        latest = newer[-1]
        unread = "" if latest.fully_verified else " Not all of its items could be confirmed, so they are marked."
        notes.append(
            f"Held against {edition.title}. A newer edition exists: {latest.title}, published "
            f"{latest.published.day} {latest.published:%B %Y}; choose {latest.id} to use it.{unread}"
        )
    elif not edition.fully_verified:
        notes.append(f"Held against {edition.title}. Not all of its items could be confirmed, so they are marked.")
    return notes + _cited(document, edition) + stale_notes(document, edition.id)


def _cited(document: Document, chosen: Edition) -> list[str]:
    cited = [item for item in editions() if hits(item.cited_as, document.text)]
    if not cited:
        return []
    latest = cited[-1]
    notes = []
    if chosen not in cited:
        notes.append(f"The draft cites {latest.title}: choose {latest.id} to hold it against that edition.")
    if latest.superseded_by:
        after = _editions()[latest.superseded_by]
        notes.append(f"The draft cites {latest.title}, which {after.title} replaced: is that the edition meant?")
    return notes
