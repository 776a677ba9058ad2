"""Finds the words of a `Document` again in the paragraphs of the Word file that it was read from.

Both texts are compared without white space, bars and bullets, which reading adds, drops or changes. Paragraphs are
found in order, so that words that stand in the file more than once are told apart.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.word.visible import Paragraph
from corpus.document import Document

_KEPT = re.compile("[^\\s|•·\\xad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff\\ue000-\\uf8ff]+")
_TELLING = 30
"""Kept characters from which a paragraph is long enough to be found by its words alone."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A character of the Word file: index of its paragraph and offset in that paragraph's visible text."""

    paragraph: int
    offset: int


class Alignment:
    """Where each part of a document stands in the file.

    Args:
        document: the text that findings refer to.
        paragraphs: the file's paragraphs, in the order in which they were read, and the notes after them.
        main: how many of them are before the notes.
    """

    def __init__(self, document: Document, paragraphs: list[Paragraph], main: int) -> None:
        self._document = document
        self._owners, self._offsets = array("l"), array("l")
        parts = []
        self._notes = 0
        for index, paragraph in enumerate(paragraphs):
            if index == main:
                self._notes = len(self._owners)
            kept, offsets = squeezed(paragraph.text)
            parts.append(kept)
            self._owners.extend([index] * len(kept))
            self._offsets.extend(offsets)
        self._text = "".join(parts)
        if main == len(paragraphs):
            self._notes = len(self._text)
        self._starts: list[int | None] = []
        self._keys = [squeezed(document.slice(p.start, p.end))[0] for p in document.paragraphs]
        self._place()

    def find(self, start: int, end: int) -> tuple[Spot, Spot] | None:
        """The first and the last character of a span of the document; None where it cannot be found."""
        first, last = self._position(start, end, 0), self._position(start, end, -1)
        if first is None or last is None or first > last:
            quote = squeezed(self._document.slice(start, end))[0]
            first = self._nearest(quote, self._expected(start)) if quote else None
            if first is None:
                return None
            last = first + len(quote) - 1
        return self._spot(first), self._spot(last)

    def near(self, start: int) -> int:
        """Index of the file's paragraph nearest to an offset of the document."""
        position = min(self._expected(start), len(self._text) - 1)
        return self._owners[position] if position >= 0 else 0

    def _spot(self, position: int) -> Spot:
        return Spot(self._owners[position], self._offsets[position])

    def _position(self, start: int, end: int, which: int) -> int | None:
        """Where the first (0) or last (-1) kept character of a span that stands in a paragraph is."""
        paragraphs = self._document.paragraphs
        inside = [index for index, item in enumerate(paragraphs) if item.start < end and item.end > start]
        for index in inside if which == 0 else reversed(inside):
            item, placed = paragraphs[index], self._starts[index]
            kept, _ = squeezed(self._document.slice(max(start, item.start), min(end, item.end)))
            if not kept:
                continue
            if placed is None:
                return None
            before, _ = squeezed(self._document.slice(item.start, max(start, item.start)))
            return placed + len(before) + (0 if which == 0 else len(kept) - 1)
        return None

    def _expected(self, offset: int) -> int:
        """About where an offset of the document should be: after the last placed paragraph before it."""
        at = 0
        for item, placed, key in zip(self._document.paragraphs, self._starts, self._keys, strict=True):
            if item.start > offset:
                break
            if placed is not None:
                at = placed if item.end > offset else placed + len(key)
        return at

    def _nearest(self, quote: str, position: int) -> int | None:
        found = [at for at in (self._text.find(quote, position), self._text.rfind(quote, 0, position)) if at >= 0]
        return min(found, key=lambda at: abs(at - position), default=None)

    def _place(self) -> None:
        """Place long paragraphs first, in order, and then the short ones between them; notes among the notes."""
        fixed: list[int | None] = []
        cursor = 0
        for item, key in zip(self._document.paragraphs, self._keys, strict=True):
            at = self._text.find(key, cursor, self._notes) if len(key) >= _TELLING and item.kind != "footnote" else -1
            fixed.append(at if at >= 0 else None)
            cursor = at + len(key) if at >= 0 else cursor
        cursor = 0
        for placed, key, limit in zip(fixed, self._keys, _limits(fixed, self._notes), strict=True):
            at = placed if placed is not None else self._text.find(key, cursor, limit) if key else -1
            cursor = at + len(key) if at >= 0 else cursor
            if at < 0 and len(key) >= _TELLING:
                at = max(self._text.find(key, self._notes), self._text.find(key))
            self._starts.append(at if at >= 0 else None)


def _limits(starts: list[int | None], end: int) -> list[int]:
    """For each paragraph, where the next placed one starts."""
    limits = []
    for start in reversed(starts):
        limits.append(end)
        end = start if start is not None else end
    return limits[::-1]


def squeezed(text: str) -> tuple[str, Iterable[int]]:
    """The characters of a text that count in the comparison, and their offsets."""
    offsets: list[int] = []
    parts = []
    for match in _KEPT.finditer(text):
        parts.append(match[0])
        offsets.extend(range(match.start(), match.end()))
    return "".join(parts), offsets
