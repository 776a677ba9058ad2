"""Find every wording of the phrasebook in a text: one walk over its words.

Patterns are kept under the first letters they can begin with, so that most words of a text are passed over with
one look-up. A pattern is compiled when such a word is first met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from assistant.phrases.book import Entry, phrasebook
from assistant.phrases.wording import expression, heads, word_heads


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """An occurrence of a phrase: what is shown is [start, end), what was matched is [outer_start, outer_end)."""

    entry: Entry
    start: int
    end: int
    outer_start: int
    outer_end: int


class _Wording:
    """One pattern of an entry, compiled at its first use."""

    def __init__(self, entry: Entry, pattern: str) -> None:
        self.entry = entry
        self.pattern = pattern

    @cached_property
    def match(self) -> Callable[[str, int], re.Match[str] | None]:
        return re.compile(rf"(?:{expression(self.pattern)})(?!\w)").match


@cache
def _table() -> dict[str, list[_Wording]]:
    """Wordings by every head that they can begin with."""
    table: dict[str, list[_Wording]] = {}
    for entry in phrasebook().entries:
        for wording in (_Wording(entry, pattern) for pattern in entry.patterns):
            for head in heads(wording.pattern):
                table.setdefault(head, []).append(wording)
    return table


def load() -> None:
    """Read the phrasebook now rather than at the first search."""
    _table()


def matches(normal: str) -> Iterator[Match]:
    """Every match in a normalised text, by start; matches may overlap."""
    table = _table()
    for at, head in word_heads(normal):
        for wording in table.get(head, ()):
            if found := wording.match(normal, at):
                yield _narrowed(wording.entry, at, found.end(), normal)


def _narrowed(entry: Entry, start: int, end: int, normal: str) -> Match:
    inner = entry.narrowing.search(normal, start, end) if entry.narrowing else None
    return Match(entry, inner.start() if inner else start, inner.end() if inner else end, start, end)


def without_overlaps(found: list[Match]) -> list[Match]:
    """The matches that do not overlap a better one (usual before strict, then longer, then earlier), by start."""
    kept: list[Match] = []
    best_first = sorted(found, key=lambda m: (m.entry.listed == "strict", m.outer_start - m.outer_end, m.start))
    for match in best_first:
        if all(match.end <= other.start or match.start >= other.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
