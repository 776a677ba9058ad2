from __future__ import annotations

import pytest

from benchmarks.search_mixed.collection import documents as mixed_documents
from evals.graded import ANSWERS, BEARS, HELD_OUT, NAMES, asked_for, documents, extracts, questions
from evals.training.questions import matching
from evals.training.relevance import AGAIN, graded_pairs, second_stage

READ = ("mixed", "papers", "reviews")
"""What the reader of questions learns from."""


@pytest.mark.parametrize("name", NAMES)
def test_every_graded_passage_stands_in_its_document_and_is_graded_once(name: str) -> None:
    asked = questions(name)
    assert len({question.id for question in asked}) == len(asked)
    for question in asked:
        places = [(passage.file, passage.start, passage.end) for passage in question.passages]
        assert len({*places}) == len(places), question.id
        for passage in question.passages:
            assert passage.grade in (ANSWERS, BEARS, 0), question.id
            assert 0 <= passage.start < passage.end <= len(documents()[passage.file]), question.id
            assert len(passage.text.split()) > 4, question.id


@pytest.mark.parametrize("name", [*READ, "words"])
def test_questions_with_an_answer_and_without_are_both_a_good_part(name: str) -> None:
    asked = questions(name)
    assert 0.4 < sum(question.answered for question in asked) / len(asked) < 0.7


def test_the_writers_to_choose_by_are_not_learnt_from() -> None:
    learnt = {pair.question for pair in second_stage()}
    kept = [question for question in questions("mixed") if question.writer in HELD_OUT]
    assert len(kept) == 140
    assert not {question.query for question in kept} & learnt


def test_passages_that_answer_or_bear_on_a_question_stand_twice_in_the_second_stage() -> None:
    graded = [pair for name in READ for pair in graded_pairs(name)]
    assert len(second_stage()) == len(graded) + sum(pair.answers > 0 for pair in graded) + AGAIN[0]


def test_a_question_whose_passage_is_known_has_that_passage_only() -> None:
    for question in questions("meant"):
        assert [passage.grade for passage in question.passages] == [ANSWERS], question.id


def test_a_graded_text_is_found_in_the_passages_of_its_own_document_only() -> None:
    shelf = {
        "a.md": [(0, "the visitor rang the bell"), (1, "findings the visitor left a card and went")],
        "b.md": [(2, "the visitor left a card and went")],
    }
    assert matching("a.md", "The visitor left a card,\nand went.", shelf) == (1,)
    assert matching("c.md", "The visitor left a card,\nand went.", shelf) == ()


def test_every_extract_is_asked_after_and_shares_its_subject_with_another() -> None:
    asked = {passage.file for question in questions("extracts") for passage in question.passages}
    assert asked == {*extracts()}
    first = [file for file in extracts() if not asked_for(file)]
    assert {file.replace("a.md", "b.md") for file in first if file.endswith("a.md")} < {*first}


def test_an_extract_written_to_answer_is_the_only_answer_of_one_question() -> None:
    found = [
        [passage.file for passage in question.passages if passage.grade == ANSWERS and asked_for(passage.file)]
        for question in questions("extracts")
    ]
    written = [file for files in found for file in files]
    assert max(len(files) for files in found) == 1
    assert len(written) == len({*written}) == sum(asked_for(file) for file in extracts()) >= 400


def test_extracts_are_no_part_of_the_collection_that_search_is_measured_on() -> None:
    assert not {*extracts()} & {*mixed_documents()}
    assert len(mixed_documents()) > 1000
