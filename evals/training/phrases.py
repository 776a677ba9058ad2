"""Train the phrase reader: `make train`, or `python -m evals.training.phrases --out FOLDER`.

Data: the build split, the phrasebook, the pairs of uses and the passages of facets only. It begins with the encoder of
the judge, which has read many more reviews: train that first.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.phrases.book import FACETS
from assistant.phrases.reader import FOLDER, OUTPUTS, WINDOW
from corpus.reading import read_text
from evals.dataset import load
from evals.training.network import KEPT, Lesson, base_folder, export, tokenizer, train
from evals.training.phrase_rows import book_rows, facet_rows, phrase_rows, use_rows
from evals.training.rows import Row


def rows_of_phrases() -> list[Row]:
    """Everything that the phrase reader learns from."""
    found = [
        row for example in load("build") for row in phrase_rows(example, read_text(example.text, example.id, "md"))
    ]
    return found + book_rows() + use_rows() + facet_rows()


def lessons(rows: list[Row], base: Path) -> list[Lesson]:
    """Rows as tokens."""
    cut = tokenizer(base, WINDOW)
    encoded = [cut.encode(row.text).ids for row in rows]
    return [Lesson(ids, ids, row.target, row.weight) for row, ids in zip(rows, encoded, strict=True)]


def main() -> None:
    """Command line: train and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for phrases.onnx and phrases.json")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4, help="peak learning rate of the encoder")
    options = parser.parse_args()
    if not KEPT.exists():
        raise SystemExit(f"There is no {KEPT}: train the judge first, with python -m evals.training.train")
    base, rows = base_folder(), rows_of_phrases()
    print(f"{len(rows)} rows", flush=True)
    card = {"facets": FACETS, "outputs": OUTPUTS, "window": WINDOW, "rows": len(rows)}
    export(train(lessons(rows, base), base, options.epochs, options.rate, KEPT), options.out, "phrases", card)


if __name__ == "__main__":
    main()
