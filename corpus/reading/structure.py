"""From paragraphs to a `Document`: sections, kinds that only the whole text can tell, sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Document, FileFormat, Page, Paragraph, Section, Sentence
from corpus.reading.blocks import Block, Piece
from corpus.reading.sentences import sentence_spans
from corpus.reading.words import part

_NUMBERING = re.compile(
    r"(?:(?:chapter|section|part)\s+)?(\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVX]{1,5})(?:[.):]\s*|\s+)(?=\S)", re.I
)
_WORD = re.compile(r"\w+")
_CAPTION_WORDS = 25
_ENTRY_WORDS = 14
_REFERENCE = re.compile(r"https?://|www\.|\b(?:19|20)\d\d\b|\bibid\b|\bop\. cit\b", re.I)
_TITLE_CHARACTERS = 300


def numbering_of(title: str) -> tuple[str, str]:
    """The number printed before a heading and the heading without it: "4.2 Findings" gives ("4.2", "Findings").

    A single letter counts only with a full stop or bracket after it, so that "A day in school" keeps its "A".
    """
    match = _NUMBERING.match(title)
    if not match or (match[1].isalpha() and title[match.end(1) : match.end(1) + 1] not in {".", ")", ":"}):
        return "", title
    return match[1], title[match.end() :]


def compose(blocks: Sequence[Block]) -> tuple[str, list[Piece], dict[int, int]]:
    """One text from blocks read on their own.

    Blocks stand one blank line apart, rows of a table and lines of a contents page on following lines.

    Returns:
        the text, its pieces, and for each page number met the offset where that page starts.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    starts: dict[int, int] = {}
    at = 0
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            gap = "\n" if block.kind == previous.kind and block.kind in {"table_row", "contents"} else "\n\n"
            parts.append(gap)
            at += len(gap)
        if block.page is not None:
            starts.setdefault(block.page, at)
        lead = f"{block.marker} " if block.marker else ""
        body = at + len(lead)
        for offset, number in block.breaks:
            starts.setdefault(number, body + offset)
        parts += (lead, block.text)
        at = body + len(block.text)
        pieces.append(Piece(body, at, block.kind, block.level, block.marker, block.page))
        previous = block
    return "".join(parts), pieces, starts


def tile(text: str, labels: Sequence[str | None], has_text: Sequence[bool], starts: dict[int, int]) -> tuple[Page, ...]:
    """Pages that cover the whole text end to end; a page without text is empty and stands before the next one.

    Args:
        text: the document's text.
        labels: printed label of each page, in order.
        has_text: whether each page has any text.
        starts: offset where each page number that has text starts.
    """
    pages: list[Page] = []
    end = len(text)
    for number in range(len(labels), 0, -1):
        start = 0 if number == 1 else min(starts.get(number, end), end)
        pages.append(Page(number, labels[number - 1], start, end, has_text[number - 1]))
        end = start
    return tuple(reversed(pages))


def build(
    name: str,
    file_format: FileFormat,
    text: str,
    pieces: list[Piece],
    pages: tuple[Page, ...] = (),
    metadata: dict[str, str] | None = None,
    warnings: Sequence[str] = (),
) -> Document:
    """The document of a text and its pieces, which must be in order and must not overlap."""
    _mark_contents(text, pieces)
    _mark_references(text, pieces)
    _mark_captions(text, pieces)
    sections, owners = _sections(text, pieces)
    paragraphs = tuple(
        Paragraph(piece.start, piece.end, piece.kind, owner, piece.page, piece.marker)
        for piece, owner in zip(pieces, owners, strict=True)
    )
    sentences = tuple(
        Sentence(start, end, index)
        for index, piece in enumerate(pieces)
        for start, end in sentence_spans(text, piece.start, piece.end, cells=piece.kind == "table_row")
    )
    return Document(name, file_format, text, pages, sections, paragraphs, sentences, metadata or {}, tuple(warnings))


def _words(title: str) -> str:
    """A heading's words, to compare it with a line of the contents page."""
    return " ".join(_WORD.findall(title.lower()))


