"""Run a suite: check every appraised review, score, write the run file and the report, and hold it to the gate."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.feedback import Feedback
from corpus.errors import UsageError
from evals.dataset import DATA, Example, load_folder
from evals.judgement import Judgement
from evals.metrics import Figure, macro_f1, measured
from evals.tasks import TASKS, judge_reviews

RUNS = Path(__file__).resolve().parent / "runs"
OWN = ("build", "dev", "test")


@dataclass(frozen=True)
class Run:
    """One run of a suite: what was run, on what, and every judgement."""

    suite: str
    commit: str
    version: str
    data: str
    seconds: float
    figures: dict[str, Figure]
    baselines: dict[str, Figure]
    judgements: list[Judgement]

    def to_json(self) -> str:
        """The versioned run file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def solve(example: Example) -> Feedback:
    """The assistant's feedback on one example, without a library (past learning is measured on its own)."""
    from assistant.check import check
    from corpus.reading import read_text

    return check(read_text(example.text, example.id, "md"))


def figures_of(judgements: list[Judgement]) -> dict[str, Figure]:
    """Every goal's figure, by "task: metric"."""
    return {
        f"{task.id}: {goal.name}": measured(goal.metric, [j for j in judgements if j.task == task.id])
        for task in TASKS
        for goal in task.goals
    }


def _baselines(examples: list[Example]) -> dict[str, Figure]:
    from assistant.guidance import edition
    from evals import baselines

    build = load_folder(DATA / "build")
    items = {c.id: c for kind in ("rapid_review", "lcspr") for c in edition("wt2018").criteria(kind)}
    made = {
        "always the commonest status": baselines.always_commonest(build, examples),
        "key words of the title": baselines.title_words({k: c.title for k, c in items.items()}, examples),
        "nearest sentence to the rubric": baselines.nearest_sentence(
            {k: c.met_when for k, c in items.items()}, build, examples
        ),
    }
    return {name: measured(macro_f1, judgements) for name, judgements in made.items()}


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


def data_version(folder: Path) -> str:
    """First twelve hex digits of the hash of every example file in a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*")):
        if path.suffix in (".md", ".json"):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def run_folder(folder: Path, suite: str) -> Run:
    """Check and score every example in a folder.

    Raises:
        UsageError: the folder holds no appraised reviews.
    """
    examples = load_folder(folder)
    if not examples:
        raise UsageError(f"{folder} holds no appraised reviews", "Each is ID.md with its labels in ID.json")
    began = time.monotonic()
    pairs = []
    for number, example in enumerate(examples, 1):
        print(f"\rchecking {number} of {len(examples)}: {example.id}   ", end="", file=sys.stderr, flush=True)
        pairs.append((example, solve(example)))
    print(file=sys.stderr)
    judgements = judge_reviews(pairs)
    return Run(
        suite, _commit(), _version(), data_version(folder), round(time.monotonic() - began, 1), figures_of(judgements),
        _baselines(examples), judgements,
    )  # fmt: skip


def run_suite(suite: str, out: Path | None) -> int:
    """Run a suite by name (build, dev, test) or a folder of one's own; returns the exit status."""
    folder = DATA / suite if suite in OWN else Path(suite)
    if not folder.is_dir():
        raise UsageError(f"There is no suite {suite}", "Use dev, test, or the name of a folder of appraised reviews")
    from evals.gate import compare
    from evals.report import write_report

    run = run_folder(folder, suite)
    before = load_run(suite)
    falls = compare(run, before) if before else []
    target = out or Path("evals-report")
    target.mkdir(parents=True, exist_ok=True)
    (target / f"run-{folder.name}.json").write_text(run.to_json(), encoding="utf-8")
    write_report(run, before, target)
    for name, figure in run.figures.items():
        print(f"{name:32} {show(figure)}")
    print(f"Report: {target / f'report-{folder.name}.html'}")
    for fall in falls:
        print(f"second-question: {fall}", file=sys.stderr)
    return 1 if falls else 0


def show(figure: Figure) -> str:
    """A figure in words: value, interval, n."""
    if figure.value is None:
        return "not measured"
    interval = f" ({figure.low:.2f} to {figure.high:.2f})" if figure.low is not None else ""
    return f"{figure.value:.3f}{interval}, n={figure.n} over {figure.reviews} reviews"


def load_run(suite: str) -> Run | None:
    """The last committed run of a suite, or None."""
    path = RUNS / f"run-{suite}.json"
    if suite not in OWN or not path.is_file():
        return None
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    raw["figures"] = {name: Figure(**value) for name, value in raw["figures"].items()}
    raw["baselines"] = {name: Figure(**value) for name, value in raw["baselines"].items()}
    raw["judgements"] = [Judgement(**value) for value in raw["judgements"]]
    return Run(**raw)
