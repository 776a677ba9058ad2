"""Names that may stand by themselves, where the words beside them tell that somebody was there: "was born in Lagos"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.identifiers.context import Context
from assistant.identifiers.people import Named
from assistant.identifiers.words import Whereabouts, compiled, whereabouts
from corpus.document import Document

_SKIPPED = frozenset({"reference", "contents", "furniture", "footnote", "heading", "caption"})
_BEFORE = 70
_GOES_ON = re.compile(r" [A-Z]|-")


def find_whereabouts(document: Document, context: Context) -> Iterator[Named]:
    """Start, end and kind of names from the list that tell where somebody was; the draft's own area may stand."""
    for group in whereabouts():
        pattern = _pattern(tuple(word for word in group.words if word in document.text))
        for paragraph in document.paragraphs:
            if paragraph.kind in _SKIPPED:
                continue
            for match in pattern.finditer(document.text, paragraph.start, paragraph.end):
                names = set(match[0].split())
                if names <= context.area | context.chosen or names & context.makers:
                    continue
                if tells_where(document.text, group, max(paragraph.start, match.start() - _BEFORE), *match.span()):
                    yield *match.span(), group.kind


def tells_where(text: str, group: Whereabouts, begin: int, start: int, end: int) -> bool:
    """Whether the words beside a name of the group, at `start` to `end`, tell that somebody was there.

    Words before `begin` are not looked at. A name that goes on ("Leeds City Council") is another name.
    """
    following = text[end : end + 30]
    if _GOES_ON.match(following):
        return False
    after = bool(group.after) and compiled(group.after).search(following) is not None
    return after or compiled(group.before).search(text[begin:start]) is not None


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, or nothing where there are none: only those that a text holds, which is much faster."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b" if words else r"(?!)")
