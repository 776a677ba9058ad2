import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.reading.sentences import sentence_spans
from corpus.reading.words import words


def split(text: str, cells: bool = False) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text), cells)]


@pytest.mark.parametrize("text", [text for group in words().abbreviations for text in group.together])
def test_listed_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize("text", [text for group in words().abbreviations for text in group.apart])
def test_listed_abbreviation_leaves_other_sentences_apart(text: str) -> None:
    assert len(split(text)) == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("She came at 4 p.m. on Friday. R. was not seen.", 2),
        ("The meeting ended at 9.30 a.m. The nurse had left.", 2),
        ("Enquiries under s.47 began. Nobody told the school.", 2),
        ("J. R. Smith and A. Jones wrote it. We thank them.", 2),
        ("Practitioners were kept from R. Practitioners said so.", 2),
        ("R. lives with his aunt. L. does not.", 2),
        ('"Why did you not ring?" she asked. He said: "I was afraid." Then he left.', 3),
        ("The plan was late (see para. 3.2). It was never sent.", 2),
        ("1. The head of service will write. 2. The nurse will reply.", 2),
        ("Was she seen? No! Nobody looked… They had no reason to.", 4),
        ("It was agreed in 2018. The Act followed.", 2),
        ("He was seen.[1] She was not.[^2] Both were at home.", 3),
        ("The bruise measured 2.5 cm. It was not photographed.", 2),
        ("Working Together (HM Government, 2018) says so, e.g. in chapter 4.", 1),
        ("Sentence broken\nover lines. The next\none.", 2),
    ],
)
def test_counts_sentences(text: str, parts: int) -> None:
    assert len(split(text)) == parts


def test_quotation_marks_stay_with_their_sentence() -> None:
    assert split("“I am fine.” “You are not.”") == ["“I am fine.”", "“You are not.”"]


def test_cells_of_a_row_are_apart() -> None:
    assert split("Visit the home | Mrs Hale. By hand | 4 May", cells=True) == [
        "Visit the home",
        "Mrs Hale.",
        "By hand",
        "4 May",
    ]


@given(st.text(alphabet=st.sampled_from('aAR. \n?!…"”()[]1|\té'), max_size=120))
def test_spans_are_in_order_and_leave_out_only_white_space(text: str) -> None:
    spans = sentence_spans(text, 0, len(text))
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
