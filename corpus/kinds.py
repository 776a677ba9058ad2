"""What kind of passage a paragraph belongs to, from its heading and its opening words."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from corpus.document import Document
from corpus.records import PassageKind

_OWN_TEXT_ONLY = ("front_matter", "contents")


class KindRule(BaseModel):
    """One rule of `prompts/passage_kinds.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: PassageKind
    headings: tuple[str, ...]
    leads: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    rules: tuple[KindRule, ...]
    masks: tuple[str, ...]


@cache
def rules() -> tuple[KindRule, ...]:
    """The rules, in the order in which they are tried."""
    return _data().rules


def heading_kind(title: str) -> PassageKind | None:
    """Kind that a heading announces, or None if it announces nothing."""
    headings, _, masks = _patterns()
    visible = masks.sub(" ", title).strip(" .:")
    return next((kind for pattern, kind in headings if pattern.search(visible)), None)


def lead_kind(text: str) -> PassageKind | None:
    """Kind that a paragraph's opening words announce, or None."""
    _, leads, _ = _patterns()
    opening = text.lstrip(" *_#>-–—•\t").replace("*", "")
    return next((kind for pattern, kind in leads if pattern.match(opening)), None)


def paragraph_kinds(document: Document) -> list[PassageKind]:
    """Kind of each paragraph of the document, in order."""
    by_section = _section_kinds(document)
    found: list[PassageKind] = []
    carried: PassageKind | None = None
    for paragraph in document.paragraphs:
        standing = by_section[paragraph.section] if paragraph.section is not None else None
        if paragraph.kind == "contents":
            kind: PassageKind = "contents"
        elif paragraph.kind in ("reference", "footnote"):
            kind = "reference"
        elif standing in ("contents", "reference"):
            kind = standing
        else:
            led = lead_kind(document.text[paragraph.start : paragraph.end])
            # "We recommend that:" speaks for the list under it.
            carried = led or (carried if paragraph.kind == "list_item" else None)
            kind = carried or standing or "narrative"
            if kind == "narrative" and _is_roman(document, paragraph.page):
                kind = "front_matter"
        found.append(kind)
    return found


def _is_roman(document: Document, page: int | None) -> bool:
    """Roman-numbered pages stand before the review proper."""
    label = document.pages[page - 1].label if page and page <= len(document.pages) else None
    return label is not None and re.fullmatch(r"[ivxl]+", label.strip().lower()) is not None


def _section_kinds(document: Document) -> list[PassageKind | None]:
    """Kind of each section: its own heading's, or that of the nearest section around it that has one."""
    found: list[PassageKind | None] = []
    around: list[int] = []
    for index, section in enumerate(document.sections):
        while around and document.sections[around[-1]].level >= section.level:
            around.pop()
        inherited = found[around[-1]] if around else None
        # A foreword set as a chapter does not make the chapters after it, if set smaller, part of itself.
        found.append(heading_kind(section.title) or (None if inherited in _OWN_TEXT_ONLY else inherited))
        around.append(index)
    return found


@cache
def _data() -> _Rules:
    return _Rules.model_validate(prompts.data("passage_kinds.yaml"))


@cache
def _patterns() -> tuple[
    list[tuple[re.Pattern[str], PassageKind]], list[tuple[re.Pattern[str], PassageKind]], re.Pattern[str]
]:
    headings = [(re.compile(pattern, re.I), rule.kind) for rule in rules() for pattern in rule.headings]
    leads = [(re.compile(pattern, re.I), rule.kind) for rule in rules() for pattern in rule.leads]
    return headings, leads, re.compile("|".join(_data().masks), re.I)
