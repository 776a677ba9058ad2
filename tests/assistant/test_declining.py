from __future__ import annotations

import dataclasses

from assistant.ask import find
from assistant.declining import OF_PASSAGES, evidence, holds_answer, rule, signs, unspoken
from assistant.wording import nothing
from corpus.library import Library

POOL = 30


def test_every_sign_that_is_weighed_is_measured(shelf: Library) -> None:
    hits = find("fathers left out of assessments", shelf, POOL, one_per_review=False)
    assert set(rule().weights) == set(signs(hits)) == set(signs([]))


def test_a_passage_that_says_more_of_what_is_asked_speaks_more_for_an_answer(shelf: Library) -> None:
    hits = find("fathers left out of assessments", shelf, POOL, one_per_review=False)
    for name in (*OF_PASSAGES, "answers"):
        less = [dataclasses.replace(hit, signals={**hit.signals, name: hit.signals[name] - 0.2}) for hit in hits]
        assert evidence(less) < evidence(hits), name


def test_without_passages_there_is_no_answer() -> None:
    assert not holds_answer([])


def test_words_of_the_subject_that_no_passage_holds_are_named(shelf: Library) -> None:
    hits = find("fathers and trampolines", shelf, POOL, one_per_review=False)
    assert unspoken("fathers and trampolines", hits) == ["trampolines"]
    assert unspoken("fathers", hits) == []


def test_a_decline_says_what_the_nearest_passages_do_not_speak_of() -> None:
    assert nothing(30, []) == "Nothing in the library's 30 reviews answers this."
    assert nothing(30, ["quad", "bike"]).endswith("The passages nearest to it do not speak of “quad” or “bike”.")
