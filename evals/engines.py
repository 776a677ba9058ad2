"""Two engines side by side: the builtin, and the builtin with the language model that is set, on the same suite."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.answers import Answer
from assistant.feedback import Feedback
from assistant.model.choice import Choice
from assistant.model.engine import ModelEngine
from assistant.model.ledger import DROPPED, Ledger
from corpus.document import Document
from corpus.library import Library
from evals.metrics import Figure
from evals.run import figures_of, judge, show
from evals.solver import Solver
from evals.suite import Suite, open_suite


class ModelSolver(Solver):
    """The assistant with a language model."""

    def __init__(self, engine: ModelEngine, library: Library | None = None) -> None:
        super().__init__(library)
        self._engine = engine

    def check(self, document: Document) -> Feedback:
        """Feedback in which the model took part."""
        return self._engine.check(document, super().check(document))

    def section(self, text: str, draft_type: str) -> Feedback:
        """Feedback on a passage, in which the model took part."""
        from corpus.reading import read_text

        return self._engine.check(read_text(text, "passage", "md"), super().section(text, draft_type))

    def ask(self, question: str) -> Answer:
        """An answer in which the model took part."""
        return self._engine.ask(question, self._open(), super().ask(question))


@dataclass(frozen=True)
class Side:
    """One engine's run: figures by goal, seconds in all, and what the model used (zeroes for the builtin)."""

    engine: str
    figures: dict[str, Figure]
    seconds: float
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    failed: int = 0
    dropped: dict[str, int] | None = None


def compare_engines(name: str, out: Path | None, engine: ModelEngine) -> int:
    """Run a suite with both engines, print and write the comparison; returns the exit status.

    Changed copies of reviews are left out: they triple the cost, and say nothing on which engine judges better.
    """
    from evals.starter import starter_library

    suite = open_suite(name)
    with starter_library() if suite.questions else nullcontext() as library:
        sides = [_run(suite, Solver(library), "builtin"), _run(suite, ModelSolver(engine, library), engine.choice.id)]
    sides[1] = _used(sides[1], engine.choice, engine.ledgers)
    target = out or Path("evals-report")
    target.mkdir(parents=True, exist_ok=True)
    text = as_text(suite, sides)
    (target / f"engines-{suite.name}.md").write_text(text, encoding="utf-8")
    (target / f"engines-{suite.name}.json").write_text(
        json.dumps([asdict(s) for s in sides], indent=1), encoding="utf-8"
    )
    print(text)
    return 0 if sides[1].failed < max(sides[1].requests, 1) else 1


def _run(suite: Suite, solver: Solver, engine: str) -> Side:
    began = time.monotonic()
    figures = figures_of(judge(suite, solver, steadiness=False))
    return Side(engine, figures, round(time.monotonic() - began, 1))


def _used(side: Side, choice: Choice, ledgers: list[Ledger]) -> Side:
    dropped: Counter[str] = Counter()
    for ledger in ledgers:
        dropped.update({DROPPED[reason]: count for reason, count in ledger.dropped.items()})
    costs = [ledger.cost for ledger in ledgers if ledger.cost is not None]
    return Side(
        engine=choice.id,
        figures=side.figures,
        seconds=side.seconds,
        requests=sum(ledger.requests for ledger in ledgers),
        tokens_in=sum(ledger.tokens_in for ledger in ledgers),
        tokens_out=sum(ledger.tokens_out for ledger in ledgers),
        cost=round(sum(costs), 4) if costs else None,
        failed=sum(len(ledger.failures) for ledger in ledgers),
        dropped=dict(dropped),
    )


def as_text(suite: Suite, sides: list[Side]) -> str:
    """The comparison as Markdown; intervals are 95 %, by bootstrap over reviews."""
    first, second = sides
    lines = [
        f"# Engines side by side on {suite.name} (data {suite.data})",
        "",
        f"| what | {first.engine} | {second.engine} |",
        "|---|---|---|",
    ]
    for goal, figure in first.figures.items():
        if figure.value is not None or second.figures[goal].value is not None:
            lines.append(f"| {goal} | {show(figure)} | {show(second.figures[goal])} |")
    cost = "no price set" if second.cost is None else f"{second.cost:.4f}"
    lines += [
        f"| seconds | {first.seconds} | {second.seconds} |",
        f"| requests, of which failed | 0 | {second.requests}, {second.failed} |",
        f"| tokens sent, received | 0 | {second.tokens_in}, {second.tokens_out} |",
        f"| cost | 0 | {cost} |",
        "",
    ]
    if second.dropped:
        told = "; ".join(f"{count} {reason}" for reason, count in second.dropped.items())
        lines.append(f"Dropped, because it could not be verified: {told}.")
    return "\n".join(lines) + "\n"
