"""Scores of search on the development set in other words: `python -m benchmarks.search_words.run`; a minute.

Over the 128 extracts, and over those and the extracts that answer the queries which these do not.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.search_dev.run import show, systems
from benchmarks.search_words.collection import ANSWERING, EXTRACTS, Asked, queries
from corpus.library import Library


def main() -> None:
    """Print two tables of systems by kind of query."""
    _table([EXTRACTS], [{"query": one.query, "kind": one.kind, "grades": one.grades} for one in _answered(True)])
    _table(
        [EXTRACTS, ANSWERING],
        [{"query": one.query, "kind": one.kind, "grades": {one.answered_by: 3}} for one in _answered(False)],
    )


def _answered(here: bool) -> list[Asked]:
    return [one for one in queries() if one.answered == here]


def _table(folders: list[Path], asked: list[dict[str, object]]) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.iterdir())}
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place, "library"), write=True) as library:
        library.index(folders)
        show(asked, systems(library, texts))


if __name__ == "__main__":
    main()
