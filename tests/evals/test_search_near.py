"""The development set of near misses (`benchmarks/search_near`)."""

from __future__ import annotations

from benchmarks.search_near.collection import EXTRACTS, queries
from evals.graded import questions


def test_every_extract_is_asked_for_and_nearly_missed() -> None:
    files = {path.name for path in EXTRACTS.iterdir()}
    assert len(files) == 120
    assert len({one.id for one in queries()}) == len(queries()) == 552
    for answered in (True, False):
        assert {one.extract for one in queries() if one.answered == answered} == files


def test_no_query_is_learnt_from() -> None:
    learnt = {asked.query for asked in questions("extracts")}
    assert not learnt & {one.query for one in queries()}


def test_every_extract_says_that_it_is_fictional() -> None:
    for path in EXTRACTS.iterdir():
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# Fictional example"), path.name
        assert 80 < len(text.split()) < 160, path.name
