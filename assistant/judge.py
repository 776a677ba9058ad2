"""The judge: a small sentence encoder trained here, which reads one unit and says how it bears on each criterion.

The model is MiniLM-L6 fine-tuned by `make train` on the build split and the passage bank (see its model card,
`assistant/models/MODEL_CARD.md`), exported to ONNX with 8-bit weights. One pass gives, for each criterion, two numbers
in 0..1: `bears` (the unit is evidence) and `full` (it would earn met by itself).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import EngineError
from corpus.trained import FIX, TrainedModel

CRITERIA: tuple[str, ...] = (
    "participants", "decision-makers", "child-family-details", "ethnicity", "immediate-safeguarding", "concise-facts",
    "analysis-why", "systemic-reasons", "lcspr-decision", "decision-follows", "immediate-learning", "dissemination",
    "further-learning", "history", "child-experience", "fathers-men", "family-views", "practitioner-involvement",
    "method", "executive-summary", "publishable", "learning-separate", "recommendations-specific", "change-mechanism",
    "impact-measure", "leaders-and-frontline", "local-and-national", "previous-learning", "good-practice",
    "wider-context",
)  # fmt: skip
OUTPUTS = 2 * len(CRITERIA)
WINDOW = 192
FOLDER = Path(__file__).resolve().parent / "models"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge says of a set of units: `bears` and `full`, each (units, criteria), in 0..1."""

    bears: Floats
    full: Floats


class Judge:
    """The loaded model. Thread-safe; make one with `get_judge`."""

    def __init__(self, folder: Path) -> None:
        self._model = TrainedModel(folder, "judge", "judge's model")
        if tuple(self._model.card["criteria"]) != CRITERIA or self._model.card.get("outputs") != OUTPUTS:
            raise EngineError("The judge's model was trained for other criteria", FIX)
        self.version = self._model.version

    def criteria(self, texts: list[str]) -> Judgement:
        """How each text bears on each criterion."""
        scores = self._model.chances(texts)
        return Judgement(bears=scores[:, 0::2], full=scores[:, 1::2])


@cache
def get_judge() -> Judge:
    """The judge, loaded once.

    Raises:
        EngineError: the model file is missing, damaged or for other criteria.
    """
    return Judge(FOLDER)
