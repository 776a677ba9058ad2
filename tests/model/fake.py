"""A language model that says what a test has it say."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assistant.model.chat import Message, Piece, Trouble
from assistant.model.choice import Choice

Data = dict[str, Any]
Says = Callable[[str, Data], object]

CHOICE = Choice("openai", "fake", "http://127.0.0.1:9/v1", timeout=5, pause=0.0)


def task_of(schema: Mapping[str, Any]) -> str:
    """Which task a request is of, from the form of its reply."""
    fields = set(schema["properties"]["items"]["items"]["properties"])
    return {
        frozenset({"criterion", "status", "quotes", "why"}): "criteria",
        frozenset({"finding", "facet", "quote"}): "facets",
        frozenset({"question", "better"}): "questions",
        frozenset({"recommendation", "flag", "quote"}): "flags",
        frozenset({"sentence", "quotes"}): "answers",
        frozenset({"settled", "question", "suggestion"}): "turn",
        frozenset({"kind", "id", "question"}): "briefing",
    }[frozenset(fields)]


class FakeChat:
    """Replies with what `says` gives for (task, data): a list is wrapped as items, a string sent as it is.

    Args:
        says: the script; may raise Trouble.
        slow: seconds before each piece.
        cut_off: whether the server says that it stopped at its limit.
    """

    def __init__(self, says: Says, slow: float = 0.0, cut_off: bool = False) -> None:
        self._says = says
        self._slow = slow
        self._cut_off = cut_off
        self.asked: list[tuple[str, Data]] = []

    @property
    def heard(self) -> str:
        """Everything that was sent."""
        return json.dumps([data for _, data in self.asked], ensure_ascii=False)

    def reply(self, messages: Sequence[Message], schema: Mapping[str, Any], stream: bool) -> Iterator[Piece]:
        """See `Chat.reply`; pieces of seven characters where streamed."""
        data = json.loads(messages[-1].text.removeprefix("Data:\n"))
        self.asked.append((task_of(schema), data))
        said = self._says(self.asked[-1][0], data)
        text = said if isinstance(said, str) else json.dumps({"items": said}, ensure_ascii=False)
        for at in range(0, len(text), 7 if stream else max(len(text), 1)):
            time.sleep(self._slow)
            yield Piece(text[at : at + 7] if stream else text)
        yield Piece("", 100, 10, self._cut_off)


def nothing(_task: str, _data: Data) -> list[object]:
    """A model that agrees with everything."""
    return []


def failing(kind: Any) -> Says:
    """A model whose every request fails."""

    def says(_task: str, _data: Data) -> object:
        raise Trouble(kind, f"It is {kind}", "Mend it")

    return says
