"""Recommendation flags: one that the builtin did not find is set where the recommendation's own words state it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.feedback import RecommendationFinding
from assistant.model.calls import Calls
from assistant.model.passages import Passages, opaque
from assistant.model.task import task
from assistant.model.verify import rules
from assistant.render.groups import FLAG_WORDS
from corpus.quotes import locate

BATCH = 12


class Stated(BaseModel):
    """Words of a recommendation that are said to state a flag."""

    model_config = ConfigDict(frozen=True)

    recommendation: str
    flag: Literal["owner", "specific", "by_when", "measure"]
    quote: str


def flagged(calls: Calls, passages: Passages, findings: Sequence[RecommendationFinding]) -> list[RecommendationFinding]:
    """The findings, with the flags set that the model could show."""
    found = list(findings)
    used: set[tuple[int, int, int]] = set()
    asked = [
        number
        for number, item in enumerate(found)
        if item.kind != "learning_point" and _lacking(item) and passages.holding(item.start)
    ]
    for at in range(0, len(asked), BATCH):
        batch = {opaque("recommendation", number): number for number in asked[at : at + BATCH]}
        data = [
            {"id": id, "text": found[number].text, "not_found": _lacking(found[number])} for id, number in batch.items()
        ]
        sent = {id: len(found[number].text.split()) for id, number in batch.items()}
        for item in calls.items(task("flags"), {"recommendations": data}, Stated, sent):
            number = batch.get(item.recommendation, -1)
            if number < 0:
                calls.ledger.drop("id")
            elif not getattr(found[number], item.flag):
                found[number] = _set(calls, found[number], number, item, used)
    return found


def _lacking(finding: RecommendationFinding) -> list[str]:
    return [flag for flag in FLAG_WORDS if not getattr(finding, flag)]


def _set(
    calls: Calls, finding: RecommendationFinding, number: int, item: Stated, used: set[tuple[int, int, int]]
) -> RecommendationFinding:
    match = locate(item.quote, finding.text)
    if match is None:
        calls.ledger.drop("quote")
        return finding
    place = (number, match.start, match.end)
    words = finding.text[match.start : match.end]
    if place in used or not re.search(rules().flag_words[item.flag], words.lower(), re.DOTALL):
        calls.ledger.drop("unsupported")
        return finding
    used.add(place)
    calls.ledger.changes.append(f"a recommendation says {FLAG_WORDS[item.flag]}: “{' '.join(words.split())}”")
    return finding.model_copy(update={item.flag: True})
