"""The text of one Word paragraph: what a reader sees once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from corpus.reading.faces import private_sign
from corpus.reading.word_styles import Style, Styles, applied, switched_on, value

_GONE = {
    "del",
    "moveFrom",
    "rPr",
    "pPr",
    "sectPr",
    "tblPr",
    "instrText",
    "delText",
    "delInstrText",
    "sdtPr",
    "sdtEndPr",
}
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(slots=True)
class Text:
    """A paragraph's text so far. "\\n" is a line break within it.

    `bold` and `size` (half-points) hold for all of its words; `notes` are (kind, id) of the notes it refers to; `boxes`
    are the contents of text boxes anchored in it.
    """

    text: str = ""
    bold: bool = True
    size: float = 0.0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


def chosen(element: Element) -> Element | None:
    """The one of several alternatives (the same thing for newer and older programs) that is read."""
    choice = element.find("mc:Choice")
    return choice if choice is not None else element.find("mc:Fallback")


class Inline:
    """Reads paragraphs. Keeps what runs on from one to the next, and counts what is left out.

    Attributes:
        hidden_words: words that are marked as hidden.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []  # for each open field, whether its instruction is being read
        self.hidden_words = 0

    def read(self, paragraph: Element, style: Style) -> Text:
        """The text of a paragraph of this style."""
        text = Text()
        self._walk(paragraph, style, text)
        self._fields = [False] * len(self._fields)  # an instruction never goes on in another paragraph
        if not text.text.strip():
            text.bold = False
        return text

    def _walk(self, element: Element, style: Style, text: Text) -> None:
        for child in element:
            tag = child.tag
            if tag == "r":
                self._run(child, style, text)
            elif tag == "mc:AlternateContent":
                picked = chosen(child)
                if picked is not None:
                    self._walk(picked, style, text)
            elif tag == "txbxContent":
                text.boxes.append(child)
            elif tag == "m:t":
                self._add(child.text or "", style, text)
            elif tag not in _GONE and child.find("sdtPr/showingPlcHdr") is None:  # a prompt that nobody has answered
                self._walk(child, style, text)

    def _run(self, run: Element, style: Style, text: Text) -> None:
        properties = run.find("rPr")
        named = value(properties, "rStyle")
        if named:
            style = applied(style, None, self._styles.character(named))
        style = applied(style, None, properties)
        for child in self._contents(run):
            tag = child.tag
            if tag == "fldChar":
                self._field(child.get("fldCharType", ""))
            elif tag in {"drawing", "pict", "object"}:
                text.boxes += _boxes(child)
            elif any(self._fields):
                continue
            elif tag == "t":
                self._add(child.text or "", style, text)
            elif tag in _SIGNS:
                self._add(_SIGNS[tag], style, text)
            elif tag == "br":
                self._add("\n" if child.get("type", "textWrapping") == "textWrapping" else "", style, text)
            elif tag == "sym":
                self._add(_sign(child.get("char", "")), style, text)
            elif tag in {"footnoteReference", "endnoteReference"} and not style.hidden:
                text.notes.append((tag.removesuffix("Reference"), child.get("id", "")))
            elif tag == "ruby":
                base = child.find("rubyBase")
                if base is not None:
                    self._walk(base, style, text)

    def _contents(self, run: Element) -> Iterator[Element]:
        for child in run:
            if child.tag == "mc:AlternateContent":
                picked = chosen(child)
                if picked is not None:
                    yield from picked
            else:
                yield child

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _add(self, string: str, style: Style, text: Text) -> None:
        if style.hidden:
            self.hidden_words += len(string.split())
            return
        text.text += string
        if string.strip():
            text.bold = text.bold and style.bold
            text.size = max(text.size, style.size)


def _boxes(drawing: Element) -> list[Element]:
    """The contents of the text boxes in a drawing, each once."""
    found: list[Element] = []
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == "txbxContent":
            found.append(element)
        elif element.tag == "mc:AlternateContent":
            picked = chosen(element)
            waiting += [picked] if picked is not None else []
        else:
            waiting += reversed(list(element))
    return found


def _sign(code: str) -> str:
    try:
        return private_sign(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""


def mark_deleted(properties: Element | None) -> bool:
    """Whether the end of the paragraph is deleted by a tracked change, which joins it to the next one."""
    run = properties.find("rPr") if properties is not None else None
    return run is not None and (run.find("del") is not None or run.find("moveFrom") is not None)


def mark_hidden(properties: Element | None) -> bool:
    """Whether the end of the paragraph is hidden so that it runs into the next one on the same line."""
    run = properties.find("rPr") if properties is not None else None
    return switched_on(run, "specVanish") is True
