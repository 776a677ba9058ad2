"""Fit the model that turns evidence into a status, by cross-fitting over reviews.

For each of K folds a judge is trained on the other folds (and the passage bank) and gives the features of the reviews
left out; the ordinal model is fitted on all of those. The last judge, trained on everything, is the one shipped.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from assistant.appraise.measures import measure
from assistant.appraise.status import NAMES, features
from assistant.identifiers import find_identifiers
from assistant.judge import CRITERIA, Floats
from assistant.recommendations import find_recommendations
from assistant.units import units
from corpus.reading import read_text
from evals.dataset import Example

ORDER = {"missing": 0, "partial": 1, "met": 2}
Row = tuple[str, list[float], int]


def torch_scores(model: Any, base: Path, texts: list[str]) -> Floats:
    """Outputs of a trained torch model in 0..1, as `Judge.scores` gives them."""
    import torch
    from tokenizers import Tokenizer

    from assistant.judge import WINDOW

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.enable_truncation(WINDOW)
    tokenizer.enable_padding()
    out = []
    with torch.no_grad():
        for first in range(0, len(texts), 16):
            encoded = tokenizer.encode_batch(texts[first : first + 16])
            ids = torch.tensor([item.ids for item in encoded])
            mask = torch.tensor([item.attention_mask for item in encoded])
            out.append(torch.sigmoid(model(ids, mask)).numpy())
    return np.concatenate(out).astype(np.float32)


def example_rows(example: Example, score: Any) -> list[Row]:
    """Features and labels of one review; `score` is a function from texts to judge outputs."""
    document = read_text(example.text, example.id, "md")
    outputs = score([unit.judged(document) for unit in units(document)])[:, : 2 * len(CRITERIA)]
    bears, full = outputs[:, 0::2], outputs[:, 1::2]
    counts = measure(document, find_recommendations(document, example.type), find_identifiers(document, example.type))
    return [
        (name, features(name, bears[:, CRITERIA.index(name)], full[:, CRITERIA.index(name)], counts), ORDER[label])
        for name, label in example.criteria.items()
    ]


def cross_fitted(examples: list[Example], folds: int, base: Path, teach: Callable[[list[Example]], Any]) -> list[Row]:
    """Features and labels of every review, each from a judge taught on the other folds only.

    Args:
        examples: the build split.
        folds: into how many parts it is cut, review by review in turn.
        base: folder with the tokenizer.
        teach: trains a judge on the reviews given.
    """
    found: list[Row] = []
    for fold in range(folds):
        model = teach([example for index, example in enumerate(examples) if index % folds != fold])
        for example in examples[fold::folds]:
            found += example_rows(example, lambda texts, model=model: torch_scores(model, base, texts))
    return found


def design(rows: list[Row]) -> Any:
    """The matrix: shared features, one column a criterion (its offset), and each criterion's own two counts."""
    counted = [name for name in CRITERIA if any(row[0] == name and any(row[1][-2:]) for row in rows)]
    width = len(NAMES) + len(CRITERIA) + 2 * len(counted)
    matrix = np.zeros((len(rows), width))
    for i, (name, values, _) in enumerate(rows):
        matrix[i, : len(NAMES)] = values
        matrix[i, len(NAMES) - 2 : len(NAMES)] = 0.0
        matrix[i, len(NAMES) + CRITERIA.index(name)] = 1.0
        if name in counted:
            at = len(NAMES) + len(CRITERIA) + 2 * counted.index(name)
            matrix[i, at : at + 2] = values[-2:]
    return matrix, counted


def fit(rows: list[Row], strength: float = 0.1) -> dict[str, Any]:
    """The weights that `assistant.appraise.status` reads."""
    from sklearn.linear_model import LogisticRegression

    matrix, counted = design(rows)
    labels = np.array([row[2] for row in rows])
    found: dict[str, Any] = {"features": list(NAMES)}
    for threshold, level in (("partial", 1), ("met", 2)):
        model = LogisticRegression(C=strength, max_iter=4000)
        model.fit(matrix, labels >= level)
        weights, base = model.coef_[0], float(model.intercept_[0])
        at = len(NAMES)
        offsets = {name: round(base + float(weights[at + i]), 4) for i, name in enumerate(CRITERIA)}
        own = {
            name: [round(float(w), 4) for w in weights[at + len(CRITERIA) + 2 * i :][:2]]
            for i, name in enumerate(counted)
        }
        shared = [round(float(w), 4) for w in weights[:at]]
        found[threshold] = {"shared": shared, "offset": offsets, "own": own}
    return found


def save(weights: dict[str, Any], folder: Path) -> str:
    """Write status.json; its SHA-256."""
    content = (json.dumps(weights, indent=1) + "\n").encode()
    (folder / "status.json").write_bytes(content)
    return hashlib.sha256(content).hexdigest()
