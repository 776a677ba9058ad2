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
    found, asked = [], {}
    for text in {item.text for item in questions}:
        phrases = solver.section(text, "lcspr").phrases
        asked[text] = {question.question for phrase in phrases for question in phrase.second_questions}
    for item in questions:
        if item.question in asked[item.text]:
            good = all(reading.good for reading in item.readings)
            why = "; ".join(reading.why for reading in item.readings if reading.why)
            got = "good" if good else "not good"
            found.append(Judgement("questions-judged", item.id, item.question, "good", got, why, item.text))
    return found
