"""What a reader sees of each paragraph of a Word file, character by character, and where in the XML each one stands.

Tracked changes count as accepted, as they do when a draft is read; hidden text, field instructions and prompts of
content controls that nobody has answered are not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.word.xml import attribute, child, short, shown_text

_GONE = {"del", "moveFrom", "rPr", "pPr", "sectPr", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr"}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-"}
_CLOSED = {"sdt", "mc:AlternateContent", "m:oMath", "m:oMathPara", "x:oMath"}
_BLOCKS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "tbl", "tr", "tc", "mc:Choice", "mc:Fallback"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_OFF = {"0", "false", "off", "none"}


@dataclass(slots=True)
class Piece:
    """Characters that come from one element.

    `first` and `last` are what a mark before or after these characters must stay outside of: the run itself where it
    can be split, otherwise a content control, formula or field; `whole` says that it is the latter.
    """

    text: str
    run: Any
    element: Any
    first: Any
    last: Any
    whole: bool


@dataclass(slots=True)
class Paragraph:
    """One paragraph element and its visible text.

    `home` is the index of the paragraph of the main text that a comment on it can be hung on: its own where it is part
    of the main text, otherwise that which holds the text box or the reference of the note.
    """

    element: Any
    home: int
    pieces: list[Piece] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The visible text; "\\n" is a line break."""
        return "".join(piece.text for piece in self.pieces)

    def piece_at(self, offset: int) -> tuple[Piece, int]:
        """The piece that holds the character at an offset, and the offset where that piece starts."""
        at = 0
        for piece in self.pieces:
            if offset < at + len(piece.text):
                return piece, at
            at += len(piece.text)
        raise IndexError(offset)


def paragraphs_in(parent: Any) -> Iterator[Any]:
    """The paragraph elements of a body, cell or note, in order; not those in text boxes or in deleted rows."""
    for element in parent:
        name = short(element)
        if name == "p":
            yield element
        elif name == "mc:AlternateContent":
            yield from paragraphs_in(_chosen(element))
        elif name in _BLOCKS and not (name == "tr" and _deleted_row(element)):
            yield from paragraphs_in(element)


def read_paragraph(element: Any, home: int) -> Paragraph:
    """The visible characters of one paragraph element."""
    paragraph = Paragraph(element, home)
    _Walk(paragraph).read()
    return paragraph


class _Walk:
    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self.fields: list[tuple[Any, int, bool]] = []  # start, index of its first piece, whether the result has begun

    def read(self) -> None:
        self._inside(self.paragraph.element, None)

    def _inside(self, parent: Any, closed: Any) -> None:
        for element in parent:
            name = short(element)
            if name == "r":
                self._run(element, closed)
            elif name in _GONE or (name == "sdt" and _unanswered(element)):
                continue
            elif name == "m:t":
                self._add(shown_text(element), element, element, closed)
            elif name == "txbxContent":
                self.paragraph.boxes.append(element)
            else:
                inner = closed if closed is not None else element if name in _CLOSED else None
                self._inside(_chosen(element) if name == "mc:AlternateContent" else element, inner)

    def _run(self, run: Any, closed: Any) -> None:
        hidden = _hidden(run)
        for element in run:
            name = short(element)
            if name == "fldChar":
                self._field(attribute(element, "fldCharType"), run)
            elif name in _NOTES:
                self.paragraph.notes.append((_NOTES[name], attribute(element, "id") or ""))
            elif name in {"drawing", "pict", "object", "mc:AlternateContent"}:
                self.paragraph.boxes += _boxes(element)
            elif hidden or any(not shown for _, _, shown in self.fields):
                continue
            elif name == "t":
                self._add(shown_text(element), run, element, closed)
            elif name in _SIGNS:
                self._add(_SIGNS[name], run, element, closed)
            elif name == "ruby" and (base := child(element, "rubyBase")) is not None:
                self._inside(base, closed if closed is not None else run)

    def _add(self, text: str, run: Any, element: Any, closed: Any) -> None:
        if text:
            outer = run if closed is None else closed
            self.paragraph.pieces.append(Piece(text, run, element, outer, outer, closed is not None))

    def _field(self, kind: str | None, run: Any) -> None:
        if kind == "begin":
            self.fields.append((run, len(self.paragraph.pieces), False))
        elif kind == "separate" and self.fields:
            self.fields[-1] = (*self.fields[-1][:2], True)
        elif kind == "end" and self.fields:
            start, index, _ = self.fields.pop()
            for piece in self.paragraph.pieces[index:]:
                piece.first, piece.last, piece.whole = _outermost(start, piece.first), _outermost(run, piece.last), True


def _outermost(edge: Any, inner: Any) -> Any:
    """The edge of a field, unless what stands inside it must not be entered and holds the edge too."""
    return inner if any(item is inner for item in edge.iterancestors()) else edge


def _chosen(element: Any) -> Any:
    """The one of several alternatives that is read."""
    choice = child(element, "mc:Choice")
    fallback = child(element, "mc:Fallback")
    return choice if choice is not None else fallback if fallback is not None else ()


def _boxes(drawing: Any) -> list[Any]:
    found = []
    for element in _chosen(drawing) if short(drawing) == "mc:AlternateContent" else drawing:
        found += [element] if short(element) == "txbxContent" else _boxes(element)
    return found


def _deleted_row(row: Any) -> bool:
    properties = child(row, "trPr")
    return properties is not None and child(properties, "del") is not None


def _unanswered(control: Any) -> bool:
    properties = child(control, "sdtPr")
    return properties is not None and child(properties, "showingPlcHdr") is not None


def _hidden(run: Any) -> bool:
    properties = child(run, "rPr")
    mark = child(properties, "vanish") if properties is not None else None
    return mark is not None and (attribute(mark, "val") or "1").lower() not in _OFF
