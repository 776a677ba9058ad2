from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from assistant.feedback import Feedback
from corpus.document import Document
from corpus.errors import UnsupportedFile
from corpus.reading import read
from tests.support.files import docx, p
from tests.ui.fake import feedback_on
from ui.engine import Options
from ui.exports import write

REMARKS = {"p-1": "Answered", "r-1": "Does not apply: set by the region", "i-1": "Answered", "c-ethnicity": "Answered"}


@pytest.mark.parametrize("kind", ["html", "csv"])
def test_what_the_author_said_of_a_finding_is_in_the_file(
    document: Document, feedback: Feedback, tmp_path: Path, kind: str
) -> None:
    out = write(kind, document, feedback, None, REMARKS, tmp_path)  # type: ignore[arg-type]
    text = out.read_text(encoding="utf-8")
    assert out.name == f"child-k-feedback.{kind}"
    assert text.count("The author says: ") == len(REMARKS)
    assert "The author says: Does not apply: set by the region." in text


def test_the_table_has_one_row_a_finding(document: Document, feedback: Feedback, tmp_path: Path) -> None:
    out = write("csv", document, feedback, None, {}, tmp_path)
    with out.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sum(row["group"] == "Worth asking" for row in rows) == len(feedback.phrases) + len(feedback.recommendations)


def test_the_report_is_a_word_file(document: Document, feedback: Feedback, tmp_path: Path) -> None:
    out = write("report", document, feedback, None, REMARKS, tmp_path)
    with zipfile.ZipFile(out) as archive:
        assert b"The author says: Answered." in archive.read("word/document.xml")


def test_marked_findings_are_left_out_of_the_margin(tmp_path: Path) -> None:
    source = tmp_path / "draft.docx"
    source.write_bytes(docx(p("They were hard to reach.") + p("There was a lack of professional curiosity.")))
    document = read(source)
    feedback = feedback_on(document, Options())
    out = write("comments", document, feedback, source, {"p-1": "Answered"}, tmp_path)
    with zipfile.ZipFile(out) as archive:
        comments = archive.read("word/comments.xml").decode()
    assert "hard to reach" in comments
    assert "professional curiosity" not in comments


def test_pasted_text_has_no_margin(document: Document, feedback: Feedback, tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFile, match="no margin"):
        write("comments", document, feedback, None, {}, tmp_path)


def test_a_name_from_outside_cannot_leave_the_folder(document: Document, feedback: Feedback, tmp_path: Path) -> None:
    from dataclasses import replace

    for name in ("../../etc/passwd.md", "..", "a\\..\\b.docx", "\x00.txt", "“x” <y>.pdf"):
        out = write("csv", replace(document, name=name), feedback, None, {}, tmp_path)
        assert out.parent == tmp_path
        assert out.is_file()
