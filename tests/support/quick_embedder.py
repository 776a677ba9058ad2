"""An embedder without a model: a text's vector is the sum of its words', drawn from each word. For tests of storage."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np

from corpus.embedding import DIMENSION, MODEL_ID, WINDOW, Parts


@cache
def _drawn(word: str) -> Any:
    return np.random.default_rng(zlib.crc32(word.encode())).normal(size=DIMENSION).astype(np.float32)


class QuickEmbedder:
    """Stands in for `corpus.embedding.Embedder`."""

    model_id, dimension, window = MODEL_ID, DIMENSION, WINDOW

    def embed(self, texts: Sequence[str]) -> Any:
        return np.stack([self._one(text) for text in texts]) if texts else np.zeros((0, DIMENSION), np.float32)

    def embed_parts(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Parts]:
        return [
            Parts(self._one(text), np.stack([self._one(text[start:end]) for start, end in inside]))
            for text, inside in zip(texts, spans, strict=True)
        ]

    def count(self, text: str) -> int:
        return len(text.split()) + 2

    def knows(self, word: str) -> bool:
        return True

    def _one(self, text: str) -> Any:
        total = sum((_drawn(word) for word in re.findall(r"\w+", text.lower())), np.full(DIMENSION, 1e-3, np.float32))
        return (total / np.linalg.norm(total)).astype(np.float32)
