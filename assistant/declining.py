"""Whether the passages found hold an answer at all, from what search says of each.

Weights and floor were chosen on questions written for it: see `docs/decisions/declining.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.library import Hit

LOOKED_AT = 5
WEIGHTS = {"dense": 0.25, "sentence": 1.0, "coverage": 0.3, "card": 0.4}
FLOOR = 0.82
"""Evidence below which there is no answer."""


def evidence(hits: Sequence[Hit]) -> float:
    """How much the one passage that speaks most to the question does so; 0 without passages. For FLOOR only."""
    return max(
        (sum(weight * hit.signals.get(name, 0.0) for name, weight in WEIGHTS.items()) for hit in hits[:LOOKED_AT]),
        default=0.0,
    )


def holds_answer(hits: Sequence[Hit]) -> bool:
    """Whether to answer from these passages rather than decline."""
    return bool(hits) and evidence(hits) >= FLOOR
