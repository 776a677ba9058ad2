"""What may be shown of what a model says, and what may not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model.reading import Items
from assistant.model.verify import fault, has_markup, invented, is_open_question, rearranges

SOURCE = (
    "Mia was seen by the health visitor on 4 March 2021 at the Elm clinic. Nobody asked about the bruise. Two of three "
    "visits were missed."
)


@pytest.mark.parametrize(
    "said",
    [
        "The health visitor saw Mia on 4 March 2021.",
        "Nobody at the Elm clinic asked about the bruise.",
        "2 of 3 visits were missed.",
        "What stopped anyone asking about Mia’s bruise?",
    ],
)
def test_facts_of_the_source_may_be_said(said: str) -> None:
    assert invented(said, SOURCE) == []


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("Kia was seen by the health visitor.", "Kia"),
        ("Mia was seen on 5 March.", "5"),
        ("Mia was seen on 4 May 2021.", "May"),
        ("In april nobody asked.", "april"),
        ("Nine visits were missed.", "Nine"),
        ("The Oak clinic did not ask.", "Oak"),
        ("NSPCC staff asked about the bruise.", "NSPCC"),
        ("Mia was seen in 2022.", "2022"),
    ],
)
def test_facts_that_are_not_in_the_source_are_found(said: str, word: str) -> None:
    assert word in invented(said, SOURCE)


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org.", "See example.org/x.", "![x](y)", "[x](y)", "<b>x</b>", "a `code`", "write to a@b.c",
        "**bold** words", "\u202ehidden", "java\u200bscript", "x [1] y", "&lt;b&gt;", "{x}", "data:text",
    ],
)  # fmt: skip
def test_links_pictures_and_markup_are_found(text: str) -> None:
    assert has_markup(text)


def test_plain_words_are_no_markup() -> None:
    assert not has_markup("“What”, she said – not ‘why’ – at 4.30 p.m. (or so)?")


@pytest.mark.parametrize(
    ("question", "is_one"),
    [
        ("What stopped anyone asking?", True), ("In what way was Mia heard?", True), ("Did anyone ask?", False),
        ("What? Who?", False), ("Ask now. What was it?", False), ("What was it", False),
    ],
)  # fmt: skip
def test_only_one_open_question_is_one(question: str, is_one: bool) -> None:
    assert is_open_question(question) == is_one


def test_a_sentence_about_something_else_is_not_borne_out() -> None:
    assert fault("The officers were praised for their patience.", SOURCE, "sentence") == "unsupported"
    assert fault("The bruise was seen by the health visitor.", SOURCE, "sentence") is None


AUTHORS = "nobody did ask why the plan had no end date because the chair was new"


@pytest.mark.parametrize(
    ("suggestion", "only"),
    [
        ("Because the chair was new, nobody did ask why the plan had no end date.", True),
        ("Nobody did ask why the plan had no end date, and that because the chair was new.", True),
        ("The chair did ask why the plan had no end date because nobody was new and he.", False),
        ("Nobody did ask why the plan had an end date because the chair was new.", False),
        ("Somebody did ask why the plan had no end date because the chair was new.", False),
        ("Nobody did ask why the plan had no end date.", False),
    ],
)
def test_a_suggestion_may_only_rearrange_the_authors_words(suggestion: str, only: bool) -> None:
    assert rearranges(suggestion, AUTHORS) == only


@settings(deadline=None)
@given(st.text(max_size=60), st.lists(st.integers(min_value=1, max_value=9), max_size=30))
def test_items_come_out_the_same_however_a_reply_is_cut(before: str, sizes: list[int]) -> None:
    items = [{"a": 'x "quoted" \\ } ] {'}, {"b": {"c": [1, {"d": "}"}]}}]
    import json

    reply = before.replace("{", "") + json.dumps({"items": items}) + "\nAnd so on {"
    reader, found, at = Items(), [], 0
    for size in [*sizes, len(reply)]:
        found += reader.feed(reply[at : at + size])
        at += size
    assert found == items
    assert reader.whole


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=40))
def test_a_half_written_item_is_never_given(length: int) -> None:
    reply = '{"items": [{"sentence": "a", "quotes": []}]}'
    found = Items().feed(reply[:length])
    assert found == ([{"sentence": "a", "quotes": []}] if length >= reply.index("}]}") + 1 else [])
