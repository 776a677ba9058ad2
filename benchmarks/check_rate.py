"""How long a check takes once everything is loaded, and where the time goes: `python -m benchmarks.check_rate`.

A ten-page draft (about 5,000 words, made of the appraised build reviews), warm, against reading its text alone in the
same run.
"""

from __future__ import annotations

import cProfile
import pstats
import statistics
import time
from collections.abc import Callable

from assistant.check import check
from corpus.reading import read_text
from evals.dataset import load

WORDS = 5000
RUNS = 7


def draft() -> str:
    """About ten pages of text."""
    text = ""
    for example in load("build"):
        if example.type == "lcspr":
            text += example.text + "\n\n"
        if len(text.split()) >= WORDS:
            break
    return " ".join(text.split(" ")[: WORDS + 200])


def median(action: Callable[[], object]) -> float:
    """Median seconds of RUNS runs after one uncounted."""
    action()
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def main() -> None:
    """Time, compare and profile."""
    text = draft()
    document = read_text(text, format="md")
    reading, checking = median(lambda: read_text(text, format="md")), median(lambda: check(document, "lcspr", "whole"))
    print(
        f"{document.words} words: check {checking:.2f} s, reading alone {reading:.3f} s, ratio {checking / reading:.0f}"
    )
    profile = cProfile.Profile()
    profile.runcall(check, document, "lcspr", "whole")
    pstats.Stats(profile).sort_stats("cumulative").print_stats(18)


if __name__ == "__main__":
    main()
