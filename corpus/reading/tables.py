"""Tables: finds them on PDF pages, and turns rows of cells into blocks for PDF and Word alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.reading.blocks import Block
from corpus.reading.drawing import Drawing
from corpus.reading.lines import Line

_NEAR = 3.0  # points: rules this close meet
_SAME = 2.5  # points: rules this close are one
_MOST_GRID_RULES = 4_000
_LABEL_WORDS = 25
_LONG_WORDS = 60


@dataclass(slots=True)
class Table:
    """Rows of cells of lines. A table stands where its first line stands in the page's order."""

    page: int
    last_page: int
    rows: list[list[list[Line]]] = field(default_factory=list)


def ruled_tables(drawing: Drawing, lines: list[Line], page: int) -> list[Table]:
    """Tables whose cells are parted by drawn vertical rules."""
    tables = []
    if len(drawing.vertical) + len(drawing.horizontal) > _MOST_GRID_RULES:
        return []
    for vertical, horizontal in _grids(drawing):
        columns = _merged(x for x, _, _ in vertical)
        ends = [y for _, y0, y1 in vertical for y in (y0, y1)]
        bands = _merged([y for y, _, _ in horizontal] + [min(ends), max(ends)])
        left = min(x0 for _, x0, _ in horizontal) - _NEAR
        right = max(x1 for _, _, x1 in horizontal) + _NEAR
        table = Table(page, page)
        for top, bottom in pairwise(reversed(bands)):
            middle = (top + bottom) / 2
            walls = [x for x in columns if any(abs(at - x) <= _SAME and y0 <= middle <= y1 for at, y0, y1 in vertical)]
            cells: list[list[Line]] = [[] for _ in range(len(walls) + 1)]
            for line in lines:
                at = (line.x0 + line.x1) / 2
                if bottom <= line.y + 0.3 * line.size < top and left <= at <= right:
                    cells[sum(wall < at for wall in walls)].append(line)
            if walls and walls[0] <= left + 2 * _NEAR:
                cells = cells[1:]
            if walls and walls[-1] >= right - 2 * _NEAR:
                cells = cells[:-1]
            if any(cells):
                table.rows.append(cells)
        if any(sum(map(bool, row)) >= 2 for row in table.rows):
            tables.append(table)
    return tables


def _merged(values: object) -> list[float]:
    """Sorted values, those that are nearly the same taken as one."""
    merged: list[float] = []
    for value in sorted(values):  # type: ignore[call-overload]
        if not merged or value - merged[-1] > _SAME:
            merged.append(value)
    return merged


_Rules = list[tuple[float, float, float]]


def _grids(drawing: Drawing) -> list[tuple[_Rules, _Rules]]:
    """Groups of rules that touch one another, vertical and horizontal apart."""
    rules = [(x, x, y0, y1) for x, y0, y1 in drawing.vertical] + [(x0, x1, y, y) for y, x0, x1 in drawing.horizontal]
    first = len(drawing.vertical)
    order = sorted(range(len(rules)), key=lambda index: rules[index][0])
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    active: list[int] = []
    for index in order:
        x0, _, y0, y1 = rules[index]
        active = [other for other in active if rules[other][1] >= x0 - _NEAR]
        for other in active:
            if rules[other][2] <= y1 + _NEAR and y0 <= rules[other][3] + _NEAR:
                parent[root(other)] = root(index)
        active.append(index)
    groups: dict[int, tuple[_Rules, _Rules]] = {}
    for index in range(len(rules)):
        vertical, horizontal = groups.setdefault(root(index), ([], []))
        if index < first:
            vertical.append(drawing.vertical[index])
        else:
            horizontal.append(drawing.horizontal[index - first])
    return [group for group in groups.values() if group[0] and group[1]]


def stitch(before: Table, after: Table) -> bool:
    """Join a table to the one on the next page that it goes on in; says whether it does.

    A first row that repeats the head of the table is dropped, and a row cut in two by the page's end is put together:
    its second part lacks some cells, and the others go on in the middle of a sentence.
    """
    width = max(map(len, before.rows))
    if after.page != before.last_page + 1 or max(map(len, after.rows)) != width:
        return False
    rows = after.rows
    repeated = len(rows) > 1 and [_words(cell) for cell in rows[0]] == [_words(cell) for cell in before.rows[0]]
    if repeated:
        rows = rows[1:]
    last = before.rows[-1]
    if len(last) == len(rows[0]) == width and not all(rows[0]) and all(map(_goes_on, last, rows[0])):
        before.rows[-1] = [a + b for a, b in zip(last, rows[0], strict=True)]
        rows = rows[1:]
    before.rows += rows
    before.last_page = after.last_page
    return True


def _words(cell: Sequence[Line]) -> str:
    return " ".join(line.text for line in cell)


def _goes_on(cell: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a cell's text can go on in the one below it."""
    return not cell or not below or below[0].text[:1].islower() or cell[-1].text[-1:] not in ".!?"


def row_blocks(cells: Sequence[list[Block]], page: int | None, level: int) -> list[Block]:
    """One table row as blocks.

    Cells become one line, "cell | cell". A row with one filled cell is laid out as what is in it, and so is the second
    cell of a form's row, a short question beside a long answer in several paragraphs; the question is then a heading.

    Args:
        cells: the blocks in each cell.
        page: the page the row starts on.
        level: the level for such a heading.
    """
    filled = [cell for cell in cells if any(block.text for block in cell)]
    if not filled:
        return []
    if len(filled) == 1 and (len(filled[0]) > 1 or len(cells) == 1):
        return list(filled[0])
    if len(filled) == 2 and len(filled[1]) > 1:
        label = " ".join(block.text for block in filled[0])
        if len(label.split()) <= _LABEL_WORDS and sum(len(block.text.split()) for block in filled[1]) >= _LONG_WORDS:
            return [Block(label, "heading", level, page=page), *filled[1]]
    texts = [" ".join(_with_mark(block) for block in cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    while texts and not texts[0]:
        texts.pop(0)
    return [Block(" | ".join(texts), "table_row", page=page)]


def _with_mark(block: Block) -> str:
    return f"{block.marker} {block.text}" if block.marker else block.text
