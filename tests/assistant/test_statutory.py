from __future__ import annotations

import re

import pytest

from assistant.statutory import Ground, Item, decision_units, rules, statutory, statutory_questions
from corpus.reading import read_text


def _states(text: str) -> dict[str, str]:
    return {item.id: item.state for item in statutory(read_text(text, format="md"))}


@pytest.mark.parametrize("item", rules().items, ids=lambda item: item.id)
def test_each_of_the_eight_does_what_its_examples_say(item: Item) -> None:
    for text in item.must_find:
        assert _states(text)[item.id] != "not_found", f"not found by {item.id}: {text!r}"
    for text in item.must_pass:
        assert _states(text)[item.id] == "not_found", f"false positive against {item.id}: {text!r}"


@pytest.mark.parametrize("ground", rules().grounds, ids=lambda ground: ground.id)
def test_each_questioned_ground_does_what_its_examples_say(ground: Ground) -> None:
    opening = ground.question.split("{words}")[1][:40]
    for text in ground.must_flag:
        assert any(opening in question for question in statutory_questions(read_text(text))), text
    for text in ground.must_pass:
        assert not any(opening in question for question in statutory_questions(read_text(text))), text


@pytest.mark.parametrize("ground", rules().grounds, ids=lambda ground: ground.id)
def test_each_question_about_a_ground_is_open(ground: Ground) -> None:
    asked = re.split(r"(?<=[.!?]) ", ground.question)[-1]
    assert re.search(r"(?:^|: )(?:what|which|who|how|why|when|where)\b.*\?$", asked, re.IGNORECASE), asked


def test_there_are_four_criteria_and_four_circumstances() -> None:
    assert [item.kind for item in rules().items] == ["criterion"] * 4 + ["circumstance"] * 4


def test_a_ground_named_in_the_words_of_the_guidance_is_found_and_one_tied_to_the_case_is_reasoned() -> None:
    named = "The criteria are met. The case highlights improvements identified previously and a recurrent theme."
    tied = (
        "The criteria are met. Improvements are needed in the hospital's discharge letters, and were asked for in 2019."
    )
    assert _states(named)["improvements"] == "found"
    assert _states(tied)["improvements"] == "reasoned"


def test_guidance_pasted_into_the_draft_is_no_decision() -> None:
    text = (
        "## Criteria\n\nThe criteria which the partners must take into account include whether the case highlights or "
        "may highlight improvements needed. They should have regard to whether more than one area is involved."
    )
    assert set(_states(text).values()) == {"not_found"}
    assert statutory_questions(read_text(text, format="md")) == []


def test_evidence_is_the_drafts_own_words() -> None:
    document = read_text(
        "He fell.\n\nThe criteria are met; improvements are needed at the surgery; it recurs in this city."
    )
    for finding in statutory(document):
        for span in finding.evidence:
            assert document.text[span.start : span.end] == span.text
    assert {item.id for item in statutory(document) if item.evidence} == {"improvements", "recurrent-themes"}


def test_what_the_account_shows_and_the_decision_leaves_out_is_asked_about() -> None:
    text = (
        "The boy lived in a children's home run by a company.\n\nThe children's home had four staff at night.\n\n"
        "## Decision\n\nThe criteria are met because improvements are needed on the ward. There will be a local review."
    )
    assert any("children in institutions" in question for question in statutory_questions(read_text(text, format="md")))


def test_a_decision_without_any_ground_is_asked_for_one() -> None:
    [question] = statutory_questions(read_text("Decision: the criteria are not met. This was agreed by all."))
    assert "none of the statutory grounds" in question


def test_a_draft_without_a_decision_is_asked_nothing_here() -> None:
    text = "She was seen by the nurse. In conclusion there was drift."
    assert decision_units(read_text(text)) == []
    assert statutory_questions(read_text(text)) == []
