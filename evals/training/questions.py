"""Train the question encoder: `make train`, or `python -m evals.training.questions --out FOLDER`.

Learns from every graded question (`evals.graded`) and from the clusters of `evals/data/relevance`. All their documents
are indexed once; passages keep the embedding model's vectors, and only the question's side learns, so that each step
can weigh a question against every passage there is. For a question with an answer the passages that answer are to be
nearest of all; those that only bear on it are left out. One besides stands for "nothing here": a learnt cosine that the
answer has to be above, and that all passages have to be below for a question that nobody found an answer to. A question
that an extract was written to answer afterwards is learnt both ways. The questions of HELD_OUT are left out, to choose
by.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.catalogue import Catalogue
from corpus.codes import unpack
from corpus.embedding import DIMENSION, MODEL_ID, get_embedder
from corpus.lexical import LexicalIndex
from corpus.library import Library
from corpus.question import understand
from corpus.question_vectors import FOLDER, NAME
from evals.graded import ANSWERS, BEARS, HELD_OUT, NAMES, asked_for, documents, extracts, questions
from evals.training.network import base_folder, batches, build_model, export, tokenizer
from evals.training.relevance import clusters

BATCH = 48
SEED = 3
SCALE = 25.0
"""Cosines are multiplied by this before they are compared."""
NOTHING, ROOM = 0.45, 3.0
"""The cosine that stands for "nothing here", to begin with, and what is added to it once scaled: it stands against
thousands of passages."""
UNANSWERED_WEIGHT = 0.7
NEAR_WEIGHT = 0.28
"""Of a question that shares subject and words with a passage which does not answer it, where only its writer, who did
not know the other documents, says that nothing does."""
ASKED_FOR_WEIGHT = 1.2
"""Of such a question together with the extract that was written to answer it."""
STAY = 0.8
"""What moving away from the embedding model's own vector of the question costs, by cosine."""
WINDOW = 160
"""Tokens; a pasted paragraph is cut to its gist of 90 words before."""
BEGINNING = 80
"""Characters that a passage has to share with a graded text."""
Floats = npt.NDArray[np.float32]
Shelf = dict[str, list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Sought:
    """A question as search reads it, and what it counts.

    `answers` are the passages that answer it (none: nobody found one); `left_out` those that are no choice for it.
    """

    meaning: str
    answers: tuple[int, ...]
    left_out: tuple[int, ...]
    weight: float


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def matching(file: str, text: str, shelf: Shelf) -> tuple[int, ...]:
    """The passages of a file's document that begin a graded text, or hold its beginning; two at most.

    `shelf` has for each file the number and squeezed text of its passages.
    """
    wanted = _squeezed(text)[:BEGINNING]
    return tuple(number for number, held in shelf.get(file, []) if wanted in held)[:2]


def read_all(folder: Path) -> tuple[Floats, list[Sought]]:
    """The vectors of all passages of all documents, (passages, 384), and every question as search would read it."""
    place = folder / "documents"
    place.mkdir()
    for name, text in documents().items():
        (place / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", write=True) as library:
        library.index([place])
    catalogue = Catalogue(folder / "library", write=False)
    rows = catalogue.rows(
        "SELECT reviews.file, passages.text, vectors.whole FROM passages "
        "JOIN reviews ON reviews.number = passages.review JOIN vectors ON vectors.passage = passages.number "
        "ORDER BY reviews.file, passages.number"
    )
    by_file: Shelf = {}
    for number, (file, text, _) in enumerate(rows):
        by_file.setdefault(file, []).append((number, _squeezed(text)))
    words = LexicalIndex(catalogue, get_embedder().knows)
    sought = [
        Sought(understand(query, words).meaning, answers, left_out, weight)
        for query, answers, left_out, weight in _asked(by_file)
    ]
    catalogue.close()
    return np.stack([unpack(vector) for *_, vector in rows]), sought


def _asked(shelf: Shelf) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...], float]]:
    for asked in (asked for name in NAMES for asked in questions(name) if asked.writer not in HELD_OUT):
        found: dict[int, set[int]] = {ANSWERS: set(), BEARS: set()}
        for passage in asked.passages:
            if passage.grade:
                found[passage.grade].update(matching(passage.file, passage.text, shelf))
        answers, bears = tuple(sorted(found[ANSWERS])), tuple(sorted(found[BEARS] - found[ANSWERS]))
        if any(asked_for(file) for file in asked.grades):
            # Once with the extract that answers it and once without: how it is put must not tell.
            yield asked.query, answers, (), ASKED_FOR_WEIGHT
            yield asked.query, (), answers, UNANSWERED_WEIGHT
        elif answers:
            yield asked.query, answers, bears, 1.0
        elif not asked.answered:
            near = any(passage.file in extracts() for passage in asked.passages)
            yield asked.query, (), bears, NEAR_WEIGHT if near else UNANSWERED_WEIGHT
    for cluster in clusters():
        answer = matching(cluster["answer"], cluster["passages"][0], shelf)
        for _, query in cluster["queries"] if answer else ():
            yield query, answer, (), 1.0
        for _, query in cluster["near"]:
            yield query, (), (), NEAR_WEIGHT


