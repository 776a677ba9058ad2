"""From evidence to status: an ordinal logistic model over what the judge and the counts say of one criterion.

`assistant/models/status.json`, fitted by `make train` on the build split by cross-fitting (no review's features come
from a judge that has seen it), holds shared weights and one offset a criterion. Two thresholds are modelled: that the
criterion is at least partly met, and that it is met.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.appraise.counting import counted_status, never_met
from assistant.appraise.measures import Measures, counted
from assistant.feedback import Status
from assistant.judge import FOLDER, Floats
from corpus.embedding import checked
from corpus.trained import FIX

NAMES = ("full", "bears", "second", "total", "any_full", "length", "count_a", "count_b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and how sure the model is of it; the three probabilities sum to 1."""

    status: Status
    confidence: float
    missing: float
    partial: float
    met: float

    def at_most_partial(self) -> Verdict:
        """The same verdict with what it gave to met given to partial."""
        if self.status == "missing":
            return self
        return Verdict("partial", self.partial + self.met, self.missing, self.partial + self.met, 0.0)


def _logit(value: float) -> float:
    value = min(max(value, 1e-3), 1 - 1e-3)
    return math.log(value / (1 - value))


def features(criterion: str, bears: Floats, full: Floats, measures: Measures) -> list[float]:
    """The numbers of NAMES for one criterion. `bears` and `full` are over the draft's units, (units,)."""
    if bears.size == 0:
        bears = full = np.zeros(1, dtype=np.float32)
    ranked = np.sort(bears)[::-1]
    return [
        _logit(float(full.max())),
        _logit(float(ranked[0])),
        _logit(float(ranked[1])) if ranked.size > 1 else _logit(0.0),
        math.log1p(float(bears[bears > 0.2].sum())),
        _logit(1.0 - float(np.prod(1.0 - full[full > 0.2]))),
        math.log(max(measures.words, 50) / 1500),
        *counted(criterion, measures),
    ]


@cache
def _weights(folder: Path = FOLDER) -> dict[str, Any]:
    card = json.loads((folder / "judge.json").read_text(encoding="utf-8"))
    content = checked(folder / "status.json", card["status_sha256"], "status model", FIX)
    return dict(json.loads(content))


# How sure a status settled by counting is; what is counted was found by other checks, which are right about so often.
COUNTED = 0.85


def settle(criterion: str, bears: Floats, full: Floats, measures: Measures) -> Verdict:
    """The status of one criterion: by counting where counting settles it, else from the judge's features."""
    counted_as = counted_status(criterion, measures)
    if counted_as is None:
        verdict = decide(criterion, features(criterion, bears, full, measures))
        return verdict.at_most_partial() if never_met(criterion, measures) else verdict
    rest = (1 - COUNTED) / 2
    three = {name: COUNTED if name == counted_as else rest for name in ("missing", "partial", "met")}
    return Verdict(counted_as, COUNTED, three["missing"], three["partial"], three["met"])


def decide(criterion: str, row: list[float]) -> Verdict:
    """The status of one criterion from its features, by the fitted model."""
    weights = _weights()
    chances = []
    for threshold in ("partial", "met"):
        model = weights[threshold]
        score = model["offset"][criterion] + sum(w * x for w, x in zip(model["shared"], row, strict=True))
        score += sum(w * x for w, x in zip(model["own"].get(criterion, ()), row[-2:], strict=False))
        chances.append(1 / (1 + math.exp(-max(min(score, 30), -30))))
    at_least_partial, met = chances[0], min(chances[1], chances[0])
    three: dict[Status, float] = {"missing": 1 - at_least_partial, "partial": at_least_partial - met, "met": met}
    status = max(three, key=lambda name: three[name])
    return Verdict(status, three[status], three["missing"], three["partial"], three["met"])
