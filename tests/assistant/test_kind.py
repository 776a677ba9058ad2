from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guidance import edition
from assistant.kind import Kind, detect
from corpus.reading import read_text
from evals.dataset import DATA, load_folder

TESTS = Path(__file__).resolve().parents[1]
STARTER = TESTS.parent / "corpus" / "starter" / "sources"
REVIEWS = [
    *((item.id, item.type, item.text) for item in load_folder(TESTS / "data" / "examples")),
    *((item.id, item.type, item.text) for item in load_folder(DATA / "build")),
    *((path.stem, "lcspr", path.read_text(encoding="utf-8")) for path in sorted(STARTER.glob("*.md"))),
]
OTHERS: list[dict[str, Any]] = yaml.safe_load((TESTS / "data" / "not_reviews.yaml").read_text(encoding="utf-8"))
RAPID = (
    "# Rapid review: Baby A\n\nPresent: Ms Lund, service manager; DI Prosser, police; Dr Achebe, designated doctor.\n\n"
    "## Incident\n\nBaby A, born on 2 May 2023, was brought to hospital with a bruise.\n\n"
    "## Decision\n\nThe criteria are met and there will be a local review."
)


def _kind(text: str) -> Kind:
    return detect(read_text(text, format="md"))


def test_type_and_wholeness_of_known_reviews() -> None:
    kinds = {name: (draft_type, _kind(text)) for name, draft_type, text in REVIEWS}
    wrong = [name for name, (draft_type, kind) in kinds.items() if kind.type != draft_type]
    assert len(wrong) <= len(kinds) * 0.05, wrong
    parts = [name for name, (_, kind) in kinds.items() if kind.scope != "whole"]
    assert len(parts) <= len(kinds) * 0.05, parts
    refused = [name for name, (_, kind) in kinds.items() if kind.not_a_review]
    assert refused == []


def test_a_wrong_guess_is_never_a_sure_one() -> None:
    for name, draft_type, text in REVIEWS:
        kind = _kind(text)
        assert kind.type == draft_type or kind.confidence < 0.8, name


def test_one_section_of_a_review_is_a_section() -> None:
    taken, whole = 0, 0
    for _, _, text in REVIEWS:
        for section in text.split("\n## ")[1:4]:
            if len(section.split()) >= 40:
                taken += 1
                whole += _kind(f"## {section}").scope == "whole"
    assert taken > 50
    assert whole <= taken * 0.05


def test_worked_passages_of_the_guidance_read_as_parts_of_a_review() -> None:
    passages = [text for item in edition("wt2018").criteria() for text in (*item.examples.met, *item.examples.partial)]
    refused = [text for text in passages if _kind(text).not_a_review]
    assert len(refused) <= len(passages) * 0.1, refused


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: str(other["id"]))
def test_what_is_not_a_review_is_said_and_never_taken_with_confidence(other: dict[str, Any]) -> None:
    kind = _kind(other["text"])
    assert kind.not_a_review
    assert kind.not_a_review in kind.warnings
    assert kind.confidence <= 0.2


def test_a_seven_minute_briefing_of_full_length_is_still_appraised() -> None:
    long = next(text for name, _, text in REVIEWS if name == "11-wren")
    assert _kind("# Seven-minute briefing\n\n" + long).not_a_review is None


def test_what_the_author_says_is_certain_and_ends_the_doubt_about_it() -> None:
    doubtful = _kind("The health visitor saw the baby with his mother and asked about the bruise on his arm.")
    assert any("could not be told" in warning for warning in doubtful.warnings)
    told = doubtful.with_type("rapid_review").with_scope("whole")
    assert (told.type, told.confidence, told.scope) == ("rapid_review", 1.0, "whole")
    assert told.warnings == []


def test_being_told_the_type_does_not_make_a_shopping_list_a_review() -> None:
    told = _kind(OTHERS[0]["text"]).with_type("lcspr")
    assert told.not_a_review
    assert told.not_a_review in told.warnings


def test_a_few_lines_that_the_author_calls_a_part_are_appraised_and_still_doubted() -> None:
    few = (
        "The caretaker was asked to come, and brought the lunchtime register. With it, and with the crossing patrol "
        "and the driver of the minibus, each of whom gave us an hour, the mornings could be seen as they had been."
    )
    plain = _kind(few)
    assert plain.not_a_review
    told = plain.with_type("lcspr").with_scope("section").as_told_part()
    assert told.not_a_review is None
    assert plain.not_a_review in told.warnings
    known = [_kind(str(other["text"])) for other in OTHERS]
    others = [kind for kind in known if kind.not_a_review != plain.not_a_review]
    assert len(others) > 5
    assert all(kind.as_told_part() == kind for kind in others)


def test_two_hundred_pages_are_noted_and_doubted() -> None:
    page = RAPID + "\n\n" + "The social worker saw the child at home with his mother and wrote it down. " * 22
    kind = _kind("\n\n".join([page] * 200))
    assert any("very long" in warning for warning in kind.warnings)
    assert kind.confidence <= 0.5


def test_a_rapid_review_keeps_its_type_when_it_speaks_of_the_local_review_to_come() -> None:
    assert (
        _kind(RAPID + " The local child safeguarding practice review will have an independent author.").type
        == "rapid_review"
    )


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gets_an_answer(text: str) -> None:
    kind = _kind(text)
    assert 0 <= kind.confidence <= 0.98
    assert kind == _kind(text)
