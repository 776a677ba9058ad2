"""Word search over the catalogue's indexes: BM25 over stems, spelling, and how rare a word is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from corpus.catalogue import Catalogue
from corpus.expand import form_words
from corpus.stemming import stem, stems, words

FORM_WEIGHT = 0.7
"""Weight of another way of saying the same, beside 1 for the question's own words."""
ALSO_WEIGHT = 0.35
"""Weight of what tends to stand beside it."""
MOST_ROWS = 1000
"""Rows taken from one word query, best first: more than can matter to a list of tens."""
LEAST_RESPELL = 5
"""A word shorter than this is not put right: too many words are one letter from it."""
RESPELL_SCORE = 82.0
COMMON_SHARE, COMMON_FROM = 0.08, 20_000
"""In a library of more than COMMON_FROM passages a word in more than this share of them is not looked for by itself: it
moves no ranking and costs most of the time."""

Index = Literal["passage_words", "review_words"]


class LexicalIndex:
    """The word indexes of one catalogue, as they stand when it is made.

    Args:
        catalogue: the open catalogue.
        is_word: tells common English words, which are never taken for slips of the pen.
    """

    def __init__(self, catalogue: Catalogue, is_word: Callable[[str], bool]) -> None:
        self._catalogue = catalogue
        self._is_word = is_word
        ((self.passages,),) = catalogue.rows("SELECT COUNT(*) FROM vectors")
        self._vocabulary: dict[str, int] | None = None

    def scores(
        self, index: Index, columns: Sequence[float], terms: Sequence[str], forms: Sequence[str], also: Sequence[str]
    ) -> dict[int, float]:
        """BM25 of rows of an index, by row number; only rows that hold something are there.

        Args:
            index: passages (section, text) or whole reviews (card, text).
            columns: weight of each of the index's columns.
            terms: the question's words.
            forms: phrases that mean the same.
            also: phrases that go with them.
        """
        total: dict[int, float] = {}
        for phrases, weight in ((terms, 1.0), (forms, FORM_WEIGHT), (also, ALSO_WEIGHT)):
            for row, score in self._match(index, columns, self._telling(phrases)):
                total[row] = total.get(row, 0.0) + weight * score
        return total

    @property
    def rarest(self) -> float:
        """Inverse document frequency of a word that no passage has."""
        return math.log(1 + (self.passages + 0.5) / 0.5)

    def rarity(self, cut: Sequence[str]) -> Mapping[str, float]:
        """Inverse document frequency over passages, by stem; 0 where no passage has it."""
        found = {}
        for one in set(cut):
            row = self._catalogue.one("SELECT doc FROM stems WHERE term = ?", (one,))
            found[one] = math.log(1 + (self.passages - row[0] + 0.5) / (row[0] + 0.5)) if row else 0.0
        return found

    def respell(self, word: str) -> str | None:
        """The word that was probably meant by one that the library does not hold; the commoner of two as near."""
        if len(word) < LEAST_RESPELL or self._is_word(word):
            return None
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if self._vocabulary is None:
            rows = self._catalogue.rows("SELECT term, doc FROM vocabulary WHERE length(term) > 3")
            self._vocabulary = dict.fromkeys(form_words(), 0) | {term: doc for term, doc in rows if term.isalpha()}
        if word in self._vocabulary:
            return None
        near = process.extract(
            word,
            [known for known in self._vocabulary if abs(len(known) - len(word)) <= 2],
            scorer=OSA.normalized_similarity,
            score_cutoff=RESPELL_SCORE / 100,
            limit=10,
        )
        # Few people mistype the first letter, and "mother" is not a slip for "bother".
        likely = [(score, self._vocabulary[known], known) for known, score, _ in near if known[0] == word[0]]
        return max(likely)[2] if likely else None

    def _telling(self, phrases: Sequence[str]) -> Sequence[str]:
        """The phrases without words that stand nearly everywhere, or all if none is left."""
        if self.passages <= COMMON_FROM:
            return phrases
        least = math.log(1 + (1 - COMMON_SHARE) / COMMON_SHARE)
        rare = self.rarity(stems(phrases))
        return [phrase for phrase in phrases if " " in phrase or rare[stem(phrase)] >= least] or phrases

    def _match(self, index: Index, columns: Sequence[float], phrases: Iterable[str]) -> list[tuple[int, float]]:
        quoted = sorted({f'"{" ".join(words(phrase))}"' for phrase in phrases} - {'""'})
        if not quoted:
            return []
        weights = ", ".join(str(float(column)) for column in columns)
        rows = self._catalogue.rows(
            f"SELECT rowid, -bm25({index}, {weights}) AS score FROM {index} WHERE {index} MATCH ? "
            f"ORDER BY score DESC LIMIT {MOST_ROWS}",
            (" OR ".join(quoted),),
        )
        return [(int(row), float(score)) for row, score in rows]
