"""The report on how far to trust the assistant: two pages a quality lead can defend, as HTML and Markdown."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.agreement import human
from evals.charts import reliability, reliability_svg
from evals.judgement import Judgement
from evals.metrics import STATUSES, Figure, macro_f1, measured
from evals.tasks import TASKS

if TYPE_CHECKING:
    from evals.run import Run

WORST = 20
FEW = 5
READABLE = (
    "lures", "controls", "phrases", "phrases-plain", "not-phrases", "questions-judged", "recommendations",
    "identifiers", "declined", "answered", "quotes", "injection",
    "declined-held-out", "answered-held-out", "quotes-held-out",
)  # fmt: skip


def limits(run: Run) -> list[str]:
    """What the figures cannot tell."""
    if run.own:
        about = [
            "Only criteria were judged in these reviews; phrases, recommendations and identifiers were not.",
            "Your reviews may be few, and your readers may differ: ask two of them to judge the same reviews.",
        ]
    else:
        about = [
            "The reviews are fictional, written for this project. Real reviews are longer and messier, and may differ.",
            "Labels are by careful readers of the rubric, not by safeguarding professionals.",
            "The questions to the library, and which reviews answer them, come from one person who had read summaries "
            "of the reviews; that the library cannot answer some was told by searching it for their words. Two readers "
            "graded the search collection, in pools of what some ways of searching had found.",
        ]
    return [
        *about,
        f"Intervals are for drawing other reviews like these ({run.suite}), not for other kinds of review.",
        "A figure that could not be measured is shown as not measured; it is not zero.",
        "Whether second questions are good questions needs a reader: two judged some of them, as worded then. Of the "
        "others only the form is measured.",
    ]


def rows(run: Run, before: Run | None) -> list[dict[str, Any]]:
    """The summary table: one row a goal."""
    found = []
    readers = {} if run.own else human()
    for task in TASKS:
        for goal in task.goals:
            name = f"{task.id}: {goal.name}"
            old = before.figures.get(name) if before else None
            found.append(
                {
                    "task": task.title,
                    "metric": goal.name,
                    "first": goal.first,
                    "then": goal.then,
                    "figure": run.figures[name],
                    "baseline": max((f.value for f in run.baselines.get(name, {}).values() if f.value), default=None),
                    "human": readers[name].value if name in readers else None,
                    "change": _change(run.figures[name], old),
                }
            )
    return found


def _change(new: Figure, old: Figure | None) -> float | None:
    if old is None or old.value is None or new.value is None:
        return None
    return new.value - old.value


def other_errors(run: Run) -> dict[str, list[Judgement]]:
    """The first errors of each task but appraisal whose judgements can be read one by one."""
    found: dict[str, list[Judgement]] = {}
    for j in run.judgements:
        if not j.right and j.task in READABLE and len(found.setdefault(j.task, [])) < FEW:
            found[j.task].append(j)
    return {task.title: found[task.id] for task in TASKS if found.get(task.id)}


def by_criterion(run: Run) -> list[dict[str, Any]]:
    """Per criterion: n, macro-F1 with interval, and how often the status agreed."""
    names = dict.fromkeys(j.item for j in run.judgements if j.task == "appraisal")
    found = []
    for name in names:
        judged = [j for j in run.judgements if j.task == "appraisal" and j.item == name]
        found.append(
            {
                "name": name,
                "figure": measured(macro_f1, judged),
                "agree": sum(j.right for j in judged),
                "n": len(judged),
            }
        )
    return found


def confusion(run: Run) -> list[tuple[str, list[int]]]:
    """Rows: the appraiser's status; columns: the assistant's, in the order of STATUSES, and last any other."""
    counts = Counter((j.expected, j.got if j.got in STATUSES else "") for j in run.judgements if j.task == "appraisal")
    return [(expected, [counts[expected, got] for got in (*STATUSES, "")]) for expected in STATUSES]


def worst(run: Run) -> list[Judgement]:
    """The errors most worth reading: the furthest out and the surest first."""

    def badness(j: Judgement) -> tuple[float, float]:
        far = abs(STATUSES.index(j.expected) - STATUSES.index(j.got)) if j.got in STATUSES else 1
        return (far, j.confidence or 0.0)

    wrong = [j for j in run.judgements if not j.right and j.task == "appraisal"]
    return sorted(wrong, key=badness, reverse=True)[:WORST]


@cache
def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, select_autoescape

    environment = Environment(
        loader=PackageLoader("evals", "templates"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["two"] = lambda value: "" if value is None else f"{value:.2f}"
    environment.filters["signed"] = lambda value: "" if value is None else f"{value:+.2f}"
    environment.filters["cell"] = lambda value: " ".join(str(value).replace("|", "/").split())
    return environment


def write_report(run: Run, before: Run | None, folder: Path) -> None:
    """Write report-SUITE.html and report-SUITE.md into a folder."""
    from markupsafe import Markup

    bins = reliability([j for j in run.judgements if j.task == "appraisal"])
    name = run.suite
    context = {
        "run": run,
        "before": before,
        "rows": rows(run, before),
        "criteria": by_criterion(run),
        "confusion": confusion(run),
        "statuses": STATUSES,
        "bins": bins,
        "plot": Markup(reliability_svg(bins)),
        "worst": worst(run),
        "others": other_errors(run),
        "titles": {f"{task.id}: {goal.name}": f"{task.title}, {goal.name}" for task in TASKS for goal in task.goals},
        "limits": limits(run),
        "name": name,
    }
    for ending in ("html", "md"):
        text = _environment().get_template(f"report.{ending}.j2").render(context)
        (folder / f"report-{name}.{ending}").write_text(text, encoding="utf-8")
