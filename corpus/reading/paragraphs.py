"""Joins the lines of a PDF into paragraphs again.

The clues are those a reader's eye uses: a wider gap, another size or weight of type, a bullet, an indent, and above
all a line that ends although the first word of the next one would still have fitted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from corpus.reading import marks
from corpus.reading.lines import Line

_SAME_SIZE = 0.06
_WIDE_GAP = 1.3  # of the usual distance between lines
_SPACE = 0.33  # of the type size: a space, and a little for rounding
_INDENT = 0.8  # of the type size
_LARGE = 1.1  # of the body size: type this large is a title's
_ENDED = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BROKEN_WORD = re.compile(r"[^\W\d_][-‐\xad]$")
_SURE_BULLET = "•▪◦‣●○■□◆➢➤✓✔∙⁃❖"
_ROUND_BULLET = re.compile(r"o\s+(?=[A-Z])")
_LEADER = re.compile(r"(?:\.\s?){5,}|…{2,}|_{5,}")
_PAGE_CELL = re.compile(r"\d{1,3}|[ivxl]{1,6}", re.I)
_MARK = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?|[A-Za-z][.)]|\([a-z0-9]{1,4}\)|[•▪◦‣●○■□◆➢➤✓✔∙⁃❖*+o–-]")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `starts_flow` and `ends_flow`: it is the first or last of its column or page."""

    lines: list[Line] = field(default_factory=list)
    marker: str = ""
    right: float = 0.0
    starts_flow: bool = False
    ends_flow: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document: size of type, distance between lines for each size, right edges.

    `rights` gives for a page and a left edge, in whole points, how far lines of text reach.
    """

    body: float
    leading: dict[float, float]
    rights: dict[tuple[int, int], float]

    def step(self, size: float) -> float:
        """The usual distance between lines of a size."""
        return self.leading.get(_rounded(size)) or 1.25 * size

    def right(self, page: int, left: float) -> float:
        """How far lines reach that start at `left` on this page or the ones beside it; 0 if there are none."""
        at = round(left)
        return max(self.rights.get((page + to, at + by), 0.0) for to in (-1, 0, 1) for by in (-1, 0, 1))


def measure(flows: Iterable[Sequence[Line]]) -> Measures:
    """The measures of all lines of a document."""
    sizes: Counter[float] = Counter()
    steps: dict[float, list[float]] = defaultdict(list)
    rights: dict[tuple[int, int], float] = {}
    every = [list(flow) for flow in flows]
    for flow in every:
        for line in flow:
            sizes[_rounded(line.size)] += len(line.text)
        for a, b in pairwise(flow):
            if _same_size(a, b) and 0 < a.y - b.y < 2.5 * a.size and a.page == b.page:
                steps[_rounded(a.size)].append(a.y - b.y)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    ratio = median(steps[body]) / body if steps[body] else 1.25
    leading = {
        size: min(median(found), 1.15 * ratio * size) if len(found) >= 4 else ratio * size
        for size, found in steps.items()
    }
    for flow in every:
        for line in flow:
            if abs(line.size - body) <= _SAME_SIZE * body:
                left = (line.page, round(line.x0))
                rights[left] = max(rights.get(left, 0.0), line.x1)
    return Measures(body, leading, rights)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _same_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= _SAME_SIZE * max(a.size, b.size)


def contents_line(line: Line, right: float) -> bool:
    """Whether the line is an entry of a contents page: a leader of dots, or a page number at the right edge."""
    if _LEADER.search(line.text):
        return True
    last = line.segments[-1]
    return last.apart and _PAGE_CELL.fullmatch(last.text) is not None and last.x1 >= right - line.size


def is_mark(text: str) -> bool:
    """Whether the text is only a bullet, a list number or a heading's number."""
    return _MARK.fullmatch(text.strip()) is not None


