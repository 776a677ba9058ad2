"""Questions to a library: which of its reviews answer each, and which it cannot answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.dataset import DATA

QUESTIONS = DATA / "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `grades` gives, by file of the library, 3 answers it, 2 bears on it, 1 touches it.

    No grades: nothing in the library answers it. `kind` says how it is put, where the collection tells kinds apart.
    """

    id: str
    text: str
    grades: dict[str, int]
    kind: str = "question"

    @property
    def answerable(self) -> bool:
        """Whether any review answers it."""
        return bool(self.grades)


@cache
def load_questions(path: Path = QUESTIONS) -> list[Question]:
    """Every question to the starter library; one JSON object a line."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Question(row["id"], row["question"], row["grades"]) for row in rows]
