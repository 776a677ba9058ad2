"""What a question asks for, before anything is looked up: words, phrases, spelling put right, long text cut down."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from corpus.expand import expand
from corpus.stemming import stems, words

LONG_WORDS = 45
"""A question with more words than this is a pasted paragraph: its rare words are looked for, nothing is added."""
RARE_TERMS = 14
GIST_WORDS = 90
LEAST_GIST = 0.35
"""A sentence that says less than this share of what the fullest one says is left out."""

Rarity = Callable[[Sequence[str]], Mapping[str, float]]
"""Inverse document frequency of stems; 0 for one that the library does not hold."""
Respell = Callable[[str], str | None]
"""The word probably meant by one that the library does not hold, or None."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as search uses it.

    `meaning` is what the embedding model reads. `terms` are its own words, `forms` other ways of saying them and `also`
    what tends to stand beside them; `weights` maps the stem of each term to its rarity. `respelled` maps words as typed
    to the words taken for them.
    """

    meaning: str
    terms: tuple[str, ...]
    forms: tuple[str, ...]
    also: tuple[str, ...]
    weights: dict[str, float]
    respelled: dict[str, str]


class _SearchWords(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    function_words: frozenset[str]
    question_words: frozenset[str]


def understand(text: str, rarity: Rarity, respell: Respell) -> Question:
    """Take a question (or a pasted paragraph) apart.

    Args:
        text: as typed.
        rarity: of stems in the library that is searched.
        respell: for words that the library does not hold.
    """
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
        known = rarity(stems(terms))
        for word, cut in zip(terms, stems(terms), strict=True):
            better = None if known.get(cut) or word in covered or not word.isalpha() else respell(word)
            if better is not None:
                respelled[word] = better
    terms = [respelled.get(word, word) for word in terms]
    weights = dict(rarity(stems(terms)))
    if not short:
        ranked = sorted(zip(terms, stems(terms), strict=True), key=lambda pair: -weights.get(pair[1], 0.0))
        terms = [word for word, cut in ranked[:RARE_TERMS] if weights.get(cut)]
        kept = {cut: weights[cut] for cut in stems(terms)}
        return Question(_gist(text, weights), tuple(terms), (), (), kept, {})
    if respelled:
        # A word put right may be one that brings in others.
        text = _replace(text, respelled)
        expanded = expand(text)
    return Question(expanded.spelled, tuple(terms), expanded.forms, expanded.also, weights, respelled)


def _gist(text: str, weights: Mapping[str, float]) -> str:
    """The sentences of a long text that say most, in order, in at most GIST_WORDS words (or one sentence).

    A sentence says much if its words are rare, those that the library does not hold most of all; what has been said
    before does not count again.
    """
    unknown = max(weights.values(), default=0.0) or 1.0
    heard: set[str] = set()
    ranked = []
    for at, sentence in enumerate(re.split(r"(?<=[.?!;])\s+", text)):
        fresh = {cut for cut in stems(words(sentence)) if cut in weights} - heard
        heard |= fresh
        ranked.append((sum((weights[cut] or unknown) for cut in fresh), -at, sentence))
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
