"""The dialogue takes the author's words, says what they settle, and never adds to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check import check
from assistant.dialogue import FACET_WORDS, Dialogue, PhraseDialogue, placed, start, tidy
from corpus.document import Document
from corpus.errors import UsageError
from corpus.reading import read_text

DRAFT = (
    "The health visitor saw the bruise on Mia's cheek on 4 March and was told that she had fallen from a sofa. "
    "There was a lack of professional curiosity about this. The record says that Mia was alert and smiling."
)


@pytest.fixture(scope="module")
def document() -> Document:
    return read_text(DRAFT)


@pytest.fixture
def dialogue(document: Document) -> Dialogue:
    feedback = check(document, "lcspr", "section")
    number = next(n for n, item in enumerate(feedback.phrases) if item.text == "professional curiosity")
    return start(document, feedback, f"p-{number + 1}")


ANSWERS = {
    "what exactly was not done or asked": "She did not ask to see Mia sit or stand, or who was with her that morning.",
    "who, by role": "the health visitor",
    "what made it make sense at the time, or got in the way": (
        "It was her ninth visit that day, and the form goes to a fax number that nobody answers."
    ),
    "what would be, or is, different": "From May the form goes to a shared inbox that the duty nurse reads at noon.",
}


def test_each_answer_settles_what_it_says_and_leads_to_what_is_open(document: Document) -> None:
    finding = next(item for item in check(document, "lcspr", "section").phrases if "curiosity" in item.text)
    dialogue = PhraseDialogue(document, finding)
    still_open = [FACET_WORDS[item.facet] for item in finding.second_questions]
    assert len(still_open) >= 2
    while still_open:
        reply = dialogue.say(ANSWERS[still_open[0]])
        assert still_open[0] in reply.settled
        assert all(part in reply.text for part in reply.still_open)
        assert (reply.question is None) == (not reply.still_open)
        still_open = list(reply.still_open)


def test_another_label_settles_nothing_and_is_not_put_into_the_text(dialogue: Dialogue) -> None:
    reply = dialogue.say("Poor communication")
    assert reply.settled == ()
    assert reply.suggestion == ()
    assert "another label" in reply.text
    assert "Poor" not in str(dialogue.say("She did not ask who had been with Mia that morning.").suggestion)


def test_not_knowing_is_taken_as_an_answer_that_the_review_can_give(dialogue: Dialogue) -> None:
    reply = dialogue.say("We don't know.")
    assert "can say so" in reply.text
    assert reply.suggestion == ()


@given(st.text(max_size=80))
def test_a_suggestion_holds_the_draft_and_the_authors_words_and_nothing_else(words: str) -> None:
    pieces = placed(read_text(DRAFT), DRAFT.index("lack"), words)
    given_words = " ".join(words.split())
    assert "".join(piece for piece, new in pieces if not new).split() == (DRAFT.split() if pieces else [])
    for piece, new in pieces:
        if new:
            assert piece.strip(" ().").lower() == given_words.strip(" ().").lower()


def test_few_words_are_left_for_the_author_to_work_in() -> None:
    assert tidy("the health visitor") == "(the health visitor)"
    assert tidy("she did not ask who was there") == "She did not ask who was there."
    assert tidy(tidy("the health visitor")) == "(the health visitor)"


def test_a_finding_that_is_not_there_is_said_to_be_so(document: Document) -> None:
    with pytest.raises(UsageError):
        start(document, check(document, "lcspr", "section"), "p-99")
