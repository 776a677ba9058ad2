"""The report: unmeasured is said in words, every table is there, and text is escaped."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.charts import reliability
from evals.judgement import Judgement
from evals.metrics import Figure
from evals.report import confusion, worst, write_report
from evals.run import Run, figures_of

JUDGED = [
    Judgement("appraisal", "rr-1", "ethnicity", "met", "missing", "Said <b>nothing</b>", "One | two", 0.9),
    Judgement("appraisal", "rr-1", "method", "met", "partial", "", "", 0.95),
    Judgement("appraisal", "rr-2", "method", "met", "met", "", "", 1.0),
    Judgement("appraisal", "rr-2", "ethnicity", "partial", "not_applicable"),
]


def a_run(suite: str = "dev") -> Run:
    return Run(suite, "abc", "1", "d", "2026-01-01", {"engine": "builtin"}, 1.0, figures_of(JUDGED), {}, JUDGED)


@pytest.mark.parametrize("ending", ["html", "md"])
def test_what_was_not_measured_is_said_and_never_zero(tmp_path: Path, ending: str) -> None:
    write_report(a_run(), None, tmp_path)
    text = (tmp_path / f"report-dev.{ending}").read_text(encoding="utf-8")
    row = next(line for line in text.splitlines() if "Search over the starter library" in line)
    assert "not measured" in row
    assert "0.00" not in row
    assert "fictional" in text


def test_text_from_reviews_is_escaped_in_html_and_kept_in_its_cell_in_markdown(tmp_path: Path) -> None:
    write_report(a_run(), None, tmp_path)
    assert "Said &lt;b&gt;nothing&lt;/b&gt;" in (tmp_path / "report-dev.html").read_text(encoding="utf-8")
    assert "One / two" in (tmp_path / "report-dev.md").read_text(encoding="utf-8")


def test_change_is_shown_from_the_run_before(tmp_path: Path) -> None:
    before = a_run()
    before.figures["appraisal: macro-F1"] = Figure(0.9, 0.8, 1.0, 4, 2)
    write_report(a_run(), before, tmp_path)
    row = next(
        line
        for line in (tmp_path / "report-dev.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| Status of each criterion | macro-F1")
    )
    change = (a_run().figures["appraisal: macro-F1"].value or 0) - 0.9
    assert row.endswith(f"| {change:+.2f} |")


def test_the_worst_errors_are_the_furthest_out_and_then_the_surest() -> None:
    assert [(j.item, j.got) for j in worst(a_run())] == [
        ("ethnicity", "missing"), ("method", "partial"), ("ethnicity", "not_applicable"),
    ]  # fmt: skip


def test_confusion_counts_every_judgement_once() -> None:
    assert confusion(a_run()) == [("missing", [0, 0, 0, 0]), ("partial", [0, 0, 0, 1]), ("met", [1, 1, 1, 0])]


def test_reliability_leaves_out_what_has_no_confidence_and_holds_the_surest() -> None:
    (top,) = reliability(JUDGED)
    assert (top.low, top.high, top.n, top.right) == (0.8, 1.0, 3, pytest.approx(1 / 3))
