"""Measures of a ranking against grades, and plain fusion of rankings."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from evals.judgement import Judgement
from evals.metrics import Metric

DEPTH = 10
FUSION_CONSTANT = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009)."""


def ndcg(ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: gain 2^grade - 1, discount log2(rank + 1)."""
    best = _gain(sorted(grades.values(), reverse=True)[:depth])
    return _gain([grades.get(name, 0) for name in ranking[:depth]]) / best if best else 0.0


def recall_at(ranking: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Share of the graded names that are among the first `depth`."""
    return len(set(grades) & set(ranking[:depth])) / len(grades) if grades else 0.0


def reciprocal_rank(ranking: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 / rank of the first name with the highest grade given; 0 where it is not ranked."""
    top = max(grades.values(), default=0)
    return next((1 / rank for rank, name in enumerate(ranking, 1) if grades.get(name) == top), 0.0)


def fused(rankings: Sequence[Sequence[str]]) -> list[str]:
    """Names by the sum over rankings of 1 / (60 + rank), best first; ties by name."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, name in enumerate(ranking, 1):
            scores[name] = scores.get(name, 0.0) + 1 / (FUSION_CONSTANT + rank)
    return sorted(scores, key=lambda name: (-scores[name], name))


def packed(grades: Mapping[str, int]) -> str:
    """Grades as the text of a judgement: "3 a.pdf; 1 b.pdf"."""
    return "; ".join(f"{grade} {name}" for name, grade in sorted(grades.items(), key=lambda item: (-item[1], item[0])))


def unpacked(text: str) -> dict[str, int]:
    """The grades that `packed` wrote."""
    pairs = (part.split(" ", 1) for part in text.split("; ") if part)
    return {name: int(grade) for grade, name in pairs}


def mean_of(measure: Callable[[Sequence[str], Mapping[str, int]], float]) -> Metric:
    """A metric: the mean of a measure over judgements whose `expected` is packed grades and `got` a ranking."""

    def metric(judgements: Sequence[Judgement]) -> float | None:
        values = [measure([n for n in j.got.split("; ") if n], unpacked(j.expected)) for j in judgements]
        return sum(values) / len(values) if values else None

    return metric


def of_kind(kind: str, metric: Metric) -> Metric:
    """A metric over the judgements whose item is `kind` alone."""
    return lambda judgements: metric([j for j in judgements if j.item == kind])


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))
