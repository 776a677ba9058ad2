"""Reading units: what is judged at once.

A unit is one paragraph, or neighbouring list items or table rows of one section taken together, cut to fit the
judge's window. Units never cross a section, and leave out contents pages, reference lists and page furniture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.document import Document, Paragraph

MAX_WORDS = 140
JOINED = frozenset({"list_item", "table_row"})
MARKS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|\[\^\w+\]")
SKIPPED = frozenset({"contents", "reference", "furniture", "heading"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the draft: offsets, the titles of the sections it stands in, outermost first, and its kind."""

    start: int
    end: int
    headings: tuple[str, ...]
    kind: str
    words: int

    def text(self, document: Document) -> str:
        """The unit's text, exactly as in the draft."""
        return document.slice(self.start, self.end)

    def judged(self, document: Document) -> str:
        """What the judge reads: the nearest heading, a bar, and the words without marks of layout.

        Bullets, numbers, emphasis and footnote marks are left out, so that one review reads the same from any file.
        """
        # A footnote stands under whichever heading its file format puts it, so its heading says nothing.
        heading = self.headings[-1] if self.headings and self.kind != "footnote" else ""
        first = document.paragraph_at(self.start)
        pieces = []
        for paragraph in document.paragraphs[first:] if first is not None else ():
            if paragraph.start >= self.end:
                break
            pieces.append(document.slice(max(paragraph.start, self.start), min(paragraph.end, self.end)))
        return f"{heading} | {' '.join(MARKS.sub('', ' '.join(pieces)).split())}"


def _headings(document: Document, paragraph: Paragraph) -> tuple[str, ...]:
    if paragraph.section is None:
        return ()
    inner = document.sections[paragraph.section]
    return tuple(
        section.title
        for section in document.sections
        if section.start <= inner.start and inner.end <= section.end and section.level <= inner.level
    )


def units(document: Document) -> tuple[Unit, ...]:
    """The document's units, in order."""
    headings: dict[int | None, tuple[str, ...]] = {}
    found: list[Unit] = []
    previous: Paragraph | None = None
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind in SKIPPED:
            previous = None
            continue
        if paragraph.section not in headings:
            headings[paragraph.section] = _headings(document, paragraph)
        for start, end in _windows(document, index):
            words = len(document.slice(start, end).split())
            if not words:
                continue
            last = found[-1] if found else None
            if (
                last is not None
                and previous is not None
                and paragraph.kind in JOINED
                and previous.kind == paragraph.kind
                and previous.section == paragraph.section
                and last.words + words <= MAX_WORDS
            ):
                found[-1] = Unit(last.start, end, last.headings, last.kind, last.words + words)
            else:
                found.append(Unit(start, end, headings[paragraph.section], paragraph.kind, words))
        previous = paragraph
    return tuple(found)


def _windows(document: Document, index: int) -> list[tuple[int, int]]:
    """The paragraph whole, or where it is longer than MAX_WORDS in runs of whole sentences of about equal length."""
    paragraph = document.paragraphs[index]
    total = len(document.slice(paragraph.start, paragraph.end).split())
    if total <= MAX_WORDS:
        return [(paragraph.start, paragraph.end)]
    target = total / -(-total // MAX_WORDS)
    windows: list[tuple[int, int]] = []
    start, end, count = paragraph.start, paragraph.start, 0
    for sentence in document.sentences_of(index):
        words = len(document.slice(sentence.start, sentence.end).split())
        if count and count + words / 2 > target:
            windows.append((start, end))
            start, count = sentence.start, 0
        end, count = sentence.end, count + words
    windows.append((start, paragraph.end))
    return windows
