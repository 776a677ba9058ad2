"""Ranges of a Word file that comments hang on: made from spans of a document, and marked in the XML.

A range begins and ends between runs. Runs are split for that, each part with the whole formatting of the run; content
controls, formulas and fields are never entered: a range that would begin or end inside one takes in all of it.
"""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from assistant.word.align import Alignment, Spot
from assistant.word.package import WordFile
from assistant.word.visible import Paragraph, paragraphs_in, read_paragraph
from assistant.word.xml import attribute, child, made, put_text
from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Range:
    """Characters from `start` up to, not including, `end`. `exact` says whether they are just the words asked for."""

    start: Spot
    end: Spot
    exact: bool = True


class Body:
    """The paragraphs of a Word file, and where the words of a document stand in them.

    Args:
        file: the file.
        root: the root element of its main part; marks are put into it.
        document: what was read from the file.
    """

    def __init__(self, file: WordFile, root: Any, document: Document) -> None:
        self.paragraphs: list[Paragraph] = []
        self._document = document
        self._read_main(root)
        main = len(self.paragraphs)
        self._read_notes(file)
        self._alignment = Alignment(document, self.paragraphs, main)

    def range_of(self, start: int, end: int) -> Range:
        """The range of a span of the document; the nearest paragraph where its words cannot be marked exactly."""
        found = self._alignment.find(start, end)
        if found is None:
            return self.whole(self._alignment.near(start))
        first, last = found
        a, b = self.paragraphs[first.paragraph], self.paragraphs[last.paragraph]
        together = a is b or a.element.getparent() is b.element.getparent()
        if (a.home, b.home) != (first.paragraph, last.paragraph) or not together:
            return self.whole(first.paragraph)
        begin, stop = _opening(a, first.offset), _closing(b, last.offset)
        exact = (begin, stop) == (first.offset, last.offset + 1)
        return Range(Spot(first.paragraph, begin), Spot(last.paragraph, stop), exact)

    def whole(self, index: int) -> Range:
        """All visible words of a paragraph of the main text, or of the one that a paragraph elsewhere belongs to."""
        home = self.paragraphs[index].home
        text = self.paragraphs[home].text
        start = len(text) - len(text.lstrip())
        return Range(Spot(home, start), Spot(home, max(start, len(text.rstrip()))), exact=False)

    def opening(self) -> Range:
        """The first paragraph that was read, past any table of contents; the first one at all if nothing was."""
        for item in self._document.paragraphs:
            if item.kind not in {"contents", "furniture"}:
                return self.whole(self.range_of(item.start, item.end).start.paragraph)
        return self.whole(0)

    def mark(self, ranges: list[Range], first_id: int, style: str | None) -> None:
        """Put the marks of comments into the XML.

        Args:
            ranges: one for each comment.
            first_id: id of the first comment; the others follow on.
            style: id of the character style for the sign of a comment, if the file has one.
        """
        cuts: dict[int, set[int]] = defaultdict(set)
        for item in ranges:
            for spot in (item.start, item.end):
                cuts[spot.paragraph].add(spot.offset)
        for index, offsets in cuts.items():
            _cut(self.paragraphs[index], offsets)
            self.paragraphs[index] = read_paragraph(self.paragraphs[index].element, index)
        numbered = sorted(enumerate(ranges, first_id), key=lambda pair: (pair[1].start, _backwards(pair[1].end)))
        for number, item in numbered:
            self._mark(item, str(number), style)

    def _mark(self, item: Range, number: str, style: str | None) -> None:
        a, b = self.paragraphs[item.start.paragraph], self.paragraphs[item.end.paragraph]
        start, end = (made(a.element, f"commentRange{name}", id=number) for name in ("Start", "End"))
        sign = made(a.element, "r")
        if style:
            properties = made(a.element, "rPr")
            properties.append(made(a.element, "rStyle", val=style))
            sign.append(properties)
        sign.append(made(a.element, "commentReference", id=number))
        if item.start == item.end:
            a.element.extend([start, end, sign])
            return
        a.piece_at(item.start.offset)[0].first.addprevious(start)
        b.piece_at(item.end.offset - 1)[0].last.addnext(end)
        top = end
        while top.getparent() is not b.element:
            top = top.getparent()
        top.addnext(sign)

    def _read_main(self, root: Any) -> None:
        body = child(root, "body")
        for element in paragraphs_in(body if body is not None else ()):
            self._read(element, len(self.paragraphs))

    def _read(self, element: Any, home: int) -> None:
        paragraph = read_paragraph(element, home)
        self.paragraphs.append(paragraph)
        for box in paragraph.boxes:
            for inner in paragraphs_in(box):
                self._read(inner, home)

    def _read_notes(self, file: WordFile) -> None:
        homes = {note: item.home for item in reversed(self.paragraphs) for note in item.notes}
        for kind in ("footnotes", "endnotes"):
            part = file.related(kind)
            for note in file.xml(part) if part else ():
                home = homes.get((kind, attribute(note, "id") or ""))
                if home is not None:
                    self.paragraphs += [read_paragraph(element, home) for element in paragraphs_in(note)]


def _backwards(spot: Spot) -> tuple[int, int]:
    return -spot.paragraph, -spot.offset


def _opening(paragraph: Paragraph, offset: int) -> int:
    """Where a range that is to begin with the character at an offset can begin."""
    piece, _ = paragraph.piece_at(offset)
    if not piece.whole:
        return offset
    at = 0
    for item in paragraph.pieces:
        if item.first is piece.first:
            break
        at += len(item.text)
    return at


def _closing(paragraph: Paragraph, offset: int) -> int:
    """Where a range that is to end with the character at an offset can end."""
    piece, _ = paragraph.piece_at(offset)
    if not piece.whole:
        return offset + 1
    at = end = 0
    for item in paragraph.pieces:
        at += len(item.text)
        end = at if item.last is piece.last else end
    return end


def _cut(paragraph: Paragraph, offsets: set[int]) -> None:
    """Split the runs of a paragraph so that none goes on across one of the offsets."""
    at = 0
    runs: dict[Any, list[tuple[Any, str, list[int]]]] = {}
    for piece in paragraph.pieces:
        end = at + len(piece.text)
        cuts = [] if piece.whole else sorted(offset - at for offset in offsets if at <= offset < end)
        runs.setdefault(piece.run, []).append((piece.element, piece.text, cuts))
        at = end
    for run, parts in runs.items():
        if any(cuts for _, _, cuts in parts):
            _split(run, parts)


def _split(run: Any, parts: list[tuple[Any, str, list[int]]]) -> None:
    """Split one run; `parts` are its elements with their visible text and where in it to split."""
    begun = False
    for element, text, cuts in parts:
        at = 0
        for cut in cuts:
            if cut > at:
                rest = made(element, "t", text[cut:])
                put_text(element, text[at:cut])
                element.addnext(rest)
                element, at, begun = rest, cut, True
            if begun:
                run = _parted(run, element)
        begun = True


def _parted(run: Any, element: Any) -> Any:
    """A new run behind `run`, formatted like it, that takes over `element` and what follows it."""
    new = run.makeelement(run.tag, run.attrib, run.nsmap)
    properties = child(run, "rPr")
    if properties is not None:
        new.append(deepcopy(properties))
    moving = [element, *element.itersiblings()]
    run.addnext(new)
    new.extend(moving)
    return new
