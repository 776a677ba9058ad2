"""Running headers and footers of a PDF, and the page numbers printed in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median

from corpus.reading.drawing import PageContent
from corpus.reading.lines import Line

_EDGE = 0.15  # of the page's height
_MOST_LINES = 3  # at either edge
_SAME_PLACE = 5.0  # points
_APART = 1.6  # of the type size: running lines stand at least this far from the text
_NUMBER = re.compile(r"\b(?:\d{1,4}|[ivxl]{1,7})\b", re.I)
_ALONE = re.compile(r"\W*(?:page\W*)?(\d{1,4}|[ivxl]{1,7})(?:\s*(?:of|/)\s*\d{1,4})?\W*(?:page\W*)?", re.I)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def number_value(text: str) -> tuple[str, int] | None:
    """Kind and value of a page number: "iv" gives ("roman", 4), "12" gives ("arabic", 12)."""
    if text.isdecimal():
        return None if text.startswith("0") else ("arabic", int(text))
    values = [_ROMAN[letter] for letter in text.lower() if letter in _ROMAN]
    if not values or len(values) != len(text):
        return None
    total = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return "roman", total


def part_furniture(
    pages: Sequence[PageContent], lines: Sequence[list[Line]], held: Sequence[set[int]]
) -> tuple[list[list[Line]], list[str | None]]:
    """Take running headers and footers out.

    A line is one if the file marks it so, or if it stands at the top or bottom edge, apart from the text, and the same
    line, figures aside, stands at the same height on other pages.

    Args:
        pages: the pages.
        lines: their lines.
        held: for each page, ids of the lines that belong to tables and stay.

    Returns:
        the lines that are left on each page, and the number printed on it, None where there is none.
    """
    edges: list[list[tuple[str, Line]]] = [
        _edge_lines(page, rows, kept) for page, rows, kept in zip(pages, lines, held, strict=True)
    ]
    places: dict[str, list[float]] = defaultdict(list)
    for found in edges:
        for key, line in found:
            places[key].append(line.y)
    needed = 2 if len(pages) <= 5 else 3
    out: list[set[int]] = []
    for number, (page, found, rows) in enumerate(zip(pages, edges, lines, strict=True), 1):
        taken = {id(line) for line in rows if line.furniture and _at_edge(page, line)}
        for key, line in found:
            middle = median(places[key])
            repeated = sum(abs(y - middle) <= _SAME_PLACE for y in places[key]) >= needed
            alone = _ALONE.fullmatch(line.text)
            own = alone is not None and len(pages) < 3 and number_value(alone[1]) == ("arabic", number)
            if (repeated and abs(line.y - middle) <= _SAME_PLACE) or own:
                taken.add(id(line))
        out.append(_only_apart(page, rows, taken))
    left = [[line for line in rows if id(line) not in taken] for rows, taken in zip(lines, out, strict=True)]
    runners = [[line for line in rows if id(line) in taken] for rows, taken in zip(lines, out, strict=True)]
    return left, _printed_numbers(runners)


def _at_edge(page: PageContent, line: Line) -> bool:
    return line.y > (1 - _EDGE) * page.height or line.y < _EDGE * page.height


def _edge_lines(page: PageContent, lines: list[Line], held: set[int]) -> list[tuple[str, Line]]:
    """The outermost lines at either edge, each with its words, figures masked."""
    top = sorted((line for line in lines if line.y > (1 - _EDGE) * page.height), key=lambda line: -line.y)
    bottom = sorted((line for line in lines if line.y < _EDGE * page.height), key=lambda line: line.y)
    return [
        (edge + _NUMBER.sub("#", line.text).lower(), line)
        for edge, group in (("^", top), ("_", bottom))
        for line in group[:_MOST_LINES]
        if id(line) not in held
    ]


def _only_apart(page: PageContent, lines: list[Line], taken: set[int]) -> set[int]:
    """Give back lines that stand close to the text: the first row of a table, say, that is repeated on each page."""

    def outwards(line: Line) -> float:
        return abs(line.y - page.height / 2)

    kept = set(taken)
    for line in sorted(lines, key=outwards):
        if id(line) not in kept or line.furniture:
            continue
        inner = [other for other in lines if id(other) not in kept and outwards(other) < outwards(line)]
        if any(abs(other.y - line.y) < _APART * line.size for other in inner):
            kept.discard(id(line))
    return kept


def _printed_numbers(runners: Sequence[list[Line]]) -> list[str | None]:
    """The number in each page's running lines that goes up by one from page to page."""
    found: list[list[tuple[str, str, int]]] = []
    for lines in runners:
        on_page = []
        for line in lines:
            for match in _NUMBER.finditer(line.text):
                value = number_value(match[0])
                if value:
                    on_page.append((match[0], *value))
        found.append(on_page)

    def steps(index: int, kind: str, value: int) -> int:
        return sum(
            (kind, value + by) in {(k, v) for _, k, v in found[index + by]}
            for by in (-2, -1, 1, 2)
            if 0 <= index + by < len(found)
        )

    labels: list[str | None] = []
    for index, on_page in enumerate(found):
        ranked = sorted(((steps(index, kind, value), text) for text, kind, value in on_page), key=lambda item: -item[0])
        labels.append(ranked[0][1] if ranked and ranked[0][0] > 0 else None)
    return labels
