"""Puts the runs of a page together into lines, in the order in which the page sets them."""

from __future__ import annotations

import bisect
import re
import unicodedata
from dataclasses import dataclass, field

from corpus.reading.drawing import Drawing, Run

# A raised number (a reference to a note) is kept between these until it is known whether the note is on the page.
NOTE_OPEN, NOTE_CLOSE = "\ue000", "\ue001"
NOTE = re.compile(f"{NOTE_OPEN}([^{NOTE_CLOSE}]*){NOTE_CLOSE}")

_SPACE = 0.17  # of the type size: a wider gap between runs is a space
_STOP = 0.4  # a wider gap between runs may part the cells of a table
_CELL = 1.2  # a wider gap is no ordinary space: a tab, or the next cell of a table
_SAME_LINE = 0.25
_BACK = 0.35
_SMALL = 0.82  # of the line's size: smaller type off the baseline is raised or lowered
_VISIBLE = 2.5  # points: smaller type is not meant to be read
_HANGING = 5.0  # of the type size: how far a bullet may stand from its line
_LIST_MARK = re.compile(
    r"\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,2}(?:\.\d{1,3})+|[A-Za-z][.)]|\([a-z0-9]{1,4}\)|[•▪◦‣●○■□◆➢➤✓✔∙⁃❖*+o–-]"
)
_PAGE_NUMBER = re.compile(r"\d{1,3}|[ivxl]{1,6}", re.I)
_RAISED_MARK = re.compile(r"\s*[(\[]?(\d{1,3}|[*†‡§]{1,3}|[ivx]{1,5})[)\]]?\s*")
_RAISED_DIGITS = re.compile(r"(?<![kcm]m)(?<=[^\W\d_]|[.,;:)'\"”’])[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(slots=True)
class Segment:
    """A stretch of a line without a gap that could part two cells; `gap`, in type sizes, is the gap before it."""

    x0: float
    x1: float
    text: str
    gap: float = 0.0

    @property
    def apart(self) -> bool:
        """Whether the gap before it is wider than any space between words."""
        return self.gap > _CELL


@dataclass(slots=True)
class Line:
    """One line of type on the baseline `y`.

    `word` is how wide its first word is; `furniture` says that the file itself marks the line as not content.
    """

    page: int
    y: float
    size: float
    segments: list[Segment] = field(default_factory=list)
    bold_characters: int = 0
    italic_characters: int = 0
    characters: int = 0
    furniture: bool = False
    bullet: bool = False
    word: float = 0.0

    @property
    def x0(self) -> float:
        """Where the line starts."""
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        """Where the line ends."""
        return self.segments[-1].x1

    @property
    def text(self) -> str:
        """The whole line, one space for each gap."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def bold(self) -> bool:
        """Whether the line is bold from end to end."""
        return self.bold_characters >= 0.97 * self.characters

    @property
    def italic(self) -> bool:
        """Whether the line is italic from end to end."""
        return self.italic_characters >= 0.97 * self.characters


def lines_of(drawing: Drawing, page: int) -> list[Line]:
    """The lines of one page. A line never crosses a vertical rule."""
    rules = sorted(drawing.vertical)
    lines: list[Line] = []
    line: Line | None = None
    space = False
    for run in drawing.runs:
        if not run.upright or run.size < _VISIBLE:
            continue
        text = _characters(run.text)
        if not text.strip():
            space = space or bool(text)
            continue
        placed = _place(line, run, rules) if line is not None else None
        if line is None or placed is None:
            line = _started(run, page, text)
            lines.append(line)
        elif not _printed_twice(line, run, text):
            _append(line, run, text, placed, space)
        space = text[-1].isspace()
    for line in lines:
        line.segments = [segment for segment in line.segments if segment.text.strip()]
        for segment in line.segments:
            segment.text = " ".join(segment.text.split())
    lines = [line for line in lines if line.segments]
    _mark_bullets(lines, drawing.dots)
    return lines


def _characters(text: str) -> str:
    """In form NFKC, but with raised figures that refer to notes kept apart."""
    if not text.isascii():
        text = _RAISED_DIGITS.sub(
            lambda match: f"{NOTE_OPEN}{unicodedata.normalize('NFKC', match[0])}{NOTE_CLOSE}", text
        )
        text = unicodedata.normalize("NFKC", text)
    return text


def _started(run: Run, page: int, text: str) -> Line:
    count = len(text.split())
    return Line(
        page,
        run.y,
        run.size,
        [Segment(run.x0, run.x1, text)],
        count * run.bold,
        count * run.italic,
        count,
        run.furniture,
        word=(run.word or run.x1) - run.x0,
    )


def _place(line: Line, run: Run, rules: list[tuple[float, float, float]]) -> str | None:
    """How the run follows on the line: "on" its baseline, "off" it, as its "base"; None if it is not of this line."""
    last = line.segments[-1]
    size = max(line.size, run.size)
    if run.x0 < last.x1 - _BACK * size:
        return None
    rise = run.y - line.y
    if abs(rise) <= _SAME_LINE * min(line.size, run.size):
        place = "on"
    elif run.size <= _SMALL * line.size and -0.3 * line.size <= rise <= 0.65 * line.size:
        place = "off"
    elif line.size <= _SMALL * run.size and -0.65 * run.size <= rise <= 0.3 * run.size and len(line.segments) == 1:
        place = "base"
    else:
        return None
    if run.x0 - last.x1 > 1.0:
        at = bisect.bisect_left(rules, (last.x1 - 1.0,))
        while at < len(rules) and rules[at][0] <= run.x0 + 1.0:
            if rules[at][1] <= run.y + 0.3 * run.size <= rules[at][2]:
                return None
            at += 1
    return place


def _append(line: Line, run: Run, text: str, place: str, space: bool) -> None:
    last = line.segments[-1]
    gap = run.x0 - last.x1
    size = max(line.size, run.size)
    raised = place == "off" and run.y > line.y and _RAISED_MARK.fullmatch(text)
    if place == "base":
        mark = _RAISED_MARK.fullmatch(last.text)
        if mark and run.y < line.y:
            last.text = f"{NOTE_OPEN}{mark[1]}{NOTE_CLOSE} "
        line.y, line.size = run.y, run.size
    if raised:
        text = f"{NOTE_OPEN}{raised[1]}{NOTE_CLOSE}"
    if gap > _STOP * size:
        line.segments.append(Segment(run.x0, run.x1, text, gap / size))
    else:
        between = " " if (space or gap > _SPACE * size) and not raised and not last.text[-1:].isspace() else ""
        last.text += between + text
        last.x1 = max(last.x1, run.x1)
    count = len(text.split())
    line.characters += count
    line.bold_characters += count * run.bold
    line.italic_characters += count * run.italic
    line.furniture = line.furniture and run.furniture


def _printed_twice(line: Line, run: Run, text: str) -> bool:
    """Whether the run only prints the end of the line again, a little to the side, to look bold."""
    last = line.segments[-1]
    return last.text.endswith(text) and abs(last.x1 - run.x1) < 0.1 * run.size and run.x0 < last.x1 - 0.2 * run.size


def reattach(lines: list[Line]) -> list[Line]:
    """Put bullets, list numbers and a contents page's page numbers back on the lines they were set apart from.

    Some programs set all of them before or after the text of the page.
    """
    order = {id(line): index for index, line in enumerate(lines)}
    rows = sorted(lines, key=lambda line: line.y)
    heights = [line.y for line in rows]
    gone: set[int] = set()
    for mark in lines:
        leads, numbers = _LIST_MARK.fullmatch(mark.text), _PAGE_NUMBER.fullmatch(mark.text)
        if not leads and not numbers:
            continue
        near = 0.35 * mark.size
        beside = [
            line
            for line in rows[bisect.bisect_left(heights, mark.y - near) : bisect.bisect_right(heights, mark.y + near)]
            if line is not mark and id(line) not in gone and not _LIST_MARK.fullmatch(line.text)
        ]
        right = [line for line in beside if leads and -0.5 * mark.size < line.x0 - mark.x1 <= _HANGING * mark.size]
        left = [line for line in beside if numbers and line.x1 < mark.x0 and order[id(mark)] < order[id(line)]]
        if right:
            nearest = min(right, key=lambda line: line.x0)
            nearest.segments[0].gap = (nearest.x0 - mark.x1) / mark.size
            nearest.segments = [*mark.segments, *nearest.segments]
            gone.add(id(mark))
        elif left:
            nearest = max(left, key=lambda line: line.x1)
            mark.segments[0].gap = (mark.x0 - nearest.x1) / mark.size
            nearest.segments += mark.segments
            gone.add(id(mark))
    return [line for line in lines if id(line) not in gone]


def _mark_bullets(lines: list[Line], dots: list[tuple[float, float]]) -> None:
    """Lists may draw their bullets as shapes: mark the line that stands to the right of one."""
    for x, y in dots:
        for line in lines:
            if 0 < line.x0 - x <= 3.0 * line.size and -0.1 * line.size <= y - line.y <= 0.8 * line.size:
                line.bullet = True
                break
