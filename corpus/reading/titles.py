"""Finds headings in plain text, which has no mark for them: only how a line reads and what stands around it."""

from __future__ import annotations

from corpus.reading import marks
from corpus.reading.blocks import Piece
from corpus.reading.structure import numbering_of

_PROSE_CHARACTERS = 60
_RUN = 3  # more titles than this in a row are a list of names or an address, not headings


def find_titles(text: str, pieces: list[Piece], candidates: set[int], markdown: bool = False) -> None:
    """Turn into headings those among `candidates` (indices of pieces) that stand as titles.

    The first line of all is the title of the whole. Any other reads like a title and is followed, at once or after one
    or two other titles, by something to be the title of. A numbered line ("1. Introduction") is a title only where
    the lines beside it are not its neighbours in a list.
    In Markdown only lines with a number of several levels ("4.2 Findings") are looked at.
    """
    titles = [index for index in sorted(candidates) if index < len(pieces) and _reads_as_title(text, pieces, index)]
    title_set, chosen = set(titles), set[int]()
    run: list[int] = []
    for index in titles:
        run = [*run, index] if run and run[-1] == index - 1 else [index]
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if index == 0 and after is not None:
            chosen.add(index)
        if index + 1 not in title_set and after is not None and _carries(after):
            chosen.update(run if len(run) <= _RUN else run[-1:])
    marked = [pieces[index].level for index in range(len(pieces)) if pieces[index].kind == "heading"]
    numbered = {index: numbering_of(text[_line_start(text, pieces[index]) : pieces[index].end])[0] for index in chosen}
    strong = any(numbered.values()) or any(marks.in_capitals(text[pieces[i].start : pieces[i].end]) for i in chosen)
    for index in chosen:
        piece = pieces[index]
        string = text[piece.start : piece.end]
        if numbered[index]:
            piece.start, piece.marker = _line_start(text, piece), ""
            piece.level = numbered[index].count(".") + 1
        else:
            piece.level = 1 if index == 0 or not strong or marks.in_capitals(string) else 2
        piece.kind = "heading"
        if marked:
            piece.level += min(marked)


def _line_start(text: str, piece: Piece) -> int:
    """Where the piece's line starts, so that the number taken off it is included."""
    start = piece.start
    if piece.marker:
        start = text.rindex(piece.marker, 0, start)
    return start


def _reads_as_title(text: str, pieces: list[Piece], index: int) -> bool:
    piece = pieces[index]
    string = text[piece.start : piece.end]
    if piece.kind == "list_item":
        if not piece.marker[0].isdigit() or not marks.titled(string):
            return False
        number = _number(piece)
        before = pieces[index - 1] if index else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        in_list = before is not None and _number(before) == number - 1 and marks.titled(text[before.start : before.end])
        return not in_list and (after is None or _number(after) != number + 1)
    return piece.kind == "text" and not piece.marker and marks.titled(numbering_of(string)[1])


def _number(piece: Piece) -> int:
    """The number of a list item, -1 if it has none."""
    digits = piece.marker.strip("().")
    return int(digits) if piece.kind == "list_item" and digits.isdecimal() else -1


def _carries(after: Piece) -> bool:
    """Whether a paragraph can be what a title is the title of."""
    if after.kind in {"list_item", "table_row", "quote", "heading"}:
        return True
    return after.kind == "text" and (bool(after.marker) or after.end - after.start >= _PROSE_CHARACTERS)
