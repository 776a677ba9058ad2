"""Puts lines of print together into running text: words broken at line ends, raised note numbers, page boundaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.document import ParagraphKind
from corpus.reading.blocks import Block
from corpus.reading.lines import NOTE, Line

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)([-‐\xad])$")
_FIRST = re.compile(r"[^\W\d_]+")
_HYPHENATED = 0.03  # share of lines that end in a hyphen where a program breaks words
# First parts that take a hyphen when they are written apart from what follows.
_TYPED_APART = frozenset(
    {"non", "multi", "self", "well", "co", "semi", "anti", "pre", "post", "re", "ex", "inter", "intra", "cross", "e"}
    | {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
)


class Joiner:
    """Joins lines, knowing the words of the whole document.

    Args:
        texts: all lines of the document.
        noted: numbers and signs of the footnotes found; a raised number among them is left out of the text, any other
            raised number stands in square brackets.
    """

    def __init__(self, texts: Iterable[str], noted: set[str]) -> None:
        self.noted = noted
        self.words: set[str] = set()
        breaks: list[tuple[str, str]] = []
        before, lines = "", 0
        for text in texts:
            words = _WORD.findall(text.lower())
            after = _FIRST.match(text)
            broken = _BROKEN.search(before)
            if broken and after:
                breaks.append((broken[1].lower(), after[0].lower()))
                words = words[1:]  # perhaps only half a word
            before, lines = text, lines + 1
            self.words.update(word.replace("‐", "-") for word in (words[:-1] if _BROKEN.search(text) else words))
        whole = sum(start + end in self.words for start, end in breaks)
        self.hyphenates = whole > 0 or len(breaks) > _HYPHENATED * lines

    def block(self, lines: Sequence[Line], kind: ParagraphKind = "text", skip: int = 0) -> Block:
        """The lines as one block; `skip` characters at its start, a list mark, are left out."""
        text = ""
        breaks: list[tuple[int, int]] = []
        page = lines[0].page
        for line in lines:
            piece = self._clean(line.text)
            text = self._joined(text, piece) if text else piece[skip:].lstrip()
            if line.page != page:
                page = line.page
                breaks.append((len(text) - len(piece), page))
        text = text.replace("\xad", "").replace("‐", "-")
        first = lines[0].page
        return Block(
            text, kind, page=first, breaks=tuple((min(max(at, 0), len(text)), number) for at, number in breaks)
        )

    def _clean(self, text: str) -> str:
        return NOTE.sub(lambda match: "" if match[1] in self.noted else f"[{match[1]}]", text)

    def _joined(self, text: str, piece: str) -> str:
        broken = _BROKEN.search(text)
        after = _FIRST.match(piece)
        if not broken or not after or not after[0][0].islower():
            return (
                f"{text} {piece}" if not text.endswith(("-", "/", "–")) or text.endswith((" -", " –")) else text + piece
            )
        start, sign = broken[1], broken[2]
        whole, apart = (start + after[0]).lower(), f"{start}-{after[0]}".lower()
        if sign == "-" and whole not in self.words and self._typed(start.lower(), after[0].lower(), apart, text):
            return text + piece
        return text[:-1] + piece

    def _typed(self, start: str, end: str, apart: str, text: str) -> bool:
        """Whether a hyphen at a line's end was typed, and not put in to break a word."""
        if not self.hyphenates or apart in self.words or start in _TYPED_APART:
            return True
        return text[: -len(start) - 1].endswith("-") or (start in self.words and end in self.words)
