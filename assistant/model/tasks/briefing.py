"""Briefings: the model chooses among sentences that are quoted word for word, and words the questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.briefing.make import MOST_WORDS
from assistant.briefing.model import TITLES, Briefing, Line, PartName
from assistant.instructions import gives_orders
from assistant.model.calls import Calls
from assistant.model.passages import opaque
from assistant.model.task import task
from assistant.model.verify import fault

FEWEST, MOST_QUESTIONS = 3, 5


class Chosen(BaseModel):
    """A sentence by its id, or a question."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["sentence", "question"]
    id: str
    question: str


def chosen(calls: Calls, topic: str, first: Briefing, offered: Mapping[PartName, Sequence[Line]]) -> Briefing:
    """The briefing with the sentences chosen, each of them one of those offered, and the questions that pass."""
    given: dict[str, tuple[PartName, Line]] = {}
    for name, lines in offered.items():
        for line in lines:
            if not gives_orders(line.text):
                given[opaque("line", line.citation.review_id, line.citation.page, line.text)] = (name, line)
    data = {
        "topic": topic,
        "sentences": [{"id": id, "part": part, "text": line.text} for id, (part, line) in given.items()],
        "chosen_first": [
            id for id, (part, line) in given.items() if line.text in {x.text for x in getattr(first, part)}
        ],
    }
    sent = {id: len(line.text.split()) for id, (_, line) in given.items()}
    parts: dict[PartName, list[Line]] = {name: [] for name in TITLES}
    questions: list[str] = []
    sources = "\n".join([topic, *first.questions, *(line.text for _, line in given.values())])
    words = 0
    for item in calls.items(task("briefing"), data, Chosen, sent):
        if item.kind == "question":
            asked = " ".join(item.question.split())
            reason = fault(asked, sources, "question")
            if reason is not None:
                calls.ledger.drop(reason)
            elif asked not in questions and len(questions) < MOST_QUESTIONS:
                questions.append(asked)
            continue
        if item.id not in given:
            calls.ledger.drop("id")
            continue
        part, line = given[item.id]
        size = len(line.text.split())
        if line not in parts[part] and words + size <= MOST_WORDS:
            parts[part].append(line)
            words += size
    if any(parts.values()):
        calls.ledger.changes.append("which sentences are quoted")
        first = first.model_copy(update=_numbered(parts))
    if len(questions) >= FEWEST:
        calls.ledger.changes.append("the questions")
        first = first.model_copy(update={"questions": tuple(questions)})
    return first


def _numbered(parts: Mapping[PartName, Sequence[Line]]) -> dict[str, tuple[Line, ...]]:
    number = 0
    found: dict[str, tuple[Line, ...]] = {}
    for name, lines in parts.items():
        made = []
        for line in lines:
            number += 1
            made.append(line.model_copy(update={"citation": line.citation.model_copy(update={"n": number})}))
        found[name] = tuple(made)
    return found
