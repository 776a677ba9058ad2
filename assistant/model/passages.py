"""What of a draft the model may see: its units under opaque ids, less those that give orders to software."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.instructions import gives_orders
from assistant.units import Unit, units
from corpus.document import Document
from corpus.quotes import locate
from corpus.tokens import count


@dataclass(frozen=True, slots=True)
class Passage:
    """A unit of the draft under an id that says nothing of where it stands; offsets are the draft's."""

    id: str
    start: int
    end: int
    heading: str
    text: str

    @property
    def words(self) -> int:
        """How many."""
        return len(self.text.split())

    def data(self) -> dict[str, str]:
        """What is sent."""
        return {"id": self.id, "heading": self.heading, "text": self.text}


def opaque(*parts: object) -> str:
    """A short id from what it stands for: the same each time, and nothing that a text could guess or name."""
    return "x" + hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:7]


class Passages:
    """The passages of a draft that may be sent, in order. `withheld` counts those that may not."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.withheld = 0
        self._by_id: dict[str, Passage] = {}
        for unit in units(document):
            text = unit.text(document)
            if gives_orders(text) or gives_orders(_heading(unit)):
                self.withheld += 1
                continue
            made = Passage(opaque(document.sha256, unit.start), unit.start, unit.end, _heading(unit), text)
            self._by_id[made.id] = made

    @property
    def all(self) -> list[Passage]:
        """Every passage that may be sent."""
        return list(self._by_id.values())

    @property
    def text(self) -> str:
        """Their text, against which names, dates and numbers of what the model says are held."""
        return "\n".join(f"{item.heading}\n{item.text}" for item in self.all)

    def holding(self, start: int) -> Passage | None:
        """The passage in which an offset of the draft lies."""
        return next((item for item in self.all if item.start <= start < item.end), None)

    def quoted(self, id: str, quote: str) -> tuple[Passage, int, int] | None:
        """The passage and the offsets in the draft of a quote; None where the passage does not hold it."""
        passage = self._by_id.get(id)
        match = locate(quote, passage.text) if passage else None
        if passage is None or match is None:
            return None
        return passage, passage.start + match.start, passage.start + match.end

    def known(self, id: str) -> bool:
        """Whether this id was given out."""
        return id in self._by_id

    def fitting(self, room: int, wanted: Iterable[Passage]) -> list[Passage]:
        """As many passages as fit into so many tokens: those wanted first, in that order; given back in the draft's."""
        chosen: dict[str, Passage] = {}
        for item in (*wanted, *self.all):
            if item.id not in chosen:
                size = count(str(item.data())) + 4
                if size <= room:
                    chosen[item.id] = item
                    room -= size
        return sorted(chosen.values(), key=lambda item: item.start)


def _heading(unit: Unit) -> str:
    return unit.headings[-1] if unit.headings else ""
