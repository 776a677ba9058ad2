"""Words of the passage that a question may take up."""

from __future__ import annotations

import pytest

from assistant.phrases.book import Slot
from assistant.phrases.slots import Cast, Surroundings
from corpus.reading import read_text


@pytest.mark.parametrize(
    ("passage", "roles"),
    [
        (
            "A drawing was given to a teaching assistant. The designated safeguarding lead did not see it. There was a "
            "lack of professional curiosity.",
            "the teaching assistant, the designated safeguarding lead",
        ),
        (
            "The sexual health clinic rang twice, and the clinic wrote. There was a lack of professional curiosity.",
            "the sexual health clinic",
        ),
        ("The head of children in care agreed. There was a lack of professional curiosity.", None),
        ("Professionals and midwives met. There was a lack of professional curiosity.", None),
    ],
)
def test_the_roles_that_a_paragraph_names_are_whole_posts_each_given_once(passage: str, roles: str | None) -> None:
    document = read_text(passage)
    at = passage.index("professional curiosity")
    around = Surroundings(passage, at, at + len("professional curiosity"), Cast(document))
    assert around.fill("roles") == roles


def _filled(passage: str, phrase: str, slot: Slot) -> str | None:
    at = passage.index(phrase)
    return Surroundings(passage, at, at + len(phrase), Cast(read_text(passage))).fill(slot)


@pytest.mark.parametrize(
    ("passage", "who"),
    [
        ("The dentist did not show professional curiosity.", "the dentist"),
        ("The dentist, who saw him twice, did not show professional curiosity.", "the dentist"),
        ("The dentist and the school nurse both lacked professional curiosity.", None),
        ("She met a youth worker, a dentist and a volunteer, but there was little professional curiosity.", None),
        ("The dentist has written to say that professional curiosity is expected.", None),
        ("There was little professional curiosity; the dentist last weighed her in May.", None),
    ],
)
def test_who_acted_is_one_role_in_the_phrases_own_clause(passage: str, who: str | None) -> None:
    assert _filled(passage, "professional curiosity", "who") == who


def test_a_sign_has_one_article() -> None:
    assert _filled("Nobody who heard that the burn was an accident was curious.", "curious", "sign") == "the burn"


def test_a_sign_that_had_yet_to_come_is_not_taken_up() -> None:
    passage = "There was a lack of professional curiosity in the weeks before the injury."
    assert _filled(passage, "professional curiosity", "sign") is None


def test_a_home_that_was_visited_is_no_role() -> None:
    passage = "The health visitor had been to the home five times. There was a lack of professional curiosity."
    assert _filled(passage, "professional curiosity", "roles") == "the health visitor"
