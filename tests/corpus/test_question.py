from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from corpus.question import LONG_WORDS, RARE_TERMS, understand
from corpus.stemming import stem

HELD = {"father": 1.0, "mother": 1.0, "bruise": 3.0, "hospital": 1.5, "school": 2.0, "methadone": 4.0}


class Words:
    """A library that holds a few words."""

    rarest = 6.0

    def rarity(self, cut: Sequence[str]) -> Mapping[str, float]:
        weights = {stem(word): weight for word, weight in HELD.items()}
        return {one: weights.get(one, 0.0) for one in cut}

    def respell(self, word: str) -> str | None:
        return {"bruse": "bruise", "methadon": "methadone"}.get(word)


def test_words_that_say_nothing_are_left_to_the_model() -> None:
    question = understand("What did the reviews say about the father and a bruise?", Words())
    assert question.terms == ("father", "bruise")
    assert question.meaning == "What did the reviews say about the father and a bruise?"


def test_slip_is_put_right_for_words_and_meaning_and_may_bring_in_others() -> None:
    question = understand("a bruse", Words())
    assert question.terms == ("bruise",)
    assert question.meaning == "a bruise"
    assert question.respelled == {"bruse": "bruise"}
    assert "bruising" not in question.terms
    assert "marks" in question.forms


def test_letters_of_a_short_form_are_no_words_and_the_form_is_looked_for_whole() -> None:
    question = understand("mum's visit to A&E", Words())
    assert question.terms == ("mum", "visit")
    assert "A&E" in question.forms


@pytest.mark.parametrize(
    ("query", "text", "share"),
    [
        ("fathers at school", "The dad came to the school.", 1.0),
        ("fathers at school", "The dad was at work.", 1 / 3),
        ("bruise seen on Mars", "A bruise was seen.", 3 / 9),
        ("the of and", "Anything.", 0.0),
    ],
)
def test_coverage_counts_any_way_of_saying_it_and_misses_what_no_passage_has(
    query: str, text: str, share: float
) -> None:
    assert understand(query, Words()).coverage(text) == pytest.approx(share)


def test_pasted_paragraph_is_cut_to_what_is_rare() -> None:
    filler = "The family was known to a number of services over the time that was looked at. "
    text = filler * (LONG_WORDS // 10) + "He drank methadone at home. His father was in hospital."
    question = understand(text, Words())
    assert question.terms[0] == "methadone"
    assert len(question.terms) <= RARE_TERMS
    assert not question.forms
    assert question.meaning.count("The family was known") <= 1
    assert "He drank methadone at home." in question.meaning
