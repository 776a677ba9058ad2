"""One draft and the builtin's feedback on it, and a small library."""

from __future__ import annotations

import pytest

from assistant.check import check
from assistant.feedback import Feedback
from corpus.document import Document
from corpus.reading import read
from tests.assistant.shelf import shelf, shelf_folder
from tests.conftest import EXAMPLES

__all__ = ["shelf", "shelf_folder"]


@pytest.fixture(scope="session")
def draft() -> Document:
    return read(EXAMPLES / "lcspr-05.md")


@pytest.fixture(scope="session")
def first(draft: Document) -> Feedback:
    return check(draft)
