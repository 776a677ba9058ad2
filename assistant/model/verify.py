"""What a language model says, held against its sources before anybody sees it.

Nothing here judges whether it is true or wise. It makes sure that no person, place, date, number, link or quote is
shown that is not in the sources, and that what is offered for the author's text is made of the author's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.instructions import gives_orders
from assistant.model.ledger import Reason
from corpus.stemming import stems

Said = Literal["question", "sentence"]
LONGEST = 60
"""Words of one question or sentence."""
_MARKUP = re.compile(
    r"://|www\.|mailto:|data:|javascript:|[<>`\[\]{}|\\]|\]\(|!\[|@\w|\b[\w-]+\.(?:com|org|net|uk|io|gov|info|example|test|local)\b"
    r"|\*\*|^\s*#|&\w+;|%[0-9a-f]{2}",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE = re.compile(r"(?:^|[.!?:;“\"(]\s*)$")
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        (
            "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
            "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
        )
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
     "hundred": "100", "thousand": "1000", "half": "half", "twice": "twice", "dozen": "dozen"}  # fmt: skip
_LOOSE = frozenset({"one"})  # "no one", "one of these": no count
_TIMES = re.compile(
    r"january|february|march|april|june|july|august|september|october|november|december|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|spring|summer|autumn|winter|christmas|easter"
)


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    question_openers: frozenset[str]
    connectives: frozenset[str]
    openers: frozenset[str]
    empty: frozenset[str]
    least_shared: dict[Said, float]
    flag_words: dict[Literal["owner", "specific", "by_when", "measure"], str]


@cache
def rules() -> _Rules:
    """The data file, checked."""
    return _Rules.model_validate(prompts.data("model/verification.yaml"))


def has_markup(text: str) -> bool:
    """Whether there is a link, a picture, a mark of layout, or a character that does not show."""
    odd = any(unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs") for char in text)
    return odd or _MARKUP.search(text) is not None


def invented(text: str, sources: str) -> list[str]:
    """The names, dates and numbers of `text` that are not in `sources`."""
    there = {word.lower() for word in _words(sources)}
    there |= {_NUMBERS[word] for word in there & set(_NUMBERS)}
    found = []
    for match in _WORD.finditer(text):
        word, low = _bare(match[0]), _bare(match[0]).lower()
        counts = _NUMBERS.get(low) if low not in _LOOSE else None
        opens = _SENTENCE.search(text[: match.start()]) is not None
        fact = any(char.isdigit() for char in word) or counts is not None or _TIMES.fullmatch(low) is not None
        named = any(char.isupper() for char in word) and word != "I" and not (opens and low in rules().openers)
        if (fact or named) and low not in there and (counts is None or counts not in there):
            found.append(word)
    return found


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", unicodedata.normalize("NFKC", word))


def _words(text: str) -> list[str]:
    """Words, and the parts of words with hyphens."""
    whole = [_bare(word) for word in _WORD.findall(unicodedata.normalize("NFKC", text))]
    return whole + [part for word in whole if "-" in word for part in word.split("-")]


def _substance(text: str) -> set[str]:
    return set(stems({w for w in (word.lower() for word in _words(text)) if len(w) > 3 and w not in rules().empty}))


def shared(text: str, sources: str) -> float:
    """The share, 0..1, of the words of substance of `text` that stand in `sources`; 0 where it has none."""
    said = _substance(text)
    return len(said & _substance(sources)) / len(said) if said else 0.0


def fault(text: str, sources: str, kind: Said) -> Reason | None:
    """Why a question or sentence of the model's may not be shown; None where it may.

    Args:
        text: what the model says.
        sources: everything that it was made from, the author's own words among it.
        kind: a question must also be one open question.
    """
    text = text.strip()
    if has_markup(text) or gives_orders(text):
        return "markup"
    if not 3 <= len(text.split()) <= LONGEST:
        return "form"
    if kind == "question" and not is_open_question(text):
        return "question"
    if invented(text, sources):
        return "fact"
    return "unsupported" if shared(text, sources) < rules().least_shared[kind] else None


def is_open_question(text: str) -> bool:
    """Whether this is one question that asks what, who, how, why, when or where."""
    words = [word.lower() for word in _WORD.findall(text)]
    if not text.endswith("?") or text.count("?") > 1 or re.search(r"[.!]\s", text) or not words:
        return False
    if words[0] in ("in", "at", "to", "for", "on", "by", "from"):
        words = words[1:]
    return bool(words) and words[0] in rules().question_openers


def rearranges(suggestion: str, authors: str) -> bool:
    """Whether a suggestion holds every word of the author's, no fewer and no more, but for joining words.

    So nothing can be denied, added or left out; who did what to whom may still be turned round, which is why a
    suggestion is shown as one, beside what the author wrote.
    """
    if has_markup(suggestion):
        return False

    def kept(text: str) -> Counter[str]:
        return Counter(w for w in (word.lower() for word in _WORD.findall(text)) if w not in rules().connectives)

    return bool(kept(authors)) and kept(suggestion) == kept(authors)
