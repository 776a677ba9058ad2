"""Run a suite: check every appraised review, score, write the run file and the report, and hold it to the gate."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpus.library import Library
from evals.dataset import DATA
from evals.judgement import Judgement
from evals.metrics import Figure, measured
from evals.search_set import search_library
from evals.solver import Solver
from evals.suite import SPLITS, Suite, open_suite
from evals.tasks import TASKS, judge_held_out, judge_passages, judge_questions, judge_reviews, judge_steadiness

RUNS = Path(__file__).resolve().parent / "runs"
Baselines = dict[str, dict[str, Figure]]


@dataclass(frozen=True)
class Run:
    """One run of a suite: what was run, with which settings, on what, and every judgement.

    `baselines` holds, by "task: metric", what simple ways of doing the same reach.
    """

    suite: str
    commit: str
    version: str
    data: str
    date: str
    settings: dict[str, str]
    seconds: float
    figures: dict[str, Figure]
    baselines: Baselines
    judgements: list[Judgement]

    @property
    def own(self) -> bool:
        """Whether the reviews are somebody's own, not this project's."""
        return self.suite not in SPLITS

    def to_json(self) -> str:
        """The versioned run file; one judgement a line, so that a change of one is a change of one line."""
        raw = asdict(self)
        lines = [json.dumps(item, ensure_ascii=False) for item in raw.pop("judgements")]
        head = json.dumps(raw, ensure_ascii=False, indent=1).removesuffix("\n}")
        return head + ',\n "judgements": [\n' + ",\n".join(lines) + "\n]}\n"


def figures_of(judgements: list[Judgement]) -> dict[str, Figure]:
    """Every goal's figure, by "task: metric"."""
    return {
        f"{task.id}: {goal.name}": measured(goal.metric, [j for j in judgements if j.task == task.id])
        for task in TASKS
        for goal in task.goals
    }


def judge(suite: Suite, solver: Solver, steadiness: bool = True, collection: Library | None = None) -> list[Judgement]:
    """Every judgement of a suite.

    Args:
        suite: the reviews and what else is asked.
        solver: the assistant.
        steadiness: whether changed copies of the reviews are checked too.
        collection: the search collection, for a suite with queries to it.
    """
    pairs = []
    for number, example in enumerate(suite.examples, 1):
        _tell(f"checking {number} of {len(suite.examples)}: {example.id}")
        pairs.append((example, solver.check(example.document())))
    found = judge_reviews(pairs)
    if steadiness:
        _tell("checking changed copies of the reviews")
        found += judge_steadiness(pairs, solver)
    if suite.passages:
        _tell("checking passages")
        found += judge_passages(suite.passages, solver)
    if suite.questions:
        _tell("asking questions of the starter library")
        found += judge_questions(suite.questions, solver)
    if suite.queries and collection:
        _tell("searching the search collection")
        found += judge_held_out(suite.queries, Solver(collection))
    _tell("")
    return found


def run(suite: Suite, solver: Solver, collection: Library | None = None) -> Run:
    """Judge a suite and work out its figures and baselines."""
    from assistant.guidance import default_edition
    from evals.baselines import all_baselines
    from evals.simple_finders import finder_baselines

    began = time.monotonic()
    judgements = judge(suite, solver, collection=collection)
    described = [example for example in suite.examples if not example.only_criteria]
    settings = {"engine": "builtin", "guidance": default_edition().id}
    return Run(
        suite=suite.name,
        commit=_commit(),
        version=_version(),
        data=suite.data,
        date=time.strftime("%Y-%m-%d"),
        settings=settings,
        figures=figures_of(judgements),
        baselines=all_baselines(suite, solver, collection) | finder_baselines(described, judgements),
        judgements=judgements,
        seconds=round(time.monotonic() - began, 1),
    )


def run_suite(name: str, out: Path | None) -> int:
    """Run a suite by name (build, dev, test) or a folder of one's own; returns the exit status."""
    from evals.gate import compare
    from evals.report import write_report
    from evals.starter import starter_library

    suite = open_suite(name)
    with (
        starter_library() if suite.questions else nullcontext() as library,
        search_library() if suite.queries else nullcontext() as collection,
    ):
        done = run(suite, Solver(library), collection)
    before = None if suite.own else load_run(suite.name)
    falls = compare(done, before) if before else []
    target = out or Path("evals-report")
    target.mkdir(parents=True, exist_ok=True)
    (target / f"run-{suite.name}.json").write_text(done.to_json(), encoding="utf-8")
    write_report(done, before, target)
    for goal, figure in done.figures.items():
        print(f"{goal:32} {show(figure)}")
    print(f"Report: {target / f'report-{suite.name}.html'}")
    for fall in falls:
        print(f"second-question: {fall}", file=sys.stderr)
    return 1 if falls else 0


def show(figure: Figure) -> str:
    """A figure in words: value, interval, n."""
    if figure.value is None:
        return "not measured"
    interval = f" ({figure.low:.2f} to {figure.high:.2f})" if figure.low is not None else ""
    return f"{figure.value:.3f}{interval}, n={figure.n} over {figure.reviews}"


def load_run(suite: str) -> Run | None:
    """The last committed run of a split, or None."""
    path = RUNS / f"run-{suite}.json"
    return read_run(path.read_text(encoding="utf-8")) if path.is_file() else None


def read_run(text: str) -> Run:
    """The run that `Run.to_json` wrote."""
    raw: dict[str, Any] = json.loads(text)
    raw["figures"] = {name: Figure(**value) for name, value in raw["figures"].items()}
    raw["baselines"] = {
        goal: {way: Figure(**value) for way, value in ways.items()} for goal, ways in raw["baselines"].items()
    }
    raw["judgements"] = [Judgement(**value) for value in raw["judgements"]]
    return Run(**raw)


def _tell(step: str) -> None:
    print(f"\r{step:70}", end="\n" if not step else "", file=sys.stderr, flush=True)


def _commit() -> str:
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True, cwd=DATA.parent
        )
        return done.stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _version() -> str:
    try:
        return version("second-question")
    except PackageNotFoundError:
        return "not installed"
