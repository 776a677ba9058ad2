"""Where a match stands: its paragraph, its sentence, and the quotation marks and emphasis around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.phrases.match import Match
from corpus.document import Document, Paragraph

_OPENING, _CLOSING = "“‘\"'", {"“": "”", "‘": "’", '"': '"', "'": "'"}
_BEFORE_QUOTE = " \n\t\u00a0([*_/—–-“‘\"'"
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One paragraph of a document. Offsets within it are offsets into `text`."""

    document: Document
    index: int
    paragraph: Paragraph
    text: str
    normal: str

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Sentence bounds in this block; the whole block if the reader found none."""
        found = self.document.sentences_of(self.index)
        base = self.paragraph.start
        return tuple((s.start - base, s.end - base) for s in found) or ((0, len(self.text)),)

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Bounds of what stands between quotation marks, marks left out."""
        return tuple(_quotes(self.text))

    @cached_property
    def emphases(self) -> tuple[tuple[int, int], ...]:
        """Bounds of what stands between Markdown emphasis marks, marks left out."""
        return tuple((m.start(2), m.end(2)) for m in _EMPHASIS.finditer(self.text))

    def sentence_number(self, at: int) -> int:
        """Index of the sentence that holds offset `at`, or of the last one that starts before it."""
        return max((n for n, (start, _) in enumerate(self.sentences) if start <= at), default=0)


@dataclass(frozen=True)
class Place:
    """A match in its block; `start` and `end` are offsets into the block's text."""

    match: Match
    block: Block
    start: int
    end: int

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """Bounds of the sentence that holds the match."""
        return self.block.sentences[self.block.sentence_number(self.start)]

    @cached_property
    def next_sentence(self) -> tuple[int, int] | None:
        """Bounds of the sentence after, if the block has one."""
        number = self.block.sentence_number(self.start) + 1
        return self.block.sentences[number] if number < len(self.block.sentences) else None

    @cached_property
    def quotes(self) -> tuple[tuple[int, int], ...]:
        """Bounds of every quotation that holds the whole match."""
        return tuple(span for span in self.block.quotes if span[0] <= self.start and self.end <= span[1])

    @cached_property
    def emphasis(self) -> tuple[int, int] | None:
        """Bounds of the emphasised words that hold the whole match."""
        return _innermost(self.block.emphases, self.start, self.end)

    def normal(self, start: int, end: int) -> str:
        """The normalised text of the block from start to end."""
        return self.block.normal[max(start, 0) : end]


def _innermost(spans: tuple[tuple[int, int], ...], start: int, end: int) -> tuple[int, int] | None:
    holding = [span for span in spans if span[0] <= start and end <= span[1]]
    return min(holding, key=lambda span: span[1] - span[0], default=None)


def _quotes(text: str) -> list[tuple[int, int]]:
    """Pairs of quotation marks. An apostrophe opens nothing: a mark opens only after a space, a bracket or a dash."""
    found, open_marks = [], dict[str, int]()
    for at, letter in enumerate(text):
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        closed = next((mark for mark in open_marks if _CLOSING[mark] == letter), None)
        if closed and ((letter != "'" and letter != "’") or not after.isalnum()):
            found.append((open_marks.pop(closed) + 1, at))
        elif letter in _OPENING and letter not in open_marks and before in _BEFORE_QUOTE and not after.isspace():
            open_marks[letter] = at
    return found
