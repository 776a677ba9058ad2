from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import tokens


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    tokens._encoding.cache_clear()
    yield
    tokens._encoding.cache_clear()


def test_counts_as_cl100k_does() -> None:
    assert tokens.count("hello world") == 2
    assert tokens.count("") == 0
    assert tokens.count("<|endoftext|>") > 1


def test_leaves_no_copy_in_the_temporary_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert tokens.count("hello world") == 2
    assert not list(tmp_path.iterdir())


def test_estimates_where_the_ranks_are_not_the_pinned_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "RANKS_SHA256", "0" * 64)
    assert tokens.count("one two three four") == 6
