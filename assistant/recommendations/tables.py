"""Tables of actions: which column says what.

A table counts as one of actions where a heading names the act and another its owner or date, or where it stands under
recommendations or actions. Rows are read into `Cells`; columns that hold only a number or a reference are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.recommendations.words import columns, compiled
from corpus.document import Document

_ID = re.compile(
    r"(?:[A-Z]{0,3}\.?\d{0,3}[a-z]?(?:\s*(?:,|&|and)\s*[A-Z]?\d{0,2})*|[A-Z](?:\s*,\s*[A-Z])*|[ivx]{1,5})[.)]?"
)

_REFERENCE = re.compile(r"(?:from|learning|lp|finding|theme|rec|see)\b.{0,20}$", re.I)


@dataclass(frozen=True, slots=True)
class Cells:
    """The words of a row by what their column says; "" where there is no such column."""

    act: str = ""
    owner: str = ""
    when: str = ""
    measure: str = ""
    mechanism: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of actions. `start` and `end` run from the first cell of substance to the last one."""

    start: int
    end: int
    cells: Cells
    paragraph: int


@dataclass(frozen=True, slots=True)
class Table:
    """Consecutive rows. `columns` is the meaning of each heading, empty where the first row is no heading; `recommends`
    says that a heading speaks of recommendations."""

    first: int
    last: int
    rows: tuple[tuple[tuple[int, int], ...], ...]
    columns: tuple[frozenset[str], ...]
    recommends: bool = False

    @property
    def shifted(self) -> bool:
        """Whether rows have more cells than there are headings: the first column has an empty heading."""
        return bool(self.columns) and any(len(row) > len(self.columns) for row in self.rows[1:])

    @property
    def of_actions(self) -> bool:
        """Whether the headings are those of an action table."""
        named = frozenset[str]().union(*self.columns) if self.columns else frozenset[str]()
        if "done" in named or (self.columns and "when" in self.columns[0] and not self.columns[0] & {"owner", "act"}):
            return False
        if "act" in named and ("measure" in named or self.recommends):
            return True
        unnamed = named >= {"owner", "when"} and not named & {"act", "learned"} and self.shifted
        return unnamed or bool(
            ("act" in named and named & {"owner", "when"}) or ("what" in named and named >= {"owner", "when"})
        )


def tables(document: Document) -> Iterator[Table]:
    """Every table of the document."""
    paragraphs = document.paragraphs
    index = 0
    while index < len(paragraphs):
        if paragraphs[index].kind != "table_row":
            index += 1
            continue
        last = index
        while (
            last + 1 < len(paragraphs)
            and paragraphs[last + 1].kind == "table_row"
            and "\n\n" not in document.text[paragraphs[last].end : paragraphs[last + 1].start]
        ):
            last += 1
        rows = tuple(_cells(document, paragraph.start, paragraph.end) for paragraph in paragraphs[index : last + 1])
        heading = document.text[paragraphs[index].start : paragraphs[index].end]
        recommends = re.search(r"\brecommendations?\b", heading, re.I) is not None
        yield Table(index, last, rows, _columns(document, rows), recommends)
        index = last + 1


def _cells(document: Document, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Spans of a row's cells without the space around them; an empty cell has an empty span."""
    spans = []
    at = start
    for bar in [*re.finditer(r"(?<!\\)\||\t", document.text[start:end]), None]:
        stop = start + bar.start() if bar else end
        first, last = at, stop
        while first < last and document.text[first].isspace():
            first += 1
        while last > first and document.text[last - 1].isspace():
            last -= 1
        spans.append((first, last))
        at = start + bar.end() if bar else end
    return tuple(spans)


def _columns(document: Document, rows: tuple[tuple[tuple[int, int], ...], ...]) -> tuple[frozenset[str], ...]:
    if len(rows) < 2:
        return ()
    titles = [document.text[start:end].strip("*_ :").lower() for start, end in rows[0]]
    if any(len(title.split()) > 14 for title in titles) or sum(len(title.split()) for title in titles) > 6 * len(
        titles
    ):
        return ()
    columns = tuple(_meaning(title) for title in titles)
    return columns if any(columns) else ()


def _meaning(title: str) -> frozenset[str]:
    for entry in columns():
        if compiled((entry.pattern,)).search(title):
            return frozenset(entry.means)
    return frozenset()


def action_rows(document: Document, table: Table, under_actions: bool) -> list[Row]:
    """The rows of a table that ask for something.

    Args:
        document: the draft.
        table: one of its tables.
        under_actions: the table stands under a heading of recommendations or actions.
    """
    if not (table.of_actions or (under_actions and (table.columns or len(table.rows[0]) > 1))):
        return []
    found = []
    for offset, spans in enumerate(table.rows):
        if table.columns and offset == 0:
            continue
        row = _row(document, table, spans, table.first + offset)
        if row is not None:
            found.append(row)
    return found


def _row(document: Document, table: Table, spans: tuple[tuple[int, int], ...], paragraph: int) -> Row | None:
    words = [document.text[start:end] for start, end in spans]
    meanings = _aligned(table.columns, words, table.shifted)
    named: dict[str, str] = {}
    for meaning, cell in zip(meanings, words, strict=True):
        for name in meaning:
            named[name] = f"{named[name]} {cell}" if name in named else cell
    act = named.get("act", "")
    if len(re.findall(r"[A-Za-z]{2,}", act)) < 2 or act.rstrip().endswith(":"):
        return None
    body = [
        index
        for index, (meaning, cell) in enumerate(zip(meanings, words, strict=True))
        if cell.strip(" -–—")
        and not meaning & {"reference", "learned"}
        and not (_ID.fullmatch(cell) and not meaning & {"when", "owner"})
    ]
    cells = Cells(
        act, named.get("owner", ""), named.get("when", ""), named.get("measure", ""), named.get("mechanism", "")
    )
    return Row(spans[body[0]][0], spans[body[-1]][1], cells, paragraph)


def _aligned(columns: tuple[frozenset[str], ...], words: list[str], shifted: bool) -> list[frozenset[str]]:
    """What each cell means. In a table with rows longer than its headings (`shifted`) a row begins with its number;
    without an act column the longest cell is the act."""
    meanings = list(columns)
    if (
        meanings
        and shifted
        and words
        and (len(words) > len(meanings) or _ID.fullmatch(words[0]) or _REFERENCE.match(words[0]))
    ):
        headed = any("act" in meaning for meaning in meanings)
        meanings.insert(0, frozenset({"reference"}) if headed else frozenset({"act"}))
    meanings = (meanings + [frozenset[str]()] * len(words))[: len(words)]
    if not any("act" in meaning for meaning in meanings):
        free = [index for index, meaning in enumerate(meanings) if not meaning]
        if free:
            longest = max(free, key=lambda index: len(words[index]))
            meanings[longest] = frozenset({"act"})
    return meanings


def is_key_row(document: Document, spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether a row is a template's question and answer ("12. Actions | ..."): two cells, the first a short label."""
    filled = [span for span in spans if span[0] < span[1]]
    return (
        len(filled) == 2
        and len(document.text[filled[0][0] : filled[0][1]].split()) <= 14
        and compiled((r"[A-Za-z]",)).search(document.text[filled[0][0] : filled[0][1]]) is not None
    )
