"""The statutory grounds of a decision on a local review: which of the eight a draft names, and which it reasons.

The four criteria, the four circumstances and the grounds that are questioned are in `prompts/statutory.yaml`. The
questions made here are asked under the criterion `lcspr-decision`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

import prompts
from assistant.cues import any_of, found, hits, plain
from assistant.feedback import Span
from assistant.spans import span_of
from assistant.units import Unit, units
from corpus.document import Document

State = Literal["reasoned", "found", "not_found"]
EVIDENCE = 2
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_DENIED = re.compile(r"\b(?:no|none|not|nothing|neither|nor)\b", re.IGNORECASE)
QUESTIONS = 3


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Item(_Data):
    """One of the eight; the fields are explained in the data file."""

    id: str
    kind: Literal["criterion", "circumstance"]
    clause: str
    named: str
    source: str
    cues: tuple[str, ...] = Field(min_length=1)
    story: tuple[str, ...]
    must_find: tuple[str, ...] = Field(min_length=2)
    must_pass: tuple[str, ...] = Field(min_length=2)


class Ground(_Data):
    """A ground for a decision that is questioned; `{words}` in the question is what the draft says."""

    id: str
    source: str
    question: str
    cues: tuple[str, ...] = Field(min_length=1)
    must_flag: tuple[str, ...] = Field(min_length=2)
    must_pass: tuple[str, ...] = Field(min_length=2)


class _Decides(_Data):
    titles: tuple[str, ...]
    cues: tuple[str, ...]
    neighbours: tuple[str, ...]
    undecided: tuple[str, ...]
    recites: tuple[str, ...]


class Statutory(_Data):
    """The data file."""

    items: tuple[Item, ...]
    grounds: tuple[Ground, ...]
    decides: _Decides
    reasons: tuple[str, ...]


class StatutoryFinding(_Data):
    """What the decision does about one of the eight: reasoned, found (named only) or not found."""

    id: str
    kind: Literal["criterion", "circumstance"]
    clause: str
    state: State
    evidence: tuple[Span, ...] = ()


@cache
def rules() -> Statutory:
    """The data file, checked."""
    return Statutory.model_validate(prompts.data("statutory.yaml"))


def _speaks(document: Document, unit: Unit) -> bool:
    """Whether a passage says what is decided; a heading that asks the question counts with the answer under it."""
    text = plain(" ".join([*unit.headings[-1:], unit.text(document)]))
    open_ended = any_of(rules().decides.undecided)
    return any(
        hits(rules().decides.cues, sentence) and not open_ended.search(sentence) for sentence in _SENTENCE.split(text)
    )


def decision_units(document: Document) -> list[Unit]:
    """The passages that decide on a local review or give the grounds, leaving out recited guidance."""
    decides = rules().decides
    every = [unit for unit in units(document) if len(list(found(decides.recites, plain(unit.text(document))))) < 2]
    speaking = {index for index, unit in enumerate(every) if _speaks(document, unit)}
    chosen = set(speaking)
    for index, unit in enumerate(every):
        beside = {index - 1, index + 1} & speaking
        titled = any(any_of(decides.titles).fullmatch(plain(title).strip()) for title in unit.headings[-1:])
        related = any(every[other].headings == unit.headings for other in beside)
        if (speaking and titled) or (related and hits(decides.neighbours, plain(unit.text(document)))):
            chosen.add(index)
    return [every[index] for index in sorted(chosen)]


def statutory(document: Document) -> list[StatutoryFinding]:
    """The eight, in order, with what the decision says of each; all not found where there is no decision.

    A ground is reasoned where its sentence ties it to the case, or weighs it and puts it aside.
    """
    deciding = decision_units(document)
    return [_finding(document, deciding, item) for item in rules().items]


def _finding(document: Document, deciding: list[Unit], item: Item) -> StatutoryFinding:
    state: State = "not_found"
    evidence: list[Span] = []
    for unit in deciding:
        for start, end, text in _sentences(document, unit):
            places = list(found(item.cues, text))
            if not places:
                continue
            evidence.append(span_of(document, start, end))
            rest = any_of(item.cues).sub(" ", text)
            weighed = hits(rules().reasons, rest) or _DENIED.search(text[places[0][0] : places[0][1] + 30])
            state = "reasoned" if state == "reasoned" or weighed else "found"
    return StatutoryFinding(
        id=item.id, kind=item.kind, clause=item.clause, state=state, evidence=tuple(evidence[:EVIDENCE])
    )


def _sentences(document: Document, unit: Unit) -> list[tuple[int, int, str]]:
    """The sentences of a passage, cut at semicolons too: grounds are often listed in one sentence."""
    parts: list[tuple[int, int, str]] = []
    for sentence in document.sentences:
        if sentence.end <= unit.start or sentence.start >= unit.end:
            continue
        start = sentence.start
        for piece in document.slice(sentence.start, sentence.end).split(";"):
            parts.append((start, start + len(piece), plain(piece)))
            start += len(piece) + 1
    return parts


def statutory_questions(document: Document) -> list[str]:
    """Questions about the grounds of the decision, at most three; none where there is no decision.

    First the grounds that are questioned, then circumstances that the account shows and the decision leaves out, then
    the criteria that are named without a reason or not at all.
    """
    deciding = decision_units(document)
    if not deciding:
        return []
    asked = _grounds(document, deciding)
    findings = {item.id: item for item in statutory(document)}
    outside = [unit for unit in units(document) if unit not in deciding]
    shown = [
        item
        for item in rules().items
        if findings[item.id].state == "not_found" and sum(_tells(document, unit, item) for unit in outside) >= 2
    ]
    if shown:
        listed = " and that ".join(item.named for item in shown[:2])
        asked.append(f"The account seems to show that {listed}: how was that weighed in the decision?")
    named = [item for item in rules().items[:3] if findings[item.id].state == "found"]
    if named:
        asked.append(f"The decision says that {named[0].named}: what in this case shows it?")
    elif all(item.state == "not_found" for item in findings.values()):
        clauses = [item.clause for item in rules().items if item.kind == "criterion"][:3]
        asked.append(
            f"The decision gives none of the statutory grounds: did anyone weigh whether {clauses[0]}, "
            f"whether {clauses[1]}, or whether {clauses[2]}?"
        )
    return asked[:QUESTIONS]


def _tells(document: Document, unit: Unit, item: Item) -> bool:
    return bool(item.story) and hits(item.story, plain(unit.text(document)))


def _grounds(document: Document, deciding: list[Unit]) -> list[str]:
    asked = []
    for ground in rules().grounds:
        words = _first(document, deciding, ground.cues)
        if words:
            asked.append(ground.question.replace("{words}", words))
    return asked


def _first(document: Document, deciding: list[Unit], cues: tuple[str, ...]) -> str | None:
    """The draft's words for the first of the cues, in the order of the data, that any deciding passage has."""
    for cue in cues:
        for unit in deciding:
            text = unit.text(document)
            for start, end in found((cue,), text):
                return " ".join(text[start:end].split())
    return None
