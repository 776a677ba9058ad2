"""Answers from the starter library: given or declined, from the right reviews, with quotes that stand on their page."""

from __future__ import annotations

from assistant.answers import Answer
from evals.judgement import Judgement
from evals.questions import Question
from evals.solver import Solver

ANSWERS = 2
"""A review of this grade or more is one that an answer may cite."""


def score(questions: list[Question], solver: Solver) -> list[Judgement]:
    """Judgements "answered", "declined", "citations" (by review) and "quotes" (by quote)."""
    found = []
    for item in questions:
        answer = solver.ask(item.text)
        got = "answered" if answer.answered else "declined"
        task, expected = ("answered", "answered") if item.answerable else ("declined", "declined")
        found.append(Judgement(task, item.id, "answer", expected, got, answer.answer[:200], item.text))
        if item.answerable and answer.answered:
            found += _citations(item, answer, solver)
        found += [_quote(item, answer, n, solver) for n in range(len(answer.citations))]
    return found


def _citations(item: Question, answer: Answer, solver: Solver) -> list[Judgement]:
    wanted = {name for name, grade in item.grades.items() if grade >= ANSWERS}
    cited = {solver.file_of(citation.review_id) for citation in answer.citations}
    touched = set(item.grades) - wanted
    # A review that only touches the question is neither expected nor wrong.
    return [
        Judgement(
            "citations", item.id, name, name if name in wanted else "", name if name in cited else "", "", item.text
        )
        for name in sorted(wanted | (cited - touched))
    ]


def _quote(item: Question, answer: Answer, n: int, solver: Solver) -> Judgement:
    """Checked here by plain comparison, spacing apart, and not by the code that the answer was made with."""
    citation = answer.citations[n]
    page = " ".join(solver.page_text(citation.review_id, citation.page).split())
    there = bool(citation.quote.strip()) and " ".join(citation.quote.split()) in page
    place = f"{solver.file_of(citation.review_id)} page {citation.page}"
    return Judgement(
        "quotes", item.id, place, "on its page", "on its page" if there else "not there", "", citation.quote
    )
