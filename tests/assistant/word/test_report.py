from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import docx
import pytest

from assistant.feedback import Feedback, Passage
from assistant.word import report
from corpus.document import Document
from corpus.errors import UserError
from corpus.reading import read, read_text
from tests.support.feedback import criterion, feedback, identifier, phrase, recommendation

WORDS = ["hard to reach", "lack of professional curiosity", "voice of the child", "poor communication", "robust"]
TEXT = "# Findings\n\nThere was " + ", ".join(WORDS) + ".\n\nAgencies should remind staff. Mr Plume agreed."
PAST = Passage(
    review_id="a1", title="Child Q", year=2019, page=7, page_label="iii", score=0.71,
    text="The bruise\x07 was\nnot asked about.",
)  # fmt: skip


@pytest.fixture
def draft() -> Document:
    return read_text(TEXT, "draft.md", "md")


@pytest.fixture
def found(draft: Document) -> Feedback:
    return feedback(
        draft,
        criteria=[
            *(criterion(f"item-{letter}", "missing") for letter in "abcdef"),
            criterion("fathers-men", "partial", draft, "There was"),
            criterion("concise-facts", "met", draft, "There was"),
            criterion("method", "not_applicable"),
        ],
        phrases=[phrase(draft, words) for words in WORDS],
        recommendations=[recommendation(draft, "Agencies should remind staff.")],
        identifiers=[identifier(draft, "Mr Plume")],
        similar_learning=[PAST],
        warnings=["The draft cites an edition that has passed."],
    )


def test_the_first_pages_say_what_was_assumed_and_what_matters_most(
    found: Feedback, draft: Document, tmp_path: Path
) -> None:
    report(found, draft, tmp_path / "report.docx")
    text = read(tmp_path / "report.docx").text
    first, _, full = text.partition("\nIn full\n")
    assert "Read as a whole rapid review" in first
    assert "The kind of review was told from the text" in first
    assert "The draft cites an edition that has passed." in first
    assert "Item d" in first
    assert "Item e" not in first
    assert "What about item-a?" in first
    assert "hard to reach" in first
    assert "Mr Plume" in first
    assert len(first.split()) < 700
    for title in [*(f"Item {letter}" for letter in "abcdef"), "Fathers men", *WORDS, "Mr Plume"]:
        assert title in full
    assert "Child Q (2019), page iii" in full
    assert "“The bruise was not asked about.”" in full


def test_no_score_is_printed(found: Feedback, draft: Document, tmp_path: Path) -> None:
    report(found, draft, tmp_path / "report.docx")
    text = read(tmp_path / "report.docx").text
    for figure in ("%", "0.8", "0.9", "0.5", "0.71"):
        assert figure not in text


def test_it_can_be_read_with_a_screen_reader(found: Feedback, draft: Document, tmp_path: Path) -> None:
    report(found, draft, tmp_path / "report.docx")
    made = docx.Document(str(tmp_path / "report.docx"))
    assert made.core_properties.title == "Feedback on draft.md"
    assert made.core_properties.language == "en-GB"
    assert 'w:lang w:val="en-GB"' in made.styles.element.xml
    levels = [int(p.style.name[-1]) for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(made.tables) == 2
    for table in made.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert all("w:tblHeader" not in row._tr.xml for row in table.rows[1:])
        assert "w:tblDescription" in table._tbl.xml
        assert all(cell.text for cell in table.rows[0].cells)


def test_the_recommendations_table_says_what_each_one_says(found: Feedback, draft: Document, tmp_path: Path) -> None:
    report(found, draft, tmp_path / "report.docx")
    head, row = docx.Document(str(tmp_path / "report.docx")).tables[0].rows
    assert [cell.text for cell in head.cells][1:] == [
        "Who must act", "Exactly what they will do", "By when", "How it will be known to have worked",
    ]  # fmt: skip
    assert [cell.text for cell in row.cells][1:] == ["Not said", "Said", "Not said", "Said"]


def test_feedback_with_nothing_in_it_still_gives_a_report(draft: Document, tmp_path: Path) -> None:
    report(feedback(draft), draft, tmp_path / "report.docx")
    assert "Not checked" in read(tmp_path / "report.docx").text


def test_a_report_that_cannot_be_written_is_a_user_error(draft: Document, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Cannot write"):
        report(feedback(draft), draft, tmp_path / "nowhere" / "report.docx")
