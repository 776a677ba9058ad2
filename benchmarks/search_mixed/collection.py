"""64 whole reviews and 1,158 short papers in one library, and 560 questions to it with graded passages.

The documents are the build split's practice reviews and the passages of `evals/data/relevance`, each a paper of its
own. Eight people wrote 70 questions each (plain, keywords, pasted paragraphs, everyday words; about half meant to be
unanswerable) after skimming an eighth of the documents. Each graded the first six passages of search as it then was,
and somebody else those that three other ways of ranking found first. What no way of ranking found first counts as 0.
"""

from __future__ import annotations

from pathlib import Path

from evals.graded import Asked, extracts
from evals.graded import documents as every_document
from evals.graded import questions as graded


def documents() -> dict[str, str]:
    """The text of every document of the library by file name."""
    return {
        name: text for name, text in every_document().items() if not name.startswith("rr-") and name not in extracts()
    }


def questions() -> tuple[Asked, ...]:
    """Every question, in the order of the file."""
    return graded("mixed")


def write_documents(folder: Path) -> list[Path]:
    """Every document as a file in `folder`, for indexing. The short ones have no title."""
    paths = []
    for name, text in documents().items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths
