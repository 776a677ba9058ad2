"""Runs the small models that are trained in this project (`evals/training`): text in, numbers out, nothing downloaded.

Each is a fine-tuned MiniLM with a linear head and 8-bit weights: NAME.onnx, and NAME.json with its SHA-256, its window
and what its outputs stand for. They share the tokenizer file of the embedding model.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.embedding import REINSTALL, TOKENIZER_FILE, TOKENIZER_SHA256, checked
from corpus.errors import EngineError
from corpus.quiet import silence_telemetry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WORKERS = 2
FIX = f"{REINSTALL} second-question"


class TrainedModel:
    """A loaded model. Safe to share between threads.

    Args:
        folder: where its two files stand.
        name: their name.
        what: how errors call it.

    Raises:
        EngineError: a file is missing or is not the one that this version was made with.
    """

    def __init__(self, folder: Path, name: str, what: str) -> None:
        try:
            self.card: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        except OSError as error:
            raise EngineError(f"The {what} is missing from {folder}", FIX) from error
        model = checked(folder / f"{name}.onnx", self.card["sha256"], what, FIX)
        words = checked(TOKENIZER_FILE, TOKENIZER_SHA256, f"tokenizer of the {what}", FIX)
        silence_telemetry()  # before onnxruntime is loaded, or it reports to its maker
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._tokenizer: Any = Tokenizer.from_str(words.decode("utf-8"))
        self._tokenizer.enable_truncation(self.card["window"])
        self._tokenizer.no_padding()
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix=name)
        self.version: str = self.card["sha256"][:12]

    def chances(self, texts: Sequence[str | tuple[str, str]]) -> Floats:
        """Outputs in 0..1, (texts, outputs), of texts or of pairs read together; see `outputs`."""
        import numpy as np

        return (1.0 / (1.0 + np.exp(-self.outputs(texts)))).astype(np.float32)

    def outputs(self, texts: Sequence[str | tuple[str, str]]) -> Floats:
        """Outputs as they are, (texts, outputs), of texts or of pairs read together.

        What goes beyond the window is cut, from the longer of a pair first.

        One text at a time: 8-bit arithmetic scales by the largest number of a batch, so that in a batch what is said of
        a text would hang on its neighbours. It is faster too: nothing is padded, and each worker has a text of its own.
        """
        import numpy as np

        out = np.zeros((len(texts), self.card["outputs"]), dtype=np.float32)
        encoded = self._tokenizer.encode_batch(list(texts))
        for row, logits in enumerate(self._workers.map(self._logits, encoded)):
            out[row] = logits
        return out

    def _logits(self, encoded: Any) -> Floats:
        import numpy as np

        ids = np.array([encoded.ids], dtype=np.int64)
        found: Floats = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        return found
