"""Finding passages whose vectors are near a question's: by looking at all of them, or through Chroma."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.codes import unpack
from corpus.embedding import DIMENSION
from corpus.stored import blobs_by_number
from corpus.vectors import VectorStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from corpus.embedding import Vectors

    Numbers = NDArray[np.int64]
    Mask = NDArray[np.bool_]

EXACT_PASSAGES = 150_000
"""Up to this many passages every vector is looked at: 1.5 KB of memory each and 9 ms a question at 100,000, exact with
any filter, with no second process on Chroma's files. Above it Chroma's index is used."""


class DenseIndex:
    """The searchable passages of one catalogue and their vectors, as they stand when it is made.

    `numbers` are the passages' numbers in rising order; `reviews`, `kinds` and `ids` belong to them in that order.

    Args:
        catalogue: where the vectors are kept.
        store: opens the vector store; called only for a library too large to look at whole.
        exact_passages: largest library to look at whole.
    """

    def __init__(
        self, catalogue: Catalogue, store: Callable[[], VectorStore], exact_passages: int = EXACT_PASSAGES
    ) -> None:
        import numpy as np

        self._catalogue = catalogue
        self._store = store
        rows = catalogue.rows(
            "SELECT number, review, kind, id FROM passages "
            "WHERE number IN (SELECT passage FROM vectors) ORDER BY number"
        )
        self.numbers: Numbers = np.array([row[0] for row in rows], dtype=np.int64)
        self.reviews: Numbers = np.array([row[1] for row in rows], dtype=np.int64)
        self.kinds = [str(row[2]) for row in rows]
        self.ids = [str(row[3]) for row in rows]
        self._matrix = self._load() if len(rows) <= exact_passages else None

    def allowed(self, reviews: Collection[int] | None, kinds: Collection[str] | None) -> Mask | None:
        """Which passages belong to some reviews and are of some kinds; None allows all."""
        import numpy as np

        mask = None
        if reviews is not None:
            mask = np.isin(self.reviews, np.fromiter(reviews, dtype=np.int64))
        if kinds is not None:
            of_kind = np.fromiter((kind in kinds for kind in self.kinds), dtype=np.bool_, count=len(self.kinds))
            mask = of_kind if mask is None else mask & of_kind
        return mask

    def positions(self, numbers: Collection[int], allowed: Mask | None) -> Numbers:
        """Where passages stand in `numbers`, in rising order, leaving out those unknown or not allowed."""
        import numpy as np

        wanted = np.fromiter(numbers, dtype=np.int64, count=len(numbers))
        found = np.searchsorted(self.numbers, wanted)
        found = found[found < len(self.numbers)]
        found = np.unique(found[np.isin(self.numbers[found], wanted)])
        return found if allowed is None else found[allowed[found]]

    def nearest(self, vector: Vectors, most: int, allowed: Mask | None) -> Numbers:
        """Positions of the passages nearest to a unit vector, `most` at most, in no order."""
        import numpy as np

        if self._matrix is None:
            return self._ask_store(vector, most, allowed)
        choice = np.arange(len(self.numbers)) if allowed is None else np.flatnonzero(allowed)
        if len(choice) <= most:
            return choice
        cosines = (self._matrix @ vector)[choice]
        return choice[np.argpartition(-cosines, most)[:most]]

    def cosines(self, vector: Vectors, positions: Numbers) -> Vectors:
        """Cosine of a unit vector with the passages at some positions."""
        import numpy as np

        if self._matrix is not None:
            return self._matrix[positions] @ vector
        blobs = blobs_by_number(self._catalogue, self.numbers[positions].tolist(), "whole")
        rows = [unpack(blobs[number]) for number in self.numbers[positions].tolist()]
        return np.stack(rows) @ vector if rows else np.zeros(0, dtype=np.float32)

    def _load(self) -> Vectors:
        import numpy as np

        matrix = np.zeros((len(self.numbers), DIMENSION), dtype=np.float32)
        rows = self._catalogue.rows("SELECT passage, whole FROM vectors")
        known = self.positions([row[0] for row in rows], None)
        blobs = dict(rows)
        for position, number in zip(known.tolist(), self.numbers[known].tolist(), strict=True):
            matrix[position] = np.frombuffer(blobs[number], dtype="<f4")
        return matrix

    def _ask_store(self, vector: Vectors, most: int, allowed: Mask | None) -> Numbers:
        import numpy as np

        reviews = None
        if allowed is not None:
            ids = dict(self._catalogue.rows("SELECT number, id FROM reviews"))
            reviews = [ids[number] for number in np.unique(self.reviews[allowed]).tolist() if number in ids]
            if not reviews:
                return np.zeros(0, dtype=np.int64)
        names = [name for name, _ in self._store().query(vector, min(most, len(self.numbers)), reviews)]
        marks = ",".join("?" * len(names))
        numbers = self._catalogue.rows(f"SELECT number FROM passages WHERE id IN ({marks})", names)
        return self.positions([number for (number,) in numbers], allowed)
