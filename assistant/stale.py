"""Notes on guidance, bodies and processes that a draft speaks of as if they were still there (`prompts/stale.yaml`)."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

import prompts
from assistant.cues import any_of, plain
from corpus.document import Document

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class StaleRule(BaseModel):
    """One sign that something has passed; the fields are explained at the head of the data file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    patterns: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    until: int | None = None
    editions: tuple[str, ...] | None = None
    says: str
    source: str
    verified: bool
    must_flag: tuple[str, ...] = Field(min_length=2)
    must_pass: tuple[str, ...] = Field(min_length=2)

    def hit(self, sentence: str) -> str | None:
        """The words in a sentence that show it, or None."""
        text = plain(sentence)
        match = any_of(self.patterns).search(text)
        if match is None or any_of(self.unless).search(text):
            return None
        # A year inside the match belongs to what is cited, and does not date the sentence.
        outside = text[: match.start()] + text[match.end() :]
        if self.until and any(int(year[0]) <= self.until for year in _YEAR.finditer(outside)):
            return None
        return sentence[match.start() : match.end()]


@cache
def stale_rules() -> tuple[StaleRule, ...]:
    """Every rule, in the file's order."""
    return tuple(StaleRule.model_validate(raw) for raw in prompts.data("stale.yaml"))


def stale_notes(document: Document, edition_id: str) -> list[str]:
    """One note for each rule that the draft breaks, with its first words and how often."""
    notes = []
    for rule in stale_rules():
        if rule.editions is not None and edition_id not in rule.editions:
            continue
        hits = [
            words
            for sentence in document.sentences
            if document.paragraphs[sentence.paragraph].kind not in ("contents", "reference", "furniture")
            and (words := rule.hit(document.slice(sentence.start, sentence.end)))
        ]
        if hits:
            times = "" if len(hits) == 1 else f" ({len(hits)} times)"
            notes.append(f"The draft says “{' '.join(hits[0].split())}”{times}: {rule.says}.")
    return notes
