"""What a paragraph answers about a phrase in it: what exactly, who, why, and what would change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.phrases.facets import answered


def facets(passage: str) -> str:
    """Facets answered about the words in square brackets, by first letters (h for change)."""
    start, end = passage.index("["), passage.index("]") - 1
    letters = {"what": "w", "who": "o", "why": "y", "change": "h"}
    return "".join(letters[facet] for facet in answered(passage.replace("[", "").replace("]", ""), start, end))


@pytest.mark.parametrize(
    "passage",
    [
        "There was a lack of [professional curiosity] across agencies.",
        "[Poor communication] was a factor.",
        "Professionals lacked [professional curiosity] because of pressure.",
        "The clinic did not add up the visits because of [poor communication].",
        "There were [missed opportunities] on the part of several agencies.",
        "The [lived experience] of the child must be central to all that we do.",
        "The [voice of the child] is not only a matter of speech.",
        "He was said by the panel to be [thriving]. He liked his new school.",
        "There will be [further training] by 1 May.",
    ],
)
def test_a_slogan_answers_nothing(passage: str) -> None:
    assert facets(passage) == ""


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("[Communication] between the school and social care was poor because the lead had no number.", "oy"),
        ("[Communication] between agencies was poor because of pressures on all.", ""),
        ("There was a lack of [professional curiosity]: the midwife did not ask who slept in the house.", "wo"),
        ("[Over-optimism] led the second doctor, who never weighed him, to wait.", "wo"),
        ("The [voice of the child] was not taken to the hearing by the guardian or the school.", "wo"),
        ("There was a [missed opportunity] for the nurse to ask about the burn on his arm.", "wo"),
        ("What was wanting was [professional curiosity]. What was not asked was where he slept.", "w"),
        ('The note says "[no concerns]". She had known him a year. The night worker did not lift the blanket.', "wo"),
        ("It is put down to [silo working]: neither the clerk nor the ward sister told the surgery.", "wo"),
        ("His social worker wrote that it was a [lifestyle choice].", "o"),
    ],
)
def test_an_act_left_undone_by_a_role_answers_what_and_who(passage: str, expected: str) -> None:
    assert facets(passage) == expected


@pytest.mark.parametrize(
    "reason",
    [
        "because a letter in her hand seemed to settle it",
        "since the two systems cannot open each other's files",
        "as she had been told that a colleague would do so",
        "so that the mother would not feel accused",
        "and what got in the way was that his father answered for him",
        "for she thought that the ward had already asked him",
    ],
)
def test_a_reason_with_content_answers_why(reason: str) -> None:
    assert facets(f"There was [fixed thinking]: the duty worker did not ring the school, {reason}.") == "woy"


def test_a_reason_for_something_else_does_not() -> None:
    assert facets("There was [poor communication]. The bus was late because the road had flooded that day.") == ""


@pytest.mark.parametrize(
    "difference",
    [
        "From 1 April the first item on the agenda is the bruise.",
        "The first page now asks what the parent has noticed.",
        "She can no longer close the screen without an answer.",
        "The practice manager will add a line to the form by 3 June.",
    ],
)
def test_a_present_or_dated_difference_answers_change(difference: str) -> None:
    assert facets(f"There was [tunnel vision]: the doctor did not ask her, because she was ill. {difference}") == "woyh"


@pytest.mark.parametrize(
    "promise",
    ["Training will be delivered by 1 May.", "The matter will be reviewed.", "Agencies will raise awareness."],
)
def test_a_promise_of_more_of_the_same_does_not(promise: str) -> None:
    assert facets(f"There was [tunnel vision]: the doctor did not ask her, because she was ill. {promise}") == "woy"


def test_what_is_said_of_another_phrase_is_not_said_of_this_one() -> None:
    passage = "Supervision was {} and there was {}: the manager did not read the file, because it was closed to her."
    assert facets(passage.format("[robust]", "drift")) == ""
    assert facets(passage.format("robust", "[drift]")) == "woy"


def test_a_phrase_that_is_itself_the_act_left_undone_is_answered() -> None:
    assert facets("The nurse did not [escalate] because in her trust that needs a second letter.") == "woy"


@settings(deadline=None)
@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 50))
def test_any_text_gives_facets_in_order_without_repeats(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    given_ = answered(text, start, min(start + length, len(text)))
    order = ["what", "who", "why", "change"]
    assert list(given_) == sorted(set(given_), key=order.index)
