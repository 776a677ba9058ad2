"""Measures of a ranking against graded judgements."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain, gain 2^grade - 1, discount log2(rank + 1)."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(name, 0) for name in ranking[:depth]]) / ideal if ideal else 0.0


def recall(ranking: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Share of the judged documents (grade above 0) among the first `depth`."""
    wanted = {name for name, grade in grades.items() if grade > 0}
    return len(wanted & set(ranking[:depth])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int], least: int = 2) -> float:
    """1 / rank of the first document of grade `least` or more, 0 if there is none."""
    return next((1 / rank for rank, name in enumerate(ranking, 1) if grades.get(name, 0) >= least), 0.0)


def interval(values: Sequence[float], seed: int = 0, rounds: int = 2000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean."""
    draw = random.Random(seed)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(rounds))
    return means[int(rounds * 0.025)], means[int(rounds * 0.975)]


def reciprocal_rank_fusion(rankings: Sequence[Sequence[str]], constant: int = 60) -> list[str]:
    """Plain fusion: names by the sum over rankings of 1 / (constant + rank)."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking, 1):
            scores[name] = scores.get(name, 0.0) + 1 / (constant + rank)
    return sorted(scores, key=lambda name: (-scores[name], name))


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
