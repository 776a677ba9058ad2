"""Figures over judgements, and how sure they are.

Metrics come from scikit-learn; intervals are percentiles of a bootstrap over reviews (a review's judgements are not
independent of one another, so whole reviews are drawn). Unmeasured is None, never zero.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from corpus.errors import EngineError
from evals.judgement import Judgement

Metric = Callable[[Sequence[Judgement]], float | None]
STATUSES = ("missing", "partial", "met")
DRAWS = 400
SEED = 11


def ensure_metrics() -> None:
    """Say at once, and not after minutes of checking, that no figure could be reckoned.

    Raises:
        EngineError: scikit-learn is not installed.
    """
    if find_spec("sklearn") is None:
        raise EngineError(
            "The evals need scikit-learn, which is not installed", "make evals, or pip install 'second-question[evals]'"
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value with its 95 % interval and n judgements over so many reviews; None where unmeasured."""

    value: float | None
    low: float | None
    high: float | None
    n: int
    reviews: int


def macro_f1(judgements: Sequence[Judgement]) -> float | None:
    """Mean F1 over the statuses missing, partial and met."""
    if not judgements:
        return None
    from sklearn.metrics import f1_score

    return float(
        f1_score(
            [j.expected for j in judgements],
            [j.got for j in judgements],
            labels=list(STATUSES),
            average="macro",
            zero_division=0,
        )
    )


def kappa(judgements: Sequence[Judgement]) -> float | None:
    """Cohen's kappa with quadratic weights over missing < partial < met; None where all labels are one."""
    from sklearn.metrics import cohen_kappa_score

    expected = [STATUSES.index(j.expected) for j in judgements]
    got = [STATUSES.index(j.got) if j.got in STATUSES else 0 for j in judgements]
    if len(set(expected) | set(got)) < 2:
        return None
    return float(cohen_kappa_score(expected, got, weights="quadratic", labels=[0, 1, 2]))


def grade_kappa(judgements: Sequence[Judgement]) -> float | None:
    """Cohen's kappa with quadratic weights over the grades "0" to "3"; None where all are one."""
    from sklearn.metrics import cohen_kappa_score

    first, second = [int(j.expected) for j in judgements], [int(j.got) for j in judgements]
    if len({*first, *second}) < 2:
        return None
    return float(cohen_kappa_score(first, second, weights="quadratic", labels=[0, 1, 2, 3]))


def precision(judgements: Sequence[Judgement]) -> float | None:
    """Of what the assistant reported, the share that was expected."""
    said = [j for j in judgements if j.got]
    return sum(bool(j.expected) for j in said) / len(said) if said else None


def recall(judgements: Sequence[Judgement]) -> float | None:
    """Of what was expected, the share that the assistant reported."""
    wanted = [j for j in judgements if j.expected]
    return sum(bool(j.got) for j in wanted) / len(wanted) if wanted else None


def f1(judgements: Sequence[Judgement]) -> float | None:
    """Harmonic mean of precision and recall of items found; 0 where one side has items and the other none."""
    both = sum(bool(j.expected and j.got) for j in judgements)
    said, wanted = sum(bool(j.got) for j in judgements), sum(bool(j.expected) for j in judgements)
    return 2 * both / (said + wanted) if said + wanted else None


def flag_macro_f1(judgements: Sequence[Judgement]) -> float | None:
    """Mean over the flags (named in `item` before a colon) of the F1 of "yes" and "no"."""
    from sklearn.metrics import f1_score

    by_flag: dict[str, list[Judgement]] = {}
    for j in judgements:
        by_flag.setdefault(j.item.split(":")[0], []).append(j)
    if not by_flag:
        return None
    values = []
    for js in by_flag.values():
        pair = [j.expected for j in js], [j.got for j in js]
        values.append(float(f1_score(*pair, labels=["no", "yes"], average="macro", zero_division=1.0)))
    return sum(values) / len(values)


def flag_f1(judgements: Sequence[Judgement]) -> float | None:
    """F1 of "yes", pooled over flags."""
    both = sum(j.expected == j.got == "yes" for j in judgements)
    said = sum(j.got == "yes" for j in judgements)
    wanted = sum(j.expected == "yes" for j in judgements)
    return 2 * both / (said + wanted) if said + wanted else None


def accuracy(judgements: Sequence[Judgement]) -> float | None:
    """Share of judgements that are right."""
    return sum(j.right for j in judgements) / len(judgements) if judgements else None


def measured(metric: Metric, judgements: Sequence[Judgement], draws: int = DRAWS) -> Figure:
    """A metric with its bootstrap interval over reviews; the seed is fixed so that a rerun gives the same interval."""
    by_review: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        by_review.setdefault(judgement.review, []).append(judgement)
    names = sorted(by_review)
    value = metric(judgements)
    if value is None or len(names) < 2:
        return Figure(value, None, None, len(judgements), len(names))
    rng = random.Random(SEED)
    values = []
    for _ in range(draws):
        drawn = [j for name in rng.choices(names, k=len(names)) for j in by_review[name]]
        again = metric(drawn)
        if again is not None:
            values.append(again)
    values.sort()
    low, high = values[int(0.025 * len(values))], values[min(int(0.975 * len(values)), len(values) - 1)]
    return Figure(value, low, high, len(judgements), len(names))
