"""Footnotes of a PDF page: which lines they are, and where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.reading.blocks import Block
from corpus.reading.drawing import PageContent
from corpus.reading.joining import Joiner
from corpus.reading.lines import NOTE, Line, Segment
from corpus.reading.paragraphs import Measures

_SMALL = 0.93  # of the body size
_START = re.compile(r"\[?(\d{1,3}|\*{1,2}|[†‡§])[\]).]?(?=\s|[^\W\d_])\s*")
_RULE = (40.0, 0.5)  # a rule over notes is at least this many points long, and at most this share of the page's width
_LEFT = 6.0  # points from the left edge of the text within which the rule starts


def part_notes(page: PageContent, lines: Sequence[Line], measures: Measures) -> list[Line]:
    """The lines of a page that are footnotes, in the page's order.

    They stand at its foot, in small type or under a short rule, and the first begins with a number or sign.
    """
    upwards = sorted(lines, key=lambda line: line.y)
    rule = _rule(page, upwards)
    foot: list[Line] = []
    for line in upwards:
        if line.size > _SMALL * measures.body and line.y > rule:
            break
        foot.append(line)
    foot.reverse()
    first = next((index for index, line in enumerate(foot) if note_mark(line)), len(foot))
    taken = {id(line) for line in foot[first:]}
    return [line for line in lines if id(line) in taken]


def _rule(page: PageContent, lines: Sequence[Line]) -> float:
    """The height of the short rule over the footnotes, 0 if there is none."""
    left = min((line.x0 for line in lines), default=0.0)
    shortest, widest = _RULE[0], _RULE[1] * page.width
    heights = [
        y
        for y, x0, x1 in page.drawing.horizontal
        if y < page.height / 2 and abs(x0 - left) < _LEFT and shortest < x1 - x0 < widest
    ]
    boxed = page.drawing.vertical
    return min((y for y in heights if not any(low - 3 <= y <= high + 3 for _, low, high in boxed)), default=0.0)


def note_mark(line: Line) -> str:
    """The number or sign that begins a footnote's first line, "" if none does."""
    raised = NOTE.match(line.text)
    if raised:
        return raised[1]
    typed = _START.match(line.text)
    return typed[1] if typed else ""


def note_blocks(lines: Sequence[Line], joiner: Joiner) -> list[Block]:
    """Each footnote as a block, its number as the marker."""
    notes: list[list[Line]] = []
    for line in lines:
        if not notes or note_mark(line):
            notes.append([])
        notes[-1].append(line)
    blocks = []
    for note in notes:
        mark = note_mark(note[0])
        text = note[0].text
        start = (NOTE.match(text) or _START.match(text)) if mark else None
        if start:
            first = note[0].segments[0]
            note[0].segments = [Segment(first.x0, note[0].x1, text[start.end() :].strip())]
        block = joiner.block(note, "footnote")
        block.marker = mark
        blocks.append(block)
    return blocks
