from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.quotes import check_quote, locate

PAGE = (
    "The health visitor saw the mark on Tuesday and again on Friday. She did not telephone the doctor.\n"
    "“He never asked me,” the father said. The co-\noperation between the two teams was ﬁne on paper — and only there."
)
VOCABULARY = st.sampled_from(
    ["the", "father", "was", "never", "asked", "about", "bruise", "on", "her", "left", "ear", "by", "a", "nurse"]
)
PROSE = st.lists(VOCABULARY, min_size=4, max_size=60)


@given(PROSE, st.data())
def test_any_run_of_words_of_a_text_is_found_word_for_word(words: list[str], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    text, quote = " ".join(words), " ".join(words[first : last + 1])
    match = locate(quote, text)
    assert match is not None
    assert match.verdict == "verified"
    assert text[match.start : match.end] == quote
    assert check_quote(quote, text) == "found"


@given(PROSE, st.data())
def test_damage_that_changes_no_word_is_forgiven_and_the_place_is_right(words: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", "\n", "  ", "\u00a0", " \n ", "\u200b ", " - ", " — "])
    broken = st.sampled_from(["", "\u00ad", "-\n", "‐", "-"])
    page = ""
    places = []
    for word in words:
        if page:
            page += data.draw(gaps)
        start = len(page)
        page += word if len(word) < 4 else word[:2] + data.draw(broken) + word[2:]
        places.append((start, len(page)))
    first = data.draw(st.integers(0, len(words) - 2))
    last = data.draw(st.integers(first + 1, len(words) - 1))
    match = locate(" ".join(words[first : last + 1]), page)
    assert match is not None
    even = re.sub(r"[\u00ad\u200b]|-\n|‐|(?<=\w)-(?=\w)", "", page[match.start : match.end])
    assert re.findall(r"\w+", even) == words[first : last + 1]


@given(PROSE, st.integers(0, 59), st.sampled_from(["social", "worker", "not"]))
def test_one_other_word_is_never_forgiven(words: list[str], at: int, other: str) -> None:
    assume(at < len(words))
    changed = [*words[:at], other, *words[at + 1 :]]
    assert locate(" ".join(changed), " ".join(words)) is None
    assert check_quote(" ".join(changed), " ".join(words)) in ("not_found", "stitched")


@given(st.text(max_size=80), st.text(max_size=200))
def test_what_is_located_lies_inside_the_text(quote: str, text: str) -> None:
    match = locate(quote, text)
    if match is not None:
        assert 0 <= match.start < match.end <= len(text)


@pytest.mark.parametrize(
    ("quote", "there"),
    [
        ('"He never asked me," the father said', "“He never asked me,” the father said"),
        ("cooperation between the two teams", "co-\noperation between the two teams"),
        ("was fine on paper - and only there.", "was ﬁne on paper — and only there."),
        ("…the mark on Tuesday", "the mark on Tuesday"),
    ],
)
def test_repaired_quotes_stand_where_they_should(quote: str, there: str) -> None:
    match = locate(quote, PAGE)
    assert match is not None
    assert match.verdict == "repaired"
    assert PAGE[match.start : match.end].strip("“”") == there.strip("“”")
    assert check_quote(quote, PAGE) == "repaired"


def test_quote_of_another_page_is_elsewhere() -> None:
    assert check_quote("She did not telephone the doctor.", "Another page.", ["One more.", PAGE]) == "elsewhere"


def test_quote_put_together_from_pieces_is_stitched() -> None:
    joined = "The health visitor saw the mark on Tuesday the father said."
    assert check_quote(joined, PAGE) == "stitched"
    assert check_quote("The health visitor saw ... did not telephone the doctor", PAGE) == "stitched"
    pieces = ["The health visitor went.", "she saw the mark"]
    assert check_quote("The health visitor saw the mark", pieces[0], pieces[1:]) == "stitched"


@pytest.mark.parametrize("quote", ["", "  \n", "...", "“”", "—"])
def test_quote_without_words_is_not_found(quote: str) -> None:
    assert locate(quote, PAGE + " … —") is None
    assert check_quote(quote, PAGE) == "not_found"


def test_single_word_has_to_be_a_whole_word() -> None:
    assert locate("arm", "no harm was done") is None
    assert locate("arm", "harm to the arm") is not None


def test_words_run_together_are_not_the_same_words() -> None:
    assert locate("the rapist", "the therapist saw him") is None
