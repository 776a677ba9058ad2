"""Facets: a worn phrase's open question is closed where its own paragraph answers it, in words that are quoted."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from assistant.dialogue import settles
from assistant.feedback import Facet, PhraseFinding
from assistant.model.calls import Calls
from assistant.model.passages import Passage, Passages, opaque
from assistant.model.task import task
from assistant.phrases.book import FACETS
from corpus.quotes import locate

BATCH = 12


class Answered(BaseModel):
    """Words of a paragraph that are said to answer a facet."""

    model_config = ConfigDict(frozen=True)

    finding: str
    facet: Facet
    quote: str


def answered(calls: Calls, passages: Passages, findings: Sequence[PhraseFinding]) -> list[PhraseFinding]:
    """The findings, with the questions taken away that the model could show to be answered."""
    found = list(findings)
    open_ones = [
        (number, held)
        for number, item in enumerate(found)
        if item.second_questions and (held := passages.holding(item.start))
    ]
    for at in range(0, len(open_ones), BATCH):
        batch = {opaque("phrase", number): (number, held) for number, held in open_ones[at : at + BATCH]}
        data = {"findings": [_data(id, found[number], held) for id, (number, held) in batch.items()]}
        sent = {held.id: held.words for _, held in batch.values()}
        for item in calls.items(task("facets"), data, Answered, sent):
            if item.finding not in batch:
                calls.ledger.drop("id")
                continue
            number, held = batch[item.finding]
            found[number] = _closed(calls, found[number], held, item)
    return found


def _data(id: str, finding: PhraseFinding, passage: Passage) -> dict[str, object]:
    still = [facet for facet in FACETS if facet not in finding.answered]
    return {"id": id, "phrase": finding.text, "open": still, "paragraph": passage.text}


def _closed(calls: Calls, finding: PhraseFinding, passage: Passage, item: Answered) -> PhraseFinding:
    if item.facet in finding.answered:
        return finding
    match = locate(item.quote, passage.text)
    if match is None:
        calls.ledger.drop("quote")
        return finding
    start, end = passage.start + match.start, passage.start + match.end
    words = quote = " ".join(passage.text[match.start : match.end].split())
    # What is left of the quote once the worn phrase is taken out of it has to answer by itself.
    if start < finding.end and finding.start < end:
        words = words.replace(finding.text, " ")
    if not settles(item.facet, words):
        calls.ledger.drop("unsupported")
        return finding
    calls.ledger.changes.append(f"“{finding.text}” says {item.facet}: “{quote}”")
    return finding.model_copy(
        update={
            "answered": [facet for facet in FACETS if facet in (*finding.answered, item.facet)],
            "second_questions": [asked for asked in finding.second_questions if asked.facet != item.facet],
        }
    )
