"""Fonts of a PDF as the interpreter needs them: what a code means and how wide it is."""

from __future__ import annotations

import re
from typing import Any

from corpus.reading.drawing import Measured

UNKNOWN = "\ufffd"
_BOLD = re.compile(r"bold|black|heavy|demi|semibold", re.I)
_ITALIC = re.compile(r"italic|oblique", re.I)
_SHORT = 8  # bytes: strings so short come again and again
_MOST_SHORT = 20_000
_FORCED_BOLD = 1 << 18
_ITALIC_FLAG = 1 << 6
_BOLD_WEIGHT = 600.0
# Signs of the Symbol and Wingdings fonts, which have no meaning of their own as characters.
_PRIVATE = {
    0xB7: "•",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xFC: "✓",
    0x6F: "□",
    0x76: "❖",
    0x6E: "■",
    0x6C: "●",
    0x20: " ",
}


class Face:
    """One font, from what pypdf found out about it (a `pypdf.generic._font.Font`).

    Args:
        font: pypdf's font, None where it could not make one.
        identity: codes are two bytes that number glyphs, so a code without a listed meaning has none.
    """

    def __init__(self, font: Any | None, identity: bool) -> None:
        descriptor = getattr(font, "font_descriptor", None)
        name = f"{getattr(font, 'name', '')} {getattr(descriptor, 'name', '')}"
        flags = _number(getattr(descriptor, "flags", 0))
        self.bold = bool(
            _BOLD.search(name) or int(flags) & _FORCED_BOLD or _number(getattr(descriptor, "weight", 0)) >= _BOLD_WEIGHT
        )
        self.italic = bool(_ITALIC.search(name) or int(flags) & _ITALIC_FLAG)
        self._encoding: str | dict[int, str] = getattr(font, "encoding", "cp1252")
        self._meaning: dict[Any, Any] = getattr(font, "character_map", {})
        self._widths: dict[str, Any] = getattr(font, "character_widths", {})
        self._default = _number(self._widths.get("default", 500)) or 500.0
        self._identity = identity
        self._known: dict[Any, tuple[str, float, bool]] = {}  # text, width and whether it is a space, by code
        self._short: dict[bytes, Measured] = {}

    def measure(self, data: bytes) -> Measured:
        """See `corpus.reading.drawing.Typeface`."""
        measured = self._short.get(data)
        if measured is None:
            measured = self._measure(data)
            if len(data) <= _SHORT and len(self._short) < _MOST_SHORT:
                self._short[data] = measured
        return measured

    def _measure(self, data: bytes) -> Measured:
        codes: Any = data
        if isinstance(self._encoding, str):
            codes = data.decode(self._encoding, "surrogatepass" if self._encoding.startswith("utf-16") else "replace")
        text, width, spaces, first, ink = [], 0.0, 0, -1.0, 0.0
        for code in codes:
            glyph = self._known.get(code)
            if glyph is None:
                glyph = self._known[code] = self._glyph(code)
            if first < 0 and glyph[0] == " ":
                first = width
            text.append(glyph[0])
            width += glyph[1]
            spaces += glyph[2]
            if glyph[0] != " ":
                ink = width
        return Measured("".join(text), width, len(text), spaces, first, ink)

    def _glyph(self, code: int | str) -> tuple[str, float, bool]:
        raw = chr(code) if isinstance(code, int) else code
        listed = self._encoding.get(code, raw) if isinstance(code, int) and isinstance(self._encoding, dict) else raw
        text = self._meaning.get(listed, UNKNOWN if self._identity else listed)
        width = self._widths.get(raw)
        return (
            _meant(str(text)),
            self._default if width is None else _number(width),
            isinstance(code, int) and code == 32,
        )


def _number(value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        return 0.0


def _meant(text: str) -> str:
    """The text of a glyph, with control characters and private codes replaced."""
    if text.isprintable() and not any("\ue000" <= character <= "\uf8ff" for character in text):
        return text
    return "".join(private_sign(character) for character in text)


def private_sign(character: str) -> str:
    """A character of a sign font, such as a bullet of Symbol or Wingdings, as the sign it stands for."""
    if "\uf000" <= character <= "\uf0ff":
        return _PRIVATE.get(ord(character) - 0xF000, UNKNOWN)
    if "\ue000" <= character <= "\uf8ff" or "\ud800" <= character <= "\udfff":
        return UNKNOWN
    if character.isspace():
        return " "
    return character if character.isprintable() or character == "\xad" else ""
