"""Names of people, told from titles, given names, capitals and the sentence around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.given_names import doubtful_names, given_names
from assistant.identifiers.context import Context, bare
from assistant.identifiers.openers import is_told_of_a_person
from assistant.identifiers.runs import WORD, Run, trimmed
from assistant.identifiers.words import KindId, compiled, fine, persons, titles
from corpus.document import Document

_SKIPPED = frozenset({"reference", "contents", "furniture", "footnote"})
_MONTHS = frozenset({"April", "May", "June", "July", "August"})
_DATED = re.compile(
    r"(?:\d(?:st|nd|rd|th)?(?: of)?|"
    r"\b(?:in|since|by|until|from|during|late|early|mid|of|to|and|between|before|after|last|next|this)) $",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(r"I[’']|[A-Z]-|[A-Z]$|\w+[’'](?:d|ve|ll|re|t)$")
_AGED = re.compile(r"(?<!s) \((?:aged \d{1,2}|1\d)\)")
_DETERMINED = re.compile(r"\b(?:the|a|an|of|in|see|or|for|to|on|table|figure|chapter) $", re.IGNORECASE)
Named = tuple[int, int, KindId]


def titled_people(document: Document, context: Context) -> Iterator[Named]:
    """Names after a title, headings included."""
    for paragraph in document.paragraphs:
        if paragraph.kind in _SKIPPED:
            continue
        for match in _titled().finditer(document.text, paragraph.start, paragraph.end):
            words = match["name"].split()
            while len(words) > 1 and bare(words[-1]) in fine().institutional:
                words.pop()
            last = bare(words[-1])
            known = fine().institutional | fine().ordinary | context.makers | context.chosen
            start = match.start("name")
            end = trimmed(document.text, start, start + len(" ".join(words)))
            if len(last) < 2 or (last in known and not _is_titled_surname(match, last)) or is_cited(document.text, end):
                continue
            if (match["bare"] or _begins_inside(document, start, end)) and context.known(last):
                continue
            works = match["working"] is not None or _near_work(document.text, match.start(), end)
            yield start, end, "worker" if works else "name"


def people(document: Document, run: Run, context: Context) -> Iterator[Named]:
    """Given names with the words that follow them, and capitalised words that nothing accounts for."""
    before = document.text[max(0, run.start - 60) : run.start]
    if (
        is_national(run.text)
        or is_cited(document.text, run.end)
        or compiled(fine().cited_before.patterns).search(before)
    ):
        return
    words = run.words
    offsets = [match.start() for match in re.finditer(r"\S+", run.text)]
    index = 0
    while index < len(words):
        first, plain = index, bare(words[index])
        given = _is_given(document, plain, run, index, context)
        if not given and not _is_unaccounted(document, plain, run, index, context):
            index += 1
            continue
        index += 1
        while index < len(words) and (_is_surname(words[index]) if given else _goes_on(words[index], context)):
            index += 1
        start = run.start + offsets[first]
        end = trimmed(document.text, start, run.start + offsets[index - 1] + len(words[index - 1]))
        if given:
            if index - first == 1 and _is_pseudonym(document, plain, run, context):
                continue
            works = index - first > 1 and _near_work(document.text, start, end)
            yield start, end, "worker" if works else "name"
        elif not re.match(r" \d", document.text[end : end + 2]):
            yield start, end, "place" if _before_places().search(document.text[max(0, start - 25) : start]) else "name"


def _is_titled_surname(match: re.Match[str], last: str) -> bool:
    """Whether an ordinary word ends the match of a title as a surname does: "Mrs Young", "PC West"."""
    words = titles()
    return (
        last in words.surnames
        and match[0].split()[0].rstrip(".") in words.before_surnames
        and not re.search(r"[’']s ", match[0])
        and not re.match(r" [A-Z]", match.string[match.end() : match.end() + 2])
    )


def _begins_inside(document: Document, start: int, end: int) -> bool:
    """Whether a sentence begins inside a span ("Ms B. He came")."""
    index = document.paragraph_at(start)
    return index is not None and any(start < sentence.start < end for sentence in document.sentences_of(index))


@cache
def _titled() -> re.Pattern[str]:
    words = titles()
    return re.compile(
        rf"\b(?:(?P<working>{'|'.join(words.working)}|Detective(?: [A-Z]\w+)?)|{'|'.join(words.private)})\.? "
        rf"(?P<name>(?:[A-Z]\. ?|(?P<bare>[A-Z] ))*{WORD}(?: {WORD}){{0,2}})"
    )


@cache
def _work() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(titles().work)})\b", re.IGNORECASE)


@cache
def _before_places() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(titles().before_places)})\s+(?:the\s+)?$", re.IGNORECASE)


def _near_work(text: str, start: int, end: int) -> bool:
    return _work().search(f"{text[max(0, start - 40) : start]} {text[end : end + 30]}") is not None


def is_cited(text: str, end: int) -> bool:
    """Whether what follows a name shows that it is that of an author referred to."""
    return compiled(fine().cited.patterns).match(text[end : end + 60]) is not None


def is_national(text: str) -> bool:
    """Whether a run of capitalised words holds the name of a national body, law or well-known thing."""
    return text.startswith("National ") or _national().search(text) is not None


def national_words(text: str) -> frozenset[str]:
    """The words of a run that belong to the name of a national body, law or well-known thing."""
    return frozenset(word for match in _national().finditer(text) for word in match[0].split())


@cache
def _national() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in fine().national)})\b")


def _is_given(document: Document, plain: str, run: Run, index: int, context: Context) -> bool:
    """Whether a word of a run is somebody's given name here."""
    if plain in context.chosen or plain in context.makers:
        return False
    if plain in given_names():
        return True
    if plain not in doubtful_names() or plain in context.area:
        return False
    start = run.start + len(" ".join(run.words[:index])) + (index > 0)
    if plain in _MONTHS and _DATED.search(document.text[max(0, start - 14) : start]):
        return False
    following = bare(run.words[index + 1]) if index + 1 < len(run.words) else ""
    if following and _is_surname(following) and following not in fine().ordinary:
        return True
    if plain not in _MONTHS and is_told_of_a_person(document, start, start + len(plain), False):
        return True
    usual = plain in fine().ordinary or plain in fine().institutional
    usual = usual or (plain.lower() in context.lower and (run.opens or len(run.words) > 1))
    return not usual and not run.marked and not (run.opens and index == 0)


