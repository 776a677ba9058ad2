"""What is measured: each task names its scorer's judgements, its metrics, its goal, and a baseline to beat.

The solver is the assistant itself: `check` on each appraised review, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.feedback import Feedback
from evals import metrics
from evals.dataset import Example
from evals.judgement import Judgement
from evals.metrics import Metric
from evals.scorers import appraisal, evidence, identifiers, lookalikes, phrases, recommendations

Scorer = Callable[[Example, Feedback], list[Judgement]]
SCORERS: tuple[Scorer, ...] = (
    appraisal.score,
    evidence.score,
    phrases.score,
    recommendations.score,
    identifiers.score,
    lookalikes.score,
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A metric of a task, with the figure to reach; `gate` says whether a fall fails CI."""

    name: str
    metric: Metric
    first: float | None = None
    then: float | None = None
    gate: bool = True


@dataclass(frozen=True, slots=True)
class Task:
    """One thing the assistant does, and how well."""

    id: str
    title: str
    goals: tuple[Goal, ...] = field(default=())


TASKS: tuple[Task, ...] = (
    Task(
        "appraisal",
        "Status of each criterion",
        (
            Goal("macro-F1", metrics.macro_f1, 0.65, 0.85),
            Goal("quadratic kappa", metrics.kappa, 0.65, 0.85),
        ),
    ),
    Task("evidence", "Evidence overlaps the appraiser's", (Goal("accuracy", metrics.accuracy, 0.90, 0.90),)),
    Task(
        "phrases",
        "Worn phrases found",
        (
            Goal("F1", metrics.f1, 0.80, 0.92),
            Goal("precision", metrics.precision, 0.85, 0.92),
            Goal("recall", metrics.recall),
        ),
    ),
    Task("facets", "What, who, why, change answered", (Goal("macro-F1", metrics.flag_macro_f1, 0.70, 0.85),)),
    Task(
        "recommendations",
        "Recommendations and actions found",
        (
            Goal("F1", metrics.f1, 0.80, 0.92),
            Goal("precision", metrics.precision),
            Goal("recall", metrics.recall),
        ),
    ),
    Task("flags", "Owner, specific, by when, measure", (Goal("F1", metrics.flag_f1, 0.80, 0.92),)),
    Task(
        "identifiers",
        "Possible identifiers found",
        (
            Goal("recall", metrics.recall, 0.90, 0.97),
            Goal("precision", metrics.precision),
        ),
    ),
    Task("ordering", "Strong reviews ordered above weak", (Goal("pairs right", metrics.accuracy, 1.0, 1.0),)),
    Task("kind", "Rapid review or LCSPR told", (Goal("accuracy", metrics.accuracy),)),
    Task("not-phrases", "Look-alikes left alone", (Goal("accuracy", metrics.accuracy, 0.95, 0.95),)),
)


def judge_reviews(pairs: Iterable[tuple[Example, Feedback]]) -> list[Judgement]:
    """Every judgement on a set of reviews and the feedback given on them."""
    done = list(pairs)
    found = [judgement for example, feedback in done for scorer in SCORERS for judgement in scorer(example, feedback)]
    found += [
        Judgement("kind", example.id, "type", example.type, feedback.document.type, "", "")
        for example, feedback in done
    ]
    return found + order(done)


def order(done: list[tuple[Example, Feedback]]) -> list[Judgement]:
    """One judgement a pair of a strong and a weak review of one type: which has the higher strength."""
    found = []
    for strong, above in done:
        for weak, below in done:
            if strong.type != weak.type or (strong.overall, weak.overall) != ("strong", "weak"):
                continue
            got = "strong" if above.summary.strength > below.summary.strength else "weak"
            reason = f"{above.summary.strength} against {below.summary.strength}"
            found.append(Judgement("ordering", strong.id, f"{strong.id} above {weak.id}", "strong", got, reason))
    return found
