"""Words of the passage for questions: who acted, which child, which sign, which meeting. Nothing that is not there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.phrases.book import Slot
from assistant.phrases.facets import reach
from assistant.phrases.roles import role
from assistant.phrases.wording import any_of, normalise
from corpus.document import Document
from corpus.reading.sentences import sentence_spans

_DETERMINER = re.compile(
    r"\b(?:the|an?|his|her|its|their|each|one|another|neither|mrs?|ms|miss|dr|ds|dc|di|pc|sister|nurse)\b"
)
_A_THING = "(?:the|an?|his|her|their|each|this|that|these|those)"
_COMMON = frozenset({"the", "a", "an", "his", "her", "its", "their", "each", "one", "another", "neither"})
_INDEFINITE = re.compile(r"^(?:an?|one|another|each|neither)$")
_BESIDE = re.compile(r"\b(?:on|at|in|to|into|from|between|with|about|near|under|than|(?<!part )of) $")
# After and before a role that is one of several.
_LISTED, _LISTING = re.compile(r"(?:,(?! who\b)| and\b| or\b|\))"), re.compile(r"(?:,| and| or) $")
_CLAUSE_ENDS = re.compile(r"[;:] |,? but ")
_SEVERAL = re.compile(r"(?<![sm])(?<!polic)s$")  # "midwives", not "camhs" or "police"
_DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?\b"
)
_LETTER_NAME = re.compile(r"\b(?:Child|Baby) [A-Z]\b")
_NAME = r"(?<!-)(?P<name>[A-Z][a-z]+(?:-[A-Z][a-z]+)*|[A-Z]\.?)"
_CHILD_IS = re.compile(
    rf"\b{_NAME}(?: \((?:a name|not|a pseudonym|aged|born|\d)[^)]*\)|,? (?:who )?(?:is|was|aged|had been|died)\b"
    rf"[^.]{{0,40}}\b(?:\d{{1,2}}|weeks?|months?|years?|boy|girl|child|baby|twin|one|two|three|four|five|six|seven|eight|nine|ten"
    rf"|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b)"
)
_OPENING_CHARACTERS = 4_000  # where a review says who the child is
_MIN_MENTIONS = 3
_MOST_ROLES = 3
_GOES_ON = re.compile(r"'s\b|-| (?:of|in|for|team|service)\b")


class _Words(BaseModel):
    """`prompts/phrasebook_slots.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    not_acting: str
    child_words: str
    parent_words: str
    bare_parent: str
    signs: tuple[str, ...]
    sign_place: str
    events: str


@cache
def _words() -> _Words:
    return _Words.model_validate(prompts.data("phrasebook_slots.yaml"))


@dataclass(frozen=True)
class Cast:
    """What a document calls its child: the name or letter used of a child with an age, or None."""

    document: Document

    @cached_property
    def child(self) -> str | None:
        """The name, as printed ("Temi", "R.", "Child J")."""
        text = self.document.text
        opening = text[:_OPENING_CHARACTERS]
        named = Counter(_LETTER_NAME.findall(text)) or Counter(
            found["name"] for found in _CHILD_IS.finditer(opening) if _is_childs(found)
        )
        mentions = {name: len(re.findall(rf"\b{re.escape(name)}", text)) for name in named}
        best = max(mentions, key=lambda name: (mentions[name], -opening.find(name)), default=None)
        return best if best and mentions[best] >= _MIN_MENTIONS else None


_ADULT_FROM = 19
_FORMAL = {"mum": "mother", "dad": "father"}
_NOT_NAMES = frozenset(
    {"the", "she", "he", "it", "this", "that", "there", "a", "i", "who", "they", "mother", "father", "subject"}
)


def _is_childs(found: re.Match[str]) -> bool:
    """Whether a name with an age is that of someone under 19."""
    ages = [int(age) for age in re.findall(r"\b\d{1,2}\b", found[0])]
    return found["name"].lower() not in _NOT_NAMES and all(age < _ADULT_FROM for age in ages)


@dataclass(frozen=True)
class Surroundings:
    """The sentence of a phrase and its neighbours, from which slots are filled."""

    text: str
    start: int
    end: int
    cast: Cast

    @cached_property
    def _own(self) -> tuple[int, int]:
        """Bounds of the phrase's sentence, up to the next worn phrase either way."""
        return reach(self.text, normalise(self.text), self.start, self.end, sentences=0)

    @cached_property
    def _childs_sentences(self) -> str:
        """The phrase's sentence, with the one before if a pronoun may point there."""
        spans = sentence_spans(self.text, 0, len(self.text)) or [(0, len(self.text))]
        own = max((n for n, (first, _) in enumerate(spans) if first <= self.start), default=0)
        points_back = re.search(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Tt]he child)\b", self.text[slice(*spans[own])])
        return self.text[spans[max(own - bool(points_back), 0)][0] : spans[own][1]]

    def fill(self, slot: Slot) -> str | None:
        """The words for a slot, or None where the passage has none."""
        at, to = self._own
        own = self.text[at:to]
        match slot:
            case "phrase":
                return " ".join(self.text[self.start : self.end].split())
            case "who":
                return _who(own, self.start - at, self.end - at)
            case "roles":
                return _roles(self.text, self.start, self.end)
            case "child":
                return self._child()
            case "parent":
                return _parent(own)
            case "sign":
                return _sign(own)
            case "event":
                return _event(own)
            case "when":
                found = _DATE.search(own)
                return found[0] if found else None

    def _child(self) -> str | None:
        name = self.cast.child
        if name and re.search(rf"\b{re.escape(name)}", self._childs_sentences):
            return name
        found = re.search(rf"\b[Tt]he ({_words().child_words})\b(?!'s? )", self._childs_sentences)
        return f"the {found[1].lower()}" if found else None


def _who(sentence: str, phrase_start: int, phrase_end: int) -> str | None:
    """One role acting in the phrase's clause, with its determiner; not one that only reports, or is one of several."""
    ends = [m.end() for m in _CLAUSE_ENDS.finditer(sentence)]
    first_of_clause = max((end for end in ends if end <= phrase_start), default=0)
    last_of_clause = min((end for end in ends if end >= phrase_end), default=len(sentence))
    normal = normalise(sentence)
    for found in role().finditer(normal, first_of_clause, last_of_clause):
        start = max(
            (m.start() for m in _DETERMINER.finditer(normal, found.start(), found.end())), default=found.start()
        )
        if (start < phrase_end and phrase_start < found.end()) or _SEVERAL.search(found[0]):
            continue
        if _BESIDE.search(normal[:start]) or re.match(_words().not_acting, normal[found.end() :]):
            continue
        if _LISTED.match(normal, found.end()) or _LISTING.search(normal[:start]):
            continue
        first, *rest = sentence[start : found.end()].split()
        if first.lower() in _COMMON:
            return " ".join([_INDEFINITE.sub("the", first.lower()), *rest])
        if rest and rest[0][0].isupper():
            return " ".join([first, *rest])
    return None


def _roles(paragraph: str, phrase_start: int, phrase_end: int) -> str | None:
    """Up to three roles that the paragraph names, those nearest to the phrase, in the order of the text."""
    normal = normalise(paragraph)
    named: dict[str, int] = {}
    for found in role().finditer(normal):
        start = max(
            (m.start() for m in _DETERMINER.finditer(normal, found.start(), found.end())), default=found.start()
        )
        first, *rest = paragraph[start : found.end()].split()
        inside = start < phrase_end and phrase_start < found.end()
        # "the head of children" of "the head of children in care" is half a post.
        whole = not _GOES_ON.match(normal, found.end())
        beside = normal[:start].endswith(" for ") or (rest == ["home"] and _BESIDE.search(normal[:start]))
        if rest and whole and not beside and not inside and first.lower() in _COMMON and not _SEVERAL.search(found[0]):
            named.setdefault(" ".join([_INDEFINITE.sub("the", first.lower()), *rest]), start)
    named = {name: at for name, at in named.items() if not any(_part(name, other) for other in named)}
    nearest = sorted(named, key=lambda name: abs(named[name] - phrase_start))[:_MOST_ROLES]
    return ", ".join(sorted(nearest, key=lambda name: named[name])) or None


def _part(name: str, other: str) -> bool:
    """Whether a role is a longer one's last words: "the clinic" of "the sexual health clinic"."""
    return name != other and other.lower().endswith(name.lower().split(" ", 1)[-1])


def _parent(sentence: str) -> str | None:
    words = _words()
    owner = r"(?:[A-Z][a-z]+|[A-Z]\.?)['’]s|[Tt]he|[Hh]is|[Hh]er|[Tt]heir"
    found = re.search(rf"\b((?:{owner}) (?:{words.parent_words}))\b(?!['’])", sentence)
    if found:
        first, rest = found[1].split(" ", 1)
        return f"{first.lower()} {rest}" if first.lower() in {"the", "his", "her", "their"} else found[1]
    bare = re.search(rf"\b(?i:{words.bare_parent})\b(?!['’])", sentence)
    return f"the {_FORMAL.get(bare[0].lower(), bare[0].lower())}" if bare else None


def _sign(passage: str) -> str | None:
    words = _words()
    signs = rf"(?:(?!{_A_THING}\b)[\w-]+ )?(?:{'|'.join(words.signs)}){words.sign_place}"
    # "The weeks before the injury" had none to see.
    return _definite(any_of((rf"(?<!before )(?<!prior to )(?<!until ){_A_THING} {signs}",)), passage)


def _event(sentence: str) -> str | None:
    return _definite(any_of((rf"{_A_THING} (?:\d{{1,2}} \w+ )?(?:{_words().events})",)), sentence)


def _definite(pattern: re.Pattern[str], passage: str) -> str | None:
    """What the pattern finds, with "the" for its determiner."""
    found = pattern.search(normalise(passage))
    return re.sub(r"^\w+ ", "the ", " ".join(passage[found.start() : found.end()].split())) if found else None
