from __future__ import annotations

import pytest

from assistant.ask import ask
from assistant.sentences import subject
from corpus.library import Library


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What did reviews find about fathers who were never asked?", "fathers who were never asked?"),
        ("What has been learned about safe sleeping?", "safe sleeping?"),
        ("bruising", "bruising"),
        ("How were interpreters used?", "How were interpreters used?"),
    ],
)
def test_the_opening_of_a_question_is_no_part_of_its_subject(question: str, about: str) -> None:
    assert subject(question) == about


def test_every_quote_stands_on_the_page_it_is_cited_to(shelf: Library) -> None:
    answer = ask("Why were fathers not asked about their past?", shelf)
    assert answer.answered
    assert all(item.quote in shelf.page_text(item.review_id, item.page) for item in answer.citations)
    assert all(f"[{item.n}]" in answer.answer for item in answer.citations)


@pytest.mark.parametrize(
    "question", ["", "What is known about surrogacy abroad?", "How are drones used over playgrounds?"]
)
def test_what_the_library_does_not_hold_is_declined(question: str, shelf: Library) -> None:
    answer = ask(question, shelf)
    assert not answer.answered
    assert not answer.citations
