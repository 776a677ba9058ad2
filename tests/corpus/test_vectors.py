from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.codes import pack, pack_parts, unpack, unpack_parts
from corpus.errors import LibraryError
from corpus.vectors import VECTORS_FOLDER, VectorStore, similarity


def _axis(*weights: float) -> np.ndarray:
    vector = np.zeros(384, dtype=np.float32)
    vector[: len(weights)] = weights
    return vector / np.linalg.norm(vector)


VECTORS = np.stack([_axis(1), _axis(1, 1), _axis(0, 1), _axis(-1)])
IDS, REVIEWS = ["a-0", "a-1", "b-0", "b-1"], ["a", "a", "b", "b"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[VectorStore]:
    store = VectorStore(tmp_path, "passages-1")
    store.upsert(IDS, VECTORS, REVIEWS)
    yield store
    store.close()


def test_distances_become_cosines(store: VectorStore) -> None:
    found = store.query(_axis(1), 4)
    assert [name for name, _ in found] == ["a-0", "a-1", "b-0", "b-1"]
    assert np.allclose([cosine for _, cosine in found], [1, 2**-0.5, 0, -1], atol=1e-5)


def test_similarity_stays_between_minus_one_and_one() -> None:
    assert similarity(-1e-7) == 1
    assert similarity(2.0000002) == -1
    assert similarity(0.25) == 0.75


def test_storing_twice_changes_nothing(store: VectorStore) -> None:
    store.upsert(IDS, VECTORS, REVIEWS)
    assert sorted(name for name, _ in store.items()) == IDS


def test_query_can_be_kept_to_some_reviews(store: VectorStore) -> None:
    assert [name for name, _ in store.query(_axis(1), 4, ["b"])] == ["b-0", "b-1"]


def test_deleted_and_unknown_ids(store: VectorStore) -> None:
    store.delete(["a-0", "never-there"])
    assert sorted(name for name, _ in store.items()) == ["a-1", "b-0", "b-1"]


def test_replacement_takes_over_and_the_old_collection_goes(store: VectorStore) -> None:
    fresh = store.replace("passages-2", lambda new: new.upsert(IDS[:1], VECTORS[:1], REVIEWS[:1]))
    fresh.drop_others()
    assert [name for name, _ in fresh.items()] == ["a-0"]
    fresh.close()


def test_damaged_files_are_a_library_error(tmp_path: Path) -> None:
    (tmp_path / VECTORS_FOLDER).mkdir()
    (tmp_path / VECTORS_FOLDER / "chroma.sqlite3").write_bytes(b"not a database" * 400)
    with pytest.raises(LibraryError, match="verify --repair"):
        VectorStore(tmp_path, "passages-1").query(_axis(1), 1)


def test_packed_vectors_come_back() -> None:
    vectors = np.random.default_rng(0).normal(size=(40, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    assert np.array_equal(unpack(pack(vectors[0])), vectors[0])
    assert (unpack_parts(pack_parts(vectors)) * vectors).sum(axis=1).min() > 0.999
