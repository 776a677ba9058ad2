"""Reads a Word file (.docx) into blocks. Runs in the child process.

Text is read as it would print with every tracked change accepted. Comments, hidden text, headers and footers, macros,
embedded or linked files and the prompts of templates are left out; hidden text, comments, changes and prompts are
counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import Element

from corpus.reading import marks
from corpus.reading.blocks import Block
from corpus.reading.child import Refusal
from corpus.reading.limits import Limits
from corpus.reading.package import Package
from corpus.reading.tables import row_blocks
from corpus.reading.word_styles import Numbering, Style, Styles, applied, value
from corpus.reading.word_text import Inline, Text, chosen, mark_deleted, mark_hidden

_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "x:Choice", "mc:Choice", "mc:Fallback"}
_CHANGES = {"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "rPrChange", "pPrChange", "tblPrChange"}
_QUOTES = {"quote", "intense quote", "block text"}
_PROMPT = "prompt"  # name of the style that templates put their questions in
_TITLE_WORDS = 12
_HEADING_WORDS = 30  # more than this under a heading style is a paragraph put in the wrong style
_LARGE = 1.15  # of the default size
_DEEPEST = 40
_VALUE_CHARACTERS = 500


def read(stream: IO[bytes], limits: Limits) -> dict[str, Any]:
    """The answer of the child process for a Word file (see `corpus.reading.child`)."""
    package = Package(stream, limits)
    root = package.part(package.main)
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        raise Refusal("damaged", "is damaged: it has no text part", "Open it in Word, save it and try again")
    reader = _Reader(package, limits)
    reader.read(body)
    metadata = _metadata(package)
    comments = package.optional("comments.xml")
    counts = {
        "comments": sum(1 for _ in comments.iter("comment")) if comments is not None else 0,
        "tracked_changes": sum(1 for element in root.iter() if element.tag in _CHANGES),
        "hidden_words": reader.inline.hidden_words,
        "prompts": reader.prompts,
    }
    metadata.update({key: str(count) for key, count in counts.items() if count})
    warnings = []
    if counts["tracked_changes"]:
        warnings.append("The file has tracked changes: it was read as if all of them were accepted.")
    if counts["hidden_words"]:
        warnings.append("The file has hidden text, which was left out.")
    if counts["prompts"]:
        warnings.append(
            f"Paragraphs in the style Prompt ({counts['prompts']}) were left out: they are a template's questions. "
            "Anything of your own in that style was left out too."
        )
    if package.macros:
        warnings.append("The file has macros, which were ignored.")
    if next(root.iter("altChunk"), None) is not None:
        warnings.append("The file has another document embedded in it, which was not read.")
    return {
        "blocks": [block.as_json() for block in reader.blocks],
        "metadata": metadata,
        "warnings": warnings,
        "labels": [],
        "has_text": [],
    }


def _metadata(package: Package) -> dict[str, str]:
    try:
        core = package.part("docProps/core.xml")
    except Refusal:
        return {}
    if core is None:
        return {}
    found = {"title": "dc:title", "author": "dc:creator", "last_modified_by": "cp:lastModifiedBy"}
    values = {key: (core.findtext(tag) or "").strip()[:_VALUE_CHARACTERS] for key, tag in found.items()}
    return {key: text for key, text in values.items() if text}


class _Reader:
    """Turns the body into `blocks`, in order; notes follow at the end of the section that refers to them."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.styles = Styles(package.optional("styles.xml"))
        self.numbering = Numbering(package.optional("numbering.xml"))
        self.inline = Inline(self.styles)
        self.blocks: list[Block] = []
        self.prompts = 0
        self._notes = {kind: _note_elements(package.optional(f"{kind}s.xml"), kind) for kind in ("footnote", "endnote")}
        self._waiting: list[tuple[str, Element]] = []
        self._noted = 0
        self._carried = Text()
        self._level = 0
        self._looks: list[tuple[Block, float, int]] = []  # headings by look alone, with size and level of the one above
        self._left = limits.characters

    def read(self, body: Element) -> None:
        """Read the whole body."""
        for block in self._content(body, 0):
            if block.kind == "heading":
                self._put_notes()
            self.blocks.append(block)
        if self._carried.text.strip():
            self.blocks.append(Block(" ".join(self._carried.text.split())))
        self._put_notes()
        self._rank()

    def _content(self, parent: Element, depth: int) -> Iterator[Block]:
        """Blocks of a body, a cell, a text box or a note."""
        if depth > _DEEPEST:
            raise Refusal(
                "too-large", "has tables or text boxes nested too deeply", "Save it again in Word and try again"
            )
        for child in parent:
            if child.tag == "p":
                yield from self._paragraph(child, depth)
            elif child.tag == "tbl":
                yield from self._table(child, depth)
            elif child.tag == "mc:AlternateContent":
                picked = chosen(child)
                if picked is not None:
                    yield from self._content(picked, depth + 1)
            elif child.tag in _WRAPPERS:
                yield from self._content(child, depth + 1)

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Block]:
        properties = paragraph.find("pPr")
        style = applied(self.styles.named(value(properties, "pStyle")), properties, None)
        text = self.inline.read(paragraph, style)
        if style.name == _PROMPT:
            self.prompts += bool(text.text.strip())
            return
        self._left -= len(text.text)
        if self._left < 0:
            raise Refusal(
                "too-large", "holds more text than is read at once", "Split it into parts and read them apart"
            )
        text = _after(self._carried, text)
        if mark_deleted(properties) or mark_hidden(properties):
            self._carried = text
            return
        self._carried = Text()
        for kind, name in text.notes:
            note = self._notes[kind].get(name)
            if note is not None:
                self._noted += 1
                self._waiting.append((str(self._noted), note))
        lines = [" ".join(line.split()) for line in text.text.split("\n")]
        number = self.numbering.next(style.number) if style.number and any(lines) else ""
        for line in filter(None, lines):
            yield self._block(line, number, style, text)
            number = ""
        for box in text.boxes:
            yield from self._content(box, depth + 1)

    def _block(self, line: str, number: str, style: Style, text: Text) -> Block:
        """One line of a paragraph as a block; `number` is the mark that its list gives it."""
        words = len(line.split())
        if style.name.startswith("toc ") or style.name == "table of figures":
            return Block(line, "contents")
        if style.level is not None and words <= _HEADING_WORDS:
            self._level = style.level
            return Block(f"{number} {line}" if number and number != "•" else line, "heading", style.level)
        if style.name in _QUOTES:
            return Block(line, "quote")
        if style.name == "caption":
            return Block(line, "caption")
        if number:
            several = marks.paragraph_number(f"{number} x")
            return Block(line, "text" if several else "list_item", marker=number)
        if self._looks_titled(line, words, text):
            block = Block(line, "heading", 1)
            self._looks.append((block, text.size, self._level))
            return block
        mark = marks.item(line)
        if mark:
            return Block(line[mark.end :], "list_item", marker=mark.text)
        mark = marks.paragraph_number(line)
        return Block(line[mark.end :], marker=mark.text) if mark else Block(line)

    def _looks_titled(self, line: str, words: int, text: Text) -> bool:
        """Whether a short paragraph in an ordinary style is made to look like a heading."""
        if words > _TITLE_WORDS or "\n" in text.text.strip() or not marks.titled(line, labels=text.bold):
            return False
        default = self.styles.named(None).size or 22.0
        return text.bold or text.size >= _LARGE * default or (marks.in_capitals(line) and words > 1)

    def _rank(self) -> None:
        """Give headings that only look like headings a level: below the last real one, larger type first."""
        sizes = sorted({size for _, size, _ in self._looks}, reverse=True)
        for block, size, above in self._looks:
            block.level = above + 1 + sizes.index(size)

    def _put_notes(self) -> None:
        while self._waiting:
            number, element = self._waiting.pop(0)
            text = " ".join(block.text for block in self._content(element, 0))
            if text:
                self.blocks.append(Block(text, "footnote", marker=number))

    def _table(self, table: Element, depth: int) -> Iterator[Block]:
        for row in _inside(table, "tr"):
            properties = row.find("trPr")
            if properties is not None and properties.find("del") is not None:
                continue
            cells = [self._cell(cell, depth) for cell in _inside(row, "tc")]
            if sum(map(bool, cells)) > 1:
                nested = [block for cell in cells for block in cell if block.kind == "table_row"]
                cells = [[block for block in cell if block.kind != "table_row"] for cell in cells]
            else:
                nested = []
            yield from row_blocks(cells, None, self._level + 1)
            yield from nested

    def _cell(self, cell: Element, depth: int) -> list[Block]:
        properties = cell.find("tcPr")
        merge = properties.find("vMerge") if properties is not None else None
        if merge is not None and merge.get("val", "continue") == "continue":
            return []
        if properties is not None and properties.find("cellDel") is not None:
            return []
        level = self._level
        blocks = list(self._content(cell, depth + 1))
        self._level = level
        return blocks


def _after(before: Text, text: Text) -> Text:
    """The two texts as one."""
    if not before.text and not before.notes:
        return text
    return Text(
        before.text + text.text,
        before.bold and text.bold,
        max(before.size, text.size),
        before.notes + text.notes,
        before.boxes + text.boxes,
    )


def _note_elements(root: Element | None, kind: str) -> dict[str, Element]:
    """The notes of a part by id, without those that only draw the separating line."""
    if root is None:
        return {}
    return {note.get("id", ""): note for note in root.iter(kind) if note.get("type", "normal") == "normal"}


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those that stand in wrappers."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)
