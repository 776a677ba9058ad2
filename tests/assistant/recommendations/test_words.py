"""Every entry of the recommendation data has examples both ways, and behaves as they say."""

from __future__ import annotations

import re

import pytest

from assistant.recommendations.notes import rung_of
from assistant.recommendations.owner import introduced, is_owner
from assistant.recommendations.words import (
    Column,
    PatternSet,
    RolePattern,
    Rung,
    columns,
    compiled,
    cues,
    found,
    ladder,
    notes,
    owners,
    role_of,
    role_of_label,
    sections,
    verbs,
)

CUES = ("by_when", "measure", "mechanism", "not_a_recommendation", "spreading")


@pytest.mark.parametrize("entry", sections().roles, ids=lambda entry: entry.id)
def test_headings_get_their_role(entry: RolePattern) -> None:
    assert entry.matches
    assert entry.others
    assert entry.source
    for title in entry.matches:
        given = role_of(title)
        assert given is not None, f"no role for {title!r}"
        assert given.id == entry.id, f"{title!r} is taken for {given.id}"
    for title in entry.others:
        given = role_of(title)
        assert given is None or given.id != entry.id, f"false positive against role {entry.id}: {title!r}"


@pytest.mark.parametrize("entry", sections().labels, ids=lambda entry: entry.id)
def test_labels_get_their_role(entry: RolePattern) -> None:
    assert all(role_of_label(label) == entry.role for label in entry.matches)
    assert all(role_of_label(label) != entry.role for label in entry.others)


@pytest.mark.parametrize("entry", columns(), ids=lambda entry: "+".join(entry.means))
def test_columns_mean_what_their_heading_says(entry: Column) -> None:
    for title in entry.matches:
        first = next(other for other in columns() if compiled((other.pattern,)).search(title))
        assert first.means == entry.means, f"{title!r} is taken for {first.means}"
    for title in entry.others:
        assert not compiled((entry.pattern,)).search(title), f"false positive against column {entry.means}: {title!r}"


@pytest.mark.parametrize("kind", ["posts", "bodies", "crowds"])
def test_owners_are_told_from_crowds(kind: str) -> None:
    names = getattr(owners(), kind)
    assert names.source
    for words in names.owner:
        assert is_owner(words), f"not taken for an owner: {words!r}"
    for words in names.not_owner:
        assert not is_owner(words), f"false positive against owners: {words!r}"


def test_labels_and_lead_ins_bring_in_the_owner() -> None:
    known = owners().introductions
    for text in known.must_match:
        assert any(is_owner(who) for who in introduced(text)), f"no owner in {text!r}"
    for text in known.must_pass:
        assert not any(is_owner(who) for who in introduced(text)), f"false positive against introductions: {text!r}"


@pytest.mark.parametrize("name", ["vague", "light", "exact"])
def test_verb_lists_hold_their_examples(name: str) -> None:
    verb_list = getattr(verbs(), name)
    assert set(verb_list.must_match) <= verb_list.verbs
    assert not set(verb_list.must_pass) & verb_list.verbs


@pytest.mark.parametrize("name", ["vague_phrases", "details"])
def test_wordings_match_their_examples(name: str) -> None:
    known: PatternSet = getattr(verbs(), name)
    pattern = compiled(known.patterns)
    assert all(pattern.search(text) for text in known.must_match)
    for text in known.must_pass:
        assert not pattern.search(text), f"false positive against {name}: {text!r}"


@pytest.mark.parametrize("name", CUES)
def test_cues_match_their_examples(name: str) -> None:
    cue: PatternSet = getattr(cues(), name)
    assert cue.source
    for text in cue.must_match:
        assert found(name, text), f"{name} not found in {text!r}"  # type: ignore[arg-type]
    for text in cue.must_pass:
        assert not found(name, text), f"false positive against {name}: {text!r}"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["announced", "group_words"])
def test_announcements_match_their_examples(name: str) -> None:
    words = getattr(cues(), name)
    assert all(compiled((words.pattern,)).search(text) for text in words.must_match)
    assert not any(compiled((words.pattern,)).search(text) for text in words.must_pass)


@pytest.mark.parametrize("rung", ladder().rungs, ids=lambda rung: str(rung.rung))
def test_every_rung_holds_its_examples(rung: Rung) -> None:
    assert rung.source
    for text in rung.must_match:
        assert rung_of(text) == rung.rung, f"{text!r} stands on rung {rung_of(text)}"
    for text in rung.must_pass:
        assert rung_of(text) != rung.rung, f"false positive against rung {rung.rung}: {text!r}"


def test_the_ladder_is_whole_and_the_notes_are_plain() -> None:
    assert [rung.rung for rung in ladder().rungs] == [5, 4, 3, 2, 1]
    assert all(
        len(text) < 140 and not re.search(r"[{}]", text.format(count=1, other="x")) for text in notes().notes.values()
    )
