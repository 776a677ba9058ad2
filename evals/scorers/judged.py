"""Second questions that two readers have judged: true to the passage, needed, open, useful.

A judgement stands for the wording that was read. A question that the assistant no longer asks is not counted: whether
what it asks now is better is for a reader to say.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.judgement import Judgement
from evals.passages import JudgedQuestion
from evals.solver import Solver


def score(questions: Sequence[JudgedQuestion], solver: Solver) -> list[Judgement]:
    """One judgement a question still asked of its passage: "good" where both readers find it so on all counts."""
    found = []
    for item in questions:
        asked = {q.question for phrase in solver.section(item.text, "lcspr").phrases for q in phrase.second_questions}
        if item.question in asked:
            good = all(reading.good for reading in item.readings)
            why = "; ".join(reading.why for reading in item.readings if reading.why)
            got = "good" if good else "not good"
            found.append(Judgement("questions-judged", item.id, item.question, "good", got, why, item.text))
    return found
