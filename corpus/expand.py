"""What else to look for: abbreviations spelled out and words that mean the same, from `prompts/expansions.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from corpus.stemming import stems, words


class Expansion(BaseModel):
    """One entry of the file; its comment says what each field means."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: str
    forms: tuple[str, ...]
    also: tuple[str, ...] = ()
    capitals: bool = False
    source: str
    finds: str
    ignores: str


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: dict[str, str]
    expansions: tuple[Expansion, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """An expansion found in a question: words `start` to `end` of it are `form`."""

    entry: Expansion
    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Expanded:
    """`spelled` is the question with short forms written out; `forms` and `also` are further phrases to look for."""

    spelled: str
    forms: tuple[str, ...]
    also: tuple[str, ...]
    found: tuple[Found, ...]


def expansions() -> tuple[Expansion, ...]:
    """Every entry."""
    return _file().expansions


def sources() -> dict[str, str]:
    """Title of each source by its key."""
    return _file().sources


def form_words() -> set[str]:
    """Every word of more than three letters in a form, lower case."""
    return {word for entry in expansions() for form in entry.forms for word in words(form) if len(word) > 3}


def expand(question: str) -> Expanded:
    """Find the expansions of a question; where two overlap the longer wins."""
    tokens = _tokens(question)
    found = _find([question[start:end] for start, end in tokens])
    return Expanded(
        spelled=_spell(question, tokens, found),
        forms=_distinct(
            form
            for one in found
            for form in one.entry.forms
            if _cut(form) != _cut(one.form) or len(words(form)) > one.end - one.start
        ),
        also=_distinct(phrase for one in found for phrase in one.entry.also),
        found=tuple(found),
    )


def _find(tokens: list[str]) -> list[Found]:
    cut = tuple(stems(_fold(token) for token in tokens))
    by_first = _by_first_stem()
    taken: set[int] = set()
    candidates = [
        Found(entry, form, at, at + len(pattern))
        for at, first in enumerate(cut)
        for pattern, form, entry in by_first.get(first, ())
        if cut[at : at + len(pattern)] == pattern and _case_allows(entry, form, tokens[at])
    ]
    found = []
    for one in sorted(candidates, key=lambda one: (one.start - one.end, one.start)):
        if taken.isdisjoint(range(one.start, one.end)):
            taken.update(range(one.start, one.end))
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _case_allows(entry: Expansion, form: str, token: str) -> bool:
    """A short form that is also a word ("SEND") counts only in capitals."""
    return not (entry.capitals and is_short_form(form) and len(form) <= 4) or token == token.upper()


def is_short_form(form: str) -> bool:
    """True for an abbreviation: one word in capitals, or a section number such as "s47"."""
    return " " not in form and (form == form.upper() or re.fullmatch(r"s\.?\d+", form) is not None)


def _spell(question: str, tokens: list[tuple[int, int]], found: list[Found]) -> str:
    for one in reversed(found):
        start, end = tokens[one.start][0], tokens[one.end - 1][1]
        typed = question[start:end]
        if is_short_form(one.form) or (len(typed) > 1 and is_short_form(typed)):
            question = question[:start] + one.entry.name + question[end:]
    return question


def _tokens(question: str) -> list[tuple[int, int]]:
    """Spans of the words of a question; "A&E" and "mum's" are one word, a hyphen parts two."""
    return [match.span() for match in re.finditer(r"[^\W_]+(?:[&'’.][^\W_]+)*", question)]


def _fold(token: str) -> str:
    """One word without the signs inside it: "A&E" becomes "ae", "mum's" "mums", "s.47" "s47"."""
    return re.sub(r"[\W_]+", "", token).lower()


@cache
def _by_first_stem() -> dict[str, list[tuple[tuple[str, ...], str, Expansion]]]:
    found: dict[str, list[tuple[tuple[str, ...], str, Expansion]]] = {}
    for entry in expansions():
        for form in entry.forms:
            pattern = tuple(stems(_fold(form[start:end]) for start, end in _tokens(form)))
            found.setdefault(pattern[0], []).append((pattern, form, entry))
    return found


def _distinct(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases that differ once stemmed, in order."""
    return tuple({_cut(phrase): phrase for phrase in reversed(list(phrases))}.values())[::-1]


def _cut(phrase: str) -> tuple[str, ...]:
    return tuple(stems(words(phrase)))


@cache
def _file() -> _File:
    return _File.model_validate(prompts.data("expansions.yaml"))
