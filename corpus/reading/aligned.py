"""Tables that no rules are drawn for: cells stand under one another, and nothing crosses the gap between columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from corpus.reading.lines import Line, Segment
from corpus.reading.tables import Table

_PAGE_CELL = re.compile(r"\d{1,3}|[ivxl]{1,6}", re.I)
_ALIGNED = 6.0  # points: cells this close stand under one another
_SAME_STOP = 1.5  # points: stops this close are one
_FEWEST_STOPS = 3
_MOST_LINES = 14  # in a cell
_USUAL_LINES = 6  # in half of the cells at least

Gutter = tuple[float, float, float]


def gutters(lines: Sequence[Line]) -> list[Gutter]:
    """Where columns start although the gap before them may be narrow: (x, lowest y, highest y).

    Three lines or more have a stop there, and no line between the highest and the lowest of them crosses it.
    """
    stops = sorted((segment.x0, line.y) for line in lines for segment in line.segments[1:])
    found: list[Gutter] = []
    at = 0
    while at < len(stops):
        end = at
        while end + 1 < len(stops) and stops[end + 1][0] - stops[end][0] <= _SAME_STOP:
            end += 1
        if end - at + 1 >= _FEWEST_STOPS:
            x = stops[at][0]
            heights = {y for _, y in stops[at : end + 1]}
            found += _uncrossed(lines, x, heights)
        at = end + 1
    return found


def _uncrossed(lines: Sequence[Line], x: float, heights: set[float]) -> list[Gutter]:
    """The parts of a possible gutter at x that no line crosses, where at least three lines stop at it."""
    lowest, highest = min(heights), max(heights)
    near = sorted((line for line in lines if lowest <= line.y <= highest), key=lambda line: line.y)
    crossed = groupby(near, lambda line: any(part.x0 < x - 2 and part.x1 > x + 2 for part in line.segments))
    found = []
    for across, group in crossed:
        stopped = [line.y for line in group if line.y in heights]
        if not across and len(set(stopped)) >= _FEWEST_STOPS:
            found.append((x, min(stopped), max(stopped)))
    return found


def aligned_tables(items: Sequence[Line | Table], is_mark: Callable[[str], bool]) -> list[Line | Table]:
    """Put tables in the place of the lines they are made of.

    Args:
        items: what stands on the page, in order.
        is_mark: says whether a text is only a list mark or the number of a heading, which is no cell.
    """
    columns = gutters([item for item in items if isinstance(item, Line)])
    found: list[Line | Table] = []
    at = 0
    while at < len(items):
        rows: list[list[list[Line]]] = []
        end = at
        while (row := _row_at(items, end, columns, is_mark)) is not None:
            cells, after = row
            if rows and not _lines_up(rows, cells):
                break
            rows.append(cells)
            end = after
        if len(rows) >= 2 and _tabular(rows):
            head = _head(found, rows, columns)
            if head is not None:
                found.pop()
                rows.insert(0, head)
            page = rows[0][0][0].page
            found.append(Table(page, page, rows))
            at = end
        else:
            found.append(items[at])
            at += 1
    return found


def _row_at(
    items: Sequence[Line | Table], at: int, columns: Sequence[Gutter], is_mark: Callable[[str], bool]
) -> tuple[list[list[Line]], int] | None:
    """The row of cells that starts at an item, and the item after it; None if there is no second cell."""
    first = items[at] if at < len(items) else None
    if not isinstance(first, Line) or first.bullet:
        return None
    cells = _split(first, columns)
    bottom = first.y
    end = at + 1
    while end < len(items):
        line = items[end]
        if not isinstance(line, Line) or abs(line.size - first.size) > 0.25 * first.size:
            break
        cell = cells[-1]
        parts = _split(line, columns)
        beside = line.x0 > max(part.x1 for part in cell) - 0.3 * line.size
        if beside and bottom - 0.4 * line.size <= line.y <= first.y + 0.6 * line.size:
            cells += parts
        elif (
            len(parts) == 1
            and abs(line.x0 - cell[0].x0) <= _ALIGNED
            and 0 < cell[-1].y - line.y <= 1.7 * line.size
            and len(cell) < _MOST_LINES
        ):
            cell.append(line)
        else:
            break
        bottom = min(bottom, line.y)
        end += 1
    if len(cells) == 2 and (is_mark(cells[0][0].text) or _PAGE_CELL.fullmatch(cells[1][0].text)):
        return None
    return (cells, end) if len(cells) > 1 else None


def _split(line: Line, columns: Sequence[Gutter]) -> list[list[Line]]:
    """The line cut at wide gaps and at the starts of columns."""
    groups: list[list[Segment]] = []
    for segment in line.segments:
        cut = segment.apart or any(
            abs(segment.x0 - x) <= 2 * _SAME_STOP and y0 <= line.y <= y1 for x, y0, y1 in columns
        )
        if groups and not cut:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return [[replace(line, segments=group, word=group[0].x1 - group[0].x0)] for group in groups]


def _head(
    before: list[Line | Table], rows: list[list[list[Line]]], columns: Sequence[Gutter]
) -> list[list[Line]] | None:
    """The line just above the rows if it has a word for each column, centred, say, so that it does not line up."""
    line = before[-1] if before else None
    if not isinstance(line, Line) or not 0 < line.y - rows[0][0][0].y <= 3 * line.size:
        return None
    cells = _split(line, columns)
    return cells if len(cells) == max(map(len, rows)) else None


def _lines_up(rows: list[list[list[Line]]], cells: list[list[Line]]) -> bool:
    """Whether the cells stand under those of the widest row so far."""
    columns = [cell[0].x0 for cell in max(rows, key=len)]
    matched = sum(any(abs(cell[0].x0 - x) <= _ALIGNED for x in columns) for cell in cells)
    return matched >= max(2, len(cells) - 1)


def _tabular(rows: list[list[list[Line]]]) -> bool:
    """Whether rows that line up are a table and not columns of running text: cells are short and stand alone."""
    lengths = sorted(len(cell) for row in rows for cell in row)
    flowing = sum(any(len(a) >= 3 and b[0].text[:1].islower() for a, b in pairwise(row)) for row in rows)
    return lengths[len(lengths) // 2] <= _USUAL_LINES and 2 * flowing < len(rows)
