"""A check of one small draft by the fake engine."""

from __future__ import annotations

import pytest

from assistant.feedback import Feedback
from corpus.document import Document
from tests.ui.fake import DRAFT, feedback_on
from ui.engine import Options


@pytest.fixture
def document() -> Document:
    from corpus.reading import read_text

    return read_text(DRAFT, "child-k.md", "md")


@pytest.fixture
def feedback(document: Document) -> Feedback:
    return feedback_on(document, Options())
