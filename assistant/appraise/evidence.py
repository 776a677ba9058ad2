"""Find the passages that bear on each criterion, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.instructions import gives_orders
from assistant.judge import CRITERIA, Floats, get_judge
from assistant.units import Unit, units
from corpus.document import Document

MOST = 3
FLOOR = 0.25


@dataclass(frozen=True)
class Weighed:
    """Every unit of a draft and how it bears on every criterion; arrays are (units, criteria), values 0..1."""

    units: tuple[Unit, ...]
    bears: Floats
    full: Floats

    def best(self, criterion: str) -> list[tuple[int, int]]:
        """Offsets of the units that bear most on a criterion, strongest first, at most MOST, at least one."""
        column = CRITERIA.index(criterion)
        weight = self.bears[:, column] + self.full[:, column]
        order = np.argsort(-weight, kind="stable")
        kept = [i for i in order[:MOST] if self.bears[i, column] >= FLOOR] or list(order[:1])
        return [(self.units[i].start, self.units[i].end) for i in kept]


def weigh(document: Document) -> Weighed:
    """Read every unit once with the judge, less those that give orders to software: they are evidence of nothing.

    Raises:
        EngineError: the judge's model is missing or damaged.
    """
    found = tuple(unit for unit in units(document) if not gives_orders(unit.text(document)))
    if not found:
        empty = np.zeros((0, len(CRITERIA)), dtype=np.float32)
        return Weighed((), empty, empty)
    judgement = get_judge().criteria([unit.judged(document) for unit in found])
    return Weighed(found, judgement.bears, judgement.full)
