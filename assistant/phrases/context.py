"""Is a matched phrase really being used? Named suppressors answer; a match that none of them claims is a finding."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.phrases.book import Suppressor
from assistant.phrases.place import Place
from assistant.phrases.wording import any_of

_NEVER_PROSE = {"heading", "contents", "reference", "furniture", "caption"}
_CAPITAL_AFTER = re.compile(r"[ \n-][A-Z][\w'’&-]*")
_OPENING_MARK = re.compile(r"[.:?!;|][ \"'“‘*(]*$")
_WORD = re.compile(r"[\w'’&-]+")
_SMALL_WORDS = {"a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
_NEAR = 90  # letters around a quotation in which its speaker is looked for


class _Words(BaseModel):
    """`prompts/phrasebook_context.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    strict_words: tuple[int, int]
    family_speaker: tuple[str, ...]
    not_a_speaker: str
    entitled: str
    speech_verbs: str
    speech_nouns: str
    first_person: frozenset[str]
    not_a_name: frozenset[str]
    professional_title: frozenset[str]
    mention: tuple[str, ...]
    mention_before: str
    criticism: tuple[str, ...]
    set_aside: tuple[str, ...]
    rejection: tuple[str, ...]
    criticism_next: str
    record: str
    long_quote_words: int
    interrogative: str
    negation: str


@cache
def _words() -> _Words:
    return _Words.model_validate(prompts.data("phrasebook_context.yaml"))


def suppressed(place: Place) -> str | None:
    """The name of what shows that this is not a worn use of the phrase, or None if it is one."""
    entry = place.match.entry
    if _other_sense(place):
        return "other-sense"
    for name, claims in _SUPPRESSORS.items():
        if name in entry.suppress_if and claims(place):
            return name
    if entry.listed == "strict" and not _carries_its_sentence(place):
        return "in-passing"
    return None


def _other_sense(place: Place) -> bool:
    """Another sense of the words, or a sentence without what the phrase needs to be meant."""
    entry, (start, end) = place.match.entry, place.sentence
    sentence = place.normal(start, end)
    if entry.needed and not entry.needed.search(sentence):
        return True
    if entry.elsewhere is None:
        return False
    first, last = place.start - start, place.end - start
    return any(found.start() < last and first < found.end() for found in entry.elsewhere.finditer(sentence))


def _heading(place: Place) -> bool:
    """A heading, a label that opens a paragraph ("**Voice of the child.**"), or the first cell of a row."""
    paragraph, text = place.block.paragraph, place.block.text
    if paragraph.kind in _NEVER_PROSE:
        return True
    if paragraph.kind == "table_row":
        cell = text.split(" | ")[0]
        asks = cell.rstrip().endswith(("?", ":"))
        return " | " in text and place.end <= len(cell) and (asks or _mostly_match(place, (0, len(cell))))
    label = place.emphasis
    return label is not None and not text[: label[0]].strip("*_ ") and _mostly_match(place, label)


def _mostly_match(place: Place, around: tuple[int, int]) -> bool:
    """Whether the words around the phrase hold at most one word more."""
    text = place.block.text
    return len(text[slice(*around)].split()) <= len(text[place.start : place.end].split()) + 1


def _title(place: Place) -> bool:
    """The name of a document, course, team or scheme: its words have capitals that no sentence start explains."""
    text, (start, end) = place.block.text, (place.start, place.end)
    words = [word for word in _WORD.findall(text[start:end]) if word.lower() not in _SMALL_WORDS]
    entitled = rf"\b(?:{_words().entitled})[ :]*$"
    if any(text[at].isupper() and re.search(entitled, place.normal(0, at - 1)) for at, _ in place.quotes):
        return True
    # An acronym's capitals say nothing, nor do those of a line that is all in capitals.
    if not all(word[0].isupper() and not word[1:2].isupper() for word in words):
        return False
    if _CAPITAL_AFTER.match(text, end) or len(words) > 1:
        return True
    opens = not _WORD.search(text[place.sentence[0] : start]) or _OPENING_MARK.search(text[:start])
    return not opens or (place.emphasis is not None and bool(place.quotes))


def _quoted_speech(place: Place) -> bool:
    """Words of the child, the family or a friend. An agency's words between marks are still the agency's."""
    if _reported().search(place.normal(place.sentence[0], place.start)):
        return True
    if place.block.paragraph.kind == "quote" and not place.quotes:
        return _is_first_person(place.block.normal)
    return any(_said_by_family(place, start, end) for start, end in place.quotes)


def _is_first_person(normal: str) -> bool:
    return bool(set(re.findall(r"[a-z']+", normal)) & _words().first_person)


def _said_by_family(place: Place, start: int, end: int) -> bool:
    words, text, quoted = _words(), place.block.text, place.normal(start, end)
    if _is_first_person(quoted):
        return True
    before, after = place.normal(start - _NEAR, start - 1), place.normal(end + 1, end + _NEAR)
    pronoun = rf"(?:he|she|they) (?:{words.speech_verbs})(?: (?:us|me))?"
    if re.search(rf"\b{pronoun}[,:]? *$", before) or (quoted[-1:] in ",!?" and re.match(rf" *{pronoun}\b", after)):
        return True
    if len(quoted.split()) >= words.long_quote_words and not any_of((words.record,)).search(before):
        return True
    return (
        _spoken_before().search(before) is not None
        or _spoken_after().search(after) is not None
        or _named_speaker(text[max(start - _NEAR, 0) : place.start])
        or _named_speaker(text[end + 1 : end + _NEAR])
    )


def _speaker() -> str:
    """A person of the family as the head of what may be a longer subject ("his friend Tam")."""
    who = "|".join(_words().family_speaker)
    return rf"(?:{who})(?!'s|-| (?:{_words().not_a_speaker})\b)"


@cache
def _spoken_before() -> re.Pattern[str]:
    words = _words()
    spoke = rf"{_speaker()}(?:,? [\w']+){{0,4}}? (?:{words.speech_verbs})[^.]*$"
    return any_of((spoke, rf"\w+(?:'s|s') (?:{words.speech_nouns})[^.]*$"))


@cache
def _spoken_after() -> re.Pattern[str]:
    verbs, speaker = _words().speech_verbs, _speaker()
    return any_of((rf"{speaker}(?: [\w']+){{0,2}}? (?:{verbs})", rf"(?:{verbs}) (?:[\w']+ ){{0,2}}?{speaker}"))


@cache
def _reported() -> re.Pattern[str]:
    told = rf"{_speaker()}(?:,? [\w']+){{0,4}}? (?:{_words().speech_verbs})(?: [\w']+){{0,6}}? that [^.;:]{{0,80}}$"
    return any_of((told, r"people (?:\w+ )?(?:tell|told|say|said|call|called) (?:him|her|them) [^.;:]{0,30}$"))


def _named_speaker(original: str) -> bool:
    """A first name at a verb of speech ("Danuta told", "said Mia"), not a title and surname."""
    words = _words()
    spoken = rf"(?:(\w+)\.? )?\b([A-Z][a-z]+) (?:{words.speech_verbs})\b|\b(?:{words.speech_verbs}) ([A-Z][a-z]+)\b"
    return any(
        (found[2] or found[3]).lower() not in words.not_a_name | words.professional_title
        and (found[1] or "").lower() not in words.professional_title
        for found in re.finditer(spoken, original)
    )


def _criticised(place: Place) -> bool:
    """The phrase is spoken of as a phrase, and set aside or objected to; or the writer refuses to use it."""
    words, (start, end) = _words(), place.sentence
    sentence = place.normal(start, end)
    first, last = place.start - start, place.end - start
    around = sentence[:first] + " § " + sentence[last:]
    if any_of(words.rejection).search(around):
        return True
    before, after = sentence[max(first - 40, 0) : first], sentence[last : last + 25]
    named = any_of(words.mention).search(before + " § " + after) or any_of((words.mention_before,)).search(before)
    if named and any_of(words.set_aside).search(around):
        return True
    if not named and all(closed - opened >= _NEAR for opened, closed in place.quotes):
        return False
    following = place.normal(*place.next_sentence) if place.next_sentence else ""
    return bool(any_of(words.criticism).search(around) or any_of((words.criticism_next,)).search(following))


def _question(place: Place) -> bool:
    """A question that the review sets itself, such as a line of enquiry."""
    start, end = place.sentence
    sentence = place.normal(start, end).strip(" *_")
    return sentence.endswith("?") and re.match(rf"(?:{_words().interrogative})\b", sentence) is not None


def _negated(place: Place) -> bool:
    """Denied by a word just before it."""
    before = place.normal(place.sentence[0], place.start)
    return re.search(rf"\b{_words().negation}\b(?: [\w-]+){{0,3}} ?$", before) is not None


def _carries_its_sentence(place: Place) -> bool:
    """Whether a short sentence rests on the phrase."""
    start, end = place.sentence
    fewest, most = _words().strict_words
    return fewest <= len(place.block.text[start:end].split()) <= most


_SUPPRESSORS: dict[Suppressor, Callable[[Place], bool]] = {
    "heading": _heading,
    "title": _title,
    "quoted-speech": _quoted_speech,
    "criticised": _criticised,
    "question": _question,
    "negated": _negated,
}
