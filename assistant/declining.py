"""Whether the passages found hold an answer at all (`prompts/declining.yaml`).

From what search says of them, and from what the reader of questions makes of the first of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import log
from statistics import fmean

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.relevance import READ
from assistant.sentences import noise
from corpus.expand import expand
from corpus.library import Hit
from corpus.stemming import stems, words

LOOKED_AT = 5
OF_PASSAGES = ("sentence", "dense", "together")
FEW = 150
"""Passages below which a smaller library is not taken to be easier to tell."""
NAMED = 3
"""Words at most that are said to be missing."""


class Rule(BaseModel):
    """The data file; it explains its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    weights: dict[str, float]
    floor: float


@cache
def rule() -> Rule:
    """The data file, checked."""
    return Rule.model_validate(prompts.data("declining.yaml"))


def signs(hits: Sequence[Hit]) -> dict[str, float]:
    """What speaks for and against an answer, by the names of the data file; all 0 without hits.

    Args:
        hits: what search found and `assistant.relevance.reread` has read, best first, several of one review among them.
    """
    first = hits[:LOOKED_AT]
    best = {name: max((hit.signals[name] for hit in first), default=0.0) for name in OF_PASSAGES}
    return {
        **best,
        "size": log(max(hits[0].signals["among"], FEW)) if hits else 0.0,
        "answering": fmean(hit.signals["answers"] for hit in hits[:READ]) if hits else 0.0,
    }


def evidence(hits: Sequence[Hit]) -> float:
    """How much speaks for an answer: the weighted sum of the signs. Its scale means nothing beyond the floor."""
    found = signs(hits)
    return sum(weight * found[name] for name, weight in rule().weights.items())


def holds_answer(hits: Sequence[Hit]) -> bool:
    """Whether to answer from these passages rather than decline."""
    return bool(hits) and evidence(hits) >= rule().floor


def unspoken(subject: str, hits: Sequence[Hit]) -> list[str]:
    """Words of a question's subject, as typed, that none of the passages found holds in any form; NAMED at most.

    Words that have other ways of saying them (`prompts/expansions.yaml`) are left out: those are looked for besides.
    """
    covered = {word for one in expand(subject).found for word in words(one.form)}
    held = {cut for hit in hits for cut in stems(words(hit.passage.text))}
    asked = list(dict.fromkeys(word for word in words(subject) if len(word) > 3 and word not in covered | noise()))
    return [word for word, cut in zip(asked, stems(asked), strict=True) if cut not in held][:NAMED]
