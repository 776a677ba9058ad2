"""Styles and list numbers of a Word file, as far as they tell what a paragraph is."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

_BASED_DEEP = 30
_LEVELS = 9
_HEADING = re.compile(r"heading (\d)", re.I)
_OFF = {"0", "false", "off", "none"}
_ROMAN_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), _ROMAN_SIGNS, strict=True))
_MOST_ROMAN = 4000


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says. `level` is a heading's level; `number` is (list id, depth); `size` is in half-points."""

    name: str = ""
    level: int | None = None
    number: tuple[str, int] | None = None
    bold: bool = False
    hidden: bool = False
    size: float = 0.0


PLAIN = Style()


def switched_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None if nothing is said."""
    found = properties.find(name) if properties is not None else None
    return None if found is None else found.get("val", "1").lower() not in _OFF


def value(properties: Element | None, name: str) -> str | None:
    """The value of a property, None if it is not there."""
    found = properties.find(name) if properties is not None else None
    return None if found is None else found.get("val")


def applied(style: Style, paragraph: Element | None, run: Element | None) -> Style:
    """The style with the properties of a paragraph and of a run laid over it."""
    changes: dict[str, object] = {}
    outline = value(paragraph, "outlineLvl")
    if outline is not None and outline.isdecimal():
        changes["level"] = int(outline) + 1 if int(outline) < _LEVELS else None
    numbers = paragraph.find("numPr") if paragraph is not None else None
    if numbers is not None:
        name, depth = value(numbers, "numId"), value(numbers, "ilvl") or "0"
        if name is None and style.number:
            name = style.number[0]
        changes["number"] = (
            (name, min(int(depth), _LEVELS - 1)) if name not in {None, "0"} and depth.isdecimal() else None
        )
    for key, tag in (("bold", "b"), ("hidden", "vanish")):
        state = switched_on(run, tag)
        if state is not None:
            changes[key] = state
    size = value(run, "sz")
    if size is not None and size.isdecimal():
        changes["size"] = float(size)
    return replace(style, **changes) if changes else style  # type: ignore[arg-type]


class Styles:
    """The styles part, with what each style is based on worked in."""

    def __init__(self, root: Element | None) -> None:
        self._elements = {e.get("styleId", ""): e for e in root.iter("style")} if root is not None else {}
        self._known: dict[str, Style] = {}
        defaults = root.find("docDefaults/rPrDefault/rPr") if root is not None else None
        self._base = applied(PLAIN, None, defaults)
        self.default = next(
            (name for name, e in self._elements.items() if e.get("type") == "paragraph" and e.get("default") == "1"), ""
        )

    def named(self, name: str | None) -> Style:
        """The style of this id; the default paragraph style if it is None or unknown."""
        key = name if name in self._elements else self.default
        return self._resolve(key or "", 0)

    def character(self, name: str | None) -> Element | None:
        """The run properties of a character style."""
        found = self._elements.get(name or "")
        return found.find("rPr") if found is not None else None

    def _resolve(self, key: str, depth: int) -> Style:
        if key in self._known:
            return self._known[key]
        element = self._elements.get(key)
        if element is None:
            return self._base
        parent = value(element, "basedOn")
        based = self._resolve(parent, depth + 1) if parent and parent != key and depth < _BASED_DEEP else self._base
        style = applied(based, element.find("pPr"), element.find("rPr"))
        name = (value(element, "name") or "").lower()
        heading = _HEADING.fullmatch(name)
        level = int(heading[1]) if heading else 1 if name == "title" else style.level
        if name.startswith("toc"):
            level = None
        self._known[key] = style = replace(style, name=name, level=level)
        return style


class Numbering:
    """Counts the lists of a document as their items come."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Element]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        if root is None:
            return
        for element in root.iter("abstractNum"):
            self._abstract[element.get("abstractNumId", "")] = {
                int(level.get("ilvl", "0")): level
                for level in element.iter("lvl")
                if level.get("ilvl", "0").isdecimal()
            }
        for element in root.iter("num"):
            starts = {
                int(item.get("ilvl", "0")): int(value(item, "startOverride") or "1")
                for item in element.iter("lvlOverride")
                if item.get("ilvl", "0").isdecimal() and (value(item, "startOverride") or "").isdecimal()
            }
            self._lists[element.get("numId", "")] = (value(element, "abstractNumId") or "", starts)

    def next(self, number: tuple[str, int]) -> str:
        """The bullet or number of the next item of a list at a depth; every bullet is •, "" where there is no mark."""
        name, depth = number
        if name not in self._lists:
            return "•"
        abstract, starts = self._lists[name]
        levels, counts = self._abstract.get(abstract, {}), self._counts[abstract]
        if name not in self._begun:
            self._begun.add(name)
            counts.update({level: start - 1 for level, start in starts.items()})
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        for level in range(depth + 1):
            if level == depth or level not in counts:
                counts[level] = counts.get(level, self._start(levels, level) - 1) + 1
        element = levels.get(depth)
        kind = value(element, "numFmt") or "decimal"
        if element is None or kind == "bullet":
            return "•"
        text = value(element, "lvlText")
        if kind == "none" or not text:
            return ""
        legal = switched_on(element, "isLgl")

        def shown(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            form = "decimal" if legal else value(levels.get(level), "numFmt") or "decimal"
            return numeral(counts.get(level, self._start(levels, level)), form)

        return re.sub(r"%([1-9])", shown, text).strip()

    @staticmethod
    def _start(levels: dict[int, Element], level: int) -> int:
        start = value(levels.get(level), "start") or "1"
        return int(start) if start.isdecimal() else 1


def numeral(count: int, form: str) -> str:
    """A count as Word writes it: "lowerLetter" gives a, b ... z, aa, bb; unknown forms give figures."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(97 + (count - 1) % 26) * min(1 + (count - 1) // 26, 9)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < count < _MOST_ROMAN:
        text, left = "", count
        for size, sign in _ROMAN:
            text += sign * (left // size)
            left %= size
        return text if form == "lowerRoman" else text.upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)
