"""Train the reader of questions: `make train`, or `python -m evals.training.relevance --out FOLDER`.

In three stages, each going on from the last. The first learns from the clusters of `evals/data/relevance` (four ways of
asking what the first of three passages answers, and two questions that none does) and from the questions of `mixed`;
the second and third from every graded question and a part of the clusters. The weights exported are the mean of those
after each stage: later ones know more questions, the first was better at questions that whole reviews answer. The
questions of HELD_OUT are left out of all, to choose by.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.relevance import FOLDER, NAME, WINDOW
from corpus.embedding import get_embedder
from corpus.expand import expand
from evals.graded import ANSWERS, BEARS, HELD_OUT, RELEVANCE, questions
from evals.training.network import Lesson, base_folder, export, tokenizer, train

TARGETS = {ANSWERS: 1.0, BEARS: 0.15, 0: 0.0}
WEIGHTS = {ANSWERS: 1.5, BEARS: 1.0, 0: 1.0}
ELSEWHERE_WEIGHT = 0.8
NEAREST, FURTHER = 1, 8
AGAIN = (3000, 1500)
"""Pairs of the clusters that the second and third stages take again, so as not to forget them."""
BATCH = 24
SEED = 11


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a passage, how far the passage answers it (0..1), and what the pair counts."""

    question: str
    passage: str
    answers: float
    weight: float = 1.0


def clusters() -> list[dict[str, Any]]:
    """Every cluster as written, with `answer` besides: the name among `evals.graded.documents` of its first passage."""
    return [
        {**json.loads(line), "answer": f"{path.stem}{number:02d}-0.md"}
        for path in sorted(RELEVANCE.glob("*.jsonl"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines())
    ]


def cluster_pairs() -> list[Pair]:
    """The questions of each cluster with its own passages."""
    found = []
    for cluster in clusters():
        for _, question in cluster["queries"]:
            found += [Pair(question, passage, float(place == 0)) for place, passage in enumerate(cluster["passages"])]
        for _, question in cluster["near"]:
            found += [Pair(question, passage, 0.0) for passage in cluster["passages"][:2]]
    return found


def elsewhere_pairs() -> list[Pair]:
    """Each question of the clusters with the answer of another cluster near it, which does not answer this one.

    One of the FURTHER nearest by cosine after the first NEAREST, which may answer it after all.
    """
    every, embedder, rng = clusters(), get_embedder(), random.Random(SEED)
    answers = [cluster["passages"][0] for cluster in every]
    asked = [
        (question, number)
        for number, cluster in enumerate(every)
        for _, question in (*cluster["queries"], *cluster["near"])
    ]
    cosines = np.array(embedder.embed([question for question, _ in asked])) @ np.array(embedder.embed(answers)).T
    found = []
    for (question, own), row in zip(asked, cosines, strict=True):
        order = [int(at) for at in np.argsort(-row) if at != own]
        found.append(Pair(question, answers[rng.choice(order[NEAREST : NEAREST + FURTHER])], 0.0, ELSEWHERE_WEIGHT))
    return found


def graded_pairs(name: str) -> list[Pair]:
    """Every graded passage of one file of questions, but for those of HELD_OUT."""
    return [
        Pair(asked.query, passage.text, TARGETS[passage.grade], WEIGHTS[passage.grade])
        for asked in questions(name)
        if asked.writer not in HELD_OUT
        for passage in asked.passages
    ]


def first_stage() -> list[Pair]:
    """The clusters and the questions of `mixed`."""
    return [*cluster_pairs(), *elsewhere_pairs(), *graded_pairs("mixed")]


def second_stage() -> list[Pair]:
    """Every graded question, what answers or bears on it twice, and a part of the clusters."""
    graded = _graded()
    twice = [pair for pair in graded if pair.answers]
    return [*graded, *twice, *random.Random(SEED).sample(cluster_pairs(), AGAIN[0])]


def third_stage() -> list[Pair]:
    """What answers or bears on every graded question, half of what does not, and a part of the clusters."""
    rng = random.Random(SEED + 1)
    graded = [pair for pair in _graded() if pair.answers or rng.random() < 0.5]
    return [*graded, *rng.sample(cluster_pairs(), AGAIN[1])]


def _graded() -> list[Pair]:
    return [pair for name in ("mixed", "papers", "reviews") for pair in graded_pairs(name)]


def lessons(found: list[Pair], base: Path) -> list[Lesson]:
    """Pairs as tokens: the question as the reader is given it and, now and then, as typed."""
    cut = tokenizer(base, WINDOW)
    return [
        Lesson(
            cut.encode(expand(pair.question).spelled, pair.passage).ids,
            cut.encode(pair.question, pair.passage).ids,
            (pair.answers,),
            (pair.weight,),
        )
        for pair in found
    ]


def mean_of(model: Any, states: list[dict[str, Any]]) -> Any:
    """The model with the mean of several states of its weights."""
    first = states[0]
    model.load_state_dict(
        {name: (sum(state[name].float() for state in states) / len(states)).to(first[name].dtype) for name in first}
    )
    return model


def main() -> None:
    """Command line: train and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for relevance.onnx and relevance.json")
    parser.add_argument("--rate", type=float, default=1e-4, help="peak learning rate of the encoder")
    options = parser.parse_args()
    base, model, states, rows = base_folder(), None, [], 0
    for pairs, epochs, share in ((first_stage(), 2, 1.0), (second_stage(), 1, 1.0), (third_stage(), 1, 0.6)):
        print(f"{len(pairs)} pairs", flush=True)
        rows += len(pairs)
        model = train(lessons(pairs, base), base, epochs, share * options.rate, model=model, batch_size=BATCH)
        states.append({name: weights.clone() for name, weights in model.state_dict().items()})
    export(mean_of(model, states), options.out, NAME, {"outputs": 1, "window": WINDOW, "pairs": True, "rows": rows})


if __name__ == "__main__":
    main()
