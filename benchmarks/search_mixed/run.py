"""Scores of search in a library of long and short documents: `python -m benchmarks.search_mixed.run`; two minutes.

Its reason: search once let a review gain by its second and third best passages, which a long review always
has. On extracts of one length that helped a little; here it cost a fifth of what can be found.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.search_dev.run import show, systems
from benchmarks.search_mixed.collection import documents, questions, write_documents
from corpus.library import Library


def main() -> None:
    """Print a table of systems by kind of question, over the questions that have an answer."""
    asked = [
        {"query": question.query, "kind": question.kind, "grades": question.grades}
        for question in questions()
        if question.answered
    ]
    with tempfile.TemporaryDirectory() as place, Library.open(Path(place, "library"), write=True) as library:
        papers = Path(place, "papers")
        papers.mkdir()
        library.index(write_documents(papers))
        show(asked, systems(library, documents()))


if __name__ == "__main__":
    main()
