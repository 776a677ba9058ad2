"""Who a clause is about: roles and bodies, told from "professionals", the family and nobody in particular."""

from __future__ import annotations

import re
from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.phrases.wording import any_of

_CLAUSE_START = re.compile(
    r".*(?:[;:(—–]|, (?:and|but|so|yet|since|because) |\b(?:that|but|because|since|when|while|whether) )", re.DOTALL
)
_RELATIVE = re.compile(r",? (?:who|which|whom|whose)\b.*$")
_LINK = re.compile(r"^(?:and|but|so|then|what|that|where|why|whom?|in \w+|on \d+ \w+|there) ")
_PRONOUN = re.compile(r"(?:she|he)(?: \w+ly)?")
_ENDS_AS_POST = re.compile(
    r"(?:the|an?|his|her|its|their|each|neither|both) (?:[\w'-]+ ){0,3}?[\w-]+(?:er|or|ist|ian|ant|eer)s?$"
)


class Words(BaseModel):
    """The word lists of `prompts/phrasebook_facets.yaml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    window_sentences: int
    roles: tuple[str, ...]
    not_in_role: str
    nobody: str
    family: str
    acts: str
    acted: str
    no_act: str
    complete_acts: str
    gave: str
    given: str
    authored: str
    reason: str
    belief: str
    reason_words: int
    change: str
    dated: str
    promise: str
    no_change: str


@cache
def words() -> Words:
    """The word lists of the facet rules, read once."""
    return Words.model_validate(prompts.data("phrasebook_facets.yaml"))


@cache
def role() -> re.Pattern[str]:
    """What finds a role or body with its determiner ("the duty worker"), or a titled name; not "professionals"."""
    within = rf"(?:(?!(?:{words().not_in_role}) )[\w'-]+ ){{0,3}}"
    determiner = "the|an?|his|her|its|their|each|one|another|neither|first|second|third"
    titled = r"(?:mrs?|ms|miss|dr|ds|dc|di|pc|sister|nurse)\.? [a-z][\w'-]+"
    return any_of((rf"(?:{determiner}) {within}(?:{'|'.join(words().roles)})", titled))


@cache
def bare_role() -> re.Pattern[str]:
    """What finds a role in a note or table, where the determiner is left out ("Health visitor rang")."""
    return any_of((rf"(?:{'|'.join(words().roles)})",))


def subject_of(before: str) -> str:
    """The subject of the clause whose verb comes next."""
    clause = _CLAUSE_START.sub("", before) or before
    return _LINK.sub("", _RELATIVE.sub("", clause).strip(" ,.|")).strip(" ,")


def is_role(subject: str, before: str) -> bool:
    """Whether a subject is a role or one body, or a pronoun for one in this sentence or opening a late one."""
    if not subject or _PRONOUN.fullmatch(subject):
        *earlier, own = re.split(r"(?<=[.;]) ", before)
        openings = [" ".join(sentence.split()[:9]) for sentence in earlier[-3:]]
        return any(role().search(part) for part in [own, *openings])
    if subject.endswith(" and"):  # the subject of "rang once and did not ..." stands at the head of the sentence
        return role().search(re.split(r"(?<=[.;:]) ", before)[-1]) is not None
    tail = " ".join(subject.split()[-12:])
    if role().match(tail) or any(found.end() > len(tail) - 25 for found in role().finditer(tail)):
        return True
    lists = words()
    family = re.search(rf"(?:^| )(?:{lists.family}|{lists.nobody})$", tail)
    bare = any_of((rf"(?:{'|'.join(lists.roles)})$",)).search(tail) and not tail.endswith("s")
    return not family and bool(bare or _ENDS_AS_POST.search(tail))
