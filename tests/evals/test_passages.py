"""Passages that test one thing each are sound, and scored as a reader would."""

from __future__ import annotations

import pytest

from assistant.feedback import Feedback
from assistant.guidance import edition
from corpus.reading import read_text
from evals.dataset import Example
from evals.passages import CriterionPassage, JudgedQuestion, Passages, Reading, load_passages
from evals.scorers import identifiers, judged, lures
from evals.simple_finders import expressions_alone, phrase_list
from evals.solver import Solver
from tests.support.feedback import criterion, feedback, identifier, phrase

SPLITS = ("dev", "test")
CRITERIA = {item.id for kind in ("rapid_review", "lcspr") for item in edition("wt2018").criteria(kind)}  # type: ignore[arg-type]


class Says(Solver):
    """Gives every section the same feedback."""

    def __init__(self, said: Feedback) -> None:
        super().__init__()
        self.said = said

    def section(self, text: str, draft_type: str) -> Feedback:
        return self.said


@pytest.mark.parametrize("split", SPLITS)
def test_the_passages_of_a_split_are_sound(split: str) -> None:
    found = load_passages(split)
    assert found.lookalikes
    assert found.identifiers
    assert found.criteria
    assert {item.criterion for item in found.criteria} <= CRITERIA
    assert found.plain
    for example in (*found.plain, *found.lookalikes, *found.identifiers):
        labels = [label["text"] for label in (*example.phrases, *example.not_phrases)] + example.identifiers
        assert [label for label in labels if label not in example.text] == [], example.id


def test_no_passage_stands_in_both_splits() -> None:
    def texts(passages: Passages) -> set[str]:
        examples = (
            *passages.criteria,
            *passages.plain,
            *passages.lookalikes,
            *passages.identifiers,
            *passages.questions,
        )
        return {" ".join(item.text.split()) for item in examples}

    assert not texts(load_passages("dev")) & texts(load_passages("test"))


def test_the_held_out_passages_are_as_many_as_are_asked_for() -> None:
    found = load_passages("test")
    assert sum(bool(item.lure) for item in found.criteria) >= 150
    assert len(found.lookalikes) >= 200


@pytest.mark.parametrize(
    ("status", "right"), [("met", [False, True]), ("partial", [True, True]), ("missing", [True, False])]
)
def test_a_lure_must_not_be_met_and_what_answers_must_not_be_missed(status: str, right: list[bool]) -> None:
    passages = [CriterionPassage("a", "ethnicity", "Ethnicity", "heading"), CriterionPassage("b", "ethnicity", "...")]
    document = read_text("Ethnicity")
    found = lures.score(passages, Says(feedback(document, criteria=[criterion("ethnicity", status)])))
    assert [j.right for j in found] == right
    assert [j.task for j in found] == ["lures", "controls"]


def test_a_judgement_stands_only_for_the_question_that_was_read() -> None:
    document = read_text("There was a lack of curiosity.")
    said = Says(feedback(document, phrases=[phrase(document, "curiosity", question="What was not asked?")]))
    good, poor = Reading(True, True, True, True), Reading(True, True, True, False, "too general")
    rows = [
        JudgedQuestion("a", document.text, "curiosity", "What was not asked?", (good, good)),
        JudgedQuestion("b", document.text, "curiosity", "What was not asked?", (good, poor)),
        JudgedQuestion("c", document.text, "curiosity", "Who did not ask?", (good, good)),
    ]
    assert [(j.review, j.got, j.reason) for j in judged.score(rows, said)] == [
        ("a", "good", ""),
        ("b", "not good", "too general"),
    ]


def test_one_false_report_a_page_is_quiet_and_two_are_not() -> None:
    document = read_text("Ann and Bea and Cal " * 100)
    example = Example("x", "lcspr", "", document.text, {}, {}, identifiers=["Ann"])
    for names, got in ((["Ann", "Bea"], "quiet"), (["Ann", "Bea", "Cal"], "noisy")):
        said = feedback(document, identifiers=[identifier(document, name) for name in names])
        assert [j.got for j in identifiers.quiet("x", [(example, said)])] == [got]


def test_the_simple_finders_take_no_notice_of_context() -> None:
    text = "He said “I have no professional curiosity”. Mrs Hale rang on 3 May 2021."
    example = Example("x", "lcspr", "", text, {}, {}, [{"text": "rang"}], identifiers=["3 May 2021", "Skerrow"])
    assert ("", "professional-curiosity") in [(j.expected, j.got) for j in phrase_list(example)]
    assert ("rang", "") in [(j.expected, j.got) for j in phrase_list(example)]
    found = [(j.expected, j.got) for j in expressions_alone(example)]
    assert ("3 May 2021", "3 May 2021") in found
    assert ("Skerrow", "") in found
    assert ("", "Mrs Hale") in found
