"""Which of what, who, why and change a paragraph already answers about a phrase in it.

Rules over the phrase's sentence and the few after it. *Who* is a role or one body as the subject or agent of an act
left undone (or of writing the phrase); *what* is that act with its object; *why* is a reason with content tied to
either; *change* is a present or dated difference. `answered` is the only way in, so that another scorer can replace it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.feedback import Facet
from assistant.phrases.match import matches
from assistant.phrases.wording import any_of, normalise
from corpus.reading.sentences import sentence_spans

_NOT = r"(?:(?:did|does|do|had|has|have) not(?: \w+ly| even| then| also)?|never|didn't|doesn't|hadn't)"
_BE_NOT = r"(?:was|were|had been|is|are|been) (?:not|never)(?: been)?|not(?: been)?"
_CLAUSE_START = re.compile(
    r".*(?:[;:(—–]|, (?:and|but|so|yet|since|because) |\b(?:that|but|because|since|when|while|whether) )", re.DOTALL
)
_RELATIVE = re.compile(r",? (?:who|which|whom|whose) .*$")
_LINK = re.compile(r"^(?:and|but|so|then|what|that|where|why|whom?|in \w+|on \d+ \w+|there) ")
_PRONOUN = re.compile(r"(?:she|he)(?: \w+ly)?")
_ENDS_AS_POST = re.compile(
    r"(?:the|an?|his|her|its|their|each|neither|both) (?:[\w'-]+ ){0,3}?[\w-]+(?:er|or|ist|ian|ant|eer)s?$"
)
_OWED_TO = re.compile(r"(?:because of|due to|owing to|down to|put down to)(?: [\w']+){0,4} *$")


class _Words(BaseModel):
    """`prompts/phrasebook_facets.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    window_sentences: int
    roles: tuple[str, ...]
    not_in_role: str
    nobody: str
    family: str
    acts: str
    acted: str
    authored: str
    reason: str
    belief: str
    reason_words: int
    change: str
    dated: str
    promise: str
    no_change: str


@cache
def words() -> _Words:
    """The word lists of the facet rules, read once."""
    return _Words.model_validate(prompts.data("phrasebook_facets.yaml"))


@cache
def role() -> re.Pattern[str]:
    """What finds a role or body with its determiner ("the duty worker"), or a titled name; not "professionals"."""
    within = rf"(?:(?!(?:{words().not_in_role}) )[\w'-]+ ){{0,3}}"
    determiner = "the|an?|his|her|its|their|each|one|another|neither|first|second|third"
    titled = r"(?:mrs?|ms|miss|dr|ds|dc|di|pc|sister|nurse)\.? [a-z][\w'-]+"
    return any_of((rf"(?:{determiner}) {within}(?:{'|'.join(words().roles)})", titled))


@dataclass(frozen=True, slots=True)
class _Undone:
    """An act left undone: where it stands in the window, and whether its subject or agent is a role."""

    start: int
    end: int
    by_role: bool


def answered(paragraph_text: str, start: int, end: int) -> tuple[Facet, ...]:
    """The facets that a paragraph answers about the phrase at [start, end) in it, in the order of `Facet`."""
    normal = normalise(paragraph_text)
    first, last = reach(paragraph_text, normal, start, end, words().window_sentences)
    window, at, to = normal[first:last], start - first, end - first
    undone = _undone(window, at, to, normal[:first])
    what = bool(undone) or _opportunity(window, to)
    who = any(act.by_role for act in undone) or _role_beside(window, at, to)
    why = (what or who) and _reason(window, at, to, undone)
    change = (what or why) and _difference(window, to)
    settled: list[tuple[Facet, bool]] = [("what", what), ("who", who), ("why", why), ("change", change)]
    return tuple(facet for facet, holds in settled if holds)


def reach(text: str, normal: str, start: int, end: int, sentences: int) -> tuple[int, int]:
    """Bounds of what bears on the phrase: its sentence and so many after it, up to the next worn phrase either way.

    Args:
        text: the paragraph.
        normal: the same, normalised.
        start: of the phrase.
        end: of the phrase.
        sentences: how many sentences after the phrase's own.
    """
    spans = sentence_spans(text, 0, len(text)) or [(0, len(text))]
    own = max((n for n, (first, _) in enumerate(spans) if first <= start), default=0)
    first, last = spans[own][0], spans[min(own + sentences, len(spans) - 1)][1]
    others = [m for m in matches(normal[first:last]) if m.entry.listed == "usual"]
    before = [first + m.end for m in others if first + m.end <= start]
    after = [first + m.start for m in others if first + m.start >= end]
    return max(before, default=first), min(after, default=last)


def _undone(window: str, at: int, to: int, lead: str) -> list[_Undone]:
    """Acts left undone: by a subject ("the tutor did not ask"), or by an agent ("not asked by the tutor")."""
    lists, found = words(), list[_Undone]()
    for match in any_of((rf"{_NOT} (?:{lists.acts}|{lists.acted})", rf"nor (?:{lists.acted})")).finditer(window):
        object_ = re.split(r"[.;:]", window[match.end() :], maxsplit=1)[0]
        subject = _subject(window[: match.start()])
        if (
            not _overlap(match, at, to)
            and object_.strip()
            and not re.search(r"(?:somebody|someone|nobody|no one)$", subject)
        ):
            found.append(_Undone(match.start(), match.end(), _is_role(subject, lead + window[: match.start()])))
    for match in any_of((rf"(?:{_BE_NOT}) (?:{lists.acted})[^.;:]{{0,60}}? by", r"reached (?:no one|nobody)")).finditer(
        window
    ):
        beside = window[max(match.start() - 60, to) : match.end() + 40]
        if not _overlap(match, at, to):
            found.append(_Undone(match.start(), match.end(), role().search(beside) is not None))
    for match in any_of((rf"neither [^.;:]{{3,90}}? (?:{lists.acted})", rf"what was not (?:{lists.acted})")).finditer(
        window
    ):
        found.append(_Undone(match.start(), match.end(), role().search(window, match.start()) is not None))
    denied = re.search(rf"{_NOT} (?:be )?$", window[:at])
    if denied and _is_role(_subject(window[: denied.start()]), lead + window[: denied.start()]):
        found.append(_Undone(denied.start(), to, True))
    return [act for act in found if act.start >= to or not _OWED_TO.search(window[:at])]


def _overlap(match: re.Match[str], at: int, to: int) -> bool:
    return match.start() < to and at < match.end()


def _subject(before: str) -> str:
    """The subject of the clause whose verb comes next."""
    clause = _RELATIVE.sub("", before)
    clause = _CLAUSE_START.sub("", clause) or clause
    return _LINK.sub("", clause.strip(" ,.")).strip(" ,")


def _is_role(subject: str, before: str) -> bool:
    """Whether a subject is a role or one body, or a pronoun for one in this sentence or opening a late one."""
    if not subject or _PRONOUN.fullmatch(subject):
        *earlier, own = re.split(r"(?<=[.;]) ", before)
        openings = [" ".join(sentence.split()[:9]) for sentence in earlier[-3:]]
        return any(role().search(part) for part in [own, *openings])
    tail = " ".join(subject.split()[-12:])
    if role().match(tail) or any(found.end() > len(tail) - 25 for found in role().finditer(tail)):
        return True
    lists = words()
    family = re.search(rf"(?:^| )(?:{lists.family}|{lists.nobody})$", tail)
    return not family and _ENDS_AS_POST.search(tail) is not None


def _opportunity(window: str, to: int) -> bool:
    """ "... opportunity (for the nurse) to ask who was in the house"."""
    opened = rf"(?: on [\w ]{{3,20}}| for [\w' -]{{3,60}})? to (?:do so|{words().acts})(?: [\w']+){{2,}}"
    return re.match(opened, window[to:]) is not None


def _role_beside(window: str, at: int, to: int) -> bool:
    """A role that the phrase is laid to, or that wrote it or acted on it, in the phrase's own clause."""
    after = window[to : to + 160]
    laid = re.match(
        r"(?: [\w']+){0,7}? (?:on the part of|for) |[\"']? (?:was|were) (?:used|written|entered) by ", after
    )
    if laid and role().match(after, laid.end()):
        return True
    authored = rf"(?: [\w']+){{0,5}}? (?:{words().authored})\b[^.;]{{0,50}}$"
    clause = re.split(r"[;]", window[max(at - 160, 0) : at])[-1]
    subjects = [*role().finditer(clause)]
    if any(re.match(authored, clause[found.end() :]) for found in subjects):
        return True
    explained = re.match(r": ", after) and role().match(after, 2)
    return bool(explained and re.match(rf"[^.;:]{{0,60}}? (?:{words().authored})\b", after[explained.end() :]))


def _reason(window: str, at: int, to: int, undone: list[_Undone]) -> bool:
    """A reason with content, after the phrase; or an explanation after a colon that follows an act left undone."""
    lists = words()
    for opening in any_of((lists.reason, lists.belief)).finditer(window, to):
        content = re.split(r"[.;]", window[opening.end() :], maxsplit=1)[0]
        if len(content.split()) >= lists.reason_words:
            return True
    explained = re.compile(r"[^.;:]*: (?:[\w',]+ ){5}")
    return any(explained.match(window, act.end) for act in undone if act.start >= at)


def _difference(window: str, to: int) -> bool:
    """A present or dated difference, other than a promise of training or review."""
    lists = words()
    dated, promised = any_of((lists.dated,)), any_of((lists.promise,))
    for sentence in re.split(r"(?<=[.;]) +", window[to:]):
        if any_of((lists.no_change,)).search(sentence):
            continue
        if any_of((lists.change,)).search(sentence) or dated.match(sentence):
            return True
        if dated.search(sentence) and promised.search(sentence):
            return True
    return False
