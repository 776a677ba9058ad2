"""Recognise texts that are no child safeguarding review: news, guidance, adult reviews, lists, other languages.

What is looked for, and what is said, is in `prompts/kinds.yaml`.
"""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.cues import any_of, plain
from corpus.document import Document

EMPTY = "There is no text to read here."
SHORT = "There is too little text here to appraise: {words} words."
LATIN = "This is placeholder text (lorem ipsum) and not a review."
FOREIGN = "This reads as {language} and not as English: only English drafts can be appraised."
SCRIPT = "Most of this text is not in Latin letters: only English drafts can be appraised."
LIST = "This does not read as running English, so it cannot be appraised as a review."
OTHER = "This does not read as part of a child safeguarding review, so the statuses below mean little."
OPENING = 30
_VOICE = re.compile(r"\b(?:he|she|his|her|him|hers)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Other(_Data):
    """Something that is not a review, and how it is told; the fields are explained in the data file."""

    id: str
    says: str
    title: tuple[str, ...]
    cues: tuple[str, ...]
    needs: int
    title_needs: int = 0
    unless: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    voice: float | None = None
    most: int | None = None

    def holds(self, opening: str, text: str, words: int) -> bool:
        """Whether a text is of this kind. `opening` is its first words; both made plain."""
        if any_of(self.unless).search(opening) or (self.most is not None and words > self.most):
            return False
        if self.voice is not None and voice_rate(text, words) > self.voice:
            return False
        different = _different(self.cues, text)
        if different <= _different(self.against, text):
            return False
        titled = any_of(self.title).search(opening) is not None
        return different >= (self.title_needs if titled else self.needs)


class _Belongs(_Data):
    rate: float
    voice: float
    groups: int
    words: int
    short: float
    hits: int
    told: float
    fewest: int


class NotReviews(_Data):
    """The data file, as far as telling other texts goes."""

    english: frozenset[str]
    foreign: dict[str, frozenset[str]]
    latin: frozenset[str]
    field: dict[str, tuple[str, ...]]
    belongs: _Belongs
    not_reviews: tuple[Other, ...]


@cache
def not_reviews() -> NotReviews:
    """The data file, checked."""
    return NotReviews.model_validate(prompts.data("kinds.yaml"))


def _different(cues: tuple[str, ...], text: str) -> int:
    return sum(1 for cue in cues if any_of((cue,)).search(text))


def field_counts(text: str) -> dict[str, int]:
    """How many words of the field there are, by group."""
    return {name: sum(1 for _ in any_of(cues).finditer(text)) for name, cues in not_reviews().field.items()}


def voice_rate(text: str, words: int) -> float:
    """He/she words per 100 words: an account of a person has some, an instruction none."""
    return 100 * len(_VOICE.findall(text)) / max(words, 1)


def _language(text: str) -> str | None:
    """A sentence if the text is not running English, else None."""
    data = not_reviews()
    letters = [character for character in text if character.isalpha()]
    if sum(1 for character in letters if ord(character) > 0x24F) > len(letters) / 2:
        return SCRIPT
    words = [word.lower() for word in _WORD.findall(text)]
    if sum(word in data.latin for word in words) > len(words) / 8:
        return LATIN
    english = sum(word in data.english for word in words) / len(words)
    shares = {name: sum(word in known for word in words) / len(words) for name, known in data.foreign.items()}
    language = max(shares, key=lambda name: shares[name])
    if shares[language] > max(english, 0.06):
        return FOREIGN.format(language=language)
    groups = sum(1 for count in field_counts(text).values() if count)
    return LIST if english < 0.12 and groups < 2 else None


def _belongs(text: str, words: int) -> bool:
    """Whether there are enough words of the field for a text of this length, as the data file explains."""
    limits = not_reviews().belongs
    counts = field_counts(text)
    voice = voice_rate(text, words)
    if words < limits.words:
        strong = 100 * sum(counts[name] for name in ("agency", "harm", "review")) / words
        hits = sum(counts.values()) * (2 if voice >= limits.told else 1)
        return strong >= limits.short or hits >= limits.hits
    rate = 100 * sum(counts.values()) / words + limits.voice * min(voice, 6)
    groups = sum(1 for count in counts.values() if count) + (voice >= 1) + (rate >= 2 * limits.rate)
    return rate >= limits.rate and groups >= limits.groups


def recognise(document: Document) -> str | None:
    """One sentence on why a text is not a child safeguarding review; None where it may be one."""
    data = not_reviews()
    text = plain(document.text)
    words = len(_WORD.findall(text))
    if not text.strip():
        return EMPTY
    if words < data.belongs.fewest:
        return SHORT.format(words=words)
    if said := _language(text):
        return said
    opening = " ".join(text.split()[:OPENING])
    for other in data.not_reviews:
        if other.holds(opening, text, words):
            return other.says
    return None if _belongs(text, words) else OTHER
