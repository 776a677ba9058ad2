"""Hybrid search over one library: meaning and words, passage and whole review, fused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.codes import unpack
from corpus.dense import EXACT_PASSAGES, DenseIndex
from corpus.filters import Where, kinds_wanted, review_filter
from corpus.lexical import LexicalIndex
from corpus.question import Question, understand
from corpus.ranking import WEIGHTS, Signals, Weights, fuse, sentence_cosines, share
from corpus.records import Hit, Review
from corpus.stemming import words
from corpus.stored import all_reviews, blobs_by_number, passages_by_number
from corpus.vectors import VectorStore

if TYPE_CHECKING:
    from corpus.dense import Mask, Numbers
    from corpus.embedding import Embedder, Vectors
    from corpus.question_vectors import QuestionEncoder

CANDIDATES = 250
"""Passages taken on from each of the two searches, by meaning and by words."""
PASSAGE_COLUMNS = (1.0, 1.0)
"""Weights in word search of a passage's section title and text."""
REVIEW_COLUMNS = (1.5, 1.0)
"""Weights in word search of a review's title with its themes, and text."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """What a search needs of the catalogue, as it stood at `state`."""

    state: tuple[int, int]
    reviews: dict[int, Review]
    cards: dict[int, Vectors]
    dense: DenseIndex
    lexical: LexicalIndex


class Searcher:
    """Searches one catalogue; notices when it has changed. Safe to share between threads.

    Args:
        catalogue: the open catalogue.
        embedder: gives the embedding model, which made the passages' vectors.
        encoder: gives what makes a question's vector.
        store: opens the vector store, for libraries of more than `exact_passages`.
        exact_passages: largest library whose vectors are all looked at.
        weights: how signals are put together.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Callable[[], Embedder],
        encoder: Callable[[], QuestionEncoder],
        store: Callable[[], VectorStore],
        exact_passages: int = EXACT_PASSAGES,
        weights: Weights = WEIGHTS,
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._encoder = encoder
        self._store = store
        self._exact_passages = exact_passages
        self._weights = weights
        self._snapshot: _Snapshot | None = None

    def search(self, query: str, top: int, where: Where, one_per_review: bool) -> list[Hit]:
        """See `Library.search`."""
        now = self._now()
        columns = sorted({name for review in now.reviews.values() for name in review.extra})
        matches, kinds = review_filter(where, columns), kinds_wanted(where)
        reviews = {number for number, review in now.reviews.items() if matches(review)} if where else None
        if not words(query) or top < 1:
            return []
        question = understand(query, now.lexical)
        vector = self._encoder().embed([question.meaning])[0]
        allowed = now.dense.allowed(reviews, kinds)
        positions, signals = self._signals(now, question, vector, allowed)
        if not len(positions):
            return []
        scores = fuse(signals, self._weights)
        order = sorted(range(len(positions)), key=lambda at: (-float(scores[at]), now.dense.ids[positions[at]]))
        if one_per_review:
            first: dict[int, int] = {}
            for at in order:
                first.setdefault(int(signals.review[at]), at)
            order = list(first.values())
        of_all = {"among": float(len(now.dense.numbers) if allowed is None else allowed.sum())}
        return self._hits(now, question, of_all, positions, signals, scores, order[:top])

    def _signals(
        self, now: _Snapshot, question: Question, vector: Vectors, allowed: Mask | None
    ) -> tuple[Numbers, Signals]:
        """The candidates' positions in the dense index, and what is known of each."""
        import numpy as np

        phrases = (question.terms, question.forms, question.also)
        wordy = now.lexical.scores("passage_words", PASSAGE_COLUMNS, *phrases)
        whole_reviews = now.lexical.scores("review_words", REVIEW_COLUMNS, *phrases)
        by_words = now.dense.positions(wordy.keys(), allowed)
        if len(by_words) > CANDIDATES:
            found = np.array([wordy[number] for number in now.dense.numbers[by_words].tolist()])
            # All that tie for the last place, so that the choice does not depend on the order of indexing.
            by_words = by_words[found >= np.partition(found, -CANDIDATES)[-CANDIDATES]]
        positions = np.union1d(now.dense.nearest(vector, CANDIDATES, allowed), by_words)
        numbers = now.dense.numbers[positions].tolist()
        parts = blobs_by_number(self._catalogue, numbers, "parts")
        # A passage removed by another process since the snapshot was taken is left out.
        kept = [at for at, number in enumerate(numbers) if number in parts]
        positions, numbers = positions[kept], [numbers[at] for at in kept]
        reviews = now.dense.reviews[positions].tolist()
        sentence, sentences = sentence_cosines([parts[number] for number in numbers], vector)
        return positions, Signals(
            whole=now.dense.cosines(vector, positions),
            sentence=sentence,
            sentences=sentences,
            words=np.array([wordy.get(number, 0.0) for number in numbers], dtype=np.float32),
            review_words=np.array([whole_reviews.get(review, 0.0) for review in reviews], dtype=np.float32),
            card=np.array([now.cards[review] @ vector for review in reviews], dtype=np.float32),
            review=now.dense.reviews[positions],
            front=np.array([now.dense.kinds[at] == "front_matter" for at in positions], dtype=np.bool_),
        )

    def _hits(
        self,
        now: _Snapshot,
        question: Question,
        of_all: dict[str, float],
        positions: Numbers,
        signals: Signals,
        scores: Vectors,
        chosen: list[int],
    ) -> list[Hit]:
        passages = passages_by_number(self._catalogue, now.dense.numbers[positions[chosen]].tolist())
        alike = now.dense.cosines(self._embedder().embed([question.meaning])[0], positions[chosen])
        in_words, in_review = share(signals.words), share(signals.review_words)
        standing = [
            (at, float(cosine), passages.get(int(now.dense.numbers[positions[at]])))
            for at, cosine in zip(chosen, alike, strict=True)
        ]
        kept = [(at, cosine, passage) for at, cosine, passage in standing if passage is not None]
        of_review: dict[int, list[str]] = {}
        for at, _, passage in kept:
            of_review.setdefault(int(signals.review[at]), []).append(passage.text)
        together = {review: question.coverage("\n".join(texts)) for review, texts in of_review.items()}
        found = []
        for at, cosine, passage in kept:
            named = {
                "alike": cosine,
                "dense": float(signals.whole[at]),
                "sentence": float(signals.sentence[at]),
                "coverage": question.coverage(passage.text),
                "together": together[int(signals.review[at])],
                "lexical": float(in_words[at]),
                "review": float(in_review[at]),
                "card": float(signals.card[at]),
                **of_all,
            }
            found.append(Hit(now.reviews[int(signals.review[at])], passage, float(scores[at]), named))
        return found

    def _now(self) -> _Snapshot:
        state = self._catalogue.state()
        if self._snapshot is None or self._snapshot.state != state:
            cards = self._catalogue.rows("SELECT number, card_vector FROM reviews")
            dense = DenseIndex(self._catalogue, self._store, self._exact_passages)
            self._snapshot = _Snapshot(
                state,
                all_reviews(self._catalogue),
                {number: unpack(blob) for number, blob in cards},
                dense,
                LexicalIndex(self._catalogue, self._embedder().knows),
            )
        return self._snapshot
