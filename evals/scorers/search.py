"""Search over a library, against graded reviews."""

from __future__ import annotations

from evals.judgement import Judgement
from evals.questions import Question
from evals.ranking import packed
from evals.solver import Solver


def score(questions: list[Question], solver: Solver) -> list[Judgement]:
    """One judgement an answerable question: grades expected, the ranking got."""
    return [
        Judgement("search", item.id, item.kind, packed(item.grades), "; ".join(solver.search(item.text)), "", item.text)
        for item in questions
        if item.answerable
    ]
