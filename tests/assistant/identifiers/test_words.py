"""Every kind of identifier has advice and examples both ways, and the data behave as they say."""

from __future__ import annotations

import re

import pytest

from assistant.given_names import doubtful_names, given_names
from assistant.identifiers import find_identifiers
from assistant.identifiers.numbers import is_nhs_number
from assistant.identifiers.openers import is_told_of_a_person
from assistant.identifiers.whereabouts import tells_where
from assistant.identifiers.words import (
    Whereabouts,
    common,
    compiled,
    dates,
    fine,
    jigsaw,
    kinds,
    numbers,
    persons,
    suffixes,
    telling,
    titles,
    whereabouts,
)
from corpus.reading import read_text

BEFORE = "# Review of Child Q\n\nThe partnership asked for this review and it was written in the spring.\n\n"
BEFORE += "It is about a child who was hurt at home, and about the services that knew the family well.\n\n"
PAIRS = [(kind.id, text) for kind in kinds().values() for text in kind.flag]
PASSES = [(kind.id, text) for kind in kinds().values() for text in kind.pass_]


def found(text: str) -> list[tuple[str, str]]:
    # The blank start keeps the example out of the title lines, where names are those of the report itself.
    document = read_text(BEFORE + "## What happened\n\nHe was seen.\n\n" * 6 + text, format="md")
    return [(each.kind, each.text) for each in find_identifiers(document, "lcspr")]


@pytest.mark.parametrize(("kind", "text"), PAIRS)
def test_every_example_of_a_kind_is_found(kind: str, text: str) -> None:
    assert kind in [name for name, _ in found(text)], f"{kind} not found in {text!r}: {found(text)}"


@pytest.mark.parametrize(("kind", "text"), PASSES)
def test_nothing_is_found_where_nothing_identifies(kind: str, text: str) -> None:
    assert found(text) == [], f"false positive against {kind}: {text!r}"


def test_every_kind_has_advice_and_examples() -> None:
    for kind in kinds().values():
        assert kind.advice.startswith(("Possible", "Taken together", "Clear"))
        assert "anonymised" not in kind.advice
        assert kind.source
        assert kind.id == "metadata" or (kind.flag and kind.pass_)


def test_numbers_are_of_known_kinds() -> None:
    assert {row.kind for row in numbers()} <= set(kinds())
    assert {row.kind for row in suffixes()} <= set(kinds())


@pytest.mark.parametrize("name", ["declared", "all_changed", "makers", "makers_in_prose", "cited", "cited_before"])
def test_what_may_stand_is_told_by_its_wording(name: str) -> None:
    words = getattr(fine(), name)
    ignore_case = name in {"all_changed", "makers"}
    patterns = [compiled((pattern,), ignore_case) for pattern in words.patterns]
    for text in words.must_match:
        assert any(pattern.search(text) for pattern in patterns), f"{name} not found in {text!r}"
    for text in words.must_pass:
        assert not any(pattern.search(text) for pattern in patterns), f"false positive against {name}: {text!r}"


def test_unusual_details_are_told_by_their_wording() -> None:
    pattern = compiled(telling().patterns, True)
    assert all(pattern.search(text) for text in telling().must_match)
    assert not any(pattern.search(text) for text in telling().must_pass)


@pytest.mark.parametrize(("group", "text"), [(each, text) for each in whereabouts() for text in each.must_match])
def test_a_name_tells_a_place_where_the_words_beside_it_do(group: Whereabouts, text: str) -> None:
    assert _tells_where(group, text), text


@pytest.mark.parametrize(("group", "text"), [(each, text) for each in whereabouts() for text in each.must_pass])
def test_the_same_name_may_stand_elsewhere(group: Whereabouts, text: str) -> None:
    assert not _tells_where(group, text), text


def _tells_where(group: Whereabouts, text: str) -> bool:
    before, word, after = text.split("|")
    return word in group.words and tells_where(before + word + after, group, 0, len(before), len(before + word))


def test_what_somebody_is_called_by_is_told_by_the_words_before_it() -> None:
    pattern = compiled(persons().called.patterns)
    assert all(pattern.search(text) for text in persons().called.must_match)
    assert not any(pattern.search(text) for text in persons().called.must_pass)


@pytest.mark.parametrize("text", persons().must_match)
def test_the_words_round_a_name_show_that_it_is_one(text: str) -> None:
    assert _is_told(text), text


@pytest.mark.parametrize("text", persons().must_pass)
def test_a_word_with_a_capital_alone_is_no_name(text: str) -> None:
    assert not _is_told(text), text


def _is_told(text: str) -> bool:
    """An example marks the word's edges with bars; the first bar may be left out where the word comes first."""
    parts = text.split("|")
    before, word, after = parts if len(parts) == 3 else ["", *parts]
    document = read_text(before + word + after, format="md")
    unknown = word.lower() not in common() and word not in doubtful_names()
    return is_told_of_a_person(document, len(before), len(before + word), unknown)


def test_telling_facts_are_counted_in_groups() -> None:
    words = jigsaw()

    def groups(text: str) -> int:
        return sum(re.search(pattern, text, re.I) is not None for pattern in words.groups.values())

    assert all(groups(text) >= words.enough for text in words.must_match)
    assert all(groups(text) < words.enough for text in words.must_pass)


def test_surnames_after_titles_are_words_that_may_otherwise_stand() -> None:
    ordinary = fine().ordinary | fine().institutional
    assert titles().surnames <= ordinary, titles().surnames - ordinary
    assert titles().before_surnames <= {*titles().working, *titles().private, "PS"}


def test_the_list_of_names_is_broad_and_clean() -> None:
    assert len(given_names()) > 1500
    assert not given_names() & doubtful_names()
    assert all(name[0].isupper() and " " not in name for name in given_names() | doubtful_names())
    assert {"Folake", "Callum", "Zofia", "Ayesha", "Minh", "Aoife", "Siobhan"} - given_names() <= {"Aoife"}


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("943 476 5919", True), ("9434765919", True), ("943 476 5918", False), ("999 999 9999", False), ("12345", False)],
)
def test_an_nhs_number_needs_its_check_digit(digits: str, valid: bool) -> None:
    assert is_nhs_number(digits) is valid


def test_date_patterns_compile_and_thresholds_are_sane() -> None:
    assert compiled(dates().exact, True).search("on 3 May 2021")
    assert 0 < dates().few_months < dates().many_dates
