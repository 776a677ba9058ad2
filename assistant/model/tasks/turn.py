"""A dialogue's turn: the model may say what the author's words settle, ask on, and place them; never add to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pydantic import BaseModel, ConfigDict

from assistant.dialogue import FACET_WORDS, VAGUE, Dialogue, Reply, placed, settles, tidy
from assistant.model.calls import Calls
from assistant.model.ledger import Ledger
from assistant.model.passages import opaque
from assistant.model.task import task
from assistant.model.verify import fault, rearranges
from corpus.document import Document
from corpus.quotes import locate

WHAT = "parts of this dialogue"
LEAST_WORDS = 3
SETTLED = "That seems to answer it."
PARTLY = "That settles one part. Something is still open."


class Settled(BaseModel):
    """Words of the author's that are said to settle an open part."""

    model_config = ConfigDict(frozen=True)

    part: str
    quote: str


class Turn(BaseModel):
    """What the model makes of an answer."""

    model_config = ConfigDict(frozen=True)

    settled: list[Settled]
    question: str
    suggestion: str


class ModelDialogue:
    """A builtin dialogue in whose replies the model takes part.

    Args:
        builtin: the dialogue, which keeps the state and gives the first view of each turn.
        document: the draft.
        at: offset of what is talked about; None where the draft has no place for it.
        calls: makes the requests of one turn.
        paragraph: what may be sent of the draft, "" for nothing.
    """

    def __init__(
        self, builtin: Dialogue, document: Document, at: int | None, calls: Callable[[], Calls], paragraph: str
    ) -> None:
        self._builtin = builtin
        self._document = document
        self._at = at
        self._calls = calls
        self._paragraph = paragraph
        self._settled: list[str] = []
        self.question = builtin.question

    def say(self, words: str) -> Reply:
        """Take an answer; the builtin's reply, with what of the model's passes."""
        asked = self.question
        first = self._builtin.say(words)
        first = replace(first, still_open=tuple(part for part in first.still_open if part not in self._settled))
        calls = self._calls()
        parts = {opaque("part", part): part for part in first.still_open}
        data = {
            "paragraph": self._paragraph,
            "open": [{"id": id, "part": part} for id, part in parts.items()],
            "asked": asked,
            "answer": words,
        }
        sent = {"answer": len(words.split()), "paragraph": len(self._paragraph.split())}
        reply = first
        for turn in calls.items(task("turn"), data, Turn, {name: size for name, size in sent.items() if size})[:1]:
            reply = self._with(first, turn, words, asked, parts, calls.ledger)
        self.question = reply.question or self._builtin.question
        return replace(reply, notes=tuple(calls.ledger.lines(WHAT)))

    def _with(self, first: Reply, turn: Turn, words: str, asked: str, parts: dict[str, str], ledger: Ledger) -> Reply:
        fresh = []
        for item in turn.settled:
            if item.part not in parts:
                ledger.drop("id")
            elif locate(item.quote, words) is None:
                ledger.drop("quote")
            elif not _settles(parts[item.part], item.quote):
                ledger.drop("unsupported")
            elif parts[item.part] not in fresh:
                fresh.append(parts[item.part])
        still = tuple(part for part in first.still_open if part not in fresh)
        self._settled += fresh
        if fresh:
            ledger.changes.append("your words settle " + "; ".join(fresh))
        return replace(
            first,
            text=(SETTLED if not still else PARTLY) if fresh else first.text,
            settled=(*first.settled, *fresh),
            still_open=still,
            question=self._asked(first, turn, words, asked, still, ledger),
            suggestion=self._suggested(first, turn, words, ledger),
        )

    def _asked(
        self, first: Reply, turn: Turn, words: str, asked: str, still: tuple[str, ...], ledger: Ledger
    ) -> str | None:
        question = " ".join(turn.question.split())
        if not question or not still:
            return first.question if still else None
        reason = fault(question, f"{self._paragraph}\n{words}\n{asked}", "question")
        if reason is not None:
            ledger.drop(reason)
            return first.question
        ledger.changes.append("the next question")
        return question

    def _suggested(self, first: Reply, turn: Turn, words: str, ledger: Ledger) -> tuple[tuple[str, bool], ...]:
        suggestion = tidy(turn.suggestion)
        own = " ".join(piece for piece, new in first.suggestion if new)
        if not suggestion or not own or suggestion == own:
            return first.suggestion
        if not rearranges(suggestion, own):
            ledger.drop("words")
            return first.suggestion
        ledger.changes.append("the order of your words in the suggestion")
        return placed(self._document, self._at, suggestion) if self._at is not None else ((suggestion, True),)


def _settles(part: str, words: str) -> bool:
    """Whether words say something of substance on an open part; only a facet's own test is stricter than length."""
    for facet, said in FACET_WORDS.items():
        if said == part:
            return settles(facet, words)
    return len(words.split()) >= LEAST_WORDS and not VAGUE.match(words)
