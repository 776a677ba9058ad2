"""Weights for declining: `python -m benchmarks.declining.fit [FOLDER] [--write]`.

Fits a logistic model on the signs of the questions of `measure`, every library and both kinds of question counting the
same, and says how it does on questions whose subject it was not fitted on (eight parts, by subject). `--write` puts the
weights, fitted on all, and the floor into `prompts/declining.yaml`. FOLDER keeps the libraries between runs.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from benchmarks.declining.measure import ROOT, Measured, measure

Floats = npt.NDArray[np.float64]
PARTS = 8
PENALTY = 3.0
ANSWERED = 0.88
"""Share of the answerable questions, all libraries together, that the floor lets through in cross-validation."""


def main(folder: Path | None, write: bool) -> None:
    questions = measure(folder)
    names = list(questions[0].signs)
    table = np.array([[item.signs[name] for name in names] for item in questions])
    answerable = np.array([item.answerable for item in questions])
    parts = np.array([crc32(item.subject.encode()) % PARTS for item in questions])
    importance = _importance(questions)
    held_out = np.zeros(len(questions))
    for part in range(PARTS):
        out = parts == part
        weights, start = fit(table[~out], answerable[~out], importance[~out])
        held_out[out] = table[out] @ weights + start
    floor = float(np.quantile(held_out[answerable], 1 - ANSWERED))
    _show(questions, held_out, floor)
    weights, start = fit(table, answerable, importance)
    print({name: round(weight, 2) for name, weight in zip(names, weights.tolist(), strict=True)})
    if write:
        _write(dict(zip(names, weights.tolist(), strict=True)), floor - start, len(questions))


def fit(table: Floats, answerable: npt.NDArray[np.bool_], importance: Floats) -> tuple[Floats, float]:
    """Weights of the signs and the constant, by Newton's method on signs of mean 0 and spread 1."""
    middle, spread = table.mean(0), table.std(0)
    signs = np.column_stack([(table - middle) / spread, np.ones(len(table))])
    penalty = np.diag([PENALTY] * table.shape[1] + [0.0])
    found = np.zeros(signs.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-signs @ found))
        slope = signs.T @ (importance * (chance - answerable)) + penalty @ found
        bend = (signs * (importance * chance * (1 - chance))[:, None]).T @ signs + penalty
        found -= np.linalg.solve(bend, slope)
    weights = found[:-1] / spread
    return weights, float(found[-1] - weights @ middle)


def _importance(questions: list[Measured]) -> Floats:
    kinds = [(item.library, item.answerable) for item in questions]
    return np.array([len(kinds) / len(set(kinds)) / kinds.count(kind) for kind in kinds])


def _show(questions: list[Measured], scores: Floats, floor: float) -> None:
    """Shares answered and declined at the floor, by library and form, and declined where 90 % are answered."""
    print(f"{'library':12}{'form':12}{'answered':>16}{'declined':>16}")
    for library in sorted({item.library for item in questions}):
        forms = sorted({item.form for item in questions if item.library == library})
        for form in (*forms, "all"):
            chosen = [at for at, item in enumerate(questions) if item.library == library and form in (item.form, "all")]
            yes = scores[[at for at in chosen if questions[at].answerable]]
            no = scores[[at for at in chosen if not questions[at].answerable]]
            line = f"{library:12}{form:12}{_share((yes >= floor).tolist()):>16}{_share((no < floor).tolist()):>16}"
            if form == "all" and len(no):
                above = float(np.mean([np.mean((one > no) + (one == no) / 2) for one in yes]))
                own = _share((no < np.quantile(yes, 0.1)).tolist())
                line += f"   area {above:.3f}, with its own floor at 90 % answered: declined {own}"
            print(line)


def _share(these: list[bool]) -> str:
    return f"{sum(these)}/{len(these)} ({sum(these) / len(these):.0%})" if these else "-"


def _write(weights: dict[str, float], floor: float, questions: int) -> None:
    path = ROOT / "prompts" / "declining.yaml"
    head = re.split(r"(?m)^source:", path.read_text(encoding="utf-8"))[0]
    pairs = "".join(f"  {name}: {weight:.2f}\n" for name, weight in weights.items())
    source = f"benchmarks/declining/fit.py on {questions} questions to five libraries, by eleven writers"
    path.write_text(f"{head}source: {source}\nweights:\n{pairs}floor: {floor:.2f}\n", encoding="utf-8")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--write"]
    main(Path(arguments[0]) if arguments else None, "--write" in sys.argv)
