"""Search over a large library: `python -m benchmarks.library_scale [PASSAGES]`.

Passages are put together from sentences of the starter reviews, so that words are as common as in life, and each is
embedded by the real model with its sentences. Prints how fast reviews are embedded and stored against the bare rate of
embedding in the same run, memory, and p50 and p95 of search with and without filters, beside the time to embed a
question: once by looking at every vector, and once through Chroma's index, with the share of the ten passages that it
finds as well. 100,000 passages take about twenty minutes on two cores; how far it is, is written to standard error.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.chunks import Chunk
from corpus.document import Document
from corpus.embedding import get_embedder
from corpus.library import Library
from corpus.question_vectors import get_question_encoder
from corpus.records import Review
from corpus.search import Searcher
from corpus.vectors import VectorStore
from corpus.writing import NewReview, put_review, sync_vectors

PER_REVIEW = 100
SENTENCES = 3
QUERIES = [
    "Have reviews found that fathers were left out of advice about crying?",
    "EHE hidden harm",
    "CSE contraception sexual health consent",
    "what went wrong with interpreters for families who do not speak English",
    "moved around so often that no one place knew the whole story",
    "A&E overdose reattendance",
    "non-mobile baby bruise protocol not followed by the health visitor",
    "newly qualified social worker caseload supervision",
]
FILTERS: dict[str, dict[str, list[str]]] = {
    "no filter": {},
    "a third (year)": {"year": ["2020-2021"]},
    "one in seven (age)": {"age_group": ["<1"]},
    "one review": {"title": ["review 7 "]},
}


def main() -> None:
    """Build, search, print."""
    options = argparse.ArgumentParser()
    options.add_argument("passages", nargs="?", type=int, default=100_000)
    chosen = options.parse_args()
    sources = sorted((Path(__file__).parents[1] / "corpus" / "starter" / "sources").glob("*.md"))
    sentences = [part.strip() for path in sources for part in path.read_text("utf-8").split(".") if len(part) > 30]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "library")
        with Library.open(folder, write=True):
            pass
        catalogue, store = Catalogue(folder, write=True), VectorStore(folder, "passages-1")
        began, embedding = time.perf_counter(), 0.0
        for number, (review, spent) in enumerate(_reviews(sentences, chosen.passages), start=1):
            put_review(catalogue, review)
            sync_vectors(catalogue, store)
            embedding += spent
            if number % 50 == 0:
                print(f"{number * PER_REVIEW} passages, {time.perf_counter() - began:.0f} s", file=sys.stderr)
        whole = time.perf_counter() - began
        print(f"embedded and stored {chosen.passages} passages at {chosen.passages / whole:.0f} a second,", end=" ")
        print(f"{embedding / whole:.2f} of the bare rate of embedding, {_memory()} MB")
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        print(f"{size / chosen.passages / 1000:.1f} kB on disk a passage")
        print("embedding a question".ljust(24), _times(lambda query: get_embedder().embed([query])))
        exact = Searcher(catalogue, get_embedder, get_question_encoder, lambda: store, exact_passages=10**9)
        print("every vector looked at:")
        _measure(exact)
        print(f"{_memory()} MB at most")
        print("through Chroma's index:")
        _measure(Searcher(catalogue, get_embedder, get_question_encoder, lambda: store, exact_passages=0), exact)
        print(f"{_memory()} MB at most")
        store.close()
        catalogue.close()


def _reviews(sentences: list[str], passages: int) -> Iterator[tuple[NewReview, float]]:
    """Reviews of PER_REVIEW passages of SENTENCES sentences, with the seconds that embedding each review took."""
    draw = random.Random(0)
    for number in range(passages // PER_REVIEW):
        drawn = [draw.choices(sentences, k=SENTENCES) for _ in range(PER_REVIEW)]
        texts = [". ".join(parts) + "." for parts in drawn]
        chunks, at, spans = [], 0, []
        for text, parts in zip(texts, drawn, strict=True):
            chunks.append(Chunk(text, at, at + len(text), None, None, None, "Findings", "finding", ((0, len(text)),)))
            at += len(text) + 1
            starts = [sum(len(part) + 2 for part in parts[:place]) for place in range(SENTENCES)]
            spans.append([(start, start + len(part)) for start, part in zip(starts, parts, strict=True)])
        review = Review(
            id=f"{number:012x}", title=f"review {number} of many", year=2018 + number % 6, age_group=AGES[number % 7]
        )
        document = Document(review.title, "txt", "\n".join(texts))
        began = time.perf_counter()
        vectors = get_embedder().embed_parts(texts, spans)
        spent = time.perf_counter() - began
        yield NewReview(review, review.id, document, chunks, vectors, review.title, vectors[0].whole), spent


AGES = ("<1", "1-5", "6-10", "11-15", "16-17", "18+", "unknown")


def _measure(searcher: Searcher, exact: Searcher | None = None) -> None:
    began = time.perf_counter()
    searcher.search(QUERIES[0], 10, {}, True)
    print(f"first search {time.perf_counter() - began:.1f} s", flush=True)
    for name, where in FILTERS.items():
        line = _times(lambda query, where=where: searcher.search(query, 10, where, True))  # type: ignore[misc]
        if exact is not None:
            shared = [
                len(_ids(searcher, query, where) & _ids(exact, query, where)) / max(1, len(_ids(exact, query, where)))
                for query in QUERIES
            ]
            line += f"   same as exact {statistics.mean(shared):.3f}"
        print(name.ljust(24), line)


def _ids(searcher: Searcher, query: str, where: dict[str, list[str]]) -> set[str]:
    return {hit.passage.id for hit in searcher.search(query, 10, where, False)}


def _times(call: Callable[[str], object]) -> str:
    spent = []
    for _ in range(4):
        for query in QUERIES:
            began = time.perf_counter()
            call(query)
            spent.append((time.perf_counter() - began) * 1000)
    return f"p50 {statistics.median(spent):6.1f} ms   p95 {statistics.quantiles(spent, n=20)[-1]:6.1f} ms"


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
