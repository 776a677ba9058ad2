"""A suite: the reviews that are scored, and what else is measured with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import UsageError
from evals.bring import JUDGEMENTS, load_own
from evals.dataset import DATA, Example, data_version, load_folder
from evals.passages import Passages, load_passages
from evals.passages import files as passage_files
from evals.questions import QUESTIONS, Question, load_questions
from evals.search_set import QUERIES, load_queries

SPLITS = ("build", "dev", "test")
HELD_OUT = "test"


@dataclass(frozen=True)
class Suite:
    """`name` is a split of the project's own data or a folder's name.

    Only the former has questions to the starter library and passages; `queries` are those to the search collection,
    which only the test split has.
    """

    name: str
    data: str
    examples: list[Example]
    questions: list[Question]
    own: bool
    passages: Passages = field(default_factory=Passages)
    queries: list[Question] = field(default_factory=list)


def open_suite(name: str) -> Suite:
    """The suite of a split's name, or of a folder of one's own.

    Raises:
        UsageError: there is no such suite, or nothing in it.
    """
    own = name not in SPLITS
    folder = Path(name).expanduser() if own else DATA / name
    if not folder.is_dir():
        raise UsageError(f"There is no suite {name}", "Use dev, test, or the name of a folder of appraised reviews")
    files = [path for path in folder.iterdir() if path.is_file()]
    examples = load_own(folder) if (folder / JUDGEMENTS).exists() else load_folder(folder)
    if not examples:
        raise UsageError(f"{folder} holds no appraised reviews", f"Put reviews and {JUDGEMENTS} in it; see the README")
    if own:
        return Suite(folder.resolve().name, data_version(files), examples, [], own)
    version = data_version([*files, *passage_files(name), QUESTIONS, QUERIES])
    queries = load_queries() if name == HELD_OUT else []
    return Suite(name, version, examples, load_questions(), own, load_passages(name), queries)
