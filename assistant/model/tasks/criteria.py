"""Criterion judgement: a status may move by one step from the builtin's, on words of the draft that bear it out.

Up: on a quote from a passage that the local judge, too, takes to bear on the criterion. Down: on a quote from the
passages that the builtin status rests on. Criteria that are settled by counting stay as counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from assistant.appraise.evidence import Weighed
from assistant.appraise.explain import questions
from assistant.feedback import CriterionFinding
from assistant.guidance import Criterion, Judged
from assistant.judge import CRITERIA
from assistant.model.calls import Calls
from assistant.model.passages import Passage, Passages, opaque
from assistant.model.task import task
from assistant.model.verify import fault
from assistant.render.groups import STATUS_WORDS
from assistant.spans import span_of

BATCH = 8
LEAST_WORDS = 5
MOST_QUOTES = 3
BEARS = 0.1
"""How far the local judge must take a passage to bear on a criterion, 0..1, for a status to rise on it."""
CHANGED = 0.5
"""Confidence of a status on which the two engines differ."""
COUNTED = frozenset({"publishable", "recommendations-specific", "impact-measure", "learning-separate"})
ORDER: tuple[Judged, ...] = ("missing", "partial", "met")


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True)


class Quoted(_Form):
    """Words said to stand in a passage."""

    passage: str
    quote: str


class Verdict(_Form):
    """The model's view of one criterion."""

    criterion: str
    status: Judged
    quotes: list[Quoted]
    why: str


def judged(
    calls: Calls,
    passages: Passages,
    weighed: Weighed,
    findings: Sequence[CriterionFinding],
    guidance: Sequence[Criterion],
) -> list[CriterionFinding]:
    """The findings, with the statuses that the model moved and could show why."""
    by_id = {item.id: item for item in guidance}
    asked = [
        item
        for item in findings
        if item.status in ORDER and item.id in by_id and item.id not in COUNTED and _column(by_id[item.id]) is not None
    ]
    settled = {item.id: item for item in findings}
    for at in range(0, len(asked), BATCH):
        batch = {opaque("criterion", item.id): item for item in asked[at : at + BATCH]}
        for verdict in _ask(calls, passages, weighed, batch, by_id):
            found = batch.get(verdict.criterion)
            if found is None:
                calls.ledger.drop("id")
            elif verdict.status != found.status and settled[found.id] is found:
                settled[found.id] = _moved(calls, passages, weighed, found, by_id[found.id], verdict)
    return list(settled.values())


def _column(criterion: Criterion) -> int | None:
    judged_as = criterion.judged_like or criterion.id
    return CRITERIA.index(judged_as) if judged_as in CRITERIA else None


def _ask(
    calls: Calls,
    passages: Passages,
    weighed: Weighed,
    batch: dict[str, CriterionFinding],
    by_id: dict[str, Criterion],
) -> list[Verdict]:
    data = {"criteria": [_data(id, item, by_id[item.id], passages) for id, item in batch.items()]}
    wanted: list[Passage | None] = []
    for item in batch.values():
        wanted += [passages.holding(span.start) for span in item.evidence]
    for item in batch.values():
        judged_as = by_id[item.id].judged_like or item.id
        wanted += [passages.holding(start) for start, _ in weighed.best(judged_as)] if weighed.units else []
    fitting = passages.fitting(calls.room(task("criteria"), data), [item for item in wanted if item])
    if not fitting:
        return []
    sent = {item.id: item.words for item in fitting}
    return calls.items(task("criteria"), {"passages": [item.data() for item in fitting], **data}, Verdict, sent)


def _data(id: str, finding: CriterionFinding, criterion: Criterion, passages: Passages) -> dict[str, object]:
    rests_on = [held.id for span in finding.evidence if (held := passages.holding(span.start))]
    return {
        "id": id,
        "title": criterion.title,
        "met_when": criterion.met_when,
        "partial_when": criterion.partial_when,
        "missing_when": criterion.missing_when,
        "first_view": {"status": finding.status, "passages": rests_on},
    }


def _moved(
    calls: Calls,
    passages: Passages,
    weighed: Weighed,
    finding: CriterionFinding,
    criterion: Criterion,
    verdict: Verdict,
) -> CriterionFinding:
    """The finding one step nearer to the verdict, or as it is where no quote bears that out."""
    now, then = ORDER.index(finding.status), ORDER.index(verdict.status)
    up = then > now
    spans = []
    for passage, start, end in _located(calls, passages, verdict.quotes[:MOST_QUOTES]):
        rests = any(span.start < passage.end and passage.start < span.end for span in finding.evidence)
        if (_bears(weighed, passage, criterion) if up else rests) and len(
            passages.document.slice(start, end).split()
        ) >= LEAST_WORDS:
            spans.append(span_of(passages.document, start, end))
    if not spans:
        calls.ledger.drop("unsupported")
        return finding
    status = ORDER[now + 1 if up else now - 1]
    calls.ledger.changes.append(
        f"“{finding.title}” from {STATUS_WORDS[finding.status].lower()} to {STATUS_WORDS[status].lower()}"
    )
    asked = finding.second_questions or questions(passages.document, criterion, criterion.judged_like or criterion.id)
    return finding.model_copy(
        update={
            "status": status,
            "confidence": CHANGED,
            "evidence": spans,
            "explanation": _explained(calls, passages, criterion, verdict, criterion.says[status]),
            "second_questions": [] if status == "met" else asked,
        }
    )


def _located(calls: Calls, passages: Passages, quotes: Sequence[Quoted]) -> Iterator[tuple[Passage, int, int]]:
    for quoted in quotes:
        if not passages.known(quoted.passage):
            calls.ledger.drop("id")
        elif (place := passages.quoted(quoted.passage, quoted.quote)) is None:
            calls.ledger.drop("quote")
        else:
            yield place


def _bears(weighed: Weighed, passage: Passage, criterion: Criterion) -> bool:
    column = _column(criterion)
    rows = [row for row, unit in enumerate(weighed.units) if unit.start == passage.start]
    return column is not None and any(float(weighed.bears[row, column]) >= BEARS for row in rows)


def _explained(calls: Calls, passages: Passages, criterion: Criterion, verdict: Verdict, said: str) -> str:
    """The guidance's own line on the new status, with the model's reason where that passes."""
    why = " ".join(verdict.why.split())
    if not why:
        return said
    sources = "\n".join((passages.text, criterion.title, criterion.met_when, criterion.partial_when))
    reason = fault(why, sources, "sentence")
    if reason is None:
        return f"{said} {why}"
    calls.ledger.drop(reason)
    return said
