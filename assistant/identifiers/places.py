"""Names of schools, hospitals, streets, clubs and the like, told from how they end."""

from __future__ import annotations

import re

from assistant.given_names import given_names
from assistant.identifiers.context import Context, bare
from assistant.identifiers.people import Named, national_words
from assistant.identifiers.runs import Run, trimmed
from assistant.identifiers.words import KindId, fine, suffixes, towns
from corpus.document import Document

_SKIPPED_FIRST = frozenset({"The", "A", "At", "In", "Her", "His", "Their", "Our", "From", "Near", "When", "After"})
_WARD = re.compile(r"(?:Ward|Clinic|Theatre|(?P<team>Locality|Cluster|Patch)) (?:\d{1,3}[A-Za-z]?|[A-Z]\d{0,2})\b")
_COURT = re.compile(r"(?<= )(?:Crown|Magistrates[’']?|County|Family|Youth|Coroner[’']?s) Court\b")
_WITH_TOWN = frozenset({"school", "hospital", "place"})
_SAINT = re.compile(r"\bSt\.? [A-Z][\w’'-]+")


def place(document: Document, run: Run, context: Context) -> Named | None:
    """The name of a place that a run of capitalised words is or begins, or None."""
    if run.heading or run.text.startswith("National "):
        return None
    words = run.words
    national = national_words(run.text)
    first = 1 if run.opens and len(words) > 1 and bare(words[0]) in _SKIPPED_FIRST else 0
    plain = None if run.opens or run.marked or national else _in_small_letters(document, run, first, context)
    if plain:
        return plain
    for suffix in suffixes():
        town = suffix.kind in _WITH_TOWN
        for last in range(len(words) - 1, first, -1):
            ending = bare(words[last])
            area = suffix.area_alone_is_fine or (suffix.kind == "place" and ending in context.area)
            if (
                ending in suffix.words
                and words[last] not in national
                and _telling([word for word in words[first:last] if word not in national], context, area, town)
            ):
                return _span(document, run, first, last, suffix.kind)
    court = _COURT.search(run.text)
    if court and _telling(run.text[: court.start()].split()[first:], context, True, True):
        return run.start + _offset(run, first), run.start + court.end(), "place"
    ward = _WARD.match(document.text, run.end - len(words[-1]))
    if ward:
        return ward.start(), ward.end(), "team" if ward["team"] else "hospital"
    if national:
        return None
    saint = _SAINT.search(run.text)
    if saint and bare(saint[0].split()[-1]) not in context.makers | context.chosen:
        return run.start + saint.start(), run.start + saint.end(), "place"
    stays = not (run.opens or run.marked) and document.text[: run.start].endswith(" at ")
    if stays and len(words) > 1 and not any(_is_of_a_service(bare(word)) for word in words):
        return run.start, trimmed(document.text, run.start, run.end), "place"
    return None


def _is_of_a_service(word: str) -> bool:
    """Whether a word is one of posts, services, meetings and months, in the singular or the plural."""
    known = fine().institutional | fine().ordinary
    return word in known or word.removesuffix("s") in known or word.isupper()


def _in_small_letters(document: Document, run: Run, first: int, context: Context) -> Named | None:
    """A name whose last words have small letters: "the Willow Bridge dance studio"."""
    if re.search(r"(?:’s|'s)$", run.words[-1]) or not _telling(run.words[first:], context, True):
        return None
    after = document.text[run.end : run.end + 30]
    for suffix in suffixes():
        ending = next((each for each in suffix.plain if re.match(rf" {re.escape(each)}\b(?!-)", after)), None)
        if ending:
            return run.start + _offset(run, first), run.end + 1 + len(ending), suffix.kind
    return None


def _telling(words: list[str], context: Context, area_is_fine: bool, town_is_telling: bool = False) -> bool:
    """Whether one of the words makes the name that of one place: it is no ordinary word of posts and services."""
    for word in words:
        plain = bare(word)
        if town_is_telling and plain in towns() and plain not in context.area:
            return True
        if plain in fine().institutional or plain in fine().ordinary or len(plain) < 2 or plain.islower():
            continue
        if area_is_fine and plain in context.area:
            continue
        if area_is_fine and len(words) == 1 and plain.lower() in context.lower and plain not in given_names():
            continue
        if plain in context.makers and plain not in context.area:
            continue
        return True
    return False


def _offset(run: Run, first: int) -> int:
    return len(" ".join(run.words[:first])) + 1 if first else 0


def _span(document: Document, run: Run, first: int, last: int, kind: KindId) -> Named:
    start = run.start + _offset(run, first)
    end = trimmed(document.text, start, run.start + len(" ".join(run.words[: last + 1])))
    number = re.search(r"\b\d{1,4}[A-Za-z]?,? $", document.text[max(0, start - 6) : start])
    if kind == "place" and number:
        start -= len(number[0])
    return start, end, kind
