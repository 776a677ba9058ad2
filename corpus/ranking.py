"""Putting signals together: how near a passage is in meaning, in words, and what its whole review adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.codes import unpack_parts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.embedding import Vectors


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; set on `search_dev`, `search_words` and `search_mixed` (docs/decisions/search.md).

    Meaning and words are each put on a scale of 0 to 1 within one search; `lexical` is the share of words in their sum,
    and `review_words` the share of the whole review in the words. `card` weighs the cosine with title and themes, which
    is added on top.
    """

    lexical: float = 0.25
    review_words: float = 0.4
    card: float = 0.15
    front_matter: float = 0.5


WEIGHTS = Weights()
NEAREST_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of the candidates of one search: arrays of equal length, one entry a passage.

    `whole`, `sentence` and `sentences` are cosines of the question with the passage, its nearest sentence and the mean
    of its three nearest; `words` and `review_words` are BM25 scores of passage and whole review; `card` is the cosine
    with the review's title and themes; `review` its number; `front` whether the passage is front matter.
    """

    whole: Vectors
    sentence: Vectors
    sentences: Vectors
    words: Vectors
    review_words: Vectors
    card: Vectors
    review: NDArray[np.int64]
    front: NDArray[np.bool_]


def sentence_cosines(parts: Sequence[bytes], vector: Vectors) -> tuple[Vectors, Vectors]:
    """For each passage, from its packed sentence vectors: the largest cosine, and the mean of the three largest."""
    import numpy as np

    lengths = np.array([len(blob) // len(vector) for blob in parts])
    width = max(int(lengths.max(initial=1)), NEAREST_SENTENCES)
    table = np.full((len(parts), width), np.nan, dtype=np.float32)
    inside = np.arange(width) < lengths[:, None]
    table[inside] = unpack_parts(b"".join(parts)) @ vector
    ranked = -np.sort(-table, axis=1)
    return ranked[:, 0], np.nanmean(ranked[:, :NEAREST_SENTENCES], axis=1)


def fuse(signals: Signals, weights: Weights = WEIGHTS) -> Vectors:
    """One score a candidate; larger is better."""
    import numpy as np

    meaning: Vectors = (signals.whole + signals.sentence + signals.sentences) / 3
    by_words = (1 - weights.review_words) * share(signals.words) + weights.review_words * share(signals.review_words)
    own: Vectors = (1 - weights.lexical) * _spread(meaning) + weights.lexical * by_words
    found: Vectors = np.where(signals.front, own * weights.front_matter, own) + weights.card * signals.card
    return found


def share(values: Vectors) -> Vectors:
    """Values of zero or more as shares of the largest."""
    top = float(values.max(initial=0.0))
    return values / top if top > 0 else values


def _spread(values: Vectors) -> Vectors:
    low, high = float(values.min()), float(values.max())
    return (values - low) / (high - low) if high > low else values * 0 + 1
