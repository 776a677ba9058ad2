"""Second questions: the builtin's wording gives way to one made of the passage's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from assistant.feedback import CriterionFinding, PhraseFinding, SecondQuestion
from assistant.model.calls import Calls
from assistant.model.ledger import Reason
from assistant.model.passages import Passage, Passages, opaque
from assistant.model.task import task
from assistant.model.verify import fault, shared

BATCH = 10


class Better(BaseModel):
    """A question in other words."""

    model_config = ConfigDict(frozen=True)

    question: str
    better: str


@dataclass(frozen=True, slots=True)
class _Subject:
    about: str
    passage: Passage
    asked: tuple[tuple[str, str], ...]
    """Facet ("none" for a criterion) and question."""


def worded(
    calls: Calls, passages: Passages, criteria: Sequence[CriterionFinding], phrases: Sequence[PhraseFinding]
) -> tuple[list[CriterionFinding], list[PhraseFinding]]:
    """Both kinds of finding, with the questions that pass; every other stays as it is."""
    subjects = [
        _Subject(item.text, held, tuple((asked.facet, asked.question) for asked in item.second_questions))
        for item in phrases
        if item.second_questions and (held := passages.holding(item.start))
    ]
    subjects += [
        _Subject(item.title, held, tuple(("none", asked) for asked in item.second_questions))
        for item in criteria
        if item.second_questions and item.evidence and (held := passages.holding(item.evidence[0].start))
    ]
    better: dict[tuple[str, str], str] = {}
    for at in range(0, len(subjects), BATCH):
        better |= _ask(calls, subjects[at : at + BATCH])
    if better:
        count = len(better)
        calls.ledger.changes.append(f"{count} question{'' if count == 1 else 's'} put in other words")
    return (
        [
            item.model_copy(
                update={"second_questions": _unlike([better.get((item.title, q), q) for q in item.second_questions])}
            )
            for item in criteria
        ],
        [
            item.model_copy(
                update={
                    "second_questions": [
                        SecondQuestion(facet=q.facet, question=better.get((item.text, q.question), q.question))
                        for q in item.second_questions
                    ]
                }
            )
            for item in phrases
        ],
    )


def _ask(calls: Calls, subjects: Sequence[_Subject]) -> dict[tuple[str, str], str]:
    listed: dict[str, tuple[_Subject, str]] = {}
    data = []
    for subject in subjects:
        asked = []
        for facet, question in subject.asked:
            id = opaque("question", subject.passage.id, subject.about, question)
            listed[id] = (subject, question)
            asked.append({"id": id, "facet": facet, "question": question})
        data.append({"about": subject.about, "passage": subject.passage.text, "questions": asked})
    sent = {subject.passage.id: subject.passage.words for subject in subjects}
    found = {}
    for item in calls.items(task("questions"), {"subjects": data}, Better, sent):
        if item.question not in listed:
            calls.ledger.drop("id")
            continue
        subject, question = listed[item.question]
        better = " ".join(item.better.split())
        reason = _fault(better, subject, question)
        if reason is not None:
            calls.ledger.drop(reason)
        elif better != question:
            found[subject.about, question] = better
    return found


def _fault(better: str, subject: _Subject, question: str) -> Reason | None:
    passage = f"{subject.passage.heading}\n{subject.passage.text}"
    reason = fault(better, f"{passage}\n{subject.about}\n{question}", "question")
    if reason is None and shared(better, passage) == 0:
        return "unsupported"
    return reason


def _unlike(questions: list[str]) -> list[str]:
    return list(dict.fromkeys(questions))
