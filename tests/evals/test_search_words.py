"""The development set of queries in other words (`benchmarks/search_words`)."""

from __future__ import annotations

from benchmarks.search_words.collection import ANSWERING, EXTRACTS, queries


def test_every_query_is_answered_here_or_by_an_extract_written_for_it() -> None:
    here = {path.name for path in EXTRACTS.iterdir()}
    written = {path.name for path in ANSWERING.iterdir()}
    assert len({one.id for one in queries()}) == len(queries()) == 304
    for one in queries():
        assert set(one.grades) <= here, one.id
        assert (3 in one.grades.values()) == one.answered, one.id
        assert one.answered or one.answered_by in written, one.id
    assert {one.answered_by for one in queries() if not one.answered} == written


def test_every_extract_says_that_it_is_fictional() -> None:
    for folder in (EXTRACTS, ANSWERING):
        for path in folder.iterdir():
            text = path.read_text(encoding="utf-8")
            assert text.startswith("# Fictional example"), path.name
            assert 150 < len(text.split()) < 290, path.name
