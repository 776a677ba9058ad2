"""Every wording is found where it stands and nowhere else, and offsets are those of the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.phrases.book import phrasebook
from assistant.phrases.match import matches, without_overlaps
from assistant.phrases.wording import any_of, expression, heads, normalise

PASSAGES = [passage for phrase in phrasebook().entries for passage in (*phrase.must_flag, *phrase.must_pass)]


@given(st.text())
def test_normalising_moves_no_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("Child‑centred", "child~centred"),
        ("child  centred", "child centred"),
        ("CHILD’S\nVOICE", "child's voice"),
        ("“robust”", '"robust"'),
    ],
)
def test_variants_of_hyphens_quotes_and_spaces_match(written: str, pattern: str) -> None:
    assert re.fullmatch(expression(pattern), normalise(written))


def test_words_within_words_do_not_match() -> None:
    assert not list(matches(normalise("The unrobustness of fire-resistant childcentredly made things.")))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("golden threads?", {"gol"}),
        ("(?:good |warm )?rapport", {"goo", "war", "rap"}),
        ("no concerns", {"no."}),
        ("un~?(?:met|clear)", {"un.", "unm", "unc"}),
        ("(?<!to )think~family", {"thi"}),
    ],
)
def test_heads_are_all_the_letters_a_match_can_begin_with(pattern: str, expected: set[str]) -> None:
    assert heads(pattern) == expected


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PASSAGES), min_size=1, max_size=6))
def test_the_walk_over_words_finds_what_trying_every_pattern_everywhere_finds(passages: list[str]) -> None:
    normal = normalise(" ".join(passages))
    walked = {(match.entry.id, match.outer_start) for match in matches(normal)}
    plain = {
        (phrase.id, at)
        for phrase in phrasebook().entries
        for pattern in phrase.patterns
        for at in _starts(pattern, normal)
    }
    assert walked == plain


def _starts(pattern: str, normal: str) -> list[int]:
    found = re.compile(rf"(?<![\w-])(?=(?:{expression(pattern)})(?!\w))")
    return [match.start() for match in found.finditer(normal) if normal[match.start()].isalnum()]


def test_overlapping_matches_leave_the_longer() -> None:
    text = "There was robust challenge."
    kept = without_overlaps(list(matches(normalise(text))))
    assert [text[match.start : match.end] for match in kept] == ["robust challenge"]


def test_what_is_shown_is_the_worn_wording_alone() -> None:
    text = "All staff should be reminded of the form."
    shown = [text[match.start : match.end] for match in matches(normalise(text)) if match.entry.id == "remind-staff"]
    assert shown == ["reminded"]


def test_any_of_keeps_to_whole_words() -> None:
    found = any_of(("curious~ly", "cur"))
    assert found.search("he asked curiously")
    assert not found.search("curtain")
