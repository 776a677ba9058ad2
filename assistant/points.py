"""The lines of enquiry, learning points and topics of a review, as spans (`prompts/points.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.cues import any_of, hits, plain
from assistant.feedback import DraftType
from corpus.document import Document, Section

PointKind = Literal["line_of_enquiry", "learning", "recommendation"]
SHORTEST = 2
"""Words: less is a label and not a point."""
_LEAD = re.compile(r"^(?:and|or|also)\s+", re.IGNORECASE)
_LABEL = re.compile(r"^(?:(?:LP|L|R|Q|KLOE|No)\.?\s?\d+[.:)]?|\d+(?:\.\d+)*[.:)]?)\s+")


class Near(BaseModel):
    """How near is near enough; the fields are explained in the data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: float
    taken_up: float
    topic: float


class Points(BaseModel):
    """The data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enquiry_titles: tuple[str, ...]
    enquiry_cues: tuple[str, ...]
    learning_titles: tuple[str, ...]
    not_learning_titles: tuple[str, ...]
    recommendation_titles: tuple[str, ...]
    matter_titles: tuple[str, ...]
    finding_titles: tuple[str, ...]
    analysis_titles: tuple[str, ...]
    done: tuple[str, ...]
    left_aside: tuple[str, ...]
    near: Near


@dataclass(frozen=True, slots=True)
class Point:
    """One line of enquiry, learning point or recommendation: offsets in the review's text."""

    start: int
    end: int
    kind: PointKind


@dataclass(frozen=True, slots=True)
class Topic:
    """A section of a review that has a finding of its own: offsets from its heading to its end, and of its body."""

    start: int
    body: int
    end: int
    title: str
    finding: bool


@cache
def rules() -> Points:
    """The data file, checked."""
    return Points.model_validate(prompts.data("points.yaml"))


def titled(title: str, cues: tuple[str, ...]) -> bool:
    """Whether a section's title is, as a whole, one of those described."""
    return any_of(cues).fullmatch(plain(title).strip(" .:*")) is not None


def points(document: Document, draft_type: DraftType) -> list[Point]:
    """A review's points, in order; lines of enquiry only of a rapid review, recommendations only of an LCSPR."""
    found: list[Point] = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind not in ("text", "list_item", "table_row", "heading"):
            continue
        kind = _kind(_titles(document, index), draft_type)
        if kind is not None:
            found += _items(document, index, kind)
        elif draft_type == "rapid_review" and paragraph.kind != "heading":
            found += _asked_in_passing(document, index)
    return found


def _titles(document: Document, index: int) -> list[str]:
    """Titles of the sections that a paragraph stands in, innermost first; a heading does not stand in its own."""
    at = document.paragraphs[index].start
    inside = [section for section in document.sections if section.start <= at < section.end and section.start != at]
    return [section.title for section in sorted(inside, key=lambda section: -section.level)]


def _kind(titles: list[str], draft_type: DraftType) -> PointKind | None:
    """What kind of point stands under these titles; the innermost that says decides."""
    data = rules()
    for title in titles:
        if draft_type == "lcspr" and titled(title, data.recommendation_titles):
            return "recommendation"
        if draft_type == "rapid_review" and titled(title, data.enquiry_titles):
            return "line_of_enquiry"
        if titled(title, data.learning_titles) and not titled(title, data.not_learning_titles):
            return "learning"
    return None


def _items(document: Document, index: int, kind: PointKind) -> list[Point]:
    """The points of one paragraph of a section that holds points of this kind."""
    paragraph = document.paragraphs[index]
    if paragraph.kind == "heading":
        # A short numbered question may be read as a heading.
        asks = document.slice(paragraph.start, paragraph.end).rstrip().endswith("?")
        return _trimmed(document, paragraph.start, paragraph.end, kind) if asks else []
    if paragraph.kind == "table_row":
        return _row(document, paragraph.start, paragraph.end, kind)
    if paragraph.kind == "list_item" and kind != "line_of_enquiry":
        return _trimmed(document, paragraph.start, paragraph.end, kind)
    found = []
    for sentence in document.sentences_of(index):
        text = plain(document.slice(sentence.start, sentence.end))
        if kind == "line_of_enquiry":
            found += _enquiries(document, sentence.start, sentence.end)
        elif kind == "recommendation" or not hits(rules().done, text):
            found += _trimmed(document, sentence.start, sentence.end, kind)
    return found


def _row(document: Document, start: int, end: int, kind: PointKind) -> list[Point]:
    """The longest cell of a row of a table, unless the row is its head."""
    cells = []
    at = start
    for cell in document.slice(start, end).split("|"):
        cells.append((at, at + len(cell)))
        at += len(cell) + 1
    longest = max(cells, key=lambda cell: cell[1] - cell[0])
    head = len(document.slice(*longest).split()) <= SHORTEST + 1
    return [] if head else _trimmed(document, *longest, kind)


def _asked_in_passing(document: Document, index: int) -> list[Point]:
    """Lines of enquiry that stand in another section: "The review should look into ..."."""
    found = []
    for sentence in document.sentences_of(index):
        if hits(rules().enquiry_cues, document.slice(sentence.start, sentence.end)):
            found += _enquiries(document, sentence.start, sentence.end)
    return found


def _enquiries(document: Document, start: int, end: int) -> list[Point]:
    """The lines of enquiry of a sentence: each of a list after its lead-in, or the whole."""
    text = plain(document.slice(start, end))
    lead = any_of(rules().enquiry_cues).search(text)
    at = start + (lead.end() if lead else 0)
    body = document.slice(at, end)
    if not body.strip(" :.,;"):
        return []
    separator = ";" if ";" in body else "," if lead and body.count(",") >= 2 else None
    if separator is None:
        return _trimmed(document, at, end, "line_of_enquiry") if not text.rstrip().endswith(":") else []
    found = []
    for piece in body.split(separator):
        found += _trimmed(document, at, at + len(piece), "line_of_enquiry")
        at += len(piece) + 1
    return found


def _trimmed(document: Document, start: int, end: int, kind: PointKind) -> list[Point]:
    text = document.slice(start, end)
    start += len(text) - len(text.lstrip(" \n\t-*•:"))
    text = document.slice(start, end)
    for lead in (_LABEL, _LEAD):
        match = lead.match(text)
        if match:
            start += match.end()
            text = text[match.end() :]
    end = start + len(text.rstrip(" \n\t*;"))
    return [Point(start, end, kind)] if len(text.split()) >= SHORTEST else []


def topics(document: Document) -> list[Topic]:
    """The sections of an LCSPR that may hold a finding: those without inner sections, less front and end matter."""
    data = rules()
    aside = (
        *data.matter_titles,
        *data.recommendation_titles,
        *data.learning_titles,
    )
    found = []
    for section in document.sections:
        inner = any(
            other.start > section.start and other.end <= section.end and other.level > section.level
            for other in document.sections
        )
        if inner or titled(section.title, aside) or not document.slice(section.body, section.end).strip():
            continue
        found.append(Topic(section.start, section.body, section.end, section.title, _is_finding(document, section)))
    return found


def _is_finding(document: Document, section: Section) -> bool:
    numbered = titled(section.title, rules().finding_titles)
    return numbered or any(
        other.start < section.start and section.end <= other.end and titled(other.title, rules().analysis_titles)
        for other in document.sections
    )
