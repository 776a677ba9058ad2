"""What a file becomes when it is read: one text, and structure as offsets into it.

Every offset in this project is a half-open range [start, end) of Unicode code points
in `Document.text`, the text that `second-question read FILE` prints.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

ParagraphKind = Literal[
    "text",  # running prose
    "heading",  # a section's title
    "list_item",  # one item; the span leaves out the bullet or number
    "table_row",  # one row, cells joined by " | "; the span leaves out outer bars
    "footnote",
    "caption",
    "quote",  # a block quotation
    "contents",  # a line of a table of contents: never evidence
    "reference",  # an entry of a reference list: never evidence
    "furniture",  # running header or footer, page number
]
FileFormat = Literal["pdf", "docx", "md", "txt", "text"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the source. `number` counts from 1; `label` is what is printed on it ("iv"), if known."""

    number: int
    label: str | None
    start: int
    end: int
    has_text: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it up to the next heading of its level or higher.

    `start` is where the heading's text starts, `body` where the text after it starts. `level` counts from 1.
    `numbering` is the number printed before the title ("4.2"), "" if none; `title` is without it.
    """

    title: str
    level: int
    start: int
    body: int
    end: int
    numbering: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of text. `section` indexes `Document.sections` (innermost), `page` is a 1-based page number.

    `marker` is the bullet or number taken off a list item ("3.", "-"), "" if none.
    """

    start: int
    end: int
    kind: ParagraphKind
    section: int | None = None
    page: int | None = None
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `paragraph` indexes `Document.paragraphs`."""

    start: int
    end: int
    paragraph: int


@dataclass(frozen=True)
class Document:
    """A file as read. Immutable; equal input gives equal output.

    `pages` is empty for formats that have no fixed pages (Word, text, Markdown). `metadata` holds what the file says
    about itself (author, title, comments count, tracked changes count) as plain strings.
    """

    name: str
    format: FileFormat
    text: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of the text in UTF-8, lower-case hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def words(self) -> int:
        """Number of words in paragraphs that are content (not contents, references or furniture)."""
        skip = {"contents", "reference", "furniture"}
        return sum(len(self.text[p.start : p.end].split()) for p in self.paragraphs if p.kind not in skip)

    def slice(self, start: int, end: int) -> str:
        """The text from start to end."""
        return self.text[start:end]

    def page_at(self, offset: int) -> Page | None:
        """The page holding `offset`, or None where there are no pages."""
        for page in self.pages:
            if page.start <= offset < page.end:
                return page
        return self.pages[-1] if self.pages and offset >= self.pages[-1].start else None

    def paragraph_at(self, offset: int) -> int | None:
        """Index of the paragraph holding `offset`, or None between paragraphs."""
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.paragraphs) and self.paragraphs[low].start <= offset < self.paragraphs[low].end:
            return low
        return None

    def section_title(self, paragraph: int) -> str | None:
        """Title of the innermost section of a paragraph, or None."""
        index = self.paragraphs[paragraph].section
        return None if index is None else self.sections[index].title

    def sentences_of(self, paragraph: int) -> tuple[Sentence, ...]:
        """The sentences of one paragraph, in order."""
        return self._by_paragraph.get(paragraph, ())

    @cached_property
    def _by_paragraph(self) -> dict[int, tuple[Sentence, ...]]:
        found: dict[int, list[Sentence]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.paragraph, []).append(sentence)
        return {index: tuple(items) for index, items in found.items()}
