from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.library import Library
from corpus.vectors import VECTORS_FOLDER
from corpus.verify import WORD_INDEXES


@pytest.fixture
def library(tmp_path: Path, files: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", write=True) as library:
        library.index([files])
        yield library


def _shape(library: Library) -> list[tuple[str, float]]:
    hits = library.search("nobody asked the dad", one_per_review=False)
    return [(hit.passage.id, round(hit.score, 3)) for hit in hits]


def _first(library: Library) -> str:
    return next(name for name, _ in library._vectors().items())


def _random() -> np.ndarray:
    vector = np.random.default_rng(1).normal(size=(1, 384)).astype(np.float32)
    return vector / np.linalg.norm(vector)


def _without_foreign_keys(library: Library, statement: str) -> None:
    library._catalogue.rows("PRAGMA foreign_keys = OFF")
    library._catalogue.rows(statement)
    library._catalogue.rows("PRAGMA foreign_keys = ON")


DAMAGE: dict[str, tuple[str, Callable[[Library], object]]] = {
    "vector lost by the store": ("vectors missing", lambda lib: lib._vectors().delete([_first(lib)])),
    "vector of nothing": ("vectors of no passage", lambda lib: lib._vectors().upsert(["gone-1"], _random(), ["gone"])),
    "vector changed": ("vectors that differ", lambda lib: lib._vectors().upsert([_first(lib)], _random(), ["x"])),
    "store deleted": ("vectors missing", lambda lib: lib._vectors().erase()),
    "vector lost by the catalogue": (
        "without a usable vector",
        lambda lib: lib._catalogue.rows("DELETE FROM vectors WHERE passage = 1"),
    ),
    "vector cut short": (
        "without a usable vector",
        lambda lib: lib._catalogue.rows("UPDATE vectors SET whole = x'00' WHERE passage = 1"),
    ),
    "half-copied review": (
        "does not have yet",
        lambda lib: lib._catalogue.rows("UPDATE reviews SET in_vectors = 0 WHERE number = 1"),
    ),
    "page of no review": (
        "belong to no review",
        lambda lib: _without_foreign_keys(lib, "INSERT INTO pages VALUES (99, 1, NULL, 0, 1)"),
    ),
    "passage of no review": (
        "belong to no review",
        lambda lib: _without_foreign_keys(
            lib, "INSERT INTO passages VALUES (99, 'x', 99, 'text', 0, 4, NULL, NULL, NULL, NULL, 'finding')"
        ),
    ),
    "word index emptied": (
        "word indexes",
        lambda lib: lib._catalogue.rows("INSERT INTO passage_words (passage_words) VALUES ('delete-all')"),
    ),
    "section changed behind the index": (
        "word indexes",
        lambda lib: lib._catalogue.rows("UPDATE passages SET section = 'Zebra' WHERE number = 1"),
    ),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found_and_repaired(library: Library, name: str) -> None:
    fault, damage = DAMAGE[name]
    before = _shape(library)
    damage(library)
    found = library.verify()
    assert not found.sound
    assert fault in found.summary()
    assert "verify --repair" in found.summary()
    assert library.verify(repair=True).sound
    assert library.verify().faults == []
    if "section" not in name:
        assert [passage for passage, _ in _shape(library)] == [passage for passage, _ in before]


def test_review_with_damaged_passages_is_taken_out_and_named(library: Library, files: Path) -> None:
    library._catalogue.rows("UPDATE passages SET text = 'never said' WHERE number = 1")
    report = library.verify(repair=True)
    assert "index again: arlo.md" in report.summary()
    assert {review.title for review in library.reviews()} == {"Callum", "Baby Hazel"}
    library.index([files])
    assert library.verify().faults == []
    assert len(library.reviews()) == 3


def test_unreadable_vector_store_is_rebuilt(tmp_path: Path, files: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        library.index([files])
        before = _shape(library)
    store = tmp_path / "library" / VECTORS_FOLDER
    shutil.rmtree(store)
    store.mkdir()
    (store / "chroma.sqlite3").write_bytes(b"nonsense" * 1000)
    with Library.open(tmp_path / "library", write=True) as library:
        assert _shape(library) == before
        assert "cannot be read" in library.verify().summary()
        assert library.verify(repair=True).sound
        assert library.verify().faults == []


def test_sound_library_has_nothing_to_say(library: Library) -> None:
    report = library.verify()
    assert report.sound
    assert "3 reviews and 5 searched passages" in report.summary()
    assert "no difference" in report.summary()


def test_every_word_index_is_checked(library: Library) -> None:
    names = {
        name for (name,) in library._catalogue.rows("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5(%'")
    }
    assert names == set(WORD_INDEXES)
