"""A process killed at any point of indexing or removing leaves a library that the next run makes whole."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from corpus.errors import LibraryError
from corpus.library import Library

ROOT = Path(__file__).resolve().parents[2]
# Calls before or after which the process ends, and which of them: the first review is stored, the second is under way.
POINTS = [
    ("corpus.catalogue.Catalogue._migrate", "before", 1),
    ("corpus.catalogue.Catalogue.set_meta", "after", 1),
    ("corpus.embedding.Embedder.embed_parts", "before", 2),
    ("corpus.writing._insert_review", "after", 2),
    ("corpus.writing._insert_passage", "after", 3),
    ("corpus.indexing.put_review", "before", 2),
    ("corpus.indexing.put_review", "after", 2),
    ("corpus.vectors.VectorStore.upsert", "before", 2),
    ("corpus.vectors.VectorStore.upsert", "after", 2),
    ("corpus.writing.sync_vectors", "after", 2),
]
REMOVAL_POINTS = [
    ("corpus.writing._delete", "after", 1),
    ("corpus.writing.remove_review", "after", 1),
    ("corpus.vectors.VectorStore.delete", "before", 1),
    ("corpus.vectors.VectorStore.delete", "after", 1),
    ("corpus.vectors.VectorStore.replace", "after", 1),
    ("corpus.vectors.VectorStore.drop_others", "before", 1),
]
CHILD = """
import importlib, os, signal, sys
from pathlib import Path
name, when, turn, task, folder, files = sys.argv[1:]
parts = name.split(".")
owner = importlib.import_module(".".join(parts[:2]))
for part in parts[2:-1]:
    owner = getattr(owner, part)
original, calls = getattr(owner, parts[-1]), []
def killing(*arguments, **named):
    calls.append(1)
    if len(calls) == int(turn) and when == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*arguments, **named)
    if len(calls) == int(turn):
        os.kill(os.getpid(), signal.SIGKILL)
    return result
setattr(owner, parts[-1], killing)
from corpus.library import Library
with Library.open(Path(folder), write=True) as library:
    if task == "remove":
        library._catalogue.set_meta("churn", "9999" if "replace" in name or "drop" in name else "0")
        library.remove(library.reviews()[0].id)
    else:
        library.index([Path(files)])
"""


def _killed(point: tuple[str, str, int], task: str, folder: Path, files: Path) -> None:
    name, when, turn = point
    arguments = [name, when, str(turn), task, str(folder), str(files)]
    code = textwrap.dedent(CHILD)
    done = subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, timeout=120)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def _assert_whole(library: Library, titles: set[str]) -> None:
    assert library.verify().faults == []
    assert {review.title for review in library.reviews()} == titles
    stored = [name for name, _ in library._vectors().items()]
    assert sorted(stored) == sorted(
        hit.passage.id for hit in library.search("baby mother box", top=50, one_per_review=False)
    )


@pytest.mark.parametrize("point", POINTS, ids=lambda point: f"{point[1]} {point[0].split('.', 1)[1]}")
def test_killed_while_indexing_then_run_again(tmp_path: Path, files: Path, point: tuple[str, str, int]) -> None:
    folder = tmp_path / "library"
    _killed(point, "index", folder, files)
    with Library.open(folder, write=True) as library:
        library.index([files])
        _assert_whole(library, {"Arlo", "Callum", "Baby Hazel"})


@pytest.mark.parametrize("point", REMOVAL_POINTS, ids=lambda point: f"{point[1]} {point[0].split('.', 1)[1]}")
def test_killed_while_removing_then_repaired(tmp_path: Path, files: Path, point: tuple[str, str, int]) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, write=True) as library:
        library.index([files])
    _killed(point, "remove", folder, files)
    with Library.open(folder, write=True) as library:
        report = library.verify(repair=True)
        assert report.sound
        before_commit = point[0] == "corpus.writing._delete"
        _assert_whole(library, {"Callum", "Baby Hazel"} | ({"Arlo"} if before_commit else set()))


def test_full_disk_stops_the_run_with_what_was_stored_and_can_be_gone_on_from(tmp_path: Path, files: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        library.index([files / "arlo.md"])
        ((pages,),) = library._catalogue.rows("PRAGMA page_count")
        library._catalogue.rows(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryError, match="is full"):
            library.index([files])
        assert len(library.reviews()) == 1
        assert library.search("methadone")[0].review.title == "Arlo"
        library._catalogue.rows("PRAGMA max_page_count = 1000000")
        library.index([files])
        _assert_whole(library, {"Arlo", "Callum", "Baby Hazel"})


def test_reader_of_a_library_whose_writer_was_killed(tmp_path: Path, files: Path) -> None:
    folder = tmp_path / "library"
    _killed(("corpus.vectors.VectorStore.upsert", "before", 2), "index", folder, files)
    with Library.open(folder) as library:
        assert [hit.review.title for hit in library.search("methadone")] == ["Callum", "Arlo"]