def train(vectors: Floats, sought: Sequence[Sought], base: Path, epochs: int, rate: float) -> Any:
    """A trained encoder, as a model of token ids and mask to the mean of the hidden states.

    Args:
        vectors: of all passages, (passages, 384).
        sought: the questions.
        base: the folder of the base model.
        epochs: how often each question is learnt from.
        rate: peak learning rate of the encoder.
    """
    import torch

    cut = tokenizer(base, WINDOW)
    tokens = [cut.encode(one.meaning).ids for one in sought]
    model = _averaging(build_model(base, 1, frozen_layers=0).encoder)
    passages = torch.tensor(vectors)
    nothing = torch.nn.Parameter(torch.tensor(NOTHING))
    before = torch.cat([_units(model, tokens[at : at + BATCH]).detach() for at in range(0, len(tokens), BATCH)])
    learnt = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW([{"params": learnt}, {"params": [nothing], "lr": 10 * rate}], rate, weight_decay=0.01)
    rng = random.Random(SEED)
    steps = epochs * -(-len(sought) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    fast = bool(torch.cpu._is_avx512_bf16_supported())
    for epoch in range(epochs):
        began, total = time.time(), 0.0
        model.train()
        for batch in batches([len(ids) for ids in tokens], rng, BATCH):
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
                found = _units(model, [tokens[at] for at in batch])
            loss = _loss(found, passages, nothing, [sought[at] for at in batch])
            loss = loss + STAY * (1 - (found * before[batch]).sum(1)).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learnt, 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        print(f"epoch {epoch + 1}/{epochs} loss {total / len(sought):.3f} {time.time() - began:.0f} s", flush=True)
    return model.eval()


def _loss(found: Any, passages: Any, nothing: Any, asked: Sequence[Sought]) -> Any:
    """Mean surprise at what should be nearest: any of the passages that answer, or "nothing here"."""
    import torch

    near = torch.cat([found @ passages.T * SCALE, (nothing * SCALE + ROOM).expand(len(asked), 1)], 1)
    barred, wrong = torch.zeros_like(near), torch.full_like(near, -torch.inf)
    for row, one in enumerate(asked):
        barred[row, list(one.left_out)] = -torch.inf
        wrong[row, list(one.answers) or [-1]] = 0.0
    weight = torch.tensor([one.weight for one in asked])
    near = near + barred
    return ((torch.logsumexp(near, 1) - torch.logsumexp(near + wrong, 1)) * weight).mean()


def _units(model: Any, tokens: Sequence[list[int]]) -> Any:
    import torch

    ids = torch.zeros((len(tokens), max(map(len, tokens))), dtype=torch.long)
    for row, some in enumerate(tokens):
        ids[row, : len(some)] = torch.tensor(some)
    return torch.nn.functional.normalize(model(ids, (ids != 0).long()).float(), dim=-1)


def _averaging(encoder: Any) -> Any:
    from torch import nn

    class Averaging(nn.Module):
        """The mean of the hidden states of a text's tokens."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-6)

    return Averaging()


def main() -> None:
    """Command line: train and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for question.onnx and question.json")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=1.2e-4, help="peak learning rate of the encoder")
    options = parser.parse_args()
    base = base_folder()
    with tempfile.TemporaryDirectory() as place:
        vectors, sought = read_all(Path(place))
    unanswered = sum(not one.answers for one in sought)
    print(f"{len(vectors)} passages, {len(sought)} questions, {unanswered} of them without an answer", flush=True)
    model = train(vectors, sought, base, options.epochs, options.rate)
    card = {"outputs": DIMENSION, "window": WINDOW, "passages": MODEL_ID, "rows": len(sought), "seed": SEED}
    export(model, options.out, NAME, card)


if __name__ == "__main__":
    main()
