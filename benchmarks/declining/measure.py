"""The questions of `questions.jsonl` with what search and reading say of each, over the libraries they are put to.

A question names its library, whether the library holds an answer, how it is put (question, keywords, paragraph,
paraphrase) and its subject: the review that answers it, or the topic that is missing. The 66 questions of
`benchmarks/search_dev` are answerable ones besides. Then there are, answerable and not, the 140 questions of
`benchmarks/search_mixed` that the reader of questions has not learnt from: a third library, of long and short
documents, and two more writers. Last come the 304 queries of `benchmarks/search_words`, mostly in other words than what
answers them; those that its extracts do not answer are put besides to a library that has an extract which does.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.declining import signs
from assistant.relevance import reread
from benchmarks.search_mixed.collection import questions, write_documents
from benchmarks.search_words.collection import ANSWERING, queries
from benchmarks.search_words.collection import EXTRACTS as IN_OTHER_WORDS
from corpus.library import Library
from evals.graded import HELD_OUT

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
POOL = 30
EXTRACTS = ROOT / "benchmarks" / "search_dev"
STARTER = ROOT / "corpus" / "starter"
FORMS = {"plain": "question", "keyword": "keywords", "paraphrase": "paraphrase"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One question, its signs (see `assistant.declining.signs`) and what it stands for."""

    library: str
    answerable: bool
    form: str
    subject: str
    question: str
    signs: dict[str, float]


def measure(folder: Path | None = None) -> list[Measured]:
    """Every question put to its library. `folder` keeps the libraries from one run to the next."""
    files: dict[str, tuple[list[Path], Path | None]] = {
        "search_dev": ([EXTRACTS / "extracts"], EXTRACTS / "catalogue.csv"),
        "starter": (sorted(STARTER.glob("*.pdf")), STARTER / "catalogue.csv"),
        "words": ([IN_OTHER_WORDS], None),
        "words, more": ([IN_OTHER_WORDS, ANSWERING], None),
    }
    found = []
    with _place(folder) as place:
        papers = place / "papers"
        papers.mkdir(exist_ok=True)
        files["mixed"] = (write_documents(papers), None)
        for name, (paths, catalogue) in files.items():
            with Library.open(place / name, write=True) as library:
                library.index(paths, catalogue)
                for row in (row for row in rows() if row["library"] == name):
                    said = signs(reread(row["question"], library.search(row["question"], POOL, {}, False)))
                    own = row["answerable"] and name in ("search_dev", "starter")
                    about = f"{name} {row['subject']}" if own else row["subject"]
                    found.append(Measured(name, row["answerable"], row["form"], about, row["question"], said))
    return found


def rows() -> list[dict[str, Any]]:
    """The questions as written."""
    lines = [json.loads(line) for line in (HERE / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in (EXTRACTS / "queries.jsonl").read_text(encoding="utf-8").splitlines():
        query = json.loads(line)
        best = max(query["grades"], key=query["grades"].get)
        form = FORMS[query["kind"]]
        answered = {"library": "search_dev", "answerable": True, "form": form, "subject": best[:2]}
        lines.append({**answered, "question": query["query"]})
    for asked in questions():
        if asked.writer in HELD_OUT:
            known = {"library": "mixed", "answerable": asked.answered, "form": asked.kind, "subject": asked.id}
            lines.append({**known, "question": asked.query})
    for query in queries():
        known = {"form": query.kind, "subject": query.id, "question": query.query}
        lines.append({"library": "words", "answerable": query.answered, **known})
        if not query.answered:
            lines.append({"library": "words, more", "answerable": True, **known})
    return lines


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)
