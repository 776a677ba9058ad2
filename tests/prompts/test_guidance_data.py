"""The guidance files: complete, and their worked passages fit for use as examples."""

from __future__ import annotations

import re

import pytest

import prompts
from assistant.guidance import Criterion, edition, editions

OWN = [(item.id, criterion) for item in editions() for criterion in item.criteria()]
WORD = re.compile(r"[^\s|]*\w[^\s|]*")


def _passages(criterion: Criterion) -> list[str]:
    return [*criterion.examples.met, *criterion.examples.partial, *criterion.examples.missing]


@pytest.mark.parametrize(("_", "criterion"), OWN, ids=lambda value: getattr(value, "id", value))
def test_worked_passages_are_of_the_length_of_a_paragraph_and_differ(_: str, criterion: Criterion) -> None:
    passages = _passages(criterion)
    assert len(set(passages)) == len(passages)
    for passage in passages:
        assert 28 <= len(WORD.findall(passage)) <= 95, passage


def test_no_worked_passage_serves_two_criteria() -> None:
    passages = [passage for criterion in edition("wt2026").criteria() for passage in _passages(criterion)]
    assert len(set(passages)) == len(passages)


@pytest.mark.parametrize("criterion", edition("wt2026").criteria(), ids=lambda criterion: criterion.id)
def test_explanations_are_one_sentence_and_questions_are_open(criterion: Criterion) -> None:
    for said in criterion.says.values():
        assert said.endswith(".")
        assert said.count(". ") == 0
        assert len(said.split()) <= 30
    for question in criterion.questions:
        assert question.endswith("?")
        assert not re.match(r"(?:Why did(?:n't| not) you|You )", question)


def test_every_criterion_file_is_used_by_an_edition() -> None:
    for item in editions():
        ids = {prompts.data(name)["id"] for name in prompts.files(f"guidance/{item.id}")}
        assert ids <= {criterion.id for criterion in item.criteria()}
        assert {name.rsplit("/", 1)[1] for name in prompts.files(f"guidance/{item.id}")} == {f"{id}.yaml" for id in ids}


@pytest.mark.parametrize(
    ("id", "title"),
    [
        ("participants", "Those who were asked"),
        ("history", "Before Temi was born"),
        ("recommendations-specific", "Learning and actions"),
        ("lcspr-decision", "The decision in brief"),
        ("family-views", "What his parents told us"),
        ("method", "How the review was done"),
        ("publishable", "Anything at all"),
    ],
)
def test_a_section_where_a_reader_would_look_is_known(id: str, title: str) -> None:
    found = {criterion.id: criterion for criterion in edition("wt2018").criteria()}
    assert found[id].belongs(title)


def test_a_section_of_participants_is_no_place_for_the_decision() -> None:
    found = {criterion.id: criterion for criterion in edition("wt2018").criteria()}
    assert not found["lcspr-decision"].belongs("Attendance")
