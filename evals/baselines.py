"""What a figure must beat: simple ways of giving statuses and of searching, on the same data in the same run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from corpus.library import Library
from evals.dataset import Example, load
from evals.judgement import Judgement
from evals.metrics import Figure, macro_f1, measured
from evals.questions import Question
from evals.ranking import fused, mean_of, ndcg, of_kind, packed, recall_at, reciprocal_rank
from evals.search_set import KINDS
from evals.solver import Solver
from evals.suite import Suite

EVERY = 5
"""Every so many-th review of the build split sets the thresholds of the nearest sentence: enough for two numbers."""
CANDIDATES = 1000

STOP = frozenset(
    ("a", "and", "are", "at", "by", "for", "how", "in", "is", "of", "on", "or", "the", "to", "was", "who", "will")
)


def all_baselines(suite: Suite, solver: Solver, collection: Library | None = None) -> dict[str, dict[str, Figure]]:
    """By "task: metric", each simple way's figure."""
    from assistant.guidance import edition

    build = load("build")
    items = {c.id: c for kind in ("rapid_review", "lcspr") for c in edition("wt2018").criteria(kind)}
    statuses = {
        "always the commonest status": always_commonest(build, suite.examples),
        "key words of the title": title_words({k: c.title for k, c in items.items()}, suite.examples),
        "nearest sentence to the rubric": nearest_sentence(
            {k: c.met_when for k, c in items.items()}, build[::EVERY], suite.examples
        ),
    }
    found = {"appraisal: macro-F1": {name: measured(macro_f1, judged) for name, judged in statuses.items()}}
    if suite.questions and solver.library:
        ways = search_ways(suite.questions, solver.library)
        found["search: nDCG@10"] = {name: measured(mean_of(ndcg), judged) for name, judged in ways.items()}
    if suite.queries and collection:
        ways = search_ways(suite.queries, collection)
        measures = {"nDCG@10": ndcg, "recall@10": recall_at, "MRR": reciprocal_rank}
        for title, measure in measures.items():
            metrics = {title: mean_of(measure)} | {f"{title}, {k}": of_kind(k, mean_of(measure)) for k in KINDS}
            for goal, metric in metrics.items():
                found[f"search-held-out: {goal}"] = {name: measured(metric, judged) for name, judged in ways.items()}
    return found


def search_ways(questions: Sequence[Question], library: Library) -> dict[str, list[Judgement]]:
    """Words alone (BM25 over stemmed passages), meaning alone (the nearest passage), and plain fusion of the two."""
    by_words = _word_search(library)
    made: dict[str, list[Judgement]] = {}
    for item in questions:
        if not item.answerable:
            continue
        hits = library.search(item.text, CANDIDATES, {}, False)
        nearest = sorted(hits, key=lambda hit: (-hit.signals["alike"], hit.passage.id))
        words = by_words(item.text)
        meaning = list(dict.fromkeys(hit.review.file for hit in nearest))
        for name, ranking in (
            ("words alone (BM25)", words),
            ("meaning alone (nearest passage)", meaning),
            ("plain fusion of the two", fused([words, meaning])),
        ):
            judged = Judgement("search", item.id, item.kind, packed(item.grades), "; ".join(ranking[:10]), name)
            made.setdefault(name, []).append(judged)
    return made


def _word_search(library: Library) -> Callable[[str], list[str]]:
    import sqlite3

    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE t USING fts5(file UNINDEXED, text, tokenize='porter unicode61')")
    for review in library.reviews():
        rows = [(review.file, passage.text) for passage in library.passages(review.id)]
        table.executemany("INSERT INTO t VALUES (?, ?)", rows)

    def rank(query: str) -> list[str]:
        terms = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        rows = table.execute("SELECT file FROM t WHERE t MATCH ? ORDER BY rank, rowid", (terms,))
        return list(dict.fromkeys(file for (file,) in rows))

    return rank


def always_commonest(build: Sequence[Example], examples: Sequence[Example]) -> list[Judgement]:
    """Each criterion's commonest status in the build split."""
    counts: dict[str, Counter[str]] = {}
    for example in build:
        for name, label in example.criteria.items():
            counts.setdefault(name, Counter())[label] += 1
    guess = {name: counter.most_common(1)[0][0] for name, counter in counts.items()}
    return _judged(examples, lambda example, name: guess.get(name, "partial"), "commonest")


def title_words(titles: dict[str, str], examples: Sequence[Example]) -> list[Judgement]:
    """Met where every main word of the criterion's title is in the text, partial where some are, else missing."""

    def guess(example: Example, name: str) -> str:
        words = [w for w in re.findall(r"[a-z]+", titles[name].lower()) if w not in STOP]
        text = example.text.lower()
        there = sum(word in text for word in words)
        return "met" if there == len(words) else "partial" if there else "missing"

    return _judged(examples, guess, "title words")


def nearest_sentence(rubric: dict[str, str], build: Sequence[Example], examples: Sequence[Example]) -> list[Judgement]:
    """Best cosine of a sentence with the rubric's "met when", cut at two thresholds tuned on the build split."""
    import numpy as np

    from corpus.embedding import get_embedder

    names = sorted(rubric)
    wanted = get_embedder().embed([rubric[name] for name in names])

    def best(example: Example) -> dict[str, float]:
        document = example.document()
        sentences = [document.slice(s.start, s.end) for s in document.sentences] or [example.text]
        scores = (get_embedder().embed(sentences) @ wanted.T).max(axis=0)
        return dict(zip(names, map(float, scores), strict=True))

    known = [(best(example), example) for example in build]
    pairs = [(scores[name], label) for scores, example in known for name, label in example.criteria.items()]
    low, high = max(
        ((a, b) for a in np.arange(0.2, 0.7, 0.05) for b in np.arange(0.25, 0.8, 0.05) if b > a),
        key=lambda cut: _macro(
            [("met" if s >= cut[1] else "partial" if s >= cut[0] else "missing", y) for s, y in pairs]
        ),
    )
    scored = {example.id: best(example) for example in examples}

    def guess(example: Example, name: str) -> str:
        score = scored[example.id][name]
        return "met" if score >= high else "partial" if score >= low else "missing"

    return _judged(examples, guess, "nearest sentence")


def _macro(pairs: list[tuple[str, str]]) -> float:
    return macro_f1([Judgement("", "", "", label, got) for got, label in pairs]) or 0.0


def _judged(examples: Sequence[Example], guess: Callable[[Example, str], str], name: str) -> list[Judgement]:
    return [
        Judgement("appraisal", example.id, criterion, label, guess(example, criterion), name)
        for example in examples
        for criterion, label in example.criteria.items()
    ]
