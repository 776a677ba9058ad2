"""What the library holds and returns, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PassageKind = Literal[
    "finding",  # what the review established about practice and why
    "learning",  # a learning point or question for the reader
    "recommendation",  # what somebody is asked to do
    "good_practice",  # what was done well
    "narrative",  # the story, the family, the method: everything else
    "front_matter",  # foreword, thanks, abbreviations
    "contents",  # table of contents: stored, never searched
    "reference",  # reference list or footnote: stored, never searched
]
NEVER_SEARCHED: tuple[PassageKind, ...] = ("contents", "reference")


@dataclass(frozen=True, slots=True)
class Review:
    """One review of the library as its catalogue describes it.

    `id` is made from the file's content, so the same file always has the same id. `file` is the path below the folder
    that was indexed, or the file's name. `pages` is None for formats without fixed pages. `extra` holds catalogue
    columns this project does not know.
    """

    id: str
    title: str
    partnership: str | None = None
    year: int | None = None
    review_type: str | None = None
    age_group: str | None = None
    incident: str | None = None
    themes: tuple[str, ...] = ()
    url: str | None = None
    file: str = ""
    pages: int | None = None
    sha256: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A stretch of a review, verbatim: `text` is the review's text from `start` to `end` (code points, half-open).

    `page` and `page_end` count the file's pages from 1 and are None where there are none; `page_label` is what is
    printed on the first of them.
    """

    id: str
    review_id: str
    text: str
    start: int
    end: int
    page: int | None
    page_end: int | None
    page_label: str | None
    section: str | None
    kind: PassageKind


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. `score` orders the hits of one search; it means nothing across searches.

    `signals` says where it came from. By the question encoder's vector of the query, `dense` is its cosine with the
    passage, `sentence` with the nearest sentence and `card` with the review's title and themes; `alike` is the plain
    cosine of the two texts. `coverage` is the share (0 to 1, by rarity) of what the query asks for that the passage
    speaks of in one of its ways, and `together` the same of all passages found of its review. `lexical` and `review`
    are what word matching gave the passage and its whole review, as a share of the best of this search. `among`
    is how many passages were searched. `answers`, where the passage was read with the query, is the log-odds that it
    answers it.
    """

    review: Review
    passage: StoredPassage
    score: float
    signals: dict[str, float]
