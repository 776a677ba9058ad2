"""Scores of search on the development set: `python -m benchmarks.search_dev.run [FOLDER]`.

FOLDER may be any folder of the same form (`extracts/`, `catalogue.csv`, `queries.jsonl`).
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from assistant.relevance import READ, reread
from benchmarks.measures import interval
from corpus.embedding import get_embedder
from corpus.expand import Expanded
from corpus.library import Library
from corpus.stemming import words
from evals.ranking import fused, ndcg, recall_at, reciprocal_rank

Ranker = Callable[[str], list[str]]


def main(folder: Path) -> None:
    """Print a table of systems by kind of question."""
    queries = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place, "library"), write=True) as library:
        library.index([folder / "extracts"], folder / "catalogue.csv")
        texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "extracts").iterdir())}
        show(queries, systems(library, texts))


def systems(library: Library, texts: dict[str, str]) -> dict[str, Ranker]:
    """Ways of ranking the documents `texts` (by file name), the library that holds them among them."""
    by_words, by_meaning = _bm25(texts), _dense(texts)

    def plainly(query: str) -> list[str]:
        return fused([by_words(query), by_meaning(query)])

    def ours(query: str) -> list[str]:
        return [hit.review.file for hit in library.search(query, top=10)]

    def read_again(query: str) -> list[str]:
        return [hit.review.file for hit in reread(query, library.search(query, READ))]

    def without_expansions(query: str) -> list[str]:
        with patch("corpus.question.expand", lambda text: Expanded(text, (), (), ())):
            return ours(query)

    return {
        "words alone (BM25, stems)": by_words,
        "meaning alone (MiniLM)": by_meaning,
        "plain fusion of the two": plainly,
        "library, no expansions": without_expansions,
        "library": ours,
        "read with the question": read_again,
    }


def _bm25(texts: dict[str, str]) -> Ranker:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(name UNINDEXED, text, tokenize='porter unicode61')")
    connection.executemany("INSERT INTO t VALUES (?, ?)", texts.items())

    def rank(query: str) -> list[str]:
        terms = " OR ".join(f'"{word}"' for word in words(query))
        return [name for (name,) in connection.execute("SELECT name FROM t WHERE t MATCH ? ORDER BY rank", (terms,))]

    return rank


def _dense(texts: dict[str, str]) -> Ranker:
    names = list(texts)
    vectors = get_embedder().embed(list(texts.values()))

    def rank(query: str) -> list[str]:
        cosines = vectors @ get_embedder().embed([query])[0]
        return [names[at] for at in sorted(range(len(names)), key=lambda at: -float(cosines[at]))]

    return rank


def show(queries: list[dict[str, Any]], systems: dict[str, Ranker]) -> None:
    """Print a table of figures: a row a system; `queries` have "query", "kind" and "grades"."""
    kinds = sorted({query["kind"] for query in queries})
    print(f"{len(queries)} questions".ljust(28), "nDCG@10   95 %         recall  MRR  ", *kinds, sep="  ")
    for name, rank in systems.items():
        ranked = [(query, rank(query["query"])) for query in queries]
        gains = [ndcg(found, query["grades"]) for query, found in ranked]
        recalls = [recall_at(found, query["grades"]) for query, found in ranked]
        firsts = [reciprocal_rank(found, query["grades"]) for query, found in ranked]
        by_kind = [[gain for (query, _), gain in zip(ranked, gains, strict=True) if query["kind"] == k] for k in kinds]
        low, high = interval(gains)
        cells = [f"{_mean(gains):.3f}    ({low:.2f}-{high:.2f})", f"{_mean(recalls):.3f}", f"{_mean(firsts):.3f}"]
        print(
            name.ljust(28),
            *cells,
            *(f"{_mean(part):.3f}".ljust(len(k)) for k, part in zip(kinds, by_kind, strict=True)),
            sep="  ",
        )


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
