"""The shapes in which a sentence asks for something to be done.

"The head of custody will add ...", "That the Licensing Manager require ...", "Let fathers be written to",
"Named GP to print ...", "Write to ...", "It is recommended that ...".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.recommendations.verbforms import bases, participle

Shape = Literal["modal", "that", "let", "infinitive", "order"]

_MODAL = (
    r"(?:will|shall|should|must|ought to|is to|are to|needs? to|has to|have to|"
    r"(?:is|are) (?:asked|invited|requested|required|expected|advised|encouraged|recommended|urged) to)"
)
_FINITE = re.compile(
    r"\b(?:has|have|had|is|are|was|were|said|did|does|do|told|thought|found|asked|made|gave|took|came|went|wrote|saw|"
    r"knew|felt|believed|may|might|could|would|can|which|because|although|if|when|where|whether|it|that|what)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    rf"(?P<subject>[^;:?]{{2,170}}?),?\s+(?P<modal>{_MODAL})\b(?!\s+have\s+(?:been|had|\w+ed)\b)(?P<rest>.*)",
    re.I | re.S,
)
_TO = re.compile(r"(?P<subject>[^;:?]{2,120}?)\s+to\s+(?P<rest>(?:not\s+)?(?P<verb>[a-z-]+)\b.*)", re.I | re.S)
_THAT = re.compile(r"that\s+(?P<rest>.+)", re.I | re.S)
_LET = re.compile(r"let\s+(?P<rest>.+)", re.I | re.S)
_WRITERS = r"(?:we|i|the (?:review|reviewers?|panel|authors?|report|partners|partnership))"
_ASKING = re.compile(
    r"^(?:it is (?:therefore |also |further )?(?:recommended|proposed|suggested|agreed|advised|considered) |"
    rf"(?:{_WRITERS}|the (?:meeting|group))(?: also| therefore| jointly)*"
    r" (?:recommends?|proposes?|suggests?|agree[sd]?|advises?) )(?=that\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"{_WRITERS}(?: also| therefore)* (?:asks?|invites?|calls? (?:up)?on|urges?|requests?) "
    r"(?P<subject>[^;:?]{2,120}?) to (?P<rest>.+)",
    re.IGNORECASE | re.S,
)
_NEED = re.compile(
    r"there (?:is|remains) (?:a |an |also a )?(?:\w+ )?need (?:for|to) (?P<rest>.+)|"
    r"there (?:should|must|needs? to) (?P<wanted>.+)",
    re.I | re.S,
)
_TOLD = re.compile(r"(?P<subject>(?!For |To )[A-Z][^:.;?]{3,90}):\s+(?P<rest>(?P<verb>[a-z-]+)\s.+)", re.S)
_ASIDE = re.compile(r"\s*,[^,]{1,120},")
_BEFORE_VERB = re.compile(
    r"\s*(?:not|also|then|now|always|each|all|both|therefore|again|only|never|"
    r"(?!supply|apply|reply|comply|rely)\w+ly)\b",
    re.I,
)
_PREPOSITION = re.compile(
    r"\s*(?:by|from|before|in|within|at|for|as|with|on|after|during|where|when|throughout)\b", re.I
)
_OPENING = re.compile(
    r"^(?:and|but|also|finally|first(?:ly)?|secondly?|thirdly|further|in addition|beyond that|in future),?\s+", re.I
)
_DOING = re.compile(r"(?P<subject>[^;:?.]{2,90}?),? (?:is|are) (?:now |already )?[a-z-]+ing\b", re.I)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_WHEN_FIRST = re.compile(
    r"(?:by|from|in|before|within|after|during|on|at|starting|beginning)\b"
    rf"[^,]{{0,60}}?(?:\d|{_MONTHS}|term|quarter|weeks?|months?)\b"
    rf"(?: (?:{_MONTHS}))?(?: (?:of )?20\d\d)?(?: quarter)?,?\s+(?=\S)",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(r"(?<=: )(?:Let|That)\b(?=[^:]*$)", re.S)
_ORDER = re.compile(
    r"[A-Za-z-]+(?: and [a-z-]+)? (?:the|a|an|any|each|every|all|to|into|that|whether|its|their|on|with|from|up|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|no|in|by|at|\d+|[\"“‘*])",
    re.IGNORECASE,
)
_DETERMINER = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "for",
        "to",
        "and",
        "or",
        "by",
        "in",
        "on",
        "at",
        "with",
        "its",
        "their",
        "her",
        "his",
        "this",
        "that",
        "each",
        "every",
        "no",
        "any",
    ]
)
_NOT_VERBS_IN_SUBJECTS = frozenset(
    [
        "post",
        "place",
        "chair",
        "lead",
        "list",
        "plan",
        "record",
        "report",
        "text",
        "note",
        "book",
        "start",
        "end",
        "time",
        "set",
        "fund",
        "link",
        "log",
        "map",
        "test",
        "trial",
        "use",
        "work",
        "help",
        "care",
        "support",
        "review",
        "visit",
        "audit",
        "contact",
        "contract",
        "question",
    ]
)


@dataclass(frozen=True, slots=True)
class Form:
    """A request as parsed. `agent` is who acts ("" where nobody is named), `verb` the main verb in base form or ""."""

    shape: Shape
    agent: str
    verb: str
    passive: bool
    act: str


def parse(sentence: str, strict: bool = True) -> Form | None:
    """What the sentence asks for, or None.

    Args:
        sentence: one sentence without its number or label.
        strict: the words before the modal must be a plain noun phrase; otherwise any words may stand there.
    """
    text = sentence.strip().lstrip("*_ ")
    if not text or is_question(text) or text[0] in '"“‘':
        return None
    if opened := _AFTER_COLON.search(text):
        text = text[opened.start() :]
    text = _OPENING.sub("", text, count=1)
    if asked := _ASKED.match(text):
        return _form("modal", asked["subject"], asked["rest"])
    text = _ASKING.sub("", text, count=1)
    if that := _THAT.match(text):
        return _bare("that", that["rest"])
    if need := _NEED.match(text):
        return Form("modal", "", "be", False, need["rest"] or need["wanted"])
    if (told := _TOLD.match(text)) and told["verb"].lower() in bases() and _plain(told["subject"]):
        return _form("infinitive", told["subject"], told["rest"])
    if let := _LET.match(text):
        return _bare("let", let["rest"])
    word = _first_word(text)
    if word in bases() and _ORDER.match(text):
        return Form("order", "", word, False, text)
    will, to = _WILL.match(text), _TO.match(text)
    if to and not (to["verb"].lower() in bases() | {"be", "not"} and word not in bases()):
        to = None
    for match in sorted((each for each in (will, to) if each), key=lambda each: each.end("subject")):
        if not strict or _plain(match["subject"]):
            return _form("modal" if match is will else "infinitive", match["subject"], match["rest"])
    if word in bases():
        return Form("order", "", word, False, text)
    return None


def doing(sentence: str) -> str:
    """The subject of "X is writing ...", "" of any other sentence."""
    match = _DOING.match(sentence.strip().lstrip("*_ "))
    return match["subject"] if match and not _FINITE.search(match["subject"]) else ""


def is_question(sentence: str) -> bool:
    """Whether the sentence asks something itself, rather than quoting a question to be put on a form."""
    text = sentence.rstrip("*_ )")
    if not text.endswith("?"):
        return False
    return text.count('"') % 2 == 0 and text.count("“") <= text.count("”")


def _plain(subject: str) -> bool:
    """Whether the words before a modal are a noun phrase, perhaps with a date before it."""
    return not _FINITE.search(subject) and len(subject.split()) <= 26


def _form(shape: Shape, subject: str, rest: str) -> Form:
    rest = _ASIDE.sub(" ", rest, count=1) if _ASIDE.match(rest) else rest
    act = rest.strip()
    while match := _BEFORE_VERB.match(rest):
        rest = rest[match.end() :]
    words = re.findall(r"[A-Za-z][\w'’-]*", rest)
    verb, passive = "", False
    if words and words[0].lower() == "be":
        following = [word.lower() for word in words[1:4]]
        found = next((base for word in following if (base := participle(word))), "")
        verb, passive = found or "be", bool(found)
    elif _PREPOSITION.match(rest):
        verb = _verb_among(words[1:24])
    elif words:
        verb = words[0].lower()
    agent = _WHEN_FIRST.sub("", subject, count=1) if _WHEN_FIRST.match(subject) else subject
    return Form(shape, "" if passive else agent.strip(" ,"), verb, passive, act)


def _bare(shape: Shape, rest: str) -> Form | None:
    """A clause with a bare verb ("the manager require ...") or with a modal."""
    words = list(re.finditer(r"[A-Za-z][\w'’-]*", rest))
    will = _WILL.match(rest)
    for index, match in enumerate(words[:30]):
        word = match[0]
        if will and match.start() >= will.start("modal"):
            return _form(shape, will["subject"], will["rest"])
        known = word in bases() or word == "be" or (shape == "that" and word.endswith("s") and word[:-1] in bases())
        if index == 0 or not word[0].islower() or not known:
            continue
        if words[index - 1][0].lower() in _DETERMINER or (word in _NOT_VERBS_IN_SUBJECTS and index < 2):
            continue
        return _form(shape, rest[: match.start()], rest[match.start() :])
    return _form(shape, will["subject"], will["rest"]) if will else None


def _verb_among(words: list[str]) -> str:
    """The first word that is a verb and does not follow a word that makes it a noun."""
    before = "by"
    for word in words:
        lower = word.lower()
        if lower in bases() and before not in _DETERMINER and word[0].islower():
            return lower
        before = lower
    return ""


def _first_word(text: str) -> str:
    match = re.match(r"[A-Za-z][\w-]*", text)
    return match[0].lower() if match else ""
