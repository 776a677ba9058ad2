from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cues import found, hits, pattern, plain


@given(st.text())
def test_making_text_plain_keeps_every_offset(text: str) -> None:
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("half~sister", "her Half-sister"),
        ("half~sister", "her half sister"),
        ("working together", "Working\n  Together 2018"),
        ("lcspr ?:", "LCSPR: yes"),
        ("child's voice", "the child’s voice"),
        ("criteria are met", "The criteria **are met**"),
        ("İstanbul".lower()[0] + ".*", "İ and i"),
    ],
)
def test_a_cue_is_found_however_it_is_set(cue: str, text: str) -> None:
    assert hits([cue], text)


def test_a_cue_is_found_only_at_word_boundaries() -> None:
    assert not hits(["train"], "training")
    assert list(found(["train", "bus"], "Bus or train")) == [(0, 3), (7, 12)]


def test_no_cues_find_nothing() -> None:
    assert not hits([], "anything")


@pytest.mark.parametrize("cue", ["(unclosed", "LSCB"])
def test_a_bad_cue_is_named(cue: str) -> None:
    with pytest.raises(ValueError, match="the cue"):
        pattern(cue)
