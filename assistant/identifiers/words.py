"""The words behind identifiers, from `prompts/identifiers/`, checked and compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

import prompts

KindId = Literal[
    "name", "worker", "date", "age", "place", "postcode", "school", "hospital", "team", "organisation", "nhs-number",
    "national-insurance", "phone", "email", "account", "vehicle", "reference", "telling", "jigsaw", "metadata",
]  # fmt: skip


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Kind(_Model):
    """One kind of identifier with its advice and examples both ways."""

    id: KindId
    title: str
    advice: str
    source: str
    flag: tuple[str, ...]
    pass_: tuple[str, ...]


class NumberPattern(_Model):
    """A number or code. `needs` must stand before it, `not_after` must not, `not_text` must not match it."""

    kind: KindId
    pattern: str
    check: Literal["nhs"] | None = None
    needs: str | None = None
    not_after: str | None = None
    not_text: str | None = None


class Dates(_Model):
    """dates.yaml."""

    exact: tuple[str, ...]
    month_and_year: str
    life_event: str
    few_months: int
    many_dates: int
    birth_or_death: str
    may_stay: tuple[str, ...]
    stay_sentences: tuple[str, ...]
    life_sentences: str
    ages: tuple[str, ...]


class Suffix(_Model):
    """Endings of names of one kind; `plain` are the endings that count in lower case."""

    kind: KindId
    words: frozenset[str]
    plain: tuple[str, ...]
    area_alone_is_fine: bool = False


class Titles(_Model):
    """titles.yaml."""

    working: tuple[str, ...]
    private: tuple[str, ...]
    before_surnames: frozenset[str]
    surnames: frozenset[str]
    posts: tuple[str, ...]
    work: tuple[str, ...]
    before_places: tuple[str, ...]


class Wording(_Model):
    """Patterns with examples both ways."""

    source: str
    patterns: tuple[str, ...]
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


class Persons(_Model):
    """persons.yaml: in the examples the bar stands at the word's edge."""

    source: str
    after: tuple[str, ...]
    after_unknown: tuple[str, ...]
    no_name: str
    before: tuple[str, ...]
    called: Wording
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


class Whereabouts(_Model):
    """A group of whereabouts.yaml: in the examples bars stand at the name's edges."""

    kind: KindId
    source: str
    words: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


class PublicBodies(_Model):
    """Words that end the name of a public body."""

    source: str
    words: tuple[str, ...]
    not_before: tuple[str, ...]


class Fine(_Model):
    """fine.yaml."""

    declared: Wording
    all_changed: Wording
    often: int
    makers: Wording
    makers_in_prose: Wording
    cited: Wording
    cited_before: Wording
    tools: frozenset[str]
    public_bodies: PublicBodies
    national: tuple[str, ...]
    ordinary: frozenset[str]
    institutional: frozenset[str]


class Jigsaw(_Model):
    """jigsaw.yaml: groups of telling facts, and how many groups in one paragraph are too many."""

    source: str
    groups: dict[str, str]
    enough: int
    must_match: tuple[str, ...]
    must_pass: tuple[str, ...]


@cache
def kinds() -> dict[KindId, Kind]:
    """Every kind by id."""
    rows = [
        {("pass_" if key == "pass" else key): value for key, value in row.items()}
        for row in prompts.data("identifiers/kinds.yaml")["kinds"]
    ]
    found = [Kind.model_validate(row) for row in rows]
    return {kind.id: kind for kind in found}


@cache
def chronology() -> str:
    """What is said of a draft full of exact dates; `{count}` is how many."""
    return str(prompts.data("identifiers/kinds.yaml")["chronology"])


@cache
def sharing() -> tuple[str, frozenset[str]]:
    """The warning given for a rapid review, and the kinds it is given for."""
    data = prompts.data("identifiers/kinds.yaml")
    return data["sharing"], frozenset(data["sharing_kinds"])


@cache
def numbers() -> tuple[NumberPattern, ...]:
    """Number formats."""
    return tuple(NumberPattern.model_validate(row) for row in prompts.data("identifiers/numbers.yaml")["patterns"])


@cache
def dates() -> Dates:
    """Dates and ages."""
    return Dates.model_validate(prompts.data("identifiers/dates.yaml"))


@cache
def suffixes() -> tuple[Suffix, ...]:
    """Endings of names of places and services."""
    return tuple(Suffix.model_validate(row) for row in prompts.data("identifiers/suffixes.yaml")["kinds"])


@cache
def streets() -> tuple[str, ...]:
    """Last words of streets and buildings with house numbers."""
    return tuple(prompts.data("identifiers/suffixes.yaml")["streets"])


@cache
def titles() -> Titles:
    """Titles and words beside names."""
    return Titles.model_validate(prompts.data("identifiers/titles.yaml"))


@cache
def persons() -> Persons:
    """What shows that a capitalised word is somebody's name."""
    return Persons.model_validate(prompts.data("identifiers/persons.yaml"))


@cache
def whereabouts() -> tuple[Whereabouts, ...]:
    """Names that tell where somebody was in certain company."""
    return tuple(Whereabouts.model_validate(row) for row in prompts.data("identifiers/whereabouts.yaml")["groups"])


@cache
def towns() -> frozenset[str]:
    """The words of names of large towns, which make a school's or a hospital's name telling."""
    return frozenset(word for name in whereabouts()[0].words for word in name.split())


@cache
def fine() -> Fine:
    """What may stand."""
    return Fine.model_validate(prompts.data("identifiers/fine.yaml"))


@cache
def jigsaw() -> Jigsaw:
    """Telling facts."""
    return Jigsaw.model_validate(prompts.data("identifiers/jigsaw.yaml"))


@cache
def common() -> frozenset[str]:
    """Words that reviews use in small letters."""
    return frozenset(prompts.data("identifiers/common-words.yaml")["words"].split())


@cache
def telling() -> Wording:
    """Single details that tell a local reader who somebody is."""
    return Wording.model_validate(prompts.data("identifiers/telling.yaml"))


@cache
def compiled(patterns: tuple[str, ...], ignore_case: bool = False) -> re.Pattern[str]:
    """One pattern of several; names keep their capitals unless `ignore_case`."""
    flags = re.IGNORECASE if ignore_case else 0
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


@cache
def at_words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern of several, whatever the case, that is tried only where a word begins: much faster on long texts."""
    return re.compile(rf"\b(?=\w)(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})", re.IGNORECASE)
