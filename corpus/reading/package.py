"""Opens the zip package of a Word file and parses its parts safely. Runs in the child process.

Document type declarations are refused, so that no entity is ever expanded and nothing outside is fetched; sizes are
checked before and while parts are unpacked; macros, embedded files and linked parts are never opened.
"""

from __future__ import annotations

import zipfile
from typing import IO, Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from corpus.reading.child import SAVE_AGAIN, Refusal
from corpus.reading.limits import Limits

_SAVE_IN_WORD = "Open it in Word, save it and try again"
_MOST_PARTS = 20_000
_MOST_RATIO = 250  # unpacked to packed: far above what prose reaches
_RATIO_FROM = 5_000_000  # bytes, below which the ratio does not matter
_MOST_ELEMENTS = 5_000_000
_DEEPEST = 400
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MACROS = "application/vnd.ms-word"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/package/2006/content-types": "types:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp:",
}


class _Builder(ElementTree.TreeBuilder):
    """Builds elements named "p", "mc:Choice" and so on; names from any other namespace begin with "x:"."""

    def __init__(self) -> None:
        super().__init__()
        self._names: dict[str, str] = {}
        self._depth = self._count = 0

    def doctype(self, *_: Any) -> None:
        raise Refusal("damaged", "declares a document type, which Word files never do", SAVE_AGAIN)

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise Refusal("too-large", "is nested too deeply or has too many elements", SAVE_AGAIN)
        return super().start(self._name(tag), {self._name(key): value for key, value in attributes.items()})

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(self._name(tag))

    def _name(self, tag: str) -> str:
        known = self._names.get(tag)
        if known is None:
            space, brace, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
            known = self._names[tag] = (_PREFIXES.get(space, "x:") if brace else "") + local
        return known


class Package:
    """The parts of one Word file.

    Raises:
        Refusal: it is no Word file, is damaged, needs a password, or unpacks to more than the limits allow.
    """

    def __init__(self, stream: IO[bytes], limits: Limits) -> None:
        self._left = limits.unpacked_bytes
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refusal("damaged", "is damaged: it cannot be unpacked", _SAVE_IN_WORD) from error
        names = self._zip.namelist()
        if len(names) > _MOST_PARTS:
            raise Refusal("too-large", "holds too many files", _SAVE_IN_WORD)
        self.names = frozenset(names)
        types = self.part("[Content_Types].xml")
        kinds = (
            {}
            if types is None
            else {
                entry.get("PartName", "").lstrip("/"): entry.get("ContentType", "")
                for entry in types.iter("types:Override")
            }
        )
        self.macros = any(kind.startswith(_MACROS) and "macroEnabled" in kind for kind in kinds.values())
        mains = [
            name
            for name, kind in kinds.items()
            if kind.endswith("main+xml") and kind.startswith((_MAIN, _MACROS)) and name in self.names
        ]
        if not mains:
            raise Refusal(
                "unsupported", self._what(types is not None), "Save it as .docx, .pdf, .md or .txt and try again"
            )
        self.main = mains[0]
        self._folder = self.main.rpartition("/")[0]

    def _what(self, office: bool) -> str:
        if any(name.startswith(("xl/", "ppt/")) for name in self.names):
            return "is a spreadsheet or a presentation, not a Word file"
        if "mimetype" in self.names:
            return "is an OpenDocument file, not a Word file"
        return "is an Office file of a kind that is not read" if office else "is a zip file, not a Word file"

    def part(self, name: str) -> Element | None:
        """The root element of a part; None if there is no such part."""
        data = self._bytes(name)
        if data is None:
            return None
        parser = ElementTree.XMLParser(target=_Builder())
        try:
            parser.feed(data)
            root = parser.close()
        except ElementTree.ParseError as error:
            raise Refusal("damaged", "is damaged: part of it is not valid XML", _SAVE_IN_WORD) from error
        return root

    def beside(self, name: str) -> Element | None:
        """The part of this name in the main part's folder, such as "styles.xml"."""
        return self.part(f"{self._folder}/{name}" if self._folder else name)

    def optional(self, name: str) -> Element | None:
        """As `beside`, but a part that is damaged counts as missing: the text does not hang on it."""
        try:
            return self.beside(name)
        except Refusal as refusal:
            if refusal.kind != "damaged":
                raise
            return None

    def _bytes(self, name: str) -> bytes | None:
        if name not in self.names:
            return None
        info = self._zip.getinfo(name)
        if info.flag_bits & 1:
            raise Refusal("encrypted", "needs a password", "Save a copy without the password and try again")
        bomb = Refusal("too-large", "unpacks to far more than a document holds", _SAVE_IN_WORD)
        if info.file_size > self._left:
            raise bomb
        try:
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except MemoryError:
            raise
        except Exception as error:  # each way of packing raises errors of its own
            raise Refusal("damaged", "is damaged: part of it cannot be unpacked", _SAVE_IN_WORD) from error
        if len(data) > self._left or (len(data) > _RATIO_FROM and len(data) > _MOST_RATIO * max(1, info.compress_size)):
            raise bomb
        self._left -= len(data)
        return data
