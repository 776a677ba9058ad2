"""How search and declining do on near misses: `python -m benchmarks.search_near.run`; two minutes.

Says where the extract meant stands for the queries that it answers, and how many of both kinds are answered with the
rule as it is.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from assistant.ask import find
from assistant.declining import evidence, holds_answer
from benchmarks.search_near.collection import EXTRACTS, Asked, queries
from corpus.library import Library

POOL = 30


def main() -> None:
    """Print one line for each form of query and one for all."""
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place, "library"), write=True) as library:
        library.index([EXTRACTS])
        measured = {one: _measured(one, library) for one in queries()}
    print(f"{'form':12}{'first':>8}{'in ten':>8}{'answered':>16}{'declined':>16}{'area':>8}")
    for kind in (*sorted({one.kind for one in queries()}), "all"):
        chosen = {one: told for one, told in measured.items() if kind in (one.kind, "all")}
        meant = [told for one, told in chosen.items() if one.answered]
        missed = [told for one, told in chosen.items() if not one.answered]
        above = sum((yes[2] > no[2]) + (yes[2] == no[2]) / 2 for yes in meant for no in missed)
        print(
            f"{kind:12}{_share(sum(told[0] == 1 for told in meant), len(meant)):>8}"
            f"{_share(sum(1 <= told[0] <= 10 for told in meant), len(meant)):>8}"
            f"{_counted(sum(told[1] for told in meant), len(meant)):>16}"
            f"{_counted(sum(not told[1] for told in missed), len(missed)):>16}"
            f"{above / (len(meant) * len(missed)):>8.2f}"
        )


def _measured(one: Asked, library: Library) -> tuple[int, bool, float]:
    """The rank of its extract (0: not found), whether it is answered, and how much speaks for that."""
    hits = find(one.query, library, POOL, one_per_review=False)
    files = list(dict.fromkeys(hit.review.file for hit in hits))
    rank = files.index(one.extract) + 1 if one.extract in files else 0
    return rank, holds_answer(hits), evidence(hits)


def _share(count: int, among: int) -> str:
    return f"{count / among:.0%}"


def _counted(count: int, among: int) -> str:
    return f"{count}/{among} ({count / among:.0%})"


if __name__ == "__main__":
    main()