def _mark_contents(text: str, pieces: list[Piece]) -> None:
    """Turn the lines under a heading "Contents", and lines with dot leaders anywhere, into kind `contents`."""
    entry, leader, title = part("contents-line"), part("contents-leader"), part("contents")
    strings = [text[piece.start : piece.end] for piece in pieces]
    last_heading: dict[str, int] = {}
    for index, string in enumerate(strings):
        if pieces[index].kind == "heading":
            last_heading[_words(string)] = last_heading[_words(numbering_of(string)[1])] = index

    def listed(index: int) -> bool:
        string = strings[index]
        if pieces[index].kind == "contents":
            return True
        if len(string) > _TITLE_CHARACTERS:
            return False
        return bool(entry.fullmatch(string)) or last_heading.get(_words(string), -1) > index

    inside = False
    for index, piece in enumerate(pieces):
        string = strings[index]
        if piece.kind in {"heading", "text"} and title.fullmatch(string.strip("*_: ")):
            inside = True
            piece.kind, piece.level = "heading", piece.level or 1
            continue
        if inside and not listed(index):
            wrapped = index + 1 < len(pieces) and listed(index + 1) and len(string.split()) <= _ENTRY_WORDS
            inside = wrapped and piece.kind != "heading" and not string.endswith((".", ":"))
        if inside or (len(string) <= _TITLE_CHARACTERS and piece.kind != "table_row" and leader.fullmatch(string)):
            piece.kind, piece.level = "contents", 0


def _mark_references(text: str, pieces: list[Piece]) -> None:
    """Turn what stands under a heading "References" into kind `reference`, under "Notes" into `footnote`."""
    references, notes, outside = part("references"), part("notes"), part("outside-references")
    kind, level = "", 0
    for index, piece in enumerate(pieces):
        if piece.kind == "heading":
            title = numbering_of(text[piece.start : piece.end].strip("*_: "))[1]
            if references.fullmatch(title):
                kind, level = "reference", piece.level
            elif notes.fullmatch(title):
                kind, level = "footnote", piece.level
            elif piece.level <= level or outside.fullmatch(title) or not _cites(text, pieces, index):
                kind = ""
        elif kind == "reference" and piece.kind in {"text", "list_item", "table_row", "quote"}:
            piece.kind = "reference"
        elif kind == "footnote" and piece.kind == "list_item":
            piece.kind = "footnote"


def _cites(text: str, pieces: list[Piece], heading: int) -> bool:
    """Whether the paragraph after a heading looks like an entry of a reference list."""
    after = pieces[heading + 1] if heading + 1 < len(pieces) else None
    return after is not None and bool(_REFERENCE.search(text, after.start, after.end))


def _mark_captions(text: str, pieces: list[Piece]) -> None:
    caption = part("caption")
    for piece in pieces:
        if piece.kind in {"text", "heading"} and piece.end - piece.start <= _TITLE_CHARACTERS:
            string = text[piece.start : piece.end].strip("*_ ")
            if caption.fullmatch(string) and len(string.split()) <= _CAPTION_WORDS:
                piece.kind, piece.level = "caption", 0


def _sections(text: str, pieces: list[Piece]) -> tuple[tuple[Section, ...], list[int | None]]:
    """The sections that the headings open, and the innermost section of each piece."""
    heads = [piece for piece in pieces if piece.kind == "heading"]
    ends = [len(text)] * len(heads)
    open_: list[int] = []
    for index, head in enumerate(heads):
        while open_ and heads[open_[-1]].level >= head.level:
            ends[open_.pop()] = head.start
        open_.append(index)
    sections = []
    for head, end in zip(heads, ends, strict=True):
        numbering, title = numbering_of(" ".join(text[head.start : head.end].split()))
        body = text.find("\n", head.end, end)
        body = end if body < 0 else body
        while body < end and text[body].isspace():
            body += 1
        shown = title.strip("*_# ")[:_TITLE_CHARACTERS] or title[:_TITLE_CHARACTERS]
        sections.append(Section(shown, max(1, head.level), head.start, body, end, numbering))
    owners: list[int | None] = []
    current: int | None = None
    for piece in pieces:
        if piece.kind == "heading":
            current = 0 if current is None else current + 1
        owners.append(current)
    return tuple(sections), owners
