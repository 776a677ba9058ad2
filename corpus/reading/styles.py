"""What kind of paragraph a PDF's type shows: headings and their levels, list items, quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.document import ParagraphKind
from corpus.reading import marks
from corpus.reading.blocks import Block
from corpus.reading.joining import Joiner
from corpus.reading.paragraphs import Measures, Paragraph

_LARGE = 1.1
_TITLE_WORDS = 22
_BOLD_WORDS = 12
_MOST_LEVELS = 6
_SET_IN = 1.8  # of the type size, on both sides: a block quotation


class Styles:
    """The styles of a document's paragraphs, compared with one another.

    Args:
        paragraphs: all paragraphs outside tables and notes.
        measures: what is usual in the document.
    """

    def __init__(self, paragraphs: Sequence[Paragraph], measures: Measures) -> None:
        self.measures = measures
        lefts = Counter(round(p.lines[0].x0) for p in paragraphs if len(p.lines) > 1 and not p.marker)
        self.left = lefts.most_common(1)[0][0] if lefts else 0.0
        found = {_style(p) for p in paragraphs if self._titled(p)}
        ranked = sorted(found, key=lambda style: (-style[0], not style[1]))
        self.levels = {style: min(rank, _MOST_LEVELS) for rank, style in enumerate(ranked, 1)}

    def block(self, paragraph: Paragraph, joiner: Joiner, in_table: bool = False) -> Block:
        """The paragraph as a block; paragraphs in tables are never headings."""
        if not in_table and self._titled(paragraph):
            block = joiner.block(paragraph.lines, "heading")
            block.level = self.levels.get(_style(paragraph), 1)
            return block
        text = paragraph.lines[0].text
        kind: ParagraphKind = "contents" if paragraph.contents and not in_table else "text"
        skip = 0
        marker = paragraph.marker if kind == "text" else ""
        number = marks.paragraph_number(text)
        if marker:
            kind = "list_item"
            skip = len(marker) if text.startswith(marker) else 0
        elif number and kind == "text":
            marker, skip = number.text, number.end
        elif kind == "text" and not in_table and self._quoted(paragraph):
            kind = "quote"
        block = joiner.block(paragraph.lines, kind, skip)
        block.marker = marker
        return block

    def _titled(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph is a heading: large, bold or capital type, short, and not a sentence."""
        if paragraph.contents or (paragraph.marker and not paragraph.marker[0].isdigit()):
            return False
        text = " ".join(line.text for line in paragraph.lines)
        words = len(text.split())
        if words > _TITLE_WORDS or not any(map(str.isalpha, text)) or text[-1] in ",;":
            return False
        size = max(line.size for line in paragraph.lines)
        bold = all(line.bold for line in paragraph.lines)
        if size >= _LARGE * self.measures.body:
            return not (words > _BOLD_WORDS and text.endswith("."))
        if size < 0.9 * self.measures.body or words > _BOLD_WORDS or not marks.titled(text, labels=bold):
            return False
        return bold or (marks.in_capitals(text) and len(paragraph.lines) == 1 and words > 1)

    def _quoted(self, paragraph: Paragraph) -> bool:
        """Whether the paragraph is set in on both sides, or set in and italic or in quotation marks."""
        first = paragraph.lines[0]
        inset = _SET_IN * first.size
        if min(line.x0 for line in paragraph.lines) < self.left + inset:
            return False
        if first.italic or first.text[:1] in "\"“‘'":
            return True
        return len(paragraph.lines) > 1 and max(line.x1 for line in paragraph.lines) <= paragraph.right - inset


def _style(paragraph: Paragraph) -> tuple[float, bool]:
    return round(max(line.size for line in paragraph.lines) * 2) / 2, all(line.bold for line in paragraph.lines)
