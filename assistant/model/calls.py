"""Requests to the model: cached, within a budget and a time, made again where that may help, and stoppable."""

from __future__ import annotations

import hashlib
import json
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.model.chat import AGAIN, FATAL, Chat, Message, Piece, Trouble
from assistant.model.choice import Choice
from assistant.model.connect import too_slow
from assistant.model.ledger import Ledger
from assistant.model.reading import Items
from assistant.model.task import Task
from corpus.tokens import count

Item = TypeVar("Item", bound=BaseModel)
TRIES = 3
LOOK = 0.1
"""Seconds between looks at whether to stop."""
_END = object()


class Calls:
    """The requests of one check, answer or turn.

    Args:
        chat: made when the first request is; what it raises is the first request's failure.
        choice: the model and its limits.
        cache: replies by hash of the request; shared by the checks of one session, never written down.
        cancelled: asked often; when it says so, the request under way is left and none follows.
    """

    def __init__(
        self,
        chat: Callable[[], Chat],
        choice: Choice,
        cache: dict[str, str],
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._chat = chat
        self._cache = cache
        self._cancelled = cancelled or (lambda: False)
        self.choice = choice
        self.ledger = Ledger(choice)
        self.stopped = False

    def room(self, task: Task, data: Mapping[str, Any]) -> int:
        """Tokens left for passages in a request that holds this data, with a tenth kept for other ways of counting."""
        used = sum(count(message.text) for message in task.messages(data))
        return int((self.choice.context - self.choice.reply) * 0.9) - used

    def items(self, task: Task, data: Mapping[str, Any], form: type[Item], sent: Mapping[str, int]) -> list[Item]:
        """What the model replies; [] where it fails, which the ledger tells.

        Args:
            task: what is asked.
            data: what is sent with it.
            form: of one item; items of another form are dropped and counted.
            sent: words of each passage in the data, by its id, for the account of what was sent.
        """
        return list(self.stream(task, data, form, sent, stream=False))

    def stream(
        self, task: Task, data: Mapping[str, Any], form: type[Item], sent: Mapping[str, int], stream: bool = True
    ) -> Iterator[Item]:
        """The items of a reply, each as soon as it is whole; a half-written one never is given. See `items`."""
        if self.stopped:
            return
        messages = task.messages(data)
        key = self._key(messages)
        reader, heard, given = Items(), "", 0
        try:
            held = self._cache.get(key)
            for text in (held,) if held else self._text(messages, task.reply_schema, sent, stream):
                heard += text
                for item in self._valid(reader.feed(text), form):
                    given += 1
                    yield item
            if reader.whole:
                self._cache[key] = heard
            else:
                self.ledger.drop("form")
        except Trouble as trouble:
            self.ledger.failures.append(trouble)
            self.stopped = trouble.kind in FATAL
        self.ledger.used += reader.whole or given > 0

    def _valid(self, raw: list[Any], form: type[Item]) -> Iterator[Item]:
        for item in raw:
            try:
                yield form.model_validate(item)
            except ValidationError:
                self.ledger.drop("form")

    def _key(self, messages: Sequence[Message]) -> str:
        asked = [self.choice.id, self.choice.base_url, [message.text for message in messages]]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()

    def _text(
        self, messages: Sequence[Message], schema: Mapping[str, Any], sent: Mapping[str, int], stream: bool
    ) -> Iterator[str]:
        size = sum(count(message.text) for message in messages)
        if self.ledger.tokens_in + self.ledger.tokens_out + size > self.choice.budget:
            raise Trouble("budget", f"The budget of {self.choice.budget} tokens is used up", "Raise model_budget")
        for attempt in range(1, TRIES + 1):
            heard = False
            try:
                for piece in self._timed(messages, schema, sent, stream, size):
                    heard = True
                    yield piece
                return
            except Trouble as trouble:
                # What has been passed on cannot be taken back, so a reply that breaks off in the middle is not redone.
                if trouble.kind not in AGAIN or attempt == TRIES or heard:
                    raise
                self._pause(self.choice.pause * 2 ** (attempt - 1))

    def _timed(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        sent: Mapping[str, int],
        stream: bool,
        size: int,
    ) -> Iterator[str]:
        """The pieces of one reply, read in a thread of its own so that time and cancelling hold whatever it does."""
        if self._cancelled():
            raise _stopped()
        chat = self._connected()
        pieces: queue.Queue[Piece | Trouble | object] = queue.Queue()
        leave = threading.Event()

        def read() -> None:
            try:
                for piece in chat.reply(messages, schema, stream):
                    pieces.put(piece)
                    if leave.is_set():
                        return
                pieces.put(_END)
            except Trouble as trouble:
                pieces.put(trouble)
            except Exception as error:
                pieces.put(Trouble("other", f"The request to {self.choice.id} failed ({type(error).__name__})"))

        began = time.monotonic()
        threading.Thread(target=read, daemon=True).start()
        whole, told_in, told_out, cut, reached = "", None, None, False, True
        try:
            while (piece := self._next(pieces, began + self.choice.timeout)) is not _END:
                if isinstance(piece, Trouble):
                    reached = piece.kind != "server"
                    raise piece
                assert isinstance(piece, Piece)
                whole += piece.text
                told_in, told_out = piece.tokens_in or told_in, piece.tokens_out or told_out
                cut = cut or piece.cut_off
                if piece.text:
                    yield piece.text
        finally:
            leave.set()
            self.ledger.seconds += time.monotonic() - began
            if reached:
                self.ledger.requests += 1
                self.ledger.sent.update(sent)
                self.ledger.estimated |= told_in is None
                self.ledger.tokens_in += size if told_in is None else told_in
                self.ledger.tokens_out += count(whole) if told_out is None else told_out
        if cut:
            raise Trouble("other", f"A reply was cut off at {self.choice.reply} tokens", "Raise model_reply")

    def _connected(self) -> Chat:
        """The model, outside a request's time: importing what it needs takes seconds that are not the server's."""
        try:
            return self._chat()
        except Trouble:
            raise
        except Exception as error:
            raise Trouble("other", f"{self.choice.id} could not be set up ({type(error).__name__})") from error

    def _next(self, pieces: queue.Queue[Any], deadline: float) -> Any:
        while True:
            if self._cancelled():
                raise _stopped()
            if time.monotonic() > deadline:
                raise too_slow(self.choice)
            try:
                return pieces.get(timeout=LOOK)
            except queue.Empty:
                continue

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self._cancelled():
                raise _stopped()
            time.sleep(min(LOOK, max(until - time.monotonic(), 0)))


def _stopped() -> Trouble:
    return Trouble("cancelled", "It was stopped")
