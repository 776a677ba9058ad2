"""The judge: a small sentence encoder trained here, which reads one unit and says how it bears on each criterion.

The model is MiniLM-L6 fine-tuned by `make train` on the build split and the passage bank (see its model card,
`assistant/models/MODEL_CARD.md`), exported to ONNX with 8-bit weights. One pass gives, for each criterion, two numbers
in 0..1: `bears` (the unit is evidence) and `full` (it would earn met by itself); and for a phrase in its
paragraph, how likely each facet is answered and how likely the phrase is worn there (and not quoted, criticised, a
title, or meant in another sense).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.feedback import Facet
from corpus.document import Document
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
FACETS: tuple[Facet, ...] = ("what", "who", "why", "change")
OUTPUTS = 2 * len(CRITERIA) + len(FACETS) + 1
WINDOW = 192
REACH = 500
"""Characters read on either side of a phrase, at most."""
FOLDER = Path(__file__).resolve().parent / "models"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the judge says of a set of units: `bears` and `full`, each (units, criteria), in 0..1."""

    bears: Floats
    full: Floats


@dataclass(frozen=True, slots=True)
class PhraseJudgement:
    """What the judge says of phrases in their paragraphs, in 0..1.

    `facets` is (phrases, 4) in the order of FACETS, `worn` (phrases,).
    """

    facets: Floats
    worn: Floats


def phrase_input(document: Document, start: int, end: int, around: tuple[int, int] | None = None) -> str:
    """What the judge reads for a phrase: the phrase, two bars, and what stands around it.

    Args:
        document: the draft.
        start: of the phrase.
        end: of the phrase.
        around: offsets of what is read; the phrase's paragraph, within REACH of it, when None.
    """
    if around is None:
        index = document.paragraph_at(start)
        paragraph = document.paragraphs[index] if index is not None else None
        first, last = (paragraph.start, paragraph.end) if paragraph else (0, len(document.text))
        around = max(first, start - REACH), min(last, end + REACH)
    return f"{document.slice(start, end)} || {' '.join(document.slice(*around).split())}"


class Judge:
    """The loaded model. Thread-safe; make one with `get_judge`."""

    def __init__(self, folder: Path) -> None:
        self._model = TrainedModel(folder, "judge", "judge's model")
        if tuple(self._model.card["criteria"]) != CRITERIA or self._model.card.get("outputs") != OUTPUTS:
            raise EngineError("The judge's model was trained for other criteria", FIX)
        self.version = self._model.version

    def scores(self, texts: list[str]) -> Floats:
        """Raw outputs in 0..1, (texts, OUTPUTS): two a criterion, one a facet, and worn."""
        return self._model.chances(texts)

    def criteria(self, texts: list[str]) -> Judgement:
        """How each text bears on each criterion."""
        scores = self.scores(texts)[:, : 2 * len(CRITERIA)]
        return Judgement(bears=scores[:, 0::2], full=scores[:, 1::2])

    def phrases(self, texts: list[str]) -> PhraseJudgement:
        """What is said of phrases, from texts made by `phrase_input`."""
        scores = self.scores(texts)[:, 2 * len(CRITERIA) :]
        return PhraseJudgement(facets=scores[:, : len(FACETS)], worn=scores[:, -1])


@cache
def get_judge() -> Judge:
    """The judge, loaded once.

    Raises:
        EngineError: the model file is missing, damaged or for other criteria.
    """
    return Judge(FOLDER)
