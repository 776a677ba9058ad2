"""Cutting a document into passages that follow its sections and paragraphs and fit the embedding model's window."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.kinds import paragraph_kinds
from corpus.records import PassageKind

CHUNKER = "1"
"""Version of the rules below; stored with each review, so that a change makes the next indexing cut it again."""
MOST_WORDS = 180
MOST_TOKENS = 236
"""Of the model's 256, leaving room for its two marks and for the section's title put before the passage."""
SMALL_WORDS = 40
"""A section shorter than this is joined to the next one of its kind rather than left as a scrap."""
LEAST_SENTENCE_WORDS = 4

Counter = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage before it is stored. Offsets are of the document; those of `sentences` are of `text`."""

    text: str
    start: int
    end: int
    page: int | None
    page_end: int | None
    page_label: str | None
    section: str | None
    kind: PassageKind
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never cut: a paragraph, or a sentence of one too long for a passage."""

    start: int
    end: int
    words: int
    tokens: int
    section: int | None
    kind: PassageKind


def make_chunks(document: Document, count: Counter) -> list[Chunk]:
    """The document's passages in order.

    Each is a stretch of the text from the start of one paragraph (or sentence) to the end of a later one, of one kind,
    of at most 180 words and 236 tokens; running heads, page numbers and headings standing alone are in none.

    Args:
        document: the document as read.
        count: tokens of a text as the embedding model counts them.
    """
    return [
        _chunk(document, units)
        for run in _runs(list(_units(document, count)))
        for units in _packed(run, lambda start, end: _fits(document.text[start:end], count))
    ]


def _units(document: Document, count: Counter) -> Iterator[_Unit]:
    kinds = paragraph_kinds(document)
    for index, paragraph in enumerate(document.paragraphs):
        if paragraph.kind in ("heading", "furniture"):
            continue
        spans = [(paragraph.start, paragraph.end)]
        if not _fits(document.text[paragraph.start : paragraph.end], count):
            sentences = [(s.start, s.end) for s in document.sentences_of(index)] or spans
            spans = [part for span in sentences for part in _pieces(document.text, span, count)]
        for start, end in spans:
            text = document.text[start:end]
            if text.strip():
                yield _Unit(start, end, len(text.split()), count(text), paragraph.section, kinds[index])


def _fits(text: str, count: Counter) -> bool:
    return len(text.split()) <= MOST_WORDS and count(text) <= MOST_TOKENS


def _pieces(text: str, span: tuple[int, int], count: Counter) -> Iterator[tuple[int, int]]:
    """The span, or halves of it cut between words until each fits; one word that does not fit stays whole."""
    start, end = span
    words = list(re.finditer(r"\S+", text[start:end]))
    if len(words) < 2 or _fits(text[start:end], count):
        yield span
        return
    middle = words[len(words) // 2].start()
    yield from _pieces(text, (start, start + words[len(words) // 2 - 1].end()), count)
    yield from _pieces(text, (start + middle, end), count)


def _runs(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """Units of one section and kind; a run too small to stand alone goes on into the next section of its kind."""
    run: list[_Unit] = []
    for unit in units:
        if run:
            same_kind = unit.kind == run[-1].kind
            scrap = sum(one.words for one in run) < SMALL_WORDS
            if not same_kind or (unit.section != run[-1].section and not scrap):
                yield run
                run = []
        run.append(unit)
    if run:
        yield run


def _packed(run: list[_Unit], fits: Callable[[int, int], bool]) -> list[list[_Unit]]:
    """The run in as few passages as the limits allow, of about equal length; `fits` tells of a stretch of the text."""
    tokens, words = sum(unit.tokens for unit in run), sum(unit.words for unit in run)
    pieces = max(1, math.ceil(max(tokens / MOST_TOKENS, words / MOST_WORDS)))
    target = tokens / pieces
    packed: list[list[_Unit]] = [[]]
    for unit in run:
        held = packed[-1]
        enough = pieces > 1 and sum(one.tokens for one in held) + unit.tokens / 2 > target
        if held and (enough or not fits(held[0].start, unit.end)):
            packed.append([])
        packed[-1].append(unit)
    last = packed[-1]
    if len(packed) > 1 and sum(one.words for one in last) < SMALL_WORDS and fits(packed[-2][0].start, last[-1].end):
        packed[-2] += packed.pop()
    return packed


def _chunk(document: Document, units: list[_Unit]) -> Chunk:
    start, end = units[0].start, units[-1].end
    first, last = document.page_at(start), document.page_at(end - 1)
    section = units[0].section
    title = document.sections[section].title if section is not None else None
    return Chunk(
        text=document.text[start:end],
        start=start,
        end=end,
        page=first.number if first else None,
        page_end=last.number if last else None,
        page_label=first.label if first else None,
        section=title or None,
        kind=units[0].kind,
        sentences=_sentences(document, units),
    )


def _sentences(document: Document, units: list[_Unit]) -> tuple[tuple[int, int], ...]:
    """Sentences of the units, relative to the first; a unit without sentences counts as one."""
    origin = units[0].start
    found: list[tuple[int, int]] = []
    for unit in units:
        index = document.paragraph_at(unit.start)
        known = document.sentences_of(index) if index is not None else ()
        inside = [(s.start, s.end) for s in known if s.start < unit.end and s.end > unit.start]
        for start, end in inside or [(unit.start, unit.end)]:
            low, high = max(start, unit.start), min(end, unit.end)
            if len(document.text[low:high].split()) >= LEAST_SENTENCE_WORDS:
                found.append((low - origin, high - origin))
    return tuple(found) or ((0, units[-1].end - origin),)
