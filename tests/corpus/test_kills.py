"""A library comes through kills, a full disk, a clock set back, a change of layout and two hundred re-additions."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import catalogue, embedding, migrations, question_vectors
from corpus.errors import LibraryError
from corpus.library import Library
from corpus.search import Searcher
from tests.support import kills
from tests.support.needs import needs
from tests.support.quick_embedder import QuickEmbedder

ROOT = Path(__file__).resolve().parents[2]
POINTS, SEED = 50, 9


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model: what is tested is what is kept."""
    monkeypatch.setattr(embedding, "_embedder", QuickEmbedder)
    monkeypatch.setattr(question_vectors, "_encoder", QuickEmbedder)


@pytest.mark.slow
def test_fifty_kills_lose_double_and_orphan_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kills", str(tmp_path), str(POINTS), str(SEED)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    points = json.loads(done.stdout)
    assert len(points) == POINTS
    assert sum(point["killed"] for point in points) >= 0.6 * POINTS  # some of those timed come to their end first
    assert [point for point in points if point["wrong"]] == []


FULL = """
import subprocess, sys
from pathlib import Path
from corpus import embedding, question_vectors
from corpus.errors import LibraryError
from corpus.library import Library
from tests.support import kills
from tests.support.quick_embedder import QuickEmbedder
embedding._embedder = question_vectors._encoder = QuickEmbedder
disk, files = Path(sys.argv[1]), Path(sys.argv[2])
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={sys.argv[3]}k", "tmpfs", disk], check=True)
kills.write(files)
said = "no trouble"
try:
    kills._index(files, disk / "library")
except LibraryError as error:
    said = str(error)
subprocess.run(["mount", "-o", "remount,size=60m", disk], check=True)
try:
    kills._index(files, disk / "library")
except LibraryError as error:  # the disk filled while Chroma was making its own files
    assert "library verify --repair" in str(error), error
    with Library.open(disk / "library", write=True) as library:
        assert library.verify(repair=True).sound
    kills._index(files, disk / "library")
with Library.open(disk / "library", write=True) as library:
    print(said, library.verify().faults, len(kills.contents(library)), sep="|")
"""


def _can_make_a_small_disk() -> bool:
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    except OSError:
        return False


@needs(_can_make_a_small_disk(), "a namespace for a small disk (unshare -rm)")
@pytest.mark.parametrize("kilobytes", [40, 150, 250, 500])
def test_a_full_disk_is_said_and_gone_on_from(tmp_path: Path, kilobytes: int) -> None:
    (tmp_path / "disk").mkdir()
    arguments = [str(tmp_path / "disk"), str(tmp_path / "files"), str(kilobytes)]
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", FULL, *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    said, faults, reviews = done.stdout.strip().split("|")
    assert "full" in said or "room on the disk" in said
    assert (faults, reviews) == ("[]", "6")


@pytest.mark.usefixtures("quick")
def test_a_clock_set_back_changes_nothing(tmp_path: Path) -> None:
    kills.write(tmp_path / "files")
    kills._index(tmp_path / "files", tmp_path / "library")
    changed = tmp_path / "files" / "1.md"
    changed.write_text(kills.review(kills.SUBJECTS[1], 2), encoding="utf-8")
    for path in (tmp_path / "files").iterdir():
        os.utime(path, (600_000_000, 600_000_000))
    (tmp_path / "library" / "writer.lock").write_text('{"pid": 1, "since": "2099-01-01T00:00:00+00:00"}')
    with Library.open(tmp_path / "library", write=True) as library:
        report = library.index([tmp_path / "files"])
        assert (report.count("updated"), report.count("unchanged")) == (1, 5)
        assert library.verify().faults == []


@pytest.mark.usefixtures("quick")
def test_a_library_of_the_layout_before_is_refused_to_readers_and_brought_up_by_a_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kills.write(tmp_path / "files")
    kills._index(tmp_path / "files", tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        before = kills.contents(library), kills.results(library)
    changes: tuple[Callable[[sqlite3.Connection], None], ...] = (
        *migrations.MIGRATIONS,
        lambda connection: connection.execute("ALTER TABLE reviews ADD COLUMN checked TEXT"),
    )
    monkeypatch.setattr(catalogue, "MIGRATIONS", changes)
    monkeypatch.setattr(catalogue, "VERSION", len(changes))
    with pytest.raises(LibraryError, match=r"earlier version of this program.*library verify"):
        Library.open(tmp_path / "library")
    with Library.open(tmp_path / "library", write=True) as library:
        assert library.verify().faults == []
    with Library.open(tmp_path / "library") as library:
        assert (kills.contents(library), kills.results(library)) == before


@pytest.mark.usefixtures("quick")
def test_a_change_of_layout_that_fails_leaves_the_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kills.write(tmp_path / "files")
    kills._index(tmp_path / "files", tmp_path / "library")
    with monkeypatch.context() as patched:
        broken = (
            lambda connection: connection.execute("DELETE FROM reviews"),
            lambda connection: connection.execute("nonsense"),
        )
        patched.setattr(catalogue, "MIGRATIONS", (*migrations.MIGRATIONS, *broken))
        patched.setattr(catalogue, "VERSION", 3)
        with pytest.raises((LibraryError, sqlite3.Error)):
            Library.open(tmp_path / "library", write=True)
    with Library.open(tmp_path / "library", write=True) as library:
        assert len(library.reviews()) == len(kills.SUBJECTS)
        assert library.verify().faults == []


def _assert_same(one: list[tuple[str, float]], other: list[tuple[str, float]]) -> None:
    """The same passages in the same order; sums of float32 in another order differ in the last places."""
    assert [name for name, _ in one] == [name for name, _ in other]
    assert [score for _, score in one] == pytest.approx([score for _, score in other], abs=1e-4)


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_200_removals_and_additions_leave_the_results_of_a_fresh_library(tmp_path: Path) -> None:
    kills.write(tmp_path / "files")
    kills._index(tmp_path / "files", tmp_path / "fresh")
    kills._index(tmp_path / "files", tmp_path / "used")
    with Library.open(tmp_path / "used", write=True) as used:
        for number in range(200):
            name = f"{number % len(kills.SUBJECTS)}.md"
            used.remove(next(review.id for review in used.reviews() if review.file == name))
            used.index([tmp_path / "files" / name])
        assert used.verify().faults == []
        assert used._vectors().name != "passages-1", "the collection was never built afresh"
        with Library.open(tmp_path / "fresh", write=True) as fresh:
            assert kills.contents(used) == kills.contents(fresh)
            for one, other in zip(kills.results(used), kills.results(fresh), strict=True):
                _assert_same(one, other)
            for query in kills.QUERIES:
                found = [
                    [
                        (hit.passage.id, hit.score)
                        for hit in Searcher(
                            library._catalogue, QuickEmbedder, QuickEmbedder, library._vectors, 0
                        ).search(query, 10, {}, False)
                    ]
                    for library in (used, fresh)
                ]
                _assert_same(*found)
