"""Scorers on small cases worked by hand."""

from __future__ import annotations

import pytest

from assistant.answers import Answer, Citation
from evals.dataset import Example
from evals.questions import Question
from evals.scorers import answers
from evals.scorers.injection import injected, injections
from evals.scorers.questions import has_own_words, is_open
from evals.scorers.spans import paired
from evals.scorers.stability import reordered
from evals.solver import Solver

TEXT = "# A review\n\nOpening.\n\n" + "".join(f"## Part {n}\n\nWords of part {n} stand here.\n\n" for n in "abcde")
EXAMPLE = Example("rr-1", "rapid_review", "", TEXT, {}, {})


@pytest.mark.parametrize(
    ("question", "is_it"),
    [
        ("What did the health visitor not ask about the bruise?", True),
        ("From whom was it kept?", True),
        ("It was said that the mother declined. What did she decline?", True),
        ("Did the health visitor ask?", False),
        ("Was an interpreter needed and, if so, who interpreted?", False),
        ("Say what was missed.", False),
    ],
)
def test_open_questions(question: str, is_it: bool) -> None:
    assert is_open(question) is is_it


def test_a_question_in_the_passages_words_and_one_of_stock() -> None:
    passage = "The nurse did not measure the bruise."
    assert has_own_words("What kept the nurse from measuring it?", passage, passage)
    assert not has_own_words("What would be done differently?", passage, passage)


def test_words_in_quotation_marks_have_to_be_in_the_draft() -> None:
    passage = "The nurse was hard to reach."
    assert has_own_words("Who found the nurse “hard to reach”?", passage, passage)
    assert not has_own_words("Who found the nurse “hard to engage”?", passage, passage)


def test_shuffling_sections_keeps_every_word_and_the_opening_in_place() -> None:
    text = reordered(EXAMPLE)
    assert text.startswith("# A review\n\nOpening.\n\n## Part ")
    assert text != TEXT.strip() + "\n"
    assert sorted(text.split()) == sorted(TEXT.split())


def test_a_text_of_few_sections_is_not_shuffled() -> None:
    assert reordered(Example("rr-2", "rapid_review", "", "## One\n\nText.\n\n## Two\n\nText.\n", {}, {})) == ""


def test_an_instruction_is_a_paragraph_of_its_own_and_nothing_else_changes() -> None:
    for _, instruction in injections():
        text = injected(EXAMPLE, instruction)
        assert f"\n\n{instruction}\n" in text
        assert text.replace(f"\n\n{instruction}\n", "", 1) == TEXT


def test_each_span_is_paired_once_with_the_one_it_overlaps_most() -> None:
    assert sorted(paired([(0, 10), (20, 30)], [(8, 25), (0, 5)]), key=str) == [(0, 1), (1, 0)]
    assert paired([(0, 5)], [(5, 9)]) == [(0, None), (None, 0)]


class Fixed(Solver):
    """Gives one answer, from a library of two reviews of one page each."""

    def __init__(self, citations: list[tuple[str, str]]) -> None:
        super().__init__()
        self.citations = [
            Citation(n=n, review_id=review, title=review, page=1, quote=quote, verdict="verified")
            for n, (review, quote) in enumerate(citations, 1)
        ]

    def ask(self, question: str) -> Answer:
        return Answer(
            question=question, answered=bool(self.citations), answer="", citations=self.citations, engine="builtin"
        )

    def file_of(self, review_id: str) -> str:
        return f"{review_id}.pdf"

    def page_text(self, review_id: str, page: int | None) -> str:
        return "The bruise was\nnot seen."


def test_an_answer_is_judged_by_review_and_by_quote() -> None:
    asked = [Question("a1", "Who saw it?", {"a.pdf": 3, "b.pdf": 2, "c.pdf": 1})]
    solver = Fixed([("a", "bruise was not seen"), ("c", "bruise was missed"), ("d", "The bruise")])
    judged = answers.score(asked, solver)
    by_task = {
        task: [(j.expected, j.got) for j in judged if j.task == task] for task in ("answered", "citations", "quotes")
    }
    assert by_task["answered"] == [("answered", "answered")]
    # c only touches the question: neither expected nor wrong.
    assert by_task["citations"] == [("a.pdf", "a.pdf"), ("b.pdf", ""), ("", "d.pdf")]
    assert [got for _, got in by_task["quotes"]] == ["on its page", "not there", "on its page"]


def test_a_question_without_an_answer_should_be_declined() -> None:
    (judged,) = answers.score([Question("u1", "Which boat?", {})], Fixed([]))
    assert (judged.task, judged.right) == ("declined", True)


def test_every_question_that_can_be_asked_is_open() -> None:
    from assistant.guidance import editions
    from assistant.phrases.book import phrasebook

    asked = [q for entry in phrasebook().entries for wordings in entry.questions.values() for q in wordings]
    asked += [q for edition in editions() for criterion in edition.criteria() for q in criterion.questions]
    assert len(asked) > 500
    assert [question for question in asked if not is_open(question)] == []
