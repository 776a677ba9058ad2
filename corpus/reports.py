"""What indexing tells while it runs and when it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Status = Literal[
    "added",  # new to the library
    "updated",  # takes the place of an earlier version of the file
    "details",  # same text, its catalogue row has changed
    "unchanged",  # nothing to do
    "left aside",  # not wanted: a copy, or another form of a listed file
    "failed",  # could not be read; the reason says why
]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. `pages` is None for formats without pages."""

    file: str
    status: Status
    reason: str = ""
    review_id: str | None = None
    pages: int | None = None
    passages: int = 0

    def __str__(self) -> str:
        return f"{self.file}: {self.reason or self.status}"


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """File `number` of `total` (only those that need work are counted) and how far it is.

    `done` of `passages` of this file are embedded; `seconds_left` is an estimate for the whole run, None until there is
    something to go by.
    """

    file: str
    number: int
    total: int
    stage: Literal["reading", "embedding", "saved", "failed"]
    pages: int | None = None
    passages: int = 0
    done: int = 0
    seconds_left: float | None = None

    @property
    def finished(self) -> bool:
        """True at the last event of a run."""
        return self.number == self.total and self.stage in ("saved", "failed")

    def line(self) -> str:
        """One line for a person."""
        parts = [f"{self.number} of {self.total}", self.file]
        if self.stage == "reading":
            parts.append("reading")
        if self.stage == "failed":
            parts.append("could not be read")
        if self.pages:
            parts.append(f"{self.pages} page{'s' * (self.pages != 1)}")
        if self.passages:
            parts.append(f"passage {self.done} of {self.passages}")
        if self.seconds_left is not None and not self.finished:
            parts.append(f"about {_span(self.seconds_left)} left")
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an indexing run did. `embedded` counts texts put through the embedding model."""

    outcomes: tuple[FileOutcome, ...]
    warnings: tuple[str, ...] = ()
    embedded: int = 0
    seconds: float = 0.0
    cancelled: bool = False

    @property
    def failed(self) -> list[FileOutcome]:
        """Files that could not be indexed, with the reason."""
        return [outcome for outcome in self.outcomes if outcome.status == "failed"]

    def count(self, status: Status) -> int:
        """Number of files with a status."""
        return sum(outcome.status == status for outcome in self.outcomes)

    def summary(self) -> str:
        """A few lines for a person."""
        names: tuple[Status, ...] = ("added", "updated", "details", "unchanged", "left aside", "failed")
        words: dict[Status, str] = {"details": "with new details"}
        parts = [f"{self.count(name)} {words.get(name, name)}" for name in names if self.count(name)]
        passages = sum(outcome.passages for outcome in self.outcomes if outcome.status in ("added", "updated"))
        lines = [
            f"{len(self.outcomes)} file{'s' * (len(self.outcomes) != 1)}: {', '.join(parts) or 'nothing to do'}. "
            f"{passages} passages stored in {_span(self.seconds)}."
        ]
        if self.cancelled:
            lines.append("Stopped before the end; run it again to go on from here.")
        return "\n".join([*lines, *self.warnings])


def _span(seconds: float) -> str:
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
