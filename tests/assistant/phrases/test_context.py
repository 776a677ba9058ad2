"""A phrase is a finding only where the writer or an agency uses it, and uses it in its worn sense."""

from __future__ import annotations

import pytest

from assistant.phrases.findings import places
from corpus.document import FileFormat
from corpus.reading import read_text


def found(text: str, format: FileFormat = "md") -> list[str]:
    return [text[place.match.start : place.match.end] for place in places(read_text(text, format=format))]


@pytest.mark.parametrize(
    "passage",
    [
        "The last report stated that he was 'thriving' and ate well.",
        'The words "threshold not met" were used by the duty manager.',
        "Her file has her down as “hard to reach”.",
        "We have thought about the phrase professional curiosity, which is in all of the returns.",
        "The family support worker said that there was poor communication.",
        "The partner agencies told us that there was poor communication.",
        "Professional curiosity should be exercised where a pregnancy is hidden.",
        "THE PANEL FOUND A LACK OF PROFESSIONAL CURIOSITY.",
    ],
)
def test_an_agencys_or_the_writers_own_use_is_found(passage: str) -> None:
    assert found(passage)


@pytest.mark.parametrize(
    "passage",
    [
        '"He was never any trouble, he was thriving," Danuta told the officer.',
        '"I was doing well until they moved me."',
        'Her aunt\'s letter says that they were "hard to reach" on purpose.',
        "His friend wrote that everyone had told him that he was resilient.",
        'The second child remarked that people had always told him he was "doing really well".',
    ],
)
def test_words_of_the_child_family_and_friends_are_theirs(passage: str) -> None:
    assert not found(passage)


@pytest.mark.parametrize(
    "passage",
    [
        "Think Family is the name of the county's programme.",
        'A version was written with two of the young people\'s "Lived Experience" Panel.',
        "The film is called *Robust Hearts*.",
        'They had wished for a page called "The voice of the child", and there was nothing to put on it.',
        "She attended the Trauma-Informed Practice Conference.",
    ],
)
def test_titles_are_left_alone(passage: str) -> None:
    assert not found(passage)


@pytest.mark.parametrize(
    "passage",
    [
        "I have tried to avoid the expression professional curiosity. It is not a finding.",
        'We have not used "attention seeking".',
        'The draft closed with the sentence "lessons have been learned". I asked for it to be struck out.',
        "The author does not write that lessons have been learned.",
        "The label hidden man we set aside: he was in the room.",
        "There has been much talk of disguised compliance in the returns and I do not think it helps.",
    ],
)
def test_a_phrase_that_is_criticised_is_left_alone(passage: str) -> None:
    assert not found(passage)


@pytest.mark.parametrize(
    "passage",
    [
        "# Professional curiosity\n\nThe midwife rang twice.",
        "**Voice of the child.** He said that he was cold.",
        "| Voice of the child | He said that he was cold. |\n|---|---|\n| Lived experience | A day is set out below. |",
    ],
)
def test_headings_and_labels_are_left_alone(passage: str) -> None:
    assert not found(passage)


def test_a_cell_that_says_more_than_the_phrase_is_read() -> None:
    assert found("| Strengthen supervision of acting managers | Head of care |\n|---|---|\n| a | b |") == ["Strengthen"]


@pytest.mark.parametrize(
    "passage", ["Kit was not hard to reach.", "This was not an isolated incident.", "She was never resistant to help."]
)
def test_a_phrase_that_is_denied_is_left_alone(passage: str) -> None:
    assert not found(passage)


@pytest.mark.parametrize(
    "passage", ["Was there evidence of professional curiosity?", "- How was the voice of the child heard?"]
)
def test_a_question_that_the_review_sets_itself_is_left_alone(passage: str) -> None:
    assert not found(passage)


def test_an_everyday_word_counts_only_where_a_short_sentence_rests_on_it() -> None:
    assert found("The plan should have been clearer.") == ["should have"]
    assert not found(
        "Dr Nair wrote on 4 May that the letter should have gone to the ward sister, whose name was on the chart."
    )


def test_apostrophes_do_not_open_quotations() -> None:
    assert found("It is in L.'s plan. The night assistant logged 'no concerns' at three.") == ["no concerns"]
