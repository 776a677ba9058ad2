"""Markdown and plain text: finds the paragraphs of a text that is left as it is.

Plain text comes in two shapes, one line a paragraph (pasted from Word) and lines broken at a width (pasted from a PDF
or an e-mail); the lengths of the lines tell which.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.document import Document, FileFormat, ParagraphKind
from corpus.reading import marks
from corpus.reading.blocks import Piece
from corpus.reading.structure import build
from corpus.reading.titles import find_titles
from corpus.reading.words import part

_BROKEN_AT_MOST = 130  # characters: lines longer than this are whole paragraphs
_BROKEN_LINES = 4  # fewer lines than this show no width
_NARROWEST = 35
_FRONT_MATTER_LINES = 60
_NUMBER_CHARACTERS = 40


def document_of(text: str, name: str, format: FileFormat, warnings: Sequence[str] = ()) -> Document:
    """The document of a Markdown or plain text; see `corpus.reading.read_text`."""
    clean = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    markdown = format == "md" and _has_headings(clean.split("\n"))
    reader = _Reader(clean, markdown)
    reader.read()
    find_titles(clean, reader.pieces, reader.candidates, markdown=markdown)
    return build(name, format, clean, reader.pieces, metadata=reader.metadata, warnings=warnings)


def _width(lengths: list[int]) -> int:
    """The width at which lines of these lengths were broken, 0 where each line is a whole paragraph."""
    short = sorted(length for length in lengths if length <= _BROKEN_AT_MOST)
    if len(short) < _BROKEN_LINES or len(short) < 0.98 * len(lengths):
        return 0
    width = short[int(0.98 * (len(short) - 1))]
    return width if width >= _NARROWEST else 0


def _has_headings(lines: Sequence[str]) -> bool:
    """Whether any line is marked as a heading. A `.md` file without one is mostly plain text under that name."""
    return any(
        marks.hash_heading(line) or marks.bold_line(line) or marks.underline(line) for line in lines if line.strip()
    )


class _Reader:
    """One pass over the lines; `pieces` grows in order."""

    def __init__(self, text: str, markdown: bool) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.markdown = markdown
        self.pieces: list[Piece] = []
        self.candidates: set[int] = set()  # indices of pieces that may turn out to be titles
        self.metadata: dict[str, str] = {}
        self.level = 0  # of the last heading marked with # or underlined
        self.offsets: list[int] = []
        at = 0
        for line in self.lines:
            self.offsets.append(at)
            at += len(line) + 1
        self.width = _width([len(line) for line in self.lines if line.strip()])

    def add(
        self, line: int, start: int, last: int, end: int, kind: ParagraphKind = "text", level: int = 0, marker: str = ""
    ) -> None:
        """Add the piece from column `start` of `line` to column `end` of line `last`, if it holds any words."""
        first, final = self.offsets[line] + start, self.offsets[last] + end
        while first < final and self.text[first].isspace():
            first += 1
        while final > first and self.text[final - 1].isspace():
            final -= 1
        if any(map(str.isalnum, self.text[first:final])):
            self.pieces.append(Piece(first, final, kind, level, marker))

    def read(self) -> None:
        """Find all pieces."""
        at = self.front_matter()
        fenced = False
        while at < len(self.lines):
            line = self.lines[at]
            if line.lstrip().startswith(("```", "~~~")):
                fenced = not fenced
                at += 1
            elif fenced or not line.strip():
                if line.strip():
                    self.add(at, 0, at, len(line))
                at += 1
            else:
                at = self.block(at)

    def front_matter(self) -> int:
        """Take `key: value` lines between --- marks at the top of a Markdown file as metadata."""
        if not self.markdown or not self.lines or self.lines[0].strip() != "---":
            return 0
        found: dict[str, str] = {}
        for at, line in enumerate(self.lines[1:_FRONT_MATTER_LINES], 1):
            if line.strip() == "---":
                self.metadata.update({key: found[key] for key in ("title", "author") if found.get(key)})
                return at + 1
            key, colon, value = line.partition(":")
            if line.strip() and not (colon and key.strip().isidentifier()):
                return 0
            found[key.strip().lower()] = value.strip().strip("\"'")
        return 0

    def block(self, at: int) -> int:
        """Read the block that starts on line `at`; return the line after it."""
        line = self.lines[at]
        if marks.is_comment(line) or not any(map(str.isalnum, line)):
            return at + 1
        if heading := marks.hash_heading(line):
            self.level = heading[0]
            self.heading(at, heading[1], heading[2], heading[0])
            return at + 1
        if self.underlined(at):
            self.level = 1 if "=" in self.lines[at + 1] else 2
            self.heading(at, 0, len(line), self.level)
            return at + 2
        if mark := marks.note(line):
            last = self.last_line(at)
            self.add(at, mark.end, last, len(self.lines[last]), "footnote", marker=mark.text)
            return last + 1
        if marks.quote(line) is not None:
            return self.quotation(at)
        if (after := self.table(at)) > at:
            return after
        bold = marks.bold_line(line)
        if bold and len(line.split()) <= 12 and not line[: bold[1]].endswith("."):
            self.heading(at, bold[0], bold[1], self.level + 1)
            return at + 1
        if mark := marks.item(line):
            last = self.last_line(at)
            if last == at and not self.markdown:
                self.candidates.add(len(self.pieces))
            self.add(at, mark.end, last, len(self.lines[last]), "list_item", marker=mark.text)
            return last + 1
        return self.paragraph(at)

    def heading(self, at: int, start: int, end: int, level: int) -> None:
        """Add a heading, without emphasis marks that wrap it whole."""
        bold = marks.bold_line(self.lines[at][start:end])
        first, last = (start + bold[0], start + bold[1]) if bold else (start, end)
        self.add(at, first, at, last, "heading", level)

    def underlined(self, at: int) -> bool:
        """Whether the next line underlines this one as a heading."""
        if at + 1 >= len(self.lines):
            return False
        return marks.underline(self.lines[at + 1]) and marks.titled(self.lines[at])

    def quotation(self, at: int) -> int:
        """Lines that start with >; an empty one parts two quotations."""
        first: int | None = None
        while at < len(self.lines) and (start := marks.quote(self.lines[at])) is not None:
            if not self.lines[at][start:].strip():
                first = None
            elif first is None:
                first = at
                self.add(at, start, at, len(self.lines[at]), "quote")
            else:
                self.pieces[-1].end = self.offsets[at] + len(self.lines[at].rstrip())
            at += 1
        return at

    def table(self, at: int) -> int:
        """Rows of a table; returns `at` itself where there is none."""
        last = at
        while last < len(self.lines) and self.cells(self.lines[last]):
            last += 1
        if last == at or (last - at == 1 and not self.lines[at].lstrip().startswith("|")):
            return at
        for index in range(at, last):
            span = marks.row(self.lines[index])
            if span and not marks.is_delimiter(self.lines[index]):
                self.add(index, span[0], index, span[1], "table_row")
        return last

    def cells(self, line: str) -> bool:
        """Whether the line can be a table's row; a tab after a list mark does not make it one."""
        if not line.strip() or marks.hash_heading(line) or part("page-number").fullmatch(line[:_NUMBER_CHARACTERS]):
            return False
        mark = marks.item(line) or marks.paragraph_number(line)
        return marks.is_delimiter(line) or marks.has_cells(line[mark.end :] if mark else line)

    def starts(self, line: str) -> bool:
        """Whether the line starts a block of its own."""
        return bool(
            not any(map(str.isalnum, line))
            or marks.item(line)
            or marks.hash_heading(line)
            or marks.note(line)
            or marks.is_comment(line)
            or marks.quote(line) is not None
            or line.lstrip().startswith(("|", "```", "~~~"))
            or (marks.paragraph_number(line) and not self.markdown)
            or (marks.bold_line(line) and len(line.split()) <= 12)
            or self.number(line)
        )

    def number(self, line: str) -> bool:
        """Whether the line is only a page number."""
        return len(line) <= _NUMBER_CHARACTERS and part("page-number").fullmatch(line.strip()) is not None

    def last_line(self, at: int) -> int:
        """The last line of the paragraph that starts on line `at`."""
        while at + 1 < len(self.lines) and not self.starts(self.lines[at + 1]) and self.runs_on(at):
            at += 1
        return at

    def runs_on(self, at: int) -> bool:
        """Whether the line's paragraph goes on in the next line."""
        line, after = self.lines[at].rstrip(), self.lines[at + 1].strip()
        if self.markdown:
            return not (self.lines[at].endswith("  ") or line.endswith("\\"))
        ended = line.endswith((".", "!", "?", ":", ";", '."', ".”", ".’", ")"))
        if not self.width or len(line) > self.width:
            return not ended and after[0].islower()
        if marks.titled(line) and len(line) < 0.75 * self.width and not after[0].islower():
            return False
        filled = (len(line) + 1 + len(after.split(maxsplit=1)[0])) / self.width
        return filled > 0.85 or not (ended or (filled < 0.6 and not after[0].islower()))

    def paragraph(self, at: int) -> int:
        """Running text, a numbered paragraph, or a line that only its surroundings show to be a heading."""
        if self.number(self.lines[at]):
            self.add(at, 0, at, len(self.lines[at]), "furniture")
            return at + 1
        last = self.last_line(at)
        mark = marks.paragraph_number(self.lines[at])
        if last <= at + 1 and (not self.markdown or mark):
            self.candidates.add(len(self.pieces))
        if mark and not (last == at and marks.titled(self.lines[at][mark.end :])):
            self.add(at, mark.end, last, len(self.lines[last]), marker=mark.text)
        else:
            self.add(at, 0, last, len(self.lines[last]))
        return last + 1
