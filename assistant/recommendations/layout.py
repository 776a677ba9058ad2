"""Where recommendations may stand: every list item, labelled paragraph, table row and piece of prose, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.recommendations.pieces import Item, is_labelled, pieces
from assistant.recommendations.roles import caption_role, closes_tables, is_closed, lead_role, section_roles
from assistant.recommendations.tables import Table, action_rows, is_key_row, tables
from assistant.recommendations.words import Role, role_of
from corpus.document import Document

_NEVER = frozenset({"heading", "contents", "reference", "furniture", "caption", "footnote"})
_OPEN: frozenset[Role | None] = frozenset({None, "mixed", "learning"})
_UNDER: frozenset[Role | None] = frozenset({"recommendation", "action", "mixed", "national"})
_SUBHEADING = re.compile(r"(?:\*{1,3}|_)[^*\n]+[:.]?(?:\*{1,3}|_):?|[^\n|]{3,90}:")
_SUBHEADING_WORDS = 16
_NUMBER = re.compile(r"^[\w.]{1,4}[.)]\s+")


def items(document: Document) -> Iterator[Item]:
    """Every place in reading order."""
    roles = section_roles(document)
    in_tables = _in_tables(document, roles)
    lead: Role | None = None
    captioned: Role | None = None
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind == "heading":
            lead = captioned = None
        elif paragraph.kind == "caption":
            entry = caption_role(document, index)
            captioned = entry.role if entry else None
        if paragraph.kind in _NEVER or (paragraph.kind == "quote" and not is_labelled(document, index)):
            continue
        if paragraph.kind == "table_row":
            yield from in_tables.get(index, [])
            continue
        role = roles[paragraph.section] if paragraph.section is not None else None
        if captioned and not (role == "elsewhere" and is_closed(document, paragraph.section, tables=True)):
            role = captioned
        if paragraph.kind == "list_item":
            given = lead if lead and role in _OPEN else role
            yield from pieces(document, index, paragraph.start, paragraph.end, given, listed=True)
            continue
        text = document.text[paragraph.start : paragraph.end]
        lead = lead_role(text)
        if _SUBHEADING.fullmatch(text) and len(text.split()) <= _SUBHEADING_WORDS and (entry := role_of(text)):
            captioned = lead = entry.role
            continue
        yield from pieces(document, index, paragraph.start, paragraph.end, role)


def _in_tables(document: Document, roles: Sequence[Role | None]) -> dict[int, list[Item]]:
    """The places of each table row by its paragraph: rows of actions, and answers of a template's questions."""
    found: dict[int, list[Item]] = {}
    for table in tables(document):
        section = document.paragraphs[table.first].section
        role = roles[section] if section is not None else None
        entry = caption_role(document, table.first - 1)
        if entry:
            role = entry.role
        if (entry and closes_tables(entry)) or (
            role == "elsewhere" and table.of_actions and is_closed(document, section, tables=True)
        ):
            continue
        under = role in _UNDER
        wide = any(len(cells) > 2 for cells in table.rows) or (bool(table.columns) and table.of_actions)
        if wide or (under and table.columns):
            for row in action_rows(document, table, under):
                kept = role if under else None
                found[row.paragraph] = [
                    Item(row.start, row.end, row.paragraph, "row", kept, cells=row.cells, listed=True)
                ]
        else:
            found |= _answers(document, table)
    return found


def _answers(document: Document, table: Table) -> dict[int, list[Item]]:
    """The answers of a template whose rows are a question and what was written beside it."""
    found = {}
    for index, spans in enumerate(table.rows, start=table.first):
        if is_key_row(document, spans):
            (start, end), (first, last) = spans[0], spans[1]
            entry = role_of(_NUMBER.sub("", document.text[start:end]))
            found[index] = list(pieces(document, index, first, last, entry.role if entry else None))
    return found
