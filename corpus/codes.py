"""How vectors are kept in the catalogue: whole passages exactly, sentences in a quarter of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.embedding import DIMENSION

if TYPE_CHECKING:
    from corpus.embedding import Vectors


def pack(vector: Vectors) -> bytes:
    """One vector as 384 little-endian float32."""
    return vector.astype("<f4").tobytes()


def unpack(blob: bytes) -> Vectors:
    """The vector that `pack` wrote."""
    import numpy as np

    return np.frombuffer(blob, dtype="<f4").astype(np.float32)


def pack_parts(vectors: Vectors) -> bytes:
    """Unit vectors, shape (n, 384), as int8 scaled row by row to the full range; the scale itself is not needed."""
    import numpy as np

    peak = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-12)
    scaled = np.round(vectors / peak * 127).astype(np.int8)
    return bytes(scaled.tobytes())


def unpack_parts(blob: bytes) -> Vectors:
    """Unit vectors of shape (n, 384) near those that `pack_parts` was given (cosine above 0.999)."""
    import numpy as np

    rows = np.frombuffer(blob, dtype=np.int8).reshape(-1, DIMENSION).astype(np.float32)
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = rows / np.maximum(lengths, np.float32(1e-12))
    return unit
