"""Train the judge and the status model: `make train`, or `python -m evals.training.train --out FOLDER`.

Data: the build split and the passage bank only.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assistant.judge import CRITERIA, FOLDER, OUTPUTS, WINDOW
from evals.dataset import load
from evals.training.network import KEPT, Lesson, base_folder, export, keep, tokenizer, train
from evals.training.rows import Row, bank_rows, review_rows


def lessons(rows: list[Row], base: Path) -> list[Lesson]:
    """Rows as tokens. Headings lie (one with nothing behind it, content under another's): often learn without one."""
    cut = tokenizer(base, WINDOW)
    return [
        Lesson(
            cut.encode(row.text).ids,
            cut.encode(row.text.partition(" | ")[2] or row.text).ids,
            row.target,
            row.weight,
        )
        for row in rows
    ]


def main() -> None:
    """Command line: cross-fit the status model, then train and export the judge."""
    from evals.training.status import cross_fitted, fit, save

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for judge.onnx, judge.json and status.json")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4, help="peak learning rate of the encoder")
    parser.add_argument("--folds", type=int, default=3, help="parts of the build split for the status model")
    options = parser.parse_args()
    base, examples, bank = base_folder(), load("build"), bank_rows()

    def judge(rows: list[Row]) -> Any:
        return train(lessons(rows, base), base, options.epochs, options.rate)

    rows = cross_fitted(examples, options.folds, base, lambda kept: judge(review_rows(kept) + bank))
    options.out.mkdir(parents=True, exist_ok=True)
    status = save(fit(rows), options.out)
    everything = review_rows(examples) + bank
    print(f"{len(everything)} rows", flush=True)
    card = {
        "criteria": CRITERIA,
        "outputs": OUTPUTS,
        "window": WINDOW,
        "rows": len(everything),
        "status_sha256": status,
    }
    model = judge(everything)
    keep(model, KEPT)
    export(model, options.out, "judge", card)


if __name__ == "__main__":
    main()
