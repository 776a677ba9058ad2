"""Exact dates and exact ages. Deadlines, dates of the review itself and of laws and guidance may stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.identifiers.context import is_title_line
from assistant.identifiers.words import KindId, at_words, compiled, dates
from corpus.document import Document

_OPENING_PARAGRAPHS = 6
_TITLE_WORDS = 40
_NUMBER = re.compile(
    r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty)\b.*", re.IGNORECASE
)
_DAYS = re.compile(r"\b(?:days?|weeks?)\b", re.IGNORECASE)
_OLD = re.compile(r"\b(?:aged?|old)\b", re.IGNORECASE)
_TO_THE_DAY = re.compile(r"years?\b.*\bmonths?\b.*days?", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:he|she|who|child|baby|boy|girl)(?: \w)? $", re.IGNORECASE)


def find_dates(document: Document, excused: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, KindId]]:
    """Start, end and kind of dates and ages that may identify.

    Args:
        document: the draft.
        excused: spans of recommendations and actions, whose dates are deadlines.
    """
    words = dates()
    months: list[tuple[int, int, str]] = []
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind in {"reference", "contents", "furniture", "footnote", "heading", "caption"}:
            continue
        text = document.text[paragraph.start : paragraph.end]
        front = index < _OPENING_PARAGRAPHS and not paragraph.section and is_title_line(document, index, _TITLE_WORDS)
        for match in at_words(words.ages).finditer(text):
            first = _NUMBER.search(match[0])
            close = _DAYS.search(match[0]) or at_words(words.exact).search(
                _sentence(document, index, paragraph.start + match.start())
            )
            if first and close and _is_of_somebody(text, match):
                yield paragraph.start + match.start() + first.start(), paragraph.start + match.end(), "age"
        exact = list(at_words(words.exact).finditer(text))
        for match in exact:
            at = paragraph.start + match.start()
            if front or _within(at, excused) or _may_stay(document, index, at, paragraph.start + match.end()):
                continue
            yield at, paragraph.start + match.end(), "date"
        for match in compiled((words.month_and_year,), True).finditer(text):
            if any(each.start() < match.end() and match.start() < each.end() for each in exact) or front:
                continue
            at = paragraph.start + match.start()
            sentence = _sentence(document, index, at)
            if (
                not _within(at, excused)
                and re.search(words.life_event, sentence, re.I)
                and not _may_stay(document, index, at, at)
            ):
                months.append((at, paragraph.start + match.end(), match[0]))
    if len({month for _, _, month in months}) <= words.few_months:
        yield from ((start, end, "date") for start, end, _ in months)


def _is_of_somebody(text: str, match: re.Match[str]) -> bool:
    """Whether a time of years, months or days is somebody's age and not how long something took."""
    start, end = match.span()
    return (
        _OLD.search(text[max(0, start - 3) : end + 6]) is not None
        or _TO_THE_DAY.search(match[0]) is not None
        or _SOMEBODY.search(text[max(0, start - 10) : start]) is not None
    )


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _sentence(document: Document, paragraph: int, at: int) -> str:
    for sentence in document.sentences_of(paragraph):
        if sentence.start <= at < sentence.end:
            return document.text[sentence.start : sentence.end]
    return document.text[document.paragraphs[paragraph].start : document.paragraphs[paragraph].end]


def _may_stay(document: Document, paragraph: int, start: int, end: int) -> bool:
    """Whether the words around a date show that it is of the review, a law or a plan, and of nobody's life."""
    words = dates()
    before = document.text[max(0, start - 60) : start].rsplit("\n", 1)[-1]
    sentence = _sentence(document, paragraph, start)
    told = re.search(words.life_sentences, sentence, re.I) is not None
    if compiled(words.may_stay, True).search(before):
        future = re.search(r"\b(?:will|shall|must|should|to be)\b", sentence, re.I) is not None
        return future or not told
    return compiled(words.stay_sentences, True).search(sentence) is not None and not told
