"""Passages that give orders to software: found, so that they are neither evidence nor sent, and the author is told.

The patterns are data (`prompts/instructions.yaml`). They cannot find every order that can be put into words; what the
assistant says is checked against its sources whether or not one is found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict, Field, field_validator

import prompts
from corpus.document import Document

# Letters of other alphabets that look like ours, by which an order may be hidden from a search for words.
_LOOKALIKES = str.maketrans("асеорхуіѕԁһјкмтвнАВЕКМНОРСТУХІЅɑοαενιτρυ", "aceopxyisdhjkmtbhABEKMHOPCTYXISaoaevitpu") | {
    0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'
}  # fmt: skip
_SPACED = re.compile(r"\b(?:\w[ .·_-]){4,}\w\b")


class Rule(BaseModel):
    """One way of giving orders."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    patterns: tuple[str, ...] = Field(min_length=1)
    finds: tuple[str, ...] = Field(min_length=1)
    leaves: tuple[str, ...] = Field(min_length=1)

    @field_validator("patterns")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            re.compile(pattern)
        return patterns


@cache
def rules() -> tuple[Rule, ...]:
    """The data file, checked."""
    return tuple(Rule.model_validate(item) for item in prompts.data("instructions.yaml")["rules"])


@cache
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for rule in rules() for pattern in rule.patterns), re.IGNORECASE)


def evened(text: str) -> str:
    """The text without hidden characters, with look-alike letters, odd spaces and spaced-out words made plain."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(char for char in text if char.isascii() or unicodedata.category(char) != "Cf")
        text = text.translate(_LOOKALIKES)
    text = _SPACED.sub(lambda found: re.sub(r"[ .·_-]", "", found[0]), text)
    return re.sub(r"[^\S\n]+", " ", re.sub(r"(?<=\w)\n(?=[a-z])", " ", text))


@lru_cache(maxsize=4096)
def gives_orders(text: str) -> bool:
    """Whether a passage speaks to software and tells it what to do."""
    return _any().search(evened(text)) is not None


def orders_note(document: Document) -> list[str]:
    """A warning that says where a draft gives orders to software, or none."""
    places = [p for p in document.paragraphs if gives_orders(document.slice(p.start, p.end))]
    if not places:
        return []
    first = " ".join(document.slice(places[0].start, places[0].end).split()[:6])
    page = f" on page {places[0].page}" if places[0].page else ""
    many = "A passage gives" if len(places) == 1 else f"{len(places)} passages give"
    return [
        f"{many} orders to software, the first{page} beginning “{first} …”. It was not obeyed and does not count as "
        "evidence. Take it out before the draft goes further."
    ]
