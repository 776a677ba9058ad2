"""Findings: spans of the text, open facets asked about, repeats folded, the most useful first."""

from __future__ import annotations

import re

import pytest

from assistant.phrases import find_phrases
from assistant.phrases.book import SLOT, entry, phrasebook
from corpus.reading import read_text

REVIEW = """# Learning from Temi

Temi, who was 15, died in May. Temi lived with her mother. Temi liked bridges.

The health visitor noted a bruise on her arm. Agencies lacked professional curiosity about the bruise on her arm.

There was a lack of professional curiosity: the optician did not ask about her weight, because the shop was busy.

The report says that Temi was thriving. Professional curiosity was lacking. A relational practice model was in use.
"""


def questions(text: str) -> list[str]:
    return [asked.question for finding in find_phrases(read_text(text)) for asked in finding.second_questions]


def test_a_finding_carries_the_texts_own_words_and_its_section() -> None:
    document = read_text(REVIEW, format="md")
    for finding in find_phrases(document):
        assert document.slice(finding.start, finding.end) == finding.text
        assert finding.section == "Learning from Temi"


def test_only_open_facets_are_asked_about() -> None:
    for finding in find_phrases(read_text(REVIEW, format="md")):
        asked = {item.facet for item in finding.second_questions}
        assert asked.isdisjoint(finding.answered)
        assert len(finding.second_questions) <= 4


@pytest.mark.parametrize(
    "passage",
    [
        "There was a lack of professional curiosity about the bruise on Mia's cheek. The health visitor saw it on 4 "
        "March and was told that she had fallen from a sofa. Mia was reported to be thriving.",
        "There was a lack of professional curiosity about the bruise on Ada's ear.",
        "There was a lack of professional curiosity about the bruise. The GP saw Tom on 3 May and his mother said he "
        "had bumped into a door. A referral was made in June.",
        "There was a lack of professional curiosity. The school nurse met the uncle twice in the autumn and recorded "
        "that he was polite.",
    ],
)
def test_a_passage_that_only_names_what_was_to_be_asked_about_is_asked_everything(passage: str) -> None:
    finding = next(f for f in find_phrases(read_text(passage)) if f.phrase_id == "professional-curiosity")
    assert [item.facet for item in finding.second_questions] == ["what", "who", "why", "change"]


@pytest.mark.parametrize(
    ("passage", "phrase", "facet"),
    [
        (
            "There was a lack of professional curiosity. The dentist did not ask how a child of three had come to "
            "break a front tooth twice in a month; there were eleven patients in the waiting room and the mother "
            "answered every question before the boy could.",
            "professional-curiosity",
            "why",
        ),
        (
            "The referral did not meet threshold. The screening officer weighed only what was on the first page; the "
            "second page, with the photographs, had stuck in the scanner.",
            "threshold-not-met",
            "why",
        ),
        (
            "The bruise was not escalated. The duty doctor thought that the ward would do it, and the ward that the "
            "duty doctor had.",
            "not-escalated",
            "why",
        ),
    ],
)
def test_what_a_passage_answers_in_passing_is_not_asked(passage: str, phrase: str, facet: str) -> None:
    found = find_phrases(read_text(passage))
    assert facet in next(finding.answered for finding in found if finding.phrase_id == phrase), found


@pytest.mark.parametrize(
    ("passage", "phrase"),
    [
        ("There was no professional curiosity about the grandfather.", "professional-curiosity"),
        ("Management oversight was never robust.", "robust"),
        ("Assessments were not holistic.", "holistic"),
        ("The discharge plan was not joined-up.", "joined-up"),
        ("Was not brought x 4; no escalation.", "not-escalated"),
        ("Practice was not culturally competent.", "cultural-competence"),
    ],
)
def test_a_phrase_is_no_less_worn_for_saying_what_was_not_so(passage: str, phrase: str) -> None:
    assert phrase in [finding.phrase_id for finding in find_phrases(read_text(passage))]


def test_an_unseen_father_is_not_taken_for_an_unseen_child() -> None:
    found = find_phrases(read_text("The baby's father was invisible to services. He brought in the milk each evening."))
    assert [finding.phrase_id for finding in found] == ["invisible-men"]


def test_repeats_that_leave_the_same_open_are_one_finding_at_the_first_place() -> None:
    repeated = [f for f in find_phrases(read_text(REVIEW, format="md")) if f.phrase_id == "professional-curiosity"]
    counts = {tuple(finding.answered): (finding.count, len(finding.also_at)) for finding in repeated}
    assert counts == {(): (2, 1), ("what", "who", "why"): (1, 0)}
    first = next(finding for finding in repeated if not finding.answered)
    assert first.start < first.also_at[0].start


def test_two_wordings_that_would_be_asked_the_same_are_one_finding() -> None:
    text = "Agencies should promote awareness of the pathway. The partnership will keep raising awareness."
    awareness = [finding for finding in find_phrases(read_text(text)) if finding.phrase_id == "raise-awareness"]
    assert [(finding.text, finding.count) for finding in awareness] == [("promote awareness", 2)]
    assert [span.text for span in awareness[0].also_at] == ["raising awareness"]


def test_the_grave_and_unanswered_come_before_the_light_and_the_answered() -> None:
    ranked = [(f.phrase_id, len(f.answered)) for f in find_phrases(read_text(REVIEW, format="md"))]
    assert ranked == [
        ("professional-curiosity", 0),
        ("thriving", 0),
        ("professional-curiosity", 3),
        ("strengths-based", 0),
    ]


def test_questions_take_up_the_passages_own_words() -> None:
    asked = " ".join(item.question for f in find_phrases(read_text(REVIEW, format="md")) for item in f.second_questions)
    assert "Which question about the bruise on her arm could have been asked, and was not?" in asked
    assert "What was seen that showed Temi was well?" in asked


def test_a_role_that_only_reports_is_not_taken_for_the_one_who_acted() -> None:
    assert not any("nurse" in question for question in questions("The nurse told us that he was hard to reach."))


def test_a_role_beyond_another_phrase_is_not_taken_up() -> None:
    passage = "The police lacked professional curiosity, and the team showed drift in the case."
    assert not any("police" in q for f in find_phrases(read_text(passage)) if f.phrase_id == "drift" for q in [str(f)])


def test_with_nothing_to_take_up_the_phrasebooks_own_question_is_asked() -> None:
    first = questions("Assessments were not holistic.")[0]
    assert first == "Which part of the child's life was missing from what people looked at?"


def test_every_question_is_one_of_its_phrases_wordings_with_words_of_the_passage_in_its_slots() -> None:
    for phrase in phrasebook().entries:
        for passage in phrase.must_flag:
            for finding in find_phrases(read_text(passage)):
                for asked in finding.second_questions:
                    wordings = entry(finding.phrase_id).questions[asked.facet]
                    assert any(_fits(asked.question, wording, passage) for wording in wordings), asked.question


def _fits(question: str, wording: str, passage: str) -> bool:
    pattern = SLOT.sub("(.+?)", re.escape(wording).replace(r"\{", "{").replace(r"\}", "}"))
    found = re.fullmatch(pattern, question)
    said = {*re.findall(r"\w+", passage.lower()), "the"}
    return found is not None and all(set(re.findall(r"\w+", part.lower())) <= said for part in found.groups())


def test_an_empty_text_has_no_findings() -> None:
    assert find_phrases(read_text("")) == []
