"""Acts that a passage says were left undone, and whether a role left them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.phrases.roles import is_role, role, subject_of, words
from assistant.phrases.wording import any_of

_NOT = r"(?:(?:did|does|do|had|has|have) not(?: \w+ly| even| then| also)?|never|didn't|doesn't|hadn't)"
_BE_NOT = r"(?:was|were|had been|is|are|been) (?:not|never)(?: been)?|not(?: been)?"
_NOBODY = re.compile(r"(?:somebody|someone|nobody|no one)$")
_OWED_TO = re.compile(r"(?:because of|due to|owing to|down to|put down to)(?: [\w']+){0,4} *$")


@dataclass(frozen=True, slots=True)
class Undone:
    """An act left undone: where it stands in the window, and whether its subject or agent is a role."""

    start: int
    end: int
    by_role: bool


def undone(window: str, at: int, to: int, lead: str) -> list[Undone]:
    """Acts left undone in a window of a paragraph, other than the phrase's own words.

    Args:
        window: normalised text around the phrase.
        at: where the phrase starts in the window.
        to: where it ends.
        lead: the paragraph before the window, in which a pronoun's role may stand.
    """
    found = [*_by_subject(window, lead), *_by_agent(window, to)]
    apart = [act for act in found if act.end <= at or act.start >= to]
    # "Visits were not added up because of poor communication": what came before is what the phrase explains.
    told = [act for act in apart if act.start >= to or not _OWED_TO.search(window[:at])]
    return [*told, *_itself(window, at, to, lead)]


def _by_subject(window: str, lead: str) -> Iterator[Undone]:
    """ "The tutor did not ask", "nor rang", "made no call"."""
    lists = words()
    act = re.compile(rf"(?:{_NOT}|nor) (?:{lists.acts}|{lists.acted})")
    left = (
        rf"{_NOT} (?!(?:{lists.no_act})\b)\w+",
        rf"nor (?:{lists.acted})",
        rf"(?:{lists.gave}) no (?:{lists.given})",
    )
    for match in any_of(left).finditer(window):
        subject = subject_of(window[: match.start()])
        by_role = is_role(subject, lead + window[: match.start()])
        whole = " no " in match[0] or re.search(rf" (?:{lists.complete_acts})$", match[0])
        has_object = whole or re.match(r"[ \w'\"]", window[match.end() :])
        if has_object and (by_role or (act.match(match[0]) and not _NOBODY.search(subject))):
            yield Undone(match.start(), match.end(), by_role)


def _by_agent(window: str, to: int) -> Iterator[Undone]:
    """ "Not asked by the tutor", "reached no one", "neither the clerk nor the sister told", "what was not asked"."""
    acted = words().acted
    passive = (rf"(?:{_BE_NOT}) (?:{acted})[^.;:]{{0,60}}? by", r"reached (?:no one|nobody)")
    for match in any_of(passive).finditer(window):
        beside = window[max(match.start() - 60, to) : match.end() + 40]
        yield Undone(match.start(), match.end(), role().search(beside) is not None)
    for match in any_of((rf"neither [^.;:]{{3,90}}? (?:{acted})", rf"what was not (?:{acted})")).finditer(window):
        yield Undone(match.start(), match.end(), role().search(window, match.start()) is not None)


def _itself(window: str, at: int, to: int, lead: str) -> Iterator[Undone]:
    """ "The nurse did not escalate": the phrase is the act."""
    denied = re.search(rf"{_NOT} (?:be )?$", window[:at])
    if denied and is_role(subject_of(window[: denied.start()]), lead + window[: denied.start()]):
        yield Undone(denied.start(), to, True)
