"""Runs of capitalised words, and where they stand in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Document

WORD = r"(?:St\.? |O[’'])?[A-Z][\w’'-]*[a-z’][\w’'-]*"
_RUN = re.compile(
    rf"(?:{WORD}|[A-Z]\.(?= [A-Z]))"
    rf"(?:(?: (?:of the|of|the|upon|on|de|van|von|al|bin|le|la|du|y) | )(?:{WORD}|[A-Z]\.?(?= [A-Z])))*"
)
_MARKS = " ,.;:’'\"”)("
_OPENERS = "\"“‘'([*_>•☐| \n\t"
_NOTE = re.compile(r"\[\^?\w{1,4}\]$")
_LETTERED = re.compile(r"(?:^|[\n.;:] ?)(?:[A-Z]{1,2}|\d{1,2})\.$")
_SKIPPED = frozenset({"reference", "contents", "furniture", "footnote", "caption"})


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive capitalised words. `opens` says that the first begins a sentence, cell or quotation, where any
    word has a capital; `marked` that the run stands in italics or quotation marks of its own, as titles do."""

    start: int
    end: int
    text: str
    opens: bool
    marked: bool
    heading: bool
    paragraph: int

    @property
    def words(self) -> list[str]:
        """The words of the run."""
        return self.text.split()


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a name without its possessive ending and the marks after it."""
    bare = text[start:end].rstrip(_MARKS)
    return start + len(re.sub(r"(?:’s|'s)$", "", bare).rstrip(_MARKS))


def runs(document: Document) -> Iterator[Run]:
    """Every run of capitalised words outside references, contents, notes and captions."""
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind in _SKIPPED:
            continue
        text = document.text[paragraph.start : paragraph.end]
        starts = {sentence.start - paragraph.start for sentence in document.sentences_of(index)}
        for match in _RUN.finditer(text):
            for first, last in _split(match.start(), match[0], starts):
                yield Run(
                    paragraph.start + first,
                    paragraph.start + last,
                    text[first:last],
                    _opens(text, first, starts),
                    _marked(text, first, last),
                    paragraph.kind == "heading",
                    index,
                )


def _split(at: int, run: str, starts: set[int]) -> list[tuple[int, int]]:
    """The run cut where a sentence begins in it ("Ms B. He") and after the letter of a list ("F. Consideration")."""
    cuts = [word.start() for word in re.finditer(r"(?<= )\S", run) if at + word.start() in starts]
    lettered = re.match(r"[A-Z]\. (?=[A-Z])", run)
    if lettered and at in starts | {0}:
        cuts.append(lettered.end())
    edges = [0, *sorted(set(cuts)), len(run)]
    return [(at + first, at + first + len(run[first:last].rstrip())) for first, last in pairwise(edges)]


def _opens(text: str, at: int, starts: set[int]) -> bool:
    before = _NOTE.sub("", text[:at].rstrip(_OPENERS)).rstrip(_OPENERS)
    between = text[len(before) : at]
    if not before or "** " in between or any(mark in between for mark in '\n|"“‘•☐'):
        return True
    if before[-1] == ".":
        return any(len(before) <= start <= at for start in starts) or _LETTERED.search(before) is not None
    return before[-1] in "?!:"


def _marked(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2].lstrip("!?.,")
    pairs = (("*", "*"), ("_", "_"), ('"', '"'), ("“", "”"), ("‘", "’"))
    return any(before.endswith(one) and after.startswith(other) for one, other in pairs) or _in_italics(
        text, start, end
    )


def _in_italics(text: str, start: int, end: int) -> bool:
    """Whether the run is part of a short phrase in italics, such as the title of a film or a book."""
    left = text.rfind("*", max(0, start - 60), start)
    right = text.find("*", end, end + 60)
    if left < 0 or right < 0 or "*" in text[left + 1 : right] or text[left - 1 : left] == "*":
        return False
    return len(text[left + 1 : right].split()) <= 9 and text[left - 1 : left] in {"", " ", "\n", "(", "“", '"'}
