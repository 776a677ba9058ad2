"""Identifiers in a review for publication, and what may stand."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.identifiers import find_identifiers
from corpus.document import Document
from corpus.reading import read_text
from tests.conftest import EXAMPLES

FRONT = (
    "# Ash: a local child safeguarding practice review\n\n*Harrowmere Safeguarding Children Partnership. Author: Ruth"
    " Ansell*\n\n## Summary\n\nAsh was nine. We call his sisters Birch and Clover. He lived with both of them and with"
    " their mother, who asked us to leave out the name of the street and the month in which he was hurt.\n\n"
)


def draft(text: str) -> Document:
    return read_text(f"{FRONT}## What happened\n\n{text}\n", format="md")


def found(text: str) -> list[str]:
    return [each.text for each in find_identifiers(draft(text), "lcspr")]


def test_an_appraised_example_gives_every_identifier_and_nothing_else() -> None:
    labels = json.loads((EXAMPLES / "lcspr-05.json").read_text(encoding="utf-8"))
    text = (EXAMPLES / "lcspr-05.md").read_text(encoding="utf-8")
    spans = [each.text for each in find_identifiers(read_text(text, format="md"), "lcspr")]
    assert len(spans) == len(labels["identifiers"])
    for label in labels["identifiers"]:
        assert any(span in label or label in span for span in spans), label


def test_names_that_the_draft_declares_or_heads_itself_with_may_stand() -> None:
    assert found("Ash rang Birch, and Clover was asked. Harrowmere Council and Ruth Ansell read it.") == []


def test_a_name_that_nobody_declared_is_pointed_out_once_with_its_count() -> None:
    findings = find_identifiers(draft("His aunt Folake rang. Later Folake came. The staff liked Folake."), "lcspr")
    assert [(each.text, each.kind) for each in findings] == [("Folake", "name")]
    assert "3 places" in findings[0].advice


def test_a_name_in_no_list_is_found_by_its_capital_inside_a_sentence() -> None:
    assert found("The bungalow stands above Wethercombe and her name at home was Quillane.") == [
        "Wethercombe",
        "Quillane",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 12/3/21: her aunt Folake rang\n- 24 May: PC Dhillon came\n", ["12/3/21", "Folake", "24 May", "Dhillon"]),
        ("| Quillane | mother |\n| Folake | aunt |\n", ["Quillane", "Folake"]),
        ("The chair, Mr Fenwick, thanked them.", ["Fenwick"]),
        ("Folake rang on 3 May.", ["Folake", "3 May"]),
    ],
)
def test_a_pasted_section_has_no_title_page(text: str, expected: list[str]) -> None:
    assert [each.text for each in find_identifiers(read_text(text, format="md"), "lcspr")] == expected


def test_a_name_in_no_list_is_found_where_a_sentence_opens_with_it_and_tells_of_a_person() -> None:
    assert found("Quillane, 13, was cooking. Methadone was kept in a drawer. Faith had started to hide food.") == [
        "Quillane",
        "Faith",
    ]


def test_initials_with_a_surname_are_a_name_and_the_letter_of_an_alias_is_none() -> None:
    assert found("Those present were R. Pym and Ms B. He spoke first, and then Practitioner C.") == ["R. Pym"]


def test_a_local_service_is_found_beside_the_name_of_a_national_scheme() -> None:
    assert found("They went to Sure Start on Mafeking Street.") == ["Sure Start on Mafeking Street"]


def test_a_name_before_a_year_is_a_reference() -> None:
    assert found("This was found before (Brenton and Oakes, 2019), and by Merrin et al. in a later study.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Director of Children's Services will write to each school by 30 September 2027.",
        "She was Black British, of Nigerian Yoruba family, and a Pentecostal; she spoke Sorani with her Kurdish aunt.",
        "The Children Act 2004 and Working Together to Safeguard Children (2018) apply; the Panel was told.",
        "On a Tuesday in the Easter holidays Mum and Nan took the twins to Year 9 assembly.",
        '"Think Family" was the title of the *Robust Hearts* film that the Early Help Team showed.',
        "The police, CAMHS and the MASH met. Practitioner 2 rang 111 and then Ms B.",
    ],
)
def test_ordinary_capitals_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_dated_chronology_is_said_once_but_births_and_deaths_each_time() -> None:
    entries = " ".join(f"On {day} March 2021 he was seen at home." for day in range(1, 12))
    findings = find_identifiers(draft(f"{entries} He died on 20 March 2021."), "lcspr")
    assert [each.text for each in findings] == ["1 March 2021", "20 March 2021"]
    assert "12 exact dates" in findings[0].advice


def test_dates_of_the_review_and_of_deadlines_may_stand() -> None:
    text = "The safeguarding partners decided on 4 May 2021 at a rapid review that the criteria were met.\n\n"
    text += "## Recommendations\n\n1. The head of care will issue a chart by 1 June 2027, and test it on 3 July 2027."
    assert found(text) == []


def test_a_rapid_review_is_only_warned_about_private_data() -> None:
    text = "Leo Wroblewski, born 19 February 2022, of 12 Weir Terrace, NHS number 943 476 5919, and his aunt Danuta."
    findings = find_identifiers(draft(text), "rapid_review")
    assert [each.text for each in findings] == ["12 Weir Terrace", "943 476 5919"]
    assert all("shared" in each.advice for each in findings)


def test_what_a_word_file_says_about_itself_is_pointed_out_with_no_place() -> None:
    metadata = {"author": "J. Writer", "comments": "3", "tracked_changes": "0", "title": "Review"}
    document = replace(draft("He was seen."), format="docx", metadata=metadata)
    findings = find_identifiers(document, "lcspr")
    assert [(each.start, each.end, each.text, each.kind) for each in findings] == [(0, 0, "", "metadata")] * 2
    assert {each.advice.split(":")[0] for each in findings} == {"Author", "Comments"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They saw Mrs Young and PC West, and then Dr West Midlands rang.", ["Young", "West"]),
        ("The plan was seen by HV A. Bright, by Officer B. Police came, and by the team.", ["A. Bright"]),
        ("He loved his dog Biscuit. He was with Trigger (17). See Attachments (2).", ["Biscuit", "Trigger"]),
        ("He was sentenced at Carlow Crown Court. The Crown Court sat.", ["Carlow Crown Court"]),
        ("She was taken to Thornbury police station.", ["Thornbury police station"]),
        ("He was born at Leeds General Infirmary. She read the work done in Leeds.", ["Leeds General Infirmary"]),
        ("He was born at the QMH, on the NICU, and seen by CAMHS.", ["QMH"]),
        ("The report was MP/22/0417 and the review is LCSPR/22/0417.", ["MP/22/0417"]),
        ("Write to admin@oakfield.example or to admin@oakfield-safeguarding.example.", ["admin@oakfield.example"]),
        ("They stopped on the A38, and 5.2 The Council was told.", ["A38"]),
        ("He died aged nineteen days. He was 17 days late.", ["nineteen days"]),
        ("Team-mates knew. Her first name, Jordan, was on the form.", ["Jordan"]),
        (
            "Her mother is Tara. The report refers to him as Robin and to her as Wren. These are not their real names.",
            ["Tara"],
        ),
    ],
)
def test_what_tells_a_name_or_a_place_and_what_only_looks_like_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Folake ", "Mrs Hale ", "St. Mary's ", "of ", "the ", "Road ", "on 3 May 2021 ", "943 476 5919 ", ". ",
                "\n\n", "## ", "*", '"', "Dr ", "B. ", "He was ", "| ", "Kestrel Ward ", "we call her Birch ", "é",
                "AB12 CDE ", "’s ",
            ]
        ),
        max_size=25,
    ).map("".join),
    st.sampled_from(["lcspr", "rapid_review"]),
)  # fmt: skip
def test_spans_are_verbatim_and_stable_whatever_the_text(text: str, draft_type: str) -> None:
    document = read_text(text, format="md")
    findings = find_identifiers(document, draft_type)  # type: ignore[arg-type]
    assert all(document.slice(each.start, each.end) == each.text != "" for each in findings)
    assert findings == find_identifiers(document, draft_type)  # type: ignore[arg-type]
