from __future__ import annotations

from assistant.feedback import Feedback
from corpus.document import Document
from corpus.reading import read_text
from tests.ui.fake import DRAFT, feedback_on
from ui.changes import changes, keys
from ui.engine import Options


def again(text: str) -> Feedback:
    return feedback_on(read_text(text, "child-k.md", "md"), Options())


def test_the_same_draft_shows_no_change(feedback: Feedback) -> None:
    assert not changes(feedback, again(DRAFT))


def test_a_phrase_taken_out_is_settled_and_one_put_in_is_new(feedback: Feedback) -> None:
    text = DRAFT.replace("hard to reach", "away whenever we called")
    found = changes(feedback, again(text))
    assert found.settled == ("“hard to reach”",)
    assert found.new == ()
    back = changes(again(text), feedback)
    assert back.new == ("“hard to reach”",)


def test_a_criterion_that_moves_says_from_what_to_what(feedback: Feedback) -> None:
    found = changes(feedback, again(DRAFT + "\nTheir ethnicity is White British.\n"))
    assert [(move.title, move.was, move.now) for move in found.moved] == [("Ethnicity and culture", "Not found", "Met")]


def test_a_finding_keeps_its_key_when_text_is_put_in_before_it(feedback: Feedback, document: Document) -> None:
    moved = again(DRAFT.replace("## Summary", "## Summary\n\nThere was a lack of professional curiosity.\n"))
    assert set(keys(feedback).values()) <= set(keys(moved).values())


def test_repeated_findings_have_keys_of_their_own(feedback: Feedback) -> None:
    doubled = feedback.model_copy(update={"phrases": [*feedback.phrases, feedback.phrases[0]]})
    assert len(set(keys(doubled).values())) == len(keys(doubled))
