"""The page with a language model: off until its box is ticked, and off again when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from assistant.settings import Settings
from corpus.errors import SettingsError
from tests.model.peer import peer, says
from ui.builtin import Builtin
from ui.engine import Options
from ui.queue import Job, Stopped
from ui.views import conversation, frame

DRAFT = "# Findings\n\nThere was a lack of professional curiosity about the bruise on the cheek of the child.\n"


@pytest.fixture
def asked() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    bodies: list[dict[str, Any]] = []

    def does(handler: Any, body: dict[str, Any]) -> None:
        bodies.append(body)
        says('{"items": []}')(handler, body)

    with peer(does) as address:
        yield address, bodies


def test_without_a_model_there_is_nothing_to_tick() -> None:
    assert Builtin(Settings()).offer() is None
    assert "language model" not in str(frame.head(True)) + str(conversation.welcome(3, True))


def test_a_model_that_cannot_be_used_is_said_before_the_page_opens() -> None:
    with pytest.raises(SettingsError):
        Builtin(Settings(model="nonsense")).offer()


def test_the_box_says_where_text_goes_and_ticking_it_sends_nothing(asked: tuple[str, list[Any]]) -> None:
    address, bodies = asked
    offer = Builtin(Settings(model="openai:local", model_base_url=address)).offer()
    assert offer is not None
    assert "openai:local" in offer.label
    assert "127.0.0.1" in offer.label
    offer.start()
    assert bodies == []
    assert "off until you tick its box" in str(conversation.welcome(3, True, True))


def test_what_it_takes_part_in_says_so_and_stopping_it_stops_requests(asked: tuple[str, list[Any]]) -> None:
    address, bodies = asked
    engine = Builtin(Settings(model="openai:local", model_base_url=address))
    offer = engine.offer()
    assert offer is not None
    document = engine.read_text(DRAFT)
    feedback = offer.start().check(document, Options(), lambda _step: None)
    assert bodies
    assert any("openai:local" in warning for warning in feedback.warnings)
    reply = offer.start().talk(document, feedback, "p-1").say("the health visitor did not ask about the bruise")
    assert "openai:local" in str(conversation.replied(reply, "p-1"))
    sent = len(bodies)
    job: Job[Any] = Job(lambda tell: offer.start().check(document, Options(), tell))
    job.stop()
    with pytest.raises(Stopped):
        offer.start().check(document, Options(), job.tell)
    assert len(bodies) == sent
