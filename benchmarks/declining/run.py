"""How often the assistant declines: `python -m benchmarks.declining.run [FOLDER]`.

Puts the questions of `measure` to the library of starter reviews and to that of the extracts of `search_dev`, with the
weights and floor as they are. These were fitted on the same questions: for fresh ones see what `fit` prints. FOLDER
keeps the libraries between runs.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from assistant.declining import rule
from benchmarks.declining.measure import measure


def main(folder: Path | None) -> None:
    weights, floor = rule().weights, rule().floor
    answered: Counter[tuple[str, bool]] = Counter()
    asked: Counter[tuple[str, bool]] = Counter()
    for item in measure(folder):
        held = sum(weight * item.signs[name] for name, weight in weights.items()) >= floor
        asked[item.library, item.answerable] += 1
        answered[item.library, item.answerable] += held
        if held != item.answerable:
            print("answered" if held else "declined", item.library, item.form, item.question, sep="\t")
    for (library, answerable), count in sorted(asked.items()):
        kind = "answerable" if answerable else "unanswerable"
        print(f"{library:12} {kind:12} answered {answered[library, answerable]:3} of {count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
