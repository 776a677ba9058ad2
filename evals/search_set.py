"""The search collection of the test suite: 124 short extracts, and queries that two readers graded.

Written by two people who had not seen the search, each for half of the subjects, in words that mostly avoid those of
the extracts. Each query's pool (the first seven of every way of ranking, and what its writer meant) was graded by two
readers apart from each other; the grade is the mean of the two, halves rounded down. See `data/search/README.md`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from corpus.library import Library
from evals.dataset import DATA
from evals.judgement import Judgement
from evals.questions import Question

FOLDER = DATA / "search"
QUERIES = FOLDER / "queries.jsonl"
KINDS = ("keywords", "question", "paragraph")


@cache
def load_queries() -> list[Question]:
    """Every query with its settled grades; those of kind "unanswerable" have none."""
    rows = (json.loads(line) for line in QUERIES.read_text(encoding="utf-8").splitlines())
    return [
        Question(row["id"], row["query"], _settled(row) if row["kind"] in KINDS else {}, row["kind"]) for row in rows
    ]


def _settled(row: dict[str, dict[str, int]]) -> dict[str, int]:
    first, second = row["first"], row["second"]
    means = {name: (first.get(name, 0) + second.get(name, 0)) // 2 for name in sorted({*first, *second})}
    return {name: grade for name, grade in means.items() if grade}


def readers() -> list[Judgement]:
    """Every grade of the first reader (`expected`) against the second's (`got`), over all that were judged."""
    found = []
    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for name in row["judged"]:
            first, second = row["first"].get(name, 0), row["second"].get(name, 0)
            found.append(Judgement("search", row["id"], name, str(first), str(second)))
    return found


@contextmanager
def search_library() -> Iterator[Library]:
    """The extracts as a library of their own, indexed for this run."""
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place, "library"), write=True) as library:
        library.index([FOLDER / "extracts"], FOLDER / "catalogue.csv")
        yield library
