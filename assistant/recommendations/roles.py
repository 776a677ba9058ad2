"""What a part of a draft holds, told from its heading, its caption or the sentence that leads into it."""

from __future__ import annotations

import re

from assistant.recommendations.words import Role, RolePattern, compiled, cues, role_of
from corpus.document import Document, Section

_STICKY = frozenset({"summary", "already-done", "set-out-before"})
_NO_TABLES = _STICKY | {"only-a-decision"}
_REPORT = re.compile(r"\b(?:rapid review|practice review|lcspr|report|minutes|form|log)\b", re.I)
_LEADS = re.compile(r"\b(?:as follows|the following|below)\b[^.]{0,30}[.:]?$", re.I)
_MOST = 0.6  # a section over more of the text than this is the report itself


def section_roles(document: Document) -> list[Role | None]:
    """The role of each section: its own heading's, or else that of the sections it stands in.

    What stands in a summary, under earlier reviews or under completed work keeps that role whatever its own heading.
    """
    entries = [None if _names_report(document, section) else role_of(section.title) for section in document.sections]
    roles: list[Role | None] = []
    for index, section in enumerate(document.sections):
        around = [entry for other in range(index) if _holds(document, other, section) and (entry := entries[other])]
        own = entries[index]
        sticky = next((entry.role for entry in around if entry.id in _STICKY), None)
        inherited = around[-1].role if around else None
        roles.append(sticky or (own.role if own else inherited))
    return roles


def _holds(document: Document, other: int, section: Section) -> bool:
    outer = document.sections[other]
    inside = outer.end >= section.end and outer.level < section.level
    return inside and outer.end - outer.start < _MOST * len(document.text)


def _names_report(document: Document, section: Section) -> bool:
    """Whether a heading names the whole report ("Rapid review action log") and so gives no part of it a role."""
    return section.end - section.start >= _MOST * len(document.text) and _REPORT.search(section.title) is not None


def is_closed(document: Document, section: int | None, tables: bool = False) -> bool:
    """Whether a section holds no recommendations even where a caption or, with `tables`, a table's headings say so."""
    entry = role_of(document.sections[section].title) if section is not None else None
    return entry is not None and entry.role == "elsewhere" and (not tables or entry.id in _NO_TABLES)


def caption_role(document: Document, index: int) -> RolePattern | None:
    """The role that a caption gives what follows it ("Table 3. Still to do"), None where `index` is no caption."""
    if index < 0 or document.paragraphs[index].kind != "caption":
        return None
    text = document.text[document.paragraphs[index].start : document.paragraphs[index].end]
    return role_of(re.sub(r"^\W*\w+ \w+[.:)]?\s*", "", text))


def closes_tables(entry: RolePattern) -> bool:
    """Whether a caption of this role shuts out its table."""
    return entry.id in _STICKY


def lead_role(text: str) -> Role | None:
    """The role that a paragraph gives the list after it."""
    if compiled((cues().announced.pattern,)).search(text):
        return "recommendation"
    last = re.split(r"(?<=[.!?])\s+", text.rstrip(" *_"))[-1]
    if last.endswith(":") or _LEADS.search(last):
        named = role_of(last)
        return named.role if named and named.role != "elsewhere" else None
    return None
