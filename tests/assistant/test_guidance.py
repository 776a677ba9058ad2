from __future__ import annotations

import csv
import io

import pytest

import prompts
from assistant.guidance import default_edition, edition, edition_notes, editions
from assistant.stale import StaleRule, stale_rules
from corpus.errors import SettingsError
from corpus.reading import read_text

ROWS = list(csv.DictReader(io.StringIO(prompts.text("contract/criteria.csv"))))


def test_wt2018_is_the_contract_row_by_row() -> None:
    held = [
        {
            "id": item.id,
            "applies_to": item.applies_to,
            "title": item.title,
            "met_when": item.met_when,
            "partial_when": item.partial_when,
            "missing_when": item.missing_when,
            "source": item.source,
        }
        for item in edition("wt2018").criteria()
    ]
    assert held == ROWS


@pytest.mark.parametrize("draft_type", ["rapid_review", "lcspr"])
def test_each_type_gets_its_own_rows_and_the_shared_ones_in_order(draft_type: str) -> None:
    wanted = [row["id"] for row in ROWS if row["applies_to"] in ("both", draft_type)]
    assert [item.id for item in edition("wt2018").criteria(draft_type)] == wanted  # type: ignore[arg-type]


def test_an_unknown_edition_lists_those_there_are() -> None:
    with pytest.raises(SettingsError, match="wt2018, wt2023, wt2026"):
        edition("wt2015")


def test_the_default_is_the_latest_edition_whose_required_items_are_verified() -> None:
    assert default_edition().id == "wt2018"
    later = editions()[editions().index(default_edition()) + 1 :]
    assert later
    assert not any(item.fully_verified for item in later)


def test_editions_follow_one_another_and_one_is_in_force() -> None:
    chain = editions()
    assert [item.superseded_by for item in chain] == [item.id for item in chain[1:]] + [None]
    assert [item.id for item in chain if item.in_force] == [item.id for item in chain if item.status == "current"]
    assert len([item for item in chain if item.in_force]) == 1


def test_an_overlay_changes_some_items_keeps_the_others_and_adds_its_own() -> None:
    old, new = (edition(id).criteria("rapid_review") for id in ("wt2023", "wt2026"))
    added = {item.id for item in new} - {item.id for item in old}
    assert added == {"key-practice-episodes", "inequality-context"}
    assert not any(item.verified for item in new)
    order = [item.id for item in new]
    assert order.index("key-practice-episodes") == order.index("concise-facts") + 1


def test_later_editions_ask_for_the_integrated_care_board_and_for_ethnicity_analysed() -> None:
    for id in ("wt2023", "wt2026"):
        items = {item.id: item for item in edition(id).criteria()}
        assert "integrated care board" in items["lcspr-decision"].requirement
        assert "analyses" in items["ethnicity"].met_when
        assert not items["ethnicity"].verified
    assert "integrated care board" not in edition("wt2018").criteria()[8].requirement


def test_a_newer_edition_is_pointed_out() -> None:
    [note] = edition_notes(read_text("The baby was seen twice."), edition("wt2018"))
    assert "wt2026" in note
    assert "18 March 2026" in note


@pytest.mark.parametrize(
    ("text", "chosen", "said"),
    [
        ("The decision was taken in line with Working Together 2018.", "wt2018", "replaced"),
        ("This follows Working Together to Safeguard Children (2023).", "wt2018", "choose wt2023"),
        ("This follows Working Together to Safeguard Children (2018).", "wt2026", "choose wt2018"),
    ],
)
def test_a_draft_that_cites_another_edition_or_one_that_has_passed_is_told(text: str, chosen: str, said: str) -> None:
    assert any(said in note for note in edition_notes(read_text(text), edition(chosen)))


def test_a_draft_that_cites_the_edition_in_force_gets_no_note_about_it() -> None:
    notes = edition_notes(read_text("In line with Working Together 2026 the partners met."), edition("wt2026"))
    assert len(notes) == 1
    assert "could be confirmed" in notes[0]


def test_a_body_that_has_passed_is_noted_once_with_its_count() -> None:
    text = "The LSCB will monitor this. The LSCB will report in May.\n\nThe LSCB is grateful."
    notes = [note for note in edition_notes(read_text(text), edition("wt2018")) if "LSCB" in note]
    assert len(notes) == 1
    assert "3 times" in notes[0]


@pytest.mark.parametrize("rule", stale_rules(), ids=lambda rule: rule.id)
def test_each_stale_rule_does_what_its_examples_say(rule: StaleRule) -> None:
    for text in rule.must_flag:
        assert rule.hit(text), f"not found by {rule.id}: {text!r}"
    for text in rule.must_pass:
        assert not rule.hit(text), f"false positive against {rule.id}: {text!r}"
    known = {item.id for item in editions()}
    assert set(rule.editions or ()) <= known


def test_ids_and_places_are_unique_in_each_edition() -> None:
    for item in editions():
        criteria = item.criteria()
        assert len({criterion.id for criterion in criteria}) == len(criteria)
        assert len({criterion.place for criterion in criteria}) == len(criteria)


def test_a_criterion_that_was_not_trained_for_names_one_that_was() -> None:
    trained = {row["id"] for row in ROWS}
    for item in editions():
        for criterion in item.criteria():
            assert criterion.id in trained or criterion.judged_like in trained
