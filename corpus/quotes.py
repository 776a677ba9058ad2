"""Is a quote really there? Finding words in a text exactly, or in spite of damage that changes no word.

Damage that is forgiven: spacing and line ends, hyphens and dashes (of any kind, left in or out, at a line's end or
not), ligatures and other compatibility forms, curly and straight quotation marks, invisible characters. A different
word, letter case or order is never forgiven.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

QuoteVerdict = Literal[
    "found",  # word for word on the page
    "repaired",  # on the page, once spacing, hyphens, ligatures and quotation marks are evened out
    "elsewhere",  # in another of the texts, not on the page
    "stitched",  # put together from pieces that stand in different places
    "not_found",
]

LEAST_PIECE_WORDS = 3
"""A piece of a stitched quote is at least this long: shorter ones are found anywhere."""
_MARKS = dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"')
_HYPHENS = frozenset("-‐‑‒–—―−\u00ad")
_LONG_DASHES = frozenset("—―")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff")
_OUTER = " \t\r\n\"'“”‘’…"


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where a quote stands: [start, end) in code points of the text searched, and whether it had to be repaired."""

    verdict: Literal["verified", "repaired"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text evened out; `starts[i]` and `ends[i]` are the stretch of the original that `text[i]` stands for."""

    text: str
    starts: list[int]
    ends: list[int]


def locate(quote: str, text: str) -> QuoteMatch | None:
    """Find a quote in a text, exactly if possible.

    Quotation marks, spaces and dots of omission round the quote are not part of it. A single word has to stand there
    as a whole word. The first place is returned if there are several.
    """
    exact = quote.strip()
    if not any(char.isalnum() for char in exact):
        return None
    at = _find(exact, text)
    if at is not None:
        return QuoteMatch("verified", at, at + len(exact))
    wanted, searched = _fold(_bare(exact)).text, _fold(text)
    if not any(char.isalnum() for char in wanted):
        return None
    at = _find(wanted, searched.text)
    if at is None:
        return None
    return QuoteMatch("repaired", searched.starts[at], searched.ends[at + len(wanted) - 1])


def check_quote(quote: str, page_text: str, other_texts: Iterable[str] = ()) -> QuoteVerdict:
    """Say where a quote comes from.

    Args:
        quote: the words quoted.
        page_text: the page that it is said to stand on.
        other_texts: where else it might come from, such as the review's other pages.
    """
    match = locate(quote, page_text)
    if match is not None:
        return "found" if match.verdict == "verified" else "repaired"
    others = list(other_texts)
    if any(locate(quote, text) for text in others):
        return "elsewhere"
    return "stitched" if _is_stitched(quote, [page_text, *others]) else "not_found"


def _is_stitched(quote: str, texts: Sequence[str]) -> bool:
    """True if the quote falls into pieces each of which stands somewhere, taking each as long as it will go."""
    folded = [_fold(text).text for text in texts]
    for sign in ("[...]", "[…]", "(...)", "(…)", "...", "…"):
        quote = quote.replace(sign, " ")
    words = _fold(_bare(quote)).text.split()
    at = pieces = 0
    while at < len(words):
        long = _longest(words[at:], folded)
        if long < LEAST_PIECE_WORDS:
            return False
        at += long
        pieces += 1
    return pieces > 1


def _longest(words: list[str], texts: Sequence[str]) -> int:
    """How many of the first words stand together in one of the texts."""

    def stands(count: int) -> bool:
        return any(_find(" ".join(words[:count]), text) is not None for text in texts)

    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if stands(middle) else (low, middle - 1)
    return low


def _find(wanted: str, text: str) -> int | None:
    """The first place of `wanted`; one that cuts into a word only if there is no better and it has a space in it."""
    at = text.find(wanted)
    first = at
    while at >= 0:
        before = text[at - 1] if at else " "
        after = text[at + len(wanted)] if at + len(wanted) < len(text) else " "
        cuts = (before.isalnum() and wanted[0].isalnum()) or (after.isalnum() and wanted[-1].isalnum())
        if not cuts:
            return at
        at = text.find(wanted, at + 1)
    return first if first >= 0 and any(char.isspace() for char in wanted) else None


def _bare(quote: str) -> str:
    """The quote without marks and dots of omission round it; a full stop at its end stays."""
    quote = quote.strip(_OUTER)
    while quote.startswith("..."):
        quote = quote.lstrip(".").strip(_OUTER)
    while quote.endswith("..."):
        quote = quote.rstrip(".").strip(_OUTER)
    return quote


def _fold(text: str) -> _Folded:
    """Even a text out, keeping track of where each character comes from."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(char: str, start: int, end: int) -> None:
        chars.append(char)
        starts.append(start)
        ends.append(end)

    at = 0
    while at < len(text):
        char = text[at]
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if char in _INVISIBLE:
            at = end
            continue
        if char.isspace():
            if chars and chars[-1] != " ":
                put(" ", at, end)
        elif char in _HYPHENS:
            end = _past_hyphen(text, at)
            joins = bool(chars) and chars[-1].isalnum() and end < len(text) and text[end].isalnum()
            if not joins or char in _LONG_DASHES:
                end = at + 1
                if char != "\u00ad" and chars and chars[-1] != " ":
                    put(" ", at, end)
        else:
            for part in unicodedata.normalize("NFKC", text[at:end]):
                folded = _MARKS.get(part, part)
                if not folded.isspace():
                    put(folded, at, end)
                elif chars and chars[-1] != " ":
                    put(" ", at, end)
        at = end
    while chars and chars[-1] == " ":
        chars.pop()
    return _Folded("".join(chars), starts, ends)


def _past_hyphen(text: str, at: int) -> int:
    """The place after a hyphen and the line end that may follow it."""
    end = at + 1
    while end < len(text) and text[end] in _INVISIBLE:
        end += 1
    stop = end
    while stop < len(text) and text[stop].isspace():
        stop += 1
    return stop if any(char in "\n\r\f" for char in text[end:stop]) else end
