"""A check of one small draft by the fake engine."""

from __future__ import annotations

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

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


@pytest.fixture
def loopback(_no_network: None) -> None:
    """Sockets on this machine, and nowhere else."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "::1"], allow_unix_socket=True)
