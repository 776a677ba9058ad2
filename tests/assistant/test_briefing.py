from __future__ import annotations

from pathlib import Path

import pytest

from assistant.briefing import Briefing, make_briefing, write_briefing
from assistant.cli.main import main
from corpus.errors import UsageError, UserError
from corpus.library import Library


def all_cited(briefing: Briefing, library: Library) -> bool:
    return all(
        item.quote in library.page_text(item.review_id, item.page) and " ".join(item.quote.split()) == line.text
        for part in briefing.parts
        for line in part.lines
        for item in [line.citation]
    )


def test_a_topic_gathers_cited_lines_of_several_reviews(shelf: Library) -> None:
    briefing = make_briefing("fathers who were never asked", shelf)
    assert {item.title for item in briefing.citations} == {"Arlo & <Family>", "Finn"}
    assert [item.n for item in briefing.citations] == list(range(1, len(briefing.citations) + 1))
    assert all_cited(briefing, shelf)
    assert any("asked" in line.text for line in briefing.findings)
    assert any("fathers who were never asked" in question for question in briefing.questions)
    assert any("2019" in caution for caution in briefing.cautions)


def test_a_review_is_briefed_from_its_own_text_in_a_page(shelf: Library) -> None:
    review = next(item for item in shelf.reviews() if item.title == "Finn")
    briefing = make_briefing(review.id, shelf)
    assert {item.review_id for item in briefing.citations} == {review.id}
    assert all_cited(briefing, shelf)
    assert sum(len(line.text.split()) for part in briefing.parts for line in part.lines) <= 330


def test_a_topic_the_library_does_not_hold_is_said_to_be_missing(shelf: Library) -> None:
    with pytest.raises(UserError, match="nothing on"):
        make_briefing("surrogacy arrangements abroad", shelf)
    with pytest.raises(UserError, match="nothing on"):
        make_briefing("  ", shelf)


def test_html_is_escaped_and_word_reads_the_same(shelf: Library, tmp_path: Path) -> None:
    from docx import Document

    review = next(item for item in shelf.reviews() if item.title.startswith("Arlo"))
    briefing = make_briefing(review.id, shelf)
    write_briefing(briefing, tmp_path / "b.html")
    write_briefing(briefing, tmp_path / "b.docx")
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "Arlo &amp; &lt;Family&gt;" in page
    assert "<Family>" not in page
    assert "<b>" not in page
    words = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "b.docx")).paragraphs)
    assert all(f"{line.text} [{line.citation.n}]" in words for part in briefing.parts for line in part.lines)
    assert (
        sum(paragraph.style.name.startswith("Heading") for paragraph in Document(str(tmp_path / "b.docx")).paragraphs)
        <= 7
    )


def test_another_ending_is_a_mistake_of_usage(shelf: Library, tmp_path: Path) -> None:
    briefing = make_briefing(shelf.reviews()[0].id, shelf)
    with pytest.raises(UsageError, match=r"\.docx"):
        write_briefing(briefing, tmp_path / "b.pdf")


def test_the_command_writes_the_file(shelf_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "b.html"
    assert main(["briefing", "fathers who were not asked", "--library", str(shelf_folder), "-o", str(out)]) == 0
    assert out.exists()
    assert "each checked on its page" in capsys.readouterr().out
