"""The two forms that text takes on its way to a `Document`.

A `Block` is a paragraph on its own, as read from PDF or Word, where the text is put together here.
A `Piece` is a paragraph as a span of a text that already exists (Markdown, plain text).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corpus.document import ParagraphKind


@dataclass(slots=True)
class Block:
    """One paragraph read from a file.

    `level` is a heading's level, 0 otherwise. `page` is the 1-based page the paragraph starts on. `breaks` holds
    (offset in `text`, page number) for each page boundary inside the paragraph.
    """

    text: str
    kind: ParagraphKind = "text"
    level: int = 0
    marker: str = ""
    page: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()

    def as_json(self) -> list[Any]:
        """A short form for the pipe between reader processes."""
        return [self.text, self.kind, self.level, self.marker, self.page, self.breaks]

    @classmethod
    def from_json(cls, row: list[Any]) -> Block:
        """The block that `as_json` wrote."""
        text, kind, level, marker, page, breaks = row
        return cls(text, kind, level, marker, page, tuple((at, number) for at, number in breaks))


@dataclass(slots=True)
class Piece:
    """One paragraph as a span of the document's text; `level` as in `Block`."""

    start: int
    end: int
    kind: ParagraphKind = "text"
    level: int = 0
    marker: str = ""
    page: int | None = None
