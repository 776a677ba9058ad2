"""Paragraphs cut into the places where one recommendation each may stand, and their numbers and labels taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from assistant.recommendations.tables import Cells
from assistant.recommendations.words import Role, role_of, role_of_label, sections
from corpus.document import Document

_LABEL = re.compile(
    r"(?P<mark>\*{1,3}|_{1,2})(?P<label>[^*_\n]{1,110}?)[.:]?(?P=mark)[.:]?\s+|"
    r"(?P<plain>[A-Z][\w /]{2,45}?(?: ?\d{1,2})?(?=:)|[A-Z][A-Z /]{3,45}(?=\.))[.:]\s+"
)
_REST_OF_LABEL = re.compile(r"[^*\n]{2,110}?[.:]?\*{2,3}[.:]?\s+(?=[A-Z\"“])")
_LINE = re.compile(
    r"(?m)^[ \t]*(?=(?:[☐☑☒□✓]|\(?(?:[a-z]|[ivx]{1,4})\)|[A-Z]{1,2}\.|(?:R|L|LP|KL|A)\.?\d{1,2}\b|\d{1,2}[.)]|"
    r"\d{1,2} \((?:from|learning|see)\b) ?\S)"
)
_LETTER = re.compile(r"(?:(?<=[:;,.] )|(?<=^))\((?:[a-h]|i{1,3}|iv|v|\d)\)\s+(?=\S)")
_NUMBER = re.compile(r"(?:(?<=[.;:] )|^)(?P<number>\d{1,2})[.)]\s+(?=[A-Z*])")
_ARROW = re.compile(r"\s*(?:→|⇒|➔|➜|=>|->)\s*")
_NUMBERED_TITLE = re.compile(r"(?:recommendation|action)s? \d", re.I)
_NUMBERED_LABEL = re.compile(r"(?:R?\d{1,2}\b|(?:[\w ]+ )?recommendation\b|(?:[\w ]+ )?action\b|national\b)", re.I)
_LETTER_ONLY = re.compile(r"[A-Z]{1,2}\.")
_ASKING: frozenset[Role | None] = frozenset({"recommendation", "action"})
_TAUGHT: frozenset[Role | None] = frozenset({"learning", "mixed"})
_LONGEST_LABEL = 12
Shape = Literal["item", "prose", "row"]


@dataclass(frozen=True, slots=True)
class Item:
    """A place that may hold one recommendation (`item`, `row`) or several (`prose`, read sentence by sentence).

    `start` and `end` leave out number, label and reference, which are kept in `label`. `listed` says that the place is
    one of a list or table.
    """

    start: int
    end: int
    paragraph: int
    shape: Shape
    role: Role | None
    label: str = ""
    cells: Cells | None = None
    listed: bool = False


def pieces(
    document: Document, index: int, start: int, end: int, role: Role | None, listed: bool = False
) -> Iterator[Item]:
    """The places of a paragraph: one, or one for each labelled line, lettered or numbered part, or side of an arrow."""
    text = document.text[start:end]
    if (listed or role in _TAUGHT) and (arrow := _ARROW.search(text)):
        yield _piece(document, index, start, start + arrow.start(), "learning", listed=True)
        yield _piece(document, index, start + arrow.end(), end, "action", listed=True)
        return
    cuts = _cuts(text, document.paragraphs[index].marker, role, listed)
    if not cuts:
        yield _piece(document, index, start, end, role, listed)
        return
    if cuts[0] > 0:
        opening = _piece(document, index, start, start + cuts[0], role, listed=False)
        yield opening
        role = opening.role if opening.label else role
    for first, last in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield _piece(document, index, start + first, start + last, role, listed=True)


def _cuts(text: str, marker: str, role: Role | None, listed: bool) -> list[int]:
    """Where the parts of a paragraph begin, [] where it is one part."""
    lines = [match.end() for match in _LINE.finditer(text) if match.end() > 0 or "\n" in text]
    if len(lines) > 1:
        return lines
    cuts = _numbers(text)
    if not cuts and (role in _ASKING | _TAUGHT or listed or _LABEL.match(text)):
        cuts = [match.start() for match in _LETTER.finditer(text)]
    if marker.startswith("("):
        return [0, *cuts] if cuts and cuts[0] else cuts
    inside = listed and bool(cuts) and cuts[0] > 0 and not text[: cuts[0]].rstrip().endswith(":")
    return [] if len(cuts) < 2 or inside else cuts


def _numbers(text: str) -> list[int]:
    """Where each part of "1. ... 2. ..." begins, [] where the numbers are not 1, 2, 3 in order."""
    found = list(_NUMBER.finditer(text))
    in_order = [match["number"] for match in found] == [str(number) for number in range(1, len(found) + 1)]
    return [match.start() for match in found] if len(found) > 1 and in_order else []


def _piece(document: Document, index: int, start: int, end: int, role: Role | None, listed: bool) -> Item:
    """One place, its labels and references read and left out of its span."""
    paragraph = document.paragraphs[index]
    end = start + len(document.text[start:end].rstrip())
    label, at = paragraph.marker, start
    if label and start == paragraph.start and (rest := _REST_OF_LABEL.match(document.text, start, end)):
        at = rest.end()
    for _ in range(3):
        text = document.text[at:end]
        if named := _LABEL.match(text):
            words = (named["label"] or named["plain"]).strip()
            given = role_of_label(words.split(":")[0])
            entry = role_of(words) if given is None and not listed and len(words.split()) <= _LONGEST_LABEL else None
            if named["plain"] and given is None and entry is None:
                break
            if given:
                role, listed = given, True
            elif entry and not (role in _ASKING and entry.role == "learning"):
                role = entry.role
            listed = listed or (role in _ASKING and _NUMBERED_LABEL.match(words) is not None)
            label, at = f"{label} {words}".strip(), at + named.end()
        elif reference := _references().match(text):
            words = reference[0].strip()
            role = role_of_label(words) or role
            listed = listed or (role in _ASKING | {"learning"} and not _LETTER_ONLY.fullmatch(words))
            label, at = f"{label} {words}".strip(), at + reference.end()
        else:
            break
    numbered = bool(paragraph.marker) or _under_numbered_title(document, index)
    shape: Shape = "item" if listed or (numbered and role in _ASKING) else "prose"
    return Item(at, max(at, end), index, shape, role, label, listed=listed)


def _under_numbered_title(document: Document, index: int) -> bool:
    section = document.paragraphs[index].section
    return section is not None and _NUMBERED_TITLE.match(document.sections[section].title) is not None


def is_labelled(document: Document, index: int) -> bool:
    """Whether a paragraph opens with a label such as "Recommendation 3."."""
    named = _LABEL.match(document.text, document.paragraphs[index].start, document.paragraphs[index].end)
    return named is not None and role_of_label(named["label"] or named["plain"]) is not None


@cache
def _references() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in sections().references))
