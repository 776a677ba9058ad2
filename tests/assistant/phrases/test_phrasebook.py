"""The phrasebook is complete, and every passage in it is flagged or passed as it says."""

from __future__ import annotations

from typing import get_args

import pytest

import prompts
from assistant.feedback import Family
from assistant.phrases.book import Entry, entry, phrasebook
from assistant.phrases.findings import places
from corpus.reading import read_text

ENTRIES = phrasebook().entries
each_entry = pytest.mark.parametrize("phrase", ENTRIES, ids=lambda phrase: phrase.id)


def ids_in(passage: str) -> set[str]:
    return {place.match.entry.id for place in places(read_text(passage))}


def test_holds_at_least_140_phrases_in_all_six_families() -> None:
    assert len(ENTRIES) >= 140
    assert {phrase.family for phrase in ENTRIES} == set(get_args(Family))
    assert prompts.files("phrasebook") == sorted(f"phrasebook/{family}.yaml" for family in get_args(Family))


def test_every_source_is_listed() -> None:
    known = set(prompts.data("phrasebook_sources.yaml"))
    assert {source for phrase in ENTRIES for source in phrase.sources} <= known


def test_no_passage_serves_twice() -> None:
    passages = [passage for phrase in ENTRIES for passage in (*phrase.must_flag, *phrase.must_pass)]
    assert sorted({passage for passage in passages if passages.count(passage) > 1}) == []


@each_entry
def test_flags_what_it_must(phrase: Entry) -> None:
    for passage in phrase.must_flag:
        assert phrase.id in ids_in(passage), f"missed by {phrase.id}: '{passage}'"


@each_entry
def test_passes_what_it_must(phrase: Entry) -> None:
    for passage in phrase.must_pass:
        assert phrase.id not in ids_in(passage), f"false positive against {phrase.id}: '{passage}'"


def test_at_most_one_hard_negative_in_twenty_is_flagged_by_any_phrase() -> None:
    passages = [passage for phrase in ENTRIES for passage in phrase.must_pass]
    flagged = [passage for passage in passages if ids_in(passage)]
    assert len(flagged) <= len(passages) / 20, flagged


@each_entry
def test_reason_is_one_line_that_does_not_score(phrase: Entry) -> None:
    assert len(phrase.why) < 160
    assert "%" not in phrase.why


def test_an_entry_without_a_plain_last_question_is_refused() -> None:
    raw = entry("thriving").model_dump()
    raw["questions"]["what"] = ("What did {who} see?",)
    with pytest.raises(ValueError, match="thriving: the last question for 'what' must have no slot"):
        Entry.model_validate(raw)


def test_an_entry_with_a_slot_that_nothing_fills_is_refused() -> None:
    raw = entry("thriving").model_dump()
    raw["questions"]["what"] = ("What did {whom} see?", "What was seen?")
    with pytest.raises(ValueError, match="unknown slot whom"):
        Entry.model_validate(raw)


def test_a_pattern_that_could_begin_anywhere_is_refused() -> None:
    raw = entry("thriving").model_dump() | {"patterns": (r"\w+ thriving",)}
    with pytest.raises(ValueError, match="does not begin with plain letters"):
        Entry.model_validate(raw)
