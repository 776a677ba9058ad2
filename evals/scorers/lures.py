"""Short passages that look like evidence and are not, and some that are: a tool that says met too easily is no use."""

from __future__ import annotations

from collections.abc import Sequence

from evals.judgement import Judgement
from evals.passages import CriterionPassage
from evals.solver import Solver


def score(passages: Sequence[CriterionPassage], solver: Solver) -> list[Judgement]:
    """One judgement a passage: "lures" expects anything but met, "controls" expects met or partly met."""
    found = []
    for passage in passages:
        feedback = solver.section(passage.text, _type_of(passage.criterion))
        status = next((item.status for item in feedback.criteria if item.id == passage.criterion), "")
        task, wanted = ("lures", "not met") if passage.lure else ("controls", "met or partly")
        there = ("met",) if passage.lure else ("met", "partial")
        got = "met or partly" if status in there else "not met"
        said = f"{passage.criterion}: {status or 'not appraised'}" + (f" ({passage.lure})" if passage.lure else "")
        found.append(Judgement(task, passage.id, passage.criterion, wanted, got, said, passage.text))
    return found


def _type_of(criterion: str) -> str:
    """The type of review in which a criterion is appraised; LCSPR where it is both."""
    from assistant.guidance import edition

    return "lcspr" if any(item.id == criterion for item in edition("wt2018").criteria("lcspr")) else "rapid_review"