def part_paragraphs(lines: Sequence[Line], measures: Measures, right: float = 0.0) -> list[Paragraph]:
    """The paragraphs of one flow: the lines of one column, or of one cell of a table.

    Args:
        lines: the lines, downwards.
        measures: what is usual in the document.
        right: where lines of the flow must end; 0 takes it from the lines themselves.
    """
    if not lines:
        return []
    if not right:
        body = [line.x1 for line in lines if abs(line.size - measures.body) <= _SAME_SIZE * measures.body]
        right = max(body or [line.x1 for line in lines])
        if len(body) < 5:
            right = max(right, measures.right(lines[0].page, min(line.x0 for line in lines)))
    left = min(line.x0 for line in lines)
    paragraphs: list[Paragraph] = []
    for line in lines:
        if paragraphs and not _breaks(paragraphs[-1], line, measures, left):
            paragraphs[-1].lines.append(line)
        else:
            paragraphs.append(Paragraph([line], _marker(line), right, contents=contents_line(line, right)))
    paragraphs[0].starts_flow = paragraphs[-1].ends_flow = True
    return paragraphs


def _marker(line: Line) -> str:
    """The bullet or list number that begins the line; a drawn bullet counts as •."""
    if line.bullet:
        return "•"
    text = line.text
    if _ROUND_BULLET.match(text):
        return "o"
    mark = marks.item(text)
    return mark.text if mark else ""


def fits(a: Line, b: Line, right: float) -> float:
    """How much room, in points, line `a` would have left had the first word of `b` been set on it."""
    return right - a.x1 - b.word - _SPACE * a.size


def title_like(line: Line, measures: Measures) -> bool:
    """Whether the line's type is larger than the text's, or bold."""
    return line.size >= _LARGE * measures.body or line.bold


def _breaks(paragraph: Paragraph, line: Line, measures: Measures, left: float) -> bool:
    """Whether `line` begins a new paragraph after `paragraph`; `left` is where the flow's lines start."""
    last = paragraph.lines[-1]
    gap = last.y - line.y
    if gap <= 0 or not _same_size(last, line) or gap > _WIDE_GAP * measures.step(line.size):
        return True
    if paragraph.contents or contents_line(line, paragraph.right):
        return True
    room = fits(last, line, paragraph.right)
    ended = _ENDED.search(last.text) is not None
    marker = _marker(line)
    if marker and (
        marker[0] in _SURE_BULLET or line.bullet or room > 0 or ended or gap > 1.05 * measures.step(line.size)
    ):
        return True
    if marks.paragraph_number(line.text) and (ended or room > 0):
        return True
    lower = line.text[:1].islower()
    if lower and _BROKEN_WORD.search(last.text):
        return False
    if last.bold != line.bold and not (lower and room <= 0):
        return True
    if title_like(last, measures) and title_like(line, measures):
        return bool(marks.paragraph_number(line.text))
    if room > 0:
        return ended or not lower or room > 0.3 * paragraph.right
    return _indented(paragraph, line, left)


def _indented(paragraph: Paragraph, line: Line, left: float) -> bool:
    """Whether the line's left edge shows a new paragraph although the line before it is full."""
    last = paragraph.lines[-1]
    shift = line.x0 - last.x0
    several = len(paragraph.lines) > 1
    ended = _ENDED.search(last.text) is not None
    if abs(shift) <= _INDENT * line.size:  # two first lines, both set in
        return ended and not several and not paragraph.marker and _INDENT * line.size < line.x0 - left < 4 * line.size
    if shift > 0:
        return not paragraph.marker and several
    return several and ended


def runs_over(before: Paragraph, after: Paragraph, measures: Measures) -> bool:
    """Whether a paragraph at the end of one flow goes on at the start of the next."""
    last, first = before.lines[-1], after.lines[0]
    if not (before.ends_flow and after.starts_flow) or not _same_size(last, first):
        return False
    if before.contents or after.contents or after.marker or marks.paragraph_number(first.text):
        return False
    if title_like(first, measures) or title_like(last, measures):
        return False
    if first.text[:1].islower():
        return True
    return _ENDED.search(last.text) is None and fits(last, first, before.right) <= 0