def _is_surname(word: str) -> bool:
    plain = bare(word)
    if plain in given_names():
        return True
    known = plain in fine().institutional or plain in fine().ordinary
    return len(plain) > 2 and plain[0].isupper() and not known and not _is_acronym(plain)


def _is_acronym(word: str) -> bool:
    return sum(character.isupper() for character in word) > len(word) / 2


def _is_unaccounted(document: Document, plain: str, run: Run, index: int, context: Context) -> bool:
    """Whether a capitalised word is neither an ordinary word nor one that may stand; where it opens a sentence, the
    words after it must show that it is a person."""
    if run.heading or plain in given_names() or plain in doubtful_names():
        return False
    if len(plain) < 3 or _NOT_A_NAME.match(plain) or not re.search(r"[a-z]{2}", plain) or _is_acronym(plain):
        return False
    if context.known(plain):
        return _is_called(document, plain, run, context)
    if any(bare(word) in fine().tools for word in run.words[1:]):
        return False
    if not run.marked and not (run.opens and index == 0):
        return True
    return index == 0 and is_told_of_a_person(document, run.start, run.start + len(plain), not run.marked)


def _is_called(document: Document, plain: str, run: Run, context: Context) -> bool:
    """Whether an ordinary word stands alone with a capital where somebody is called by it: "his dog Biscuit"."""
    may_stand = (fine().ordinary, fine().institutional, context.chosen, context.makers, context.area)
    if len(run.words) > 1 or "-" in plain or any(plain in words for words in may_stand):
        return False
    before = document.text[max(0, run.start - 60) : run.start]
    return compiled(persons().called.patterns).search(before) is not None or (
        _AGED.match(document.text, run.end) is not None and not _DETERMINED.search(before)
    )


def _goes_on(word: str, context: Context) -> bool:
    return len(bare(word)) > 2 and not context.known(bare(word))


def _is_pseudonym(document: Document, plain: str, run: Run, context: Context) -> bool:
    """Whether a given name on its own is one that the draft plainly chose: it says so of all names, or heads a section
    with it, and uses it often; or the word stands alone in italics."""
    often = context.counts.get(plain, 0)
    if context.all_changed and often >= fine().often // 2:
        return True
    heads = any(re.search(rf"\b{re.escape(plain)}\b", section.title) for section in document.sections)
    return (often >= fine().often and heads) or (run.marked and often == 1)
