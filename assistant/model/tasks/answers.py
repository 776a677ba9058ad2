"""Answers from passages: each sentence stands beside the words of the library that it rests on, or is not shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from assistant.answers import Answer, Citation
from assistant.ask import POOL, spread, verify
from assistant.instructions import gives_orders
from assistant.model.calls import Calls
from assistant.model.passages import opaque
from assistant.model.task import task
from assistant.model.tasks.criteria import Quoted
from assistant.model.verify import fault
from assistant.sentences import Candidate
from corpus.library import Hit, Library
from corpus.tokens import count

MOST_POINTS = 8
LEAST_WORDS = 4


class Said(BaseModel):
    """A sentence and the words that show it."""

    model_config = ConfigDict(frozen=True)

    sentence: str
    quotes: list[Quoted]


@dataclass(frozen=True, slots=True)
class Point:
    """A sentence that passed, and its citations."""

    sentence: str
    citations: tuple[Citation, ...]

    @property
    def line(self) -> str:
        """As shown: the sentence, then each quote with its marker."""
        quotes = "; ".join(f"“{' '.join(item.quote.split())}” [{item.n}]" for item in self.citations)
        return f"- {self.sentence} {quotes}"


def points(calls: Calls, question: str, library: Library, hits: Sequence[Hit], first: Answer) -> Iterator[Point]:
    """The points of an answer, each as soon as it is whole and has passed."""
    data: dict[str, object] = {
        "question": question,
        "first_found": [item.quote for item in first.citations if not gives_orders(item.quote)],
    }
    given = _fitting([hit for hit in spread(list(hits)) if not gives_orders(hit.passage.text)], calls, data)
    if not given:
        return
    sent = {id: len(hit.passage.text.split()) for id, hit in given.items()}
    data |= {"passages": [{"id": id, "text": hit.passage.text} for id, hit in given.items()]}
    number = made = 0
    for said in calls.stream(task("answers"), data, Said, sent):
        point = _passed(calls, said, question, library, given, number)
        if point is not None and made < MOST_POINTS:
            number, made = number + len(point.citations), made + 1
            yield point


def _fitting(hits: Sequence[Hit], calls: Calls, data: dict[str, object]) -> dict[str, Hit]:
    room = calls.room(task("answers"), data)
    given: dict[str, Hit] = {}
    for hit in hits[:POOL]:
        size = count(hit.passage.text) + 20
        if size <= room:
            given[opaque("library", hit.passage.id)] = hit
            room -= size
    return given


def _passed(
    calls: Calls, said: Said, question: str, library: Library, given: dict[str, Hit], number: int
) -> Point | None:
    citations: list[Citation] = []
    sources = [question]
    for quoted in said.quotes[:3]:
        hit = given.get(quoted.passage)
        if hit is None:
            calls.ledger.drop("id")
            continue
        long_enough = len(quoted.quote.split()) >= LEAST_WORDS and not gives_orders(quoted.quote)
        found = Candidate(hit, 0, quoted.quote, 0.0, 0.0)
        citation = verify(found, library, number + len(citations) + 1) if long_enough else None
        if citation is None:
            calls.ledger.drop("quote")
            continue
        citations.append(citation)
        sources.append(hit.passage.text)
    if not citations:
        calls.ledger.drop("unsupported")
        return None
    sentence = " ".join(said.sentence.split())
    reason = fault(sentence, "\n".join(sources), "sentence")
    if reason is not None:
        calls.ledger.drop(reason)
        return None
    return Point(sentence, tuple(citations))
