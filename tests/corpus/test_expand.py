from __future__ import annotations

import pytest

from corpus.expand import Expansion, expand, expansions, sources


def test_there_are_enough_and_none_twice() -> None:
    names = [entry.id for entry in expansions()]
    assert len(names) >= 150
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("entry", expansions(), ids=lambda entry: entry.id)
def test_entry_is_found_where_it_says_and_only_there(entry: Expansion) -> None:
    assert entry.source in sources()
    assert entry.id in {one.entry.id for one in expand(entry.finds).found}, f"False negative: {entry.finds!r}"
    assert entry.id not in {one.entry.id for one in expand(entry.ignores).found}, f"False positive: {entry.ignores!r}"


def test_short_forms_are_spelled_out_where_they_stand() -> None:
    assert expand("was NAI seen in A&E?").spelled == "was non-accidental injury seen in hospital emergency department?"
    assert expand("s.47 enquiries").spelled == "section 47 child protection enquiry enquiries"


def test_short_form_that_is_a_word_counts_in_capitals_only() -> None:
    assert not expand("please send the letter").found
    assert expand("SEND").found


def test_longer_form_wins_over_one_inside_it() -> None:
    (found,) = expand("special guardianship order").found
    assert found.entry.id == "sgo"
    assert (found.start, found.end) == (0, 3)


def test_words_and_endings_do_not_matter() -> None:
    forms = expand("What about Dads?").forms
    assert "father" in forms
    assert "dads" not in {form.lower() for form in forms}
