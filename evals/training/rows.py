"""What the judge learns from, as rows of targets and masks.

Units of the build reviews and the passages of the bank.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assistant.judge import CRITERIA, OUTPUTS
from assistant.units import units
from corpus.document import Document
from corpus.reading import read_text
from evals.dataset import DATA, Example

LEVELS = {"lure": 0, "partial": 1, "met": 2}
BEARS, FULL = 0, 1


@dataclass(frozen=True, slots=True)
class Row:
    """One training row: text, targets in 0..1 and weights (0 = unknown) for every output of the judge."""

    text: str
    target: tuple[float, ...]
    weight: tuple[float, ...]
    group: str


def _row(text: str, levels: dict[str, str], known: set[str], group: str) -> Row:
    target, weight = [0.0] * OUTPUTS, [0.0] * OUTPUTS
    for index, criterion in enumerate(CRITERIA):
        if criterion not in known:
            continue
        level = levels.get(criterion)
        bears, full = float(level in ("partial", "met")), float(level == "met")
        target[2 * index + BEARS], target[2 * index + FULL] = bears, full
        weight[2 * index + BEARS] = 2.0 if level == "lure" else 1.0
        weight[2 * index + FULL] = 2.0 if level in ("lure", "partial") else 1.0
    return Row(text, tuple(target), tuple(weight), group)


def criterion_rows(example: Example, document: Document) -> list[Row]:
    """One row a unit; a unit takes the highest level of the blocks that it overlaps by more than a third."""
    known = set(example.criteria)
    rows = []
    for unit in units(document):
        levels: dict[str, str] = {}
        for block in example.blocks:
            shared = min(unit.end, block.end) - max(unit.start, block.start)
            if shared <= 0 or shared < min(unit.end - unit.start, block.end - block.start) / 3:
                continue
            for criterion, level in block.criteria.items():
                if LEVELS[level] >= LEVELS.get(levels.get(criterion, "lure"), 0):
                    levels[criterion] = level
        rows.append(_row(unit.judged(document), levels, known, example.id))
    return rows


def review_rows(examples: list[Example]) -> list[Row]:
    """Every row that a set of appraised reviews gives."""
    rows: list[Row] = []
    for example in examples:
        document = read_text(example.text, example.id, "md")
        rows += criterion_rows(example, document)
    return rows


def bank_rows(folder: Path = DATA / "bank") -> list[Row]:
    """Rows of the passage bank: each line names its passage, heading and levels; other criteria are unknown."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            item = json.loads(line)
            text = f"{item.get('heading', '')} | {' '.join(item['text'].split())}"
            levels = item["levels"]
            rows.append(
                _row(text, {k: v for k, v in levels.items() if v != "none"}, set(levels), f"{path.stem}:{number}")
            )
    return rows
