"""Questions with passages graded by reading: what teaches the reader of questions, and measures search and declining.

`evals/data/relevance/graded` has six files. Each writer read a share of a library, wrote questions to it, and graded
what search found first for each: 2 the passage answers, 1 bears on it, 0 does not. Each passage was graded by one
reader only.

- `mixed`: 560 questions by eight writers to 64 reviews and 1,158 papers of a paragraph; what three other ways of
  ranking found first was graded too. `benchmarks/search_mixed` measures search on it.
- `papers`: 640 more by eight others to the same library, many of them in everyday words; a third are twins of another,
  which share its subject and words and ask another point. Where search did not find the passage that a question was
  written for, it stands among the graded as one that answers.
- `reviews`: 1,280 of like form, by sixteen, to all reviews of the build split; half of the writers noted the passage
  meant.
- `words`: 288 to the same reviews by four: keywords, questions and pasted paragraphs in equal parts, most of them in
  other words than what answers them; three in eight were meant to have no answer.
- `meant`: 2,160 of like form by sixteen, each with the one passage that its writer meant; nothing else was graded.
- `extracts`: 3,392 questions to 384 short extracts (`evals/data/relevance/extracts`), two to a subject that share its
  words: by the sixteen writers of the extracts (y) and by sixteen others (z), mostly in other words. For 1,184 none of
  the extracts then there answered: most of these are near to one. To 440 of them somebody else wrote an extract
  afterwards that does (a), lest a model learn how such questions are put rather than whether they are answered.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from evals.dataset import DATA

RELEVANCE = DATA / "relevance"
GRADED = RELEVANCE / "graded"
ANSWERS, BEARS = 2, 1
NAMES = ("mixed", "papers", "reviews", "words", "meant", "extracts")
EXTRACTS = RELEVANCE / "extracts" / "texts.jsonl"
HELD_OUT = ("r7", "r8")
"""Writers of `mixed` whose questions are not learnt from, to choose by."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A passage by its document's file name and the offsets of its text in it, and its grade for one question."""

    file: str
    start: int
    end: int
    grade: int

    @property
    def text(self) -> str:
        """The passage."""
        return documents()[self.file][self.start : self.end]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with every passage that was graded for it. `id` begins with its writer."""

    id: str
    kind: str
    query: str
    passages: tuple[Graded, ...]

    @property
    def writer(self) -> str:
        """Who wrote it."""
        return self.id.partition("-")[0]

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
    """The text of every document by file name, extracts among them. Offsets of `Graded` refer to it."""
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted((DATA / "build").glob("*.md"))}
    for path in sorted(RELEVANCE.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            for place, passage in enumerate(json.loads(line)["passages"]):
                found[f"{path.stem}{number:02d}-{place}.md"] = passage
    return {**found, **extracts()}


@cache
def extracts() -> dict[str, str]:
    """The text of the short extracts by file name; `asked_for` tells those that were written to answer a question."""
    rows = (json.loads(line) for line in EXTRACTS.read_text(encoding="utf-8").splitlines())
    return {f"{row['id']}.md": row["text"] for row in rows}


def asked_for(file: str) -> bool:
    """Whether a document is an extract that was written afterwards, to answer a question that nothing answered."""
    return file in extracts() and file.startswith("a")


@cache
def questions(name: str) -> tuple[Asked, ...]:
    """The questions of one of the files NAMES, in its order."""
    rows = (json.loads(line) for line in (GRADED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(
        Asked(row["id"], row["kind"], row["query"], tuple(Graded(*passage) for passage in row["passages"]))
        for row in rows
    )
