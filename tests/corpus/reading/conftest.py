from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading import DEFAULT_LIMITS, Limits, read
from tests.support.documents import assert_sound

Reader = Callable[..., Document]


@pytest.fixture
def read_bytes(tmp_path: Path) -> Reader:
    """Reads bytes as a file of a given name, and checks that the document is sound."""

    def reader(data: bytes, name: str = "draft.pdf", limits: Limits = DEFAULT_LIMITS) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        document = read(path, limits)
        assert_sound(document)
        return document

    return reader
