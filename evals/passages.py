"""Short passages that test one thing each: lures, what answers them, plain worn phrases, look-alikes, identifiers,
judged questions.

They stand in `data/passages/SPLIT`, one JSON object a line; which files are there is up to the split.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.dataset import DATA, Example

FOLDER = DATA / "passages"


@dataclass(frozen=True, slots=True)
class CriterionPassage:
    """A passage and the criterion it seems to answer (`lure`) or answers (`lure` is "")."""

    id: str
    criterion: str
    text: str
    lure: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader said of a question: whether it holds on each count, and why not."""

    true: bool
    needed: bool
    open: bool
    useful: bool
    why: str = ""

    @property
    def good(self) -> bool:
        """Whether it holds on all four counts."""
        return self.true and self.needed and self.open and self.useful


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question that the assistant asked of a passage, and what two readers said of it."""

    id: str
    text: str
    phrase: str
    question: str
    readings: tuple[Reading, Reading]


@dataclass(frozen=True)
class Passages:
    """The passages of one split."""

    criteria: tuple[CriterionPassage, ...] = ()
    plain: tuple[Example, ...] = ()
    lookalikes: tuple[Example, ...] = ()
    identifiers: tuple[Example, ...] = ()
    questions: tuple[JudgedQuestion, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.criteria or self.plain or self.lookalikes or self.identifiers or self.questions)


def files(split: str) -> list[Path]:
    """The files of a split's passages."""
    return sorted((FOLDER / split).glob("*.jsonl"))


def load_passages(split: str) -> Passages:
    """The passages of a split; empty where there are none."""
    lures = [CriterionPassage(x["id"], x["criterion"], x["text"], x["kind"]) for x in _lines(split, "lures")]
    answers = [CriterionPassage(x["id"], x["criterion"], x["text"]) for x in _lines(split, "controls")]
    return Passages(
        criteria=(*lures, *answers),
        plain=tuple(_example(x, phrases=[{"text": x["words"], "answered": []}]) for x in _lines(split, "plain")),
        lookalikes=tuple(
            _example(x, not_phrases=[{"text": x["words"], "why": x["why"]}]) for x in _lines(split, "lookalikes")
        ),
        identifiers=tuple(
            _example(x, identifiers=[item["text"] for item in x["identifiers"]]) for x in _lines(split, "identifiers")
        ),
        questions=tuple(
            JudgedQuestion(
                x["id"], x["text"], x["phrase"], x["question"], (Reading(**x["first"]), Reading(**x["second"]))
            )
            for x in _lines(split, "questions")
        ),
    )


def _lines(split: str, name: str) -> list[dict[str, Any]]:
    path = FOLDER / split / f"{name}.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _example(raw: dict[str, Any], **labels: Any) -> Example:
    return Example(raw["id"], "lcspr", "", raw["text"], {}, {}, **labels)
