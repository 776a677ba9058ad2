"""The phrase reader: a small sentence encoder trained here, which reads a worn phrase in its paragraph.

It says how likely the phrase is worn there (and not quoted, criticised, a title, or meant in another sense), and how
likely the paragraph already answers each of its facets. MiniLM-L6 fine-tuned by `make train` on the build split, the
pairs of uses and the passages of facets; see its model card, `assistant/models/MODEL_CARD.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.phrases.book import FACETS
from corpus.document import Document
from corpus.errors import EngineError
from corpus.trained import FIX, TrainedModel

OUTPUTS = len(FACETS) + 1
WINDOW = 224
BEFORE, AFTER = 300, 600
"""Characters of its paragraph read before and after a phrase, at most."""
FOLDER = Path(__file__).resolve().parents[1] / "models"
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PhraseJudgement:
    """What is said of phrases in their paragraphs, in 0..1.

    `answered` is (phrases, 4) in the order of FACETS, `worn` (phrases,).
    """

    answered: Floats
    worn: Floats


def phrase_input(document: Document, start: int, end: int) -> str:
    """What the reader is given for the phrase at offsets [start, end) of a draft.

    The phrase, two bars, and its paragraph with the phrase in square brackets: a paragraph may hold several.
    """
    index = document.paragraph_at(start)
    paragraph = document.paragraphs[index] if index is not None else None
    first, last = (paragraph.start, paragraph.end) if paragraph else (0, len(document.text))
    phrase = document.slice(start, end)
    before = document.slice(max(first, start - BEFORE), start)
    after = document.slice(end, max(end, min(last, end + AFTER)))
    return f"{phrase} || {' '.join(f'{before} [ {phrase} ] {after}'.split())}"


class PhraseReader:
    """The loaded model. Thread-safe; make one with `get_phrase_reader`."""

    def __init__(self, folder: Path) -> None:
        self._model = TrainedModel(folder, "phrases", "phrase reader's model")
        if self._model.card.get("facets") != list(FACETS) or self._model.card.get("outputs") != OUTPUTS:
            raise EngineError("The phrase reader's model was trained for other facets", FIX)
        self.version = self._model.version

    def read(self, texts: list[str]) -> PhraseJudgement:
        """What is said of phrases, from texts made by `phrase_input`."""
        chances = self._model.chances(texts)
        return PhraseJudgement(answered=chances[:, : len(FACETS)], worn=chances[:, -1])


@cache
def get_phrase_reader() -> PhraseReader:
    """The phrase reader, loaded once.

    Raises:
        EngineError: the model file is missing, damaged or for other facets.
    """
    return PhraseReader(FOLDER)
