"""What a figure must beat: simple ways of giving statuses, worked out on the same reviews in the same run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from evals.dataset import Example
from evals.judgement import Judgement

STOP = frozenset(
    ("a", "and", "are", "at", "by", "for", "how", "in", "is", "of", "on", "or", "the", "to", "was", "who", "will")
)


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
    from corpus.reading import read_text

    names = sorted(rubric)
    wanted = get_embedder().embed([rubric[name] for name in names])

    def best(example: Example) -> dict[str, float]:
        document = read_text(example.text, example.id, "md")
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
    from evals.metrics import macro_f1

    return macro_f1([Judgement("", "", "", label, got) for got, label in pairs]) or 0.0


def _judged(examples: Sequence[Example], guess: object, name: str) -> list[Judgement]:
    assert callable(guess)
    return [
        Judgement("appraisal", example.id, criterion, label, guess(example, criterion), name)
        for example in examples
        for criterion, label in example.criteria.items()
    ]
