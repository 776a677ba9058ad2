"""Pairs of a rapid review and the LCSPR that followed it, with what became of each line of enquiry.

Each pair is `ID.json` with `ID.rapid-review.md` and `ID.lcspr.md` in `evals/data/pairs`. The JSON holds `set` (tune:
thresholds were set on it; check: they were not), `rapid_review` (each point's text, kind, fate and, where it was taken
up, the beginnings of the passages that do so) and `added` (each addition, as the beginnings of the passages about it).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from assistant.compare import Comparison, Line
from assistant.feedback import Span
from corpus.document import Document
from corpus.reading import read_text
from evals.dataset import DATA

FOLDER = DATA / "pairs"


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled pair."""

    id: str
    set: str
    rapid_review: Document
    lcspr: Document
    points: list[dict[str, Any]]
    added: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Labels found, lines that match no label, and labels not found."""

    found: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is found."""
        return 2 * self.found / (2 * self.found + self.wrong + self.missed) if self.found else 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.found + other.found, self.wrong + other.wrong, self.missed + other.missed)


def load_pairs() -> list[Pair]:
    """Every pair, by id."""
    pairs = []
    for path in sorted(FOLDER.glob("*.json")):
        raw = json.loads(path.read_text(encoding="utf-8"))
        rapid_review, lcspr = _read(path.stem, "rapid-review"), _read(path.stem, "lcspr")
        pairs.append(Pair(path.stem, raw["set"], rapid_review, lcspr, raw["rapid_review"], raw["added"]))
    return pairs


def _read(id: str, part: str) -> Document:
    return read_text((FOLDER / f"{id}.{part}.md").read_text(encoding="utf-8"), part, "md")


def score(pair: Pair, comparison: Comparison) -> Counts:
    """How a comparison agrees with the labels.

    A line of the rapid review agrees with a label that it overlaps and whose fate is the same; an added line, with a
    label one of whose passages it overlaps. Further lines for a label that was already found count neither way.
    """
    labels: list[tuple[str, dict[str, Any]]] = [(point["fate"], point) for point in pair.points]
    labels += [("added", addition) for addition in pair.added]
    found: set[int] = set()
    wrong = 0
    for line in comparison.lines:
        right = [
            index for index, (fate, label) in enumerate(labels) if fate == line.fate and _agrees(pair, line, label)
        ]
        found.update(right[:1])
        wrong += not right
    return Counts(len(found), wrong, len(labels) - len(found))


def _agrees(pair: Pair, line: Line, label: dict[str, Any]) -> bool:
    if line.fate != "added":
        return line.rapid_review is not None and _overlaps(pair.rapid_review, line.rapid_review, label["text"])
    return line.lcspr is not None and any(_overlaps(pair.lcspr, line.lcspr, text) for text in label["text"])


def _overlaps(document: Document, span: Span, text: str) -> bool:
    start = document.text.find(text)
    return start >= 0 and start < span.end and span.start < start + len(text)
