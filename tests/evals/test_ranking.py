"""Measures of rankings on cases worked by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.judgement import Judgement
from evals.ranking import fused, mean_of, ndcg, packed, recall_at, reciprocal_rank, unpacked

GRADES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), min_size=1)


def test_ndcg_by_hand() -> None:
    # Gains 7 and 1. Ideal: 7/log2(2) + 1/log2(3). Got: a at rank 2, b at rank 3.
    expected = (7 / math.log2(3) + 1 / 2) / (7 + 1 / math.log2(3))
    assert ndcg(["x", "a", "b"], {"a": 3, "b": 1}) == pytest.approx(expected)


def test_what_stands_below_the_depth_does_not_count() -> None:
    ranking = [*"0123456789", "a"]
    assert ndcg(ranking, {"a": 3}) == 0
    assert recall_at(ranking, {"a": 3}) == 0
    assert recall_at(ranking, {"a": 3, "3": 1}) == 0.5


def test_reciprocal_rank_is_of_the_best_grade() -> None:
    assert reciprocal_rank(["b", "x", "a"], {"a": 3, "b": 1}) == pytest.approx(1 / 3)
    assert reciprocal_rank(["b"], {"a": 3}) == 0


def test_fusion_by_hand() -> None:
    # b: 1/61 + 1/62; a: 1/61 alone; c: 1/62 alone.
    assert fused([["a", "b"], ["b", "c"]]) == ["b", "a", "c"]


def test_the_mean_is_over_questions_and_none_is_unmeasured() -> None:
    judged = [Judgement("search", "q", "ranking", "3 a", got) for got in ("a; b", "b; c")]
    assert mean_of(ndcg)(judged) == 0.5
    assert mean_of(ndcg)([]) is None


@given(GRADES)
def test_the_best_order_scores_one_and_grades_survive_packing(grades: dict[str, int]) -> None:
    best = sorted(grades, key=lambda name: -grades[name])
    assert ndcg(best, grades) == pytest.approx(1)
    assert unpacked(packed(grades)) == grades
