"""Metrics on cases worked by hand."""

from __future__ import annotations

import pytest

from assistant.cli.main import main
from evals import metrics
from evals.judgement import Judgement
from evals.metrics import measured


def judged(*pairs: tuple[str, str], review: str = "r", item: str = "i") -> list[Judgement]:
    return [Judgement("t", review, item, expected, got) for expected, got in pairs]


def test_macro_f1_by_hand() -> None:
    # missing: P 1/1, R 1/2 -> 2/3. partial: P 1/2, R 1 -> 2/3. met: 1.
    cases = judged(("missing", "missing"), ("missing", "partial"), ("partial", "partial"), ("met", "met"))
    assert metrics.macro_f1(cases) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_a_status_outside_the_three_counts_against_recall() -> None:
    # met: P 1, R 1/2 -> 2/3; the other two do not occur and count 0.
    assert metrics.macro_f1(judged(("met", "met"), ("met", "not_applicable"))) == pytest.approx(2 / 9)


def test_quadratic_kappa_by_hand() -> None:
    # Squared distances: observed 0, 0, 0, 1 (met taken for partial) = 1.
    # By chance: expected missing 2, partial 0, met 2; got missing 2, partial 1, met 1.
    # Sum over pairs of product / 4 * distance^2 = (2*1*1 + 2*1*4 + 2*2*4 + 2*1*1 + 2*1*0) / 4 = 28 / 4 = 7.
    cases = judged(("missing", "missing"), ("missing", "missing"), ("met", "met"), ("met", "partial"))
    assert metrics.kappa(cases) == pytest.approx(1 - 1 / 7)


def test_kappa_is_unmeasured_where_only_one_label_occurs() -> None:
    assert metrics.kappa(judged(("met", "met"), ("met", "met"))) is None


def test_precision_recall_and_f1_by_hand() -> None:
    # Three expected, two of them found; one found that was not expected.
    cases = judged(("a", "a"), ("b", "b"), ("c", ""), ("", "d"))
    assert metrics.precision(cases) == pytest.approx(2 / 3)
    assert metrics.recall(cases) == pytest.approx(2 / 3)
    assert metrics.f1(cases) == pytest.approx(2 / 3)


def test_nothing_reported_where_something_was_expected_is_zero_and_nothing_at_all_is_unmeasured() -> None:
    assert metrics.f1(judged(("a", ""))) == 0
    assert metrics.f1(judged(("", "a"))) == 0
    assert metrics.f1([]) is None


def test_flags_pool_yes_and_average_over_flags() -> None:
    who = judged(("yes", "yes"), ("yes", "no"), item="who:x")
    why = judged(("no", "no"), ("yes", "yes"), item="why:x")
    assert metrics.flag_f1(who + why) == pytest.approx(2 * 2 / (2 + 3))
    # who: yes P 1 R 1/2 -> 2/3, no P 0 -> 0; why: both 1.
    assert metrics.flag_macro_f1(who + why) == pytest.approx((1 / 3 + 1) / 2)


@pytest.mark.parametrize(
    "metric",
    [metrics.macro_f1, metrics.kappa, metrics.precision, metrics.recall, metrics.f1, metrics.flag_f1,
     metrics.flag_macro_f1, metrics.accuracy],
)  # fmt: skip
def test_no_judgements_is_unmeasured_never_zero(metric: metrics.Metric) -> None:
    assert metric([]) is None
    assert measured(metric, []).value is None


def test_the_interval_draws_reviews_not_judgements() -> None:
    right = judged(*[("a", "a")] * 50, review="one")
    wrong = judged(*[("a", "b")] * 50, review="two")
    figure = measured(metrics.accuracy, right + wrong)
    # Two reviews: a draw is all right, all wrong or half; a hundred independent judgements would give 0.40 to 0.60.
    assert (figure.value, figure.low, figure.high) == (0.5, 0.0, 1.0)
    assert (figure.n, figure.reviews) == (100, 2)


def test_one_review_has_a_value_and_no_interval() -> None:
    figure = measured(metrics.accuracy, judged(("a", "a")))
    assert (figure.value, figure.low, figure.high) == (1.0, None, None)


def test_evals_without_scikit_learn_say_so_before_they_check_anything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("evals.metrics.find_spec", lambda name: None)
    assert main(["evals", "--suite", "dev"]) != 0
    said = capsys.readouterr().err
    assert "scikit-learn" in said
    assert "make evals" in said
    assert "checking" not in said
