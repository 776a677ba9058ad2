from __future__ import annotations

import numpy as np

from corpus.ranking import Signals, fuse


def _signals(cosines: list[float], reviews: list[int]) -> Signals:
    """Passages of which nothing is known but how near they are, and of which review."""
    near = np.array(cosines, dtype=np.float32)
    none = np.zeros_like(near)
    return Signals(
        whole=near, sentence=near, sentences=near, words=none, review_words=none, card=none,
        review=np.array(reviews), front=np.zeros(len(reviews), dtype=np.bool_),
    )  # fmt: skip


def test_a_paper_of_one_passage_stands_before_a_long_review_with_many_that_are_a_little_less_near() -> None:
    scores = fuse(_signals([0.6, 0.55, 0.54, 0.53, 0.52, 0.1], [1, 2, 2, 2, 2, 3]))
    assert int(scores.argmax()) == 0


def test_what_is_found_beside_it_in_its_review_does_not_move_a_passage() -> None:
    alone = fuse(_signals([0.6, 0.5, 0.1], [1, 2, 3]))
    among = fuse(_signals([0.6, 0.5, 0.1], [1, 1, 1]))
    assert np.array_equal(alone, among)
