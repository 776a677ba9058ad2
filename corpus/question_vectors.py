"""Where a question lies among the passages: a small encoder trained here for the asking side of search.

The embedding model puts a text near texts that say the same. A question says little of what answers it, and often in
other words, so this model puts it near the passages that answer such questions, and far from all passages if it is of a
kind that the reviews it learnt from do not answer. Passages keep their vectors: a library needs no new index. It is
MiniLM-L6 fine-tuned by `make train` on questions whose answering passage is known (`evals/training/questions.py`); see
its model card, `assistant/models/MODEL_CARD.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.embedding import DIMENSION, MODEL_ID
from corpus.errors import EngineError
from corpus.trained import FIX, TrainedModel

if TYPE_CHECKING:
    from corpus.embedding import Vectors

NAME = "question"
FOLDER = Path(__file__).resolve().parent / "models"


class QuestionEncoder:
    """The loaded model. Thread-safe; make one with `get_question_encoder`."""

    def __init__(self, folder: Path) -> None:
        self._model = TrainedModel(folder, NAME, "question encoder's model")
        if self._model.card.get("outputs") != DIMENSION or self._model.card.get("passages") != MODEL_ID:
            raise EngineError("The question encoder's model was trained for something else", FIX)
        self.version = self._model.version

    def embed(self, questions: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(questions), 384), to be compared with the embedding model's of passages."""
        import numpy as np

        found = self._model.outputs(questions)
        units: Vectors = found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)
        return units


def get_question_encoder() -> QuestionEncoder:
    """The one encoder of this process, loaded when first asked for.

    Raises:
        EngineError: the model file is missing or damaged.
    """
    return _encoder()


@cache
def _encoder() -> QuestionEncoder:
    return QuestionEncoder(FOLDER)
