"""64 whole reviews and 1,158 short papers in one library, and 560 questions to it with graded passages.

The documents are the build split's reviews and the passages of `evals/data/relevance`, each a paper of its own. Eight
people wrote 70 questions each (plain, keywords, pasted paragraphs, everyday words; about half meant to be
unanswerable) after skimming an eighth of the documents. Each graded the first six passages of search as it then was,
and somebody else those that three other ways of ranking found first: 2 the passage answers, 1 bears on it, 0 does
not. Each passage was thus graded by one reader only, and what no way of ranking found first counts as 0.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evals.dataset import DATA

QUESTIONS = Path(__file__).parent / "questions.jsonl"
ANSWERS = 2


@dataclass(frozen=True, slots=True)
class Graded:
    """A passage by its document's file name and the offsets of its text in it, and its grade for one question."""

    file: str
    start: int
    end: int
    grade: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with every passage that was graded for it."""

    id: str
    kind: str
    query: str
    passages: tuple[Graded, ...]

    @property
    def grades(self) -> dict[str, int]:
        """The best grade of each document that has one above 0, by file name."""
        found: dict[str, int] = {}
        for passage in self.passages:
            found[passage.file] = max(passage.grade, found.get(passage.file, 0))
        return {name: grade for name, grade in found.items() if grade}

    @property
    def answered(self) -> bool:
        """Whether a passage was found that answers."""
        return ANSWERS in self.grades.values()


@cache
def documents() -> dict[str, str]:
    """The text of every document by file name. Offsets of `Graded` refer to it."""
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted((DATA / "build").glob("lcspr-*.md"))}
    for path in sorted((DATA / "relevance").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            for place, passage in enumerate(json.loads(line)["passages"]):
                found[f"{path.stem}{number:02d}-{place}.md"] = passage
    return found


@cache
def questions() -> tuple[Asked, ...]:
    """Every question, in the order of the file."""
    rows = (json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines())
    return tuple(
        Asked(row["id"], row["kind"], row["query"], tuple(Graded(*passage) for passage in row["passages"]))
        for row in rows
    )


def write_documents(folder: Path) -> list[Path]:
    """Every document as a file in `folder`, for indexing. The short ones have no title."""
    paths = []
    for name, text in documents().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
