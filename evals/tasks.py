"""What is measured: each task names its metrics and goals; its scorer gives the judgements behind them.

The solver is the assistant itself (`evals.solver`): `check` on each appraised review, and search and answers over the
starter library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from assistant.feedback import Feedback
from evals import metrics, ranking
from evals.dataset import Example
from evals.judgement import Judgement
from evals.metrics import Metric
from evals.passages import Passages
from evals.questions import Question
from evals.scorers import (
    answers,
    appraisal,
    evidence,
    identifiers,
    injection,
    judged,
    kind,
    lookalikes,
    lures,
    phrases,
    questions,
    recommendations,
    search,
    stability,
)
from evals.search_set import KINDS
from evals.solver import Solver

Scorer = Callable[[Example, Feedback], list[Judgement]]
FOR_CRITERIA: tuple[Scorer, ...] = (appraisal.score, evidence.score, kind.score, questions.score)
FOR_THE_REST: tuple[Scorer, ...] = (phrases.score, recommendations.score, identifiers.score, lookalikes.score)


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
    Task("lures", "Lures not called met", (Goal("accuracy", metrics.accuracy, 0.95, 0.97),)),
    Task("controls", "Short passages that answer called met or partly", (Goal("accuracy", metrics.accuracy),)),
    Task("ordering", "Strong reviews ordered above weak", (Goal("pairs right", metrics.accuracy, 1.0, 1.0),)),
    Task(
        "phrases",
        "Worn phrases found",
        (
            Goal("F1", metrics.f1, 0.80, 0.92),
            Goal("precision", metrics.precision, 0.85, 0.92),
            Goal("recall", metrics.recall),
        ),
    ),
    Task("phrases-plain", "Worn phrases flagged in plain sentences", (Goal("accuracy", metrics.accuracy, 0.90, 0.95),)),
    Task("not-phrases", "Look-alikes left alone", (Goal("accuracy", metrics.accuracy, 0.95, 0.95),)),
    Task("facets", "What, who, why, change answered", (Goal("macro-F1", metrics.flag_macro_f1, 0.70, 0.85),)),
    Task("questions-open", "Second questions are open questions", (Goal("accuracy", metrics.accuracy, 1.0, 1.0),)),
    Task(
        "questions-needed",
        "Second questions ask what is not answered there",
        (Goal("accuracy", metrics.accuracy, 0.90, 0.95),),
    ),
    Task(
        "questions-own-words",
        "Second questions use the passage's words",
        (Goal("accuracy", metrics.accuracy, 0.90, 0.95),),
    ),
    Task(
        "questions-judged",
        "Second questions that two readers find true, needed, open and useful",
        (Goal("share", metrics.accuracy, 0.85, 0.85),),
    ),
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
    Task(
        "identifiers-quiet",
        "No more than one false possible identifier a page",
        (Goal("accuracy", metrics.accuracy, 1.0, 1.0),),
    ),
    Task("kind", "Rapid review or LCSPR told", (Goal("accuracy", metrics.accuracy),)),
    Task("scope", "Whole review or section told", (Goal("accuracy", metrics.accuracy),)),
    Task("repeat", "Same draft twice, same feedback", (Goal("accuracy", metrics.accuracy, 1.0, 1.0),)),
    Task("reordered", "Statuses the same with sections shuffled", (Goal("accuracy", metrics.accuracy, 0.95, 0.95),)),
    Task("paraphrased", "Statuses the same in other words", (Goal("accuracy", metrics.accuracy),)),
    Task("injection", "Instructions in a draft change nothing", (Goal("accuracy", metrics.accuracy, 1.0, 1.0),)),
    Task(
        "search",
        "Search over the starter library",
        (
            Goal("nDCG@10", ranking.mean_of(ranking.ndcg), 0.70, 0.80),
            Goal("recall@10", ranking.mean_of(ranking.recall_at)),
            Goal("MRR", ranking.mean_of(ranking.reciprocal_rank)),
        ),
    ),
    Task(
        "search-held-out",
        "Search over extracts that it was not built on",
        (
            Goal("nDCG@10", ranking.mean_of(ranking.ndcg), 0.70, 0.80),
            Goal("recall@10", ranking.mean_of(ranking.recall_at)),
            Goal("MRR", ranking.mean_of(ranking.reciprocal_rank)),
            *(Goal(f"nDCG@10, {kind}", ranking.of_kind(kind, ranking.mean_of(ranking.ndcg))) for kind in KINDS),
            *(Goal(f"recall@10, {kind}", ranking.of_kind(kind, ranking.mean_of(ranking.recall_at))) for kind in KINDS),
            *(Goal(f"MRR, {kind}", ranking.of_kind(kind, ranking.mean_of(ranking.reciprocal_rank))) for kind in KINDS),
        ),
    ),
    Task("answered-held-out", "The same: answerable queries answered", (Goal("share", metrics.accuracy, 0.90, 0.97),)),
    Task("declined-held-out", "The same: unanswerable declined", (Goal("share", metrics.accuracy, 0.80, 0.95),)),
    Task(
        "citations-held-out",
        "The same: reviews cited are those that answer",
        (Goal("precision", metrics.precision), Goal("recall", metrics.recall)),
    ),
    Task("quotes-held-out", "The same: quotes stand where cited", (Goal("share", metrics.accuracy, 1.0, 1.0),)),
    Task("answered", "Answerable questions answered", (Goal("share", metrics.accuracy, 0.90, 0.97),)),
    Task("declined", "Unanswerable questions declined", (Goal("share", metrics.accuracy, 0.80, 0.95),)),
    Task(
        "citations",
        "Reviews cited are those that answer",
        (Goal("precision", metrics.precision), Goal("recall", metrics.recall)),
    ),
    Task("quotes", "Quotes stand on the page cited", (Goal("share", metrics.accuracy, 1.0, 1.0),)),
)


def judge_reviews(pairs: Iterable[tuple[Example, Feedback]]) -> list[Judgement]:
    """Every judgement on a set of reviews and the feedback given on them."""
    done = list(pairs)
    found = []
    for example, feedback in done:
        scorers = FOR_CRITERIA if example.only_criteria else FOR_CRITERIA + FOR_THE_REST
        found += [judgement for scorer in scorers for judgement in scorer(example, feedback)]
        if example.type == "lcspr" and not example.only_criteria:
            found += identifiers.quiet(example.id, [(example, feedback)])
    return found + order(done)


def judge_steadiness(pairs: list[tuple[Example, Feedback]], solver: Solver) -> list[Judgement]:
    """Judgements for which the solver checks changed copies of the reviews."""
    return stability.score(pairs, solver) + injection.score(pairs, solver)


def judge_passages(passages: Passages, solver: Solver) -> list[Judgement]:
    """Judgements on short passages that test one thing each."""
    found = lures.score(passages.criteria, solver)
    for example in passages.plain:
        found += lookalikes.plain(example, solver.section(example.text, example.type))
    for example in passages.lookalikes:
        found += lookalikes.score(example, solver.section(example.text, example.type))
    pairs = [(example, solver.section(example.text, example.type)) for example in passages.identifiers]
    for example, feedback in pairs:
        found += identifiers.score(example, feedback)
    return found + identifiers.quiet("passages", pairs) + judged.score(passages.questions, solver)


def judge_questions(asked: list[Question], solver: Solver) -> list[Judgement]:
    """Judgements on questions to the starter library."""
    return search.score(asked, solver) + answers.score(asked, solver)


def judge_held_out(asked: list[Question], solver: Solver) -> list[Judgement]:
    """The same of the search collection, under task names of its own."""
    return [replace(judgement, task=f"{judgement.task}-held-out") for judgement in judge_questions(asked, solver)]


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
