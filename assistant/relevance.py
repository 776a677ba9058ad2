"""The reader of questions: a small encoder trained here, which reads a question and a passage together.

It says how likely the passage answers the question. What search found first is put in order by it, a little, and by it
and other signs the assistant declines (`assistant/declining.py`). MiniLM-L6 fine-tuned by `make train` on questions
with graded passages (`evals/data/relevance`); see its model card, `assistant/models/MODEL_CARD.md`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import EngineError
from corpus.expand import expand
from corpus.library import Hit
from corpus.trained import FIX, TrainedModel

NAME = "relevance"
WINDOW = 192
READ = 20
"""Passages that are read with a question: those that search found first."""
GAIN = 0.02
"""What a passage's score gains by each unit of the log-odds that it answers; chosen on development questions
(docs/decisions/search.md). The scores of one search have a spread of about 0.1, its log-odds of 1.2."""
SURE = 1e-6
"""Chances nearer to 0 or 1 than this count as this."""
FOLDER = Path(__file__).resolve().parent / "models"
Floats = npt.NDArray[np.float32]


class QuestionReader:
    """The loaded model. Thread-safe; make one with `get_question_reader`."""

    def __init__(self, folder: Path) -> None:
        self._model = TrainedModel(folder, NAME, "question reader's model")
        if self._model.card.get("outputs") != 1 or self._model.card.get("pairs") is not True:
            raise EngineError("The question reader's model was trained for something else", FIX)
        self.version = self._model.version

    def chances(self, question: str, passages: Sequence[str]) -> Floats:
        """How likely each passage answers the question, (passages,), in 0..1. Slips of spelling are put right first."""
        asked = expand(question).spelled
        return self._model.chances([(asked, passage) for passage in passages])[:, 0]


@cache
def get_question_reader() -> QuestionReader:
    """The reader of questions, loaded once.

    Raises:
        EngineError: the model file is missing or damaged.
    """
    return QuestionReader(FOLDER)


def reread(question: str, hits: Sequence[Hit]) -> list[Hit]:
    """What search found, in a new order: the first READ are read with the question and gain by what that says.

    Those gain the signal `answers`, the log-odds that the passage answers, and a score to match. The others follow in
    their order.

    Raises:
        EngineError: the question reader's model is missing or damaged.
    """
    first, rest = hits[:READ], hits[READ:]
    if not first:
        return []
    chances = get_question_reader().chances(question, [hit.passage.text for hit in first])
    sure = np.clip(chances.astype(np.float64), SURE, 1 - SURE)
    read = [
        dataclasses.replace(hit, score=hit.score + GAIN * odds, signals={**hit.signals, "answers": odds})
        for hit, odds in zip(first, np.log(sure / (1 - sure)).tolist(), strict=True)
    ]
    below = GAIN * min(hit.signals["answers"] for hit in read)
    return [
        *sorted(read, key=lambda hit: -hit.score),
        *(dataclasses.replace(hit, score=hit.score + below) for hit in rest),
    ]
