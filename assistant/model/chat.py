"""What the tasks ask of a language model, as one small interface, and what can go wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from corpus.errors import EngineError

Kind = Literal[
    "package", "key", "server", "model", "context", "busy", "broken", "timeout", "cancelled", "budget", "other"
]
FATAL: frozenset[Kind] = frozenset({"package", "key", "server", "model", "timeout", "cancelled", "budget"})
"""After these nothing more is asked in this check or answer: the next request would fare no better."""
AGAIN: frozenset[Kind] = frozenset({"busy", "broken"})
"""These may pass: the request is made again after a pause."""


class Trouble(EngineError):
    """A request to the model failed; `kind` says how."""

    def __init__(self, kind: Kind, what: str, fix: str = "") -> None:
        self.kind = kind
        super().__init__(what, fix)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a request."""

    role: Literal["system", "user"]
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reply as it arrives. Token counts are the server's own, on the piece that carries them."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    cut_off: bool = False


class Chat(Protocol):
    """A language model that replies."""

    def reply(self, messages: Sequence[Message], schema: Mapping[str, Any], stream: bool) -> Iterator[Piece]:
        """The reply to a request, in one piece or, if `stream`, as it is written.

        Args:
            messages: the request.
            schema: JSON schema of the reply, for servers that hold a reply to one.
            stream: whether pieces are wanted as they come.

        Raises:
            Trouble: at once or between pieces.
        """
        ...
