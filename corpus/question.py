"""What a question asks for, before anything is looked up: words, phrases, spelling put right, long text cut down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from pydantic import BaseModel, ConfigDict

import prompts
from corpus.expand import Expanded, expand
from corpus.stemming import stems, words

LONG_WORDS = 45
"""A question with more words than this is a pasted paragraph: its rare words are looked for, nothing is added."""
RARE_TERMS = 14
GIST_WORDS = 90
LEAST_GIST = 0.35
"""A sentence that says less than this share of what the fullest one says is left out."""


class KnownWords(Protocol):
    """What has to be known of the words of the library that is searched (`corpus.lexical.LexicalIndex`)."""

    @property
    def rarest(self) -> float:
        """Inverse document frequency of a word that no passage has."""

    def rarity(self, cut: Sequence[str]) -> Mapping[str, float]:
        """Inverse document frequency by stem; 0 for one that no passage has."""

    def respell(self, word: str) -> str | None:
        """The word probably meant by one that the library does not hold, or None."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing asked for: the ways of saying it, each as stems that have to stand together, and its rarity."""

    ways: tuple[tuple[str, ...], ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Question:
    """A question as search uses it.

    `meaning` is what the embedding model reads. `terms` are its own words, `forms` other ways of saying them and `also`
    what tends to stand beside them; `asks` are the things it asks for. `respelled` maps words as typed to the words
    taken for them.
    """

    meaning: str
    terms: tuple[str, ...]
    forms: tuple[str, ...]
    also: tuple[str, ...]
    asks: tuple[Ask, ...]
    respelled: dict[str, str]

    def coverage(self, text: str) -> float:
        """Share, by rarity, of what is asked for that a text speaks of in one of its ways (0 to 1)."""
        total = sum(ask.weight for ask in self.asks)
        held = set(stems(words(text)))
        spoken = (ask.weight for ask in self.asks if any(held.issuperset(way) for way in ask.ways))
        return sum(spoken) / total if total else 0.0


class _SearchWords(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    function_words: frozenset[str]
    question_words: frozenset[str]


def understand(text: str, library: KnownWords) -> Question:
    """Take a question (or a pasted paragraph) apart, as typed, for a library that has some words and not others."""
    text = " ".join(text.split())
    expanded = expand(text)
    short = len(text.split()) <= LONG_WORDS
    covered = {word for one in expanded.found for word in words(one.form)}
    # A letter by itself is a piece of "A&E" or "mum's", which are looked for whole among the forms.
    terms = list(
        dict.fromkeys(word for word in words(text) if word not in _noise() and (len(word) > 1 or word.isdigit()))
    )
    respelled: dict[str, str] = {}
    if short:
        known = library.rarity(stems(terms))
        for word, cut in zip(terms, stems(terms), strict=True):
            better = None if known.get(cut) or word in covered or not word.isalpha() else library.respell(word)
            if better is not None:
                respelled[word] = better
    terms = [respelled.get(word, word) for word in terms]
    if not short:
        weights = library.rarity(stems(terms))
        ranked = sorted(zip(terms, stems(terms), strict=True), key=lambda pair: -weights.get(pair[1], 0.0))
        kept = [(word, cut) for word, cut in ranked[:RARE_TERMS] if weights.get(cut)]
        asks = tuple(Ask(((cut,),), weights[cut]) for _, cut in kept)
        return Question(_gist(text, weights, library.rarest), tuple(word for word, _ in kept), (), (), asks, {})
    if respelled:
        # A word put right may be one that brings in others.
        text = _replace(text, respelled)
        expanded = expand(text)
    asks = _asks(terms, expanded, library)
    return Question(expanded.spelled, tuple(terms), expanded.forms, expanded.also, asks, respelled)


def _asks(terms: Sequence[str], expanded: Expanded, library: KnownWords) -> tuple[Ask, ...]:
    """Each expansion found is one thing asked for, and so is each word outside them.

    A thing is as rare as the commonest of its ways, and a way as its rarest word. What the library holds in none of its
    ways counts as rarest of all, so that what is missing is missed.
    """
    inside = {cut for found in expanded.found for cut in stems(words(found.form))}
    ways_of = {found.entry.id: [_cut(form) for form in found.entry.forms] for found in expanded.found}
    things = list(ways_of.values())
    things += [[(cut,)] for cut in dict.fromkeys(stems(terms)) if cut not in inside]
    known = library.rarity([cut for ways in things for way in ways for cut in way])
    asks = []
    for ways in things:
        held = [max(known[cut] for cut in way) for way in ways if all(known[cut] for cut in way)]
        asks.append(Ask(tuple(ways), min(held, default=library.rarest)))
    return tuple(asks)


def _cut(phrase: str) -> tuple[str, ...]:
    return tuple(stems(words(phrase)))


def _gist(text: str, weights: Mapping[str, float], rarest: float) -> str:
    """The sentences of a long text that say most, in order, in at most GIST_WORDS words (or one sentence).

    A sentence says much if its words are rare, those that the library does not hold most of all; what has been said
    before does not count again.
    """
    heard: set[str] = set()
    ranked = []
    for at, sentence in enumerate(re.split(r"(?<=[.?!;])\s+", text)):
        fresh = {cut for cut in stems(words(sentence)) if cut in weights} - heard
        heard |= fresh
        ranked.append((sum((weights[cut] or rarest) for cut in fresh), -at, sentence))
    most = max(ranked)[0]
    chosen: list[tuple[int, str]] = []
    for said, at, sentence in sorted(ranked, reverse=True):
        length = sum(len(one.split()) for _, one in chosen) + len(sentence.split())
        if not chosen or (said >= LEAST_GIST * most and length <= GIST_WORDS):
            chosen.append((-at, sentence))
    return " ".join(sentence for _, sentence in sorted(chosen))


def _replace(text: str, words_for: dict[str, str]) -> str:
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, words_for)) + r")\b", re.I)
    return pattern.sub(lambda match: words_for[match.group().lower()], text)


@cache
def _noise() -> frozenset[str]:
    data = _SearchWords.model_validate(prompts.data("search_words.yaml"))
    return data.function_words | data.question_words
