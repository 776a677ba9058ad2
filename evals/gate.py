"""The gate: a change that makes a figure fall below the committed run's interval does not pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evals.tasks import TASKS

if TYPE_CHECKING:
    from evals.run import Run


def compare(run: Run, before: Run) -> list[str]:
    """One line for each gated figure that fell below the committed interval, or is no longer measured."""
    falls = []
    for task in TASKS:
        for goal in task.goals:
            name = f"{task.id}: {goal.name}"
            old, new = before.figures.get(name), run.figures.get(name)
            if not goal.gate or old is None or old.value is None:
                continue
            floor = old.low if old.low is not None else old.value
            if new is None or new.value is None:
                falls.append(f"{name} is no longer measured (it was {old.value:.3f})")
            elif new.value < floor:
                falls.append(f"{name} fell to {new.value:.3f}, below {floor:.3f} (it was {old.value:.3f})")
    return falls
