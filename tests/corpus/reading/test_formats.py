"""The same review in every format, and as other programs print it, reads as the same paragraphs."""

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.reading import read, read_text
from tests.support import reviews
from tests.support.documents import assert_sound, outline

FILES = Path(__file__).parent / "files"
STARTER = Path(__file__).parents[3] / "corpus" / "starter"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    return {ending: read(path) for ending, path in reviews.write_all(tmp_path_factory.mktemp("review")).items()}


def words(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each paragraph; where a footnote stands is layout."""
    found = [(kind, text.replace("[^1]", "")) for kind, text in outline(document)]
    return sorted(found, key=lambda item: item[0] == "footnote")


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_word_and_pdf_read_as_the_markdown_does(documents: dict[str, Document], ending: str) -> None:
    assert_sound(documents[ending])
    assert words(documents[ending]) == words(documents["md"])


def test_plain_text_reads_as_the_markdown_does_but_for_marks_it_has_no_way_to_carry(
    documents: dict[str, Document],
) -> None:
    expected = [("text" if kind == "quote" else kind, text) for kind, text in words(documents["md"])]
    assert words(documents["txt"]) == [item for item in expected if item[0] != "footnote"]


def test_sections_are_the_same_in_every_format(documents: dict[str, Document]) -> None:
    sections = {
        ending: [(section.numbering, section.title) for section in document.sections]
        for ending, document in documents.items()
    }
    assert sections["md"] == sections["txt"] == sections["docx"] == sections["pdf"]
    assert ("2.1", "The first referral") in sections["md"]


def test_formats_and_list_marks_are_kept(documents: dict[str, Document]) -> None:
    assert {ending: document.format for ending, document in documents.items()} == {
        "md": "md",
        "txt": "txt",
        "docx": "docx",
        "pdf": "pdf",
    }
    for document in documents.values():
        marks = [paragraph.marker for paragraph in document.paragraphs if paragraph.kind == "list_item"]
        assert [mark for mark in marks if mark[0].isdigit()] == ["1.", "2."]


@pytest.mark.parametrize("program", ["chromium", "libreoffice", "weasyprint"])
def test_pdfs_of_other_programs_read_as_the_markdown_does(documents: dict[str, Document], program: str) -> None:
    document = read(FILES / f"{program}.pdf")
    assert_sound(document)
    expected = words(documents["md"])
    assert words(document) == [item for item in expected if program != "chromium" or item[0] != "footnote"]


@pytest.mark.parametrize("name", ["05-arlo", "04-child-f", "22-keeley-sexual-exploitation-language"])
def test_published_reviews_come_out_paragraph_by_paragraph(name: str) -> None:
    source = read_text((STARTER / "sources" / f"{name}.md").read_text(encoding="utf-8"), format="md")
    document = read(STARTER / f"{name}.pdf")
    assert_sound(document)

    def plain(read: Document) -> list[tuple[str, str]]:
        return [(kind, text.replace("“", '"').replace("”", '"').replace("’", "'")) for kind, text in outline(read)]

    expected, found = plain(source), set(plain(document))
    missing = [item for item in expected if item not in found and "[^" not in item[1]]
    assert len(missing) <= 0.02 * len(expected)
    assert document.pages[-1].label is not None
