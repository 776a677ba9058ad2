"""Names where any word has a capital (at the start of a sentence, in a cell), and initials with a surname."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.identifiers.context import Context, bare
from assistant.identifiers.runs import WORD, trimmed
from assistant.identifiers.words import compiled, fine, persons, titles
from corpus.document import Document

_INITIALS = re.compile(rf"(?<![\w.’'&/-])(?:(?:[A-Z]\. ?){{1,3}}|(?![AI] )[A-Z] )(?P<name>{WORD})(?!\.\w)")
_ALIAS = re.compile(r"[A-Z][\w’'-]*[a-z][ (]*$")
_SKIPPED = frozenset({"reference", "contents", "furniture", "footnote"})


def is_told_of_a_person(document: Document, start: int, end: int, unknown: bool) -> bool:
    """Whether the words round a capitalised word, straight before or after it, show that it is somebody's name.

    Args:
        document: the draft.
        start: where the word starts.
        end: where it ends, without a possessive.
        unknown: the word is no ordinary one, so that weaker signs are enough.
    """
    words = persons()
    before, after = document.text[max(0, start - 60) : start], document.text[end : end + 60]
    if compiled(words.after).match(after) or compiled(words.before).search(before):
        return True
    if not unknown or re.search(words.no_name, document.text[start:end]):
        return False
    return compiled(words.after_unknown).match(after) is not None or _is_cell(document, start, end)


def initials(document: Document, context: Context) -> Iterator[tuple[int, int]]:
    """Initials with a surname ("R. Pym", "J Pereira") that nothing accounts for.

    The letter of an alias ("Child B") or of a list ("D. Formulation") is no initial.
    """
    for paragraph in document.paragraphs:
        if paragraph.kind in _SKIPPED:
            continue
        for match in _INITIALS.finditer(document.text, paragraph.start, paragraph.end):
            surname = bare(match["name"])
            alias = _ALIAS.search(document.text, max(paragraph.start, match.start() - 30), match.start())
            if alias or len(surname) < 3:
                continue
            if context.known(surname) and not _is_after_post(document, match, surname):
                continue
            first = paragraph.kind != "table_row" and not document.text[paragraph.start : match.start()].strip("*_ ")
            if first and not is_told_of_a_person(document, match.start("name"), match.end("name"), True):
                continue
            yield match.start(), trimmed(document.text, match.start(), match.end())


def _is_after_post(document: Document, match: re.Match[str], surname: str) -> bool:
    """Whether an initial with an ordinary word stands after the post of somebody: "HV A. Bright"."""
    if surname not in titles().surnames and (surname in fine().institutional or surname in fine().ordinary):
        return False
    index = document.paragraph_at(match.start())
    begins = index is not None and any(
        match.start() < sentence.start < match.end() for sentence in document.sentences_of(index)
    )
    return not begins and _posts().search(match.string[max(0, match.start() - 25) : match.start()]) is not None


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{'|'.join(titles().posts)})|\b(?:{'|'.join(titles().work)})),? $")


def _is_cell(document: Document, start: int, end: int) -> bool:
    """Whether the word, or a run with it, is all that a cell of a table holds."""
    index = document.paragraph_at(start)
    if index is None or document.paragraphs[index].kind != "table_row":
        return False
    row = document.paragraphs[index]
    cell = document.text[row.start : row.end]
    first = cell.rfind("|", 0, start - row.start) + 1
    last = cell.find("|", end - row.start)
    content = cell[first : last if last >= 0 else len(cell)].strip()
    return len(content.split()) <= 3 and all(word[0].isupper() for word in content.split())
