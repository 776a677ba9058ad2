from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.word import unchanged
from tests.support.messy_word import MESSY, Messy
from tests.support.word_xml import W, package, para, parts_of, run, table, write

MAIN = "word/document.xml"


def original() -> dict[str, str]:
    """A file with a little of everything."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    said = '<w:commentRangeStart w:id="1"/>', run("Seen"), '<w:commentRangeEnd w:id="1"/>'
    sign = '<w:r><w:commentReference w:id="1"/></w:r>'
    body = (
        para(run("He was "), run("well", "<w:b/>"), mark, run(" then."))
        + table(["School", "Police"], ["First", "Second"])
        + para(*said, sign, run(" at home."))
        + para(run("Last."), more='<w:jc w:val="center"/>')
    )
    note, remark = para("A note."), f'<w:comment w:id="1" w:author="B">{para("Who?")}</w:comment>'
    parts = {
        "footnotes.xml": ("footnotes", f'<w:footnotes {W}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>'),
        "header1.xml": ("header", f"<w:hdr {W}>{para('DRAFT')}</w:hdr>"),
        "comments.xml": ("comments", f"<w:comments {W}>{remark}</w:comments>"),
    }
    return package(body, parts)


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (MAIN, ">well<", ">ill<", "Paragraph 1: the words differ"),
        (MAIN, "<w:b/>", "<w:i/>", "Paragraph 1: the formatting differs"),
        (MAIN, "<w:rPr><w:b/></w:rPr>", "", "Paragraph 1: the formatting differs"),
        (MAIN, 'footnoteReference w:id="2"', 'footnoteReference w:id="3"', "Paragraph 1: something beside"),
        (MAIN, '<w:jc w:val="center"/>', '<w:jc w:val="left"/>', "Paragraph 7: the formatting differs"),
        (MAIN, '<w:tblW w:w="9000"', '<w:tblW w:w="8000"', "Tables, sections"),
        (MAIN, para("Second"), "<w:p/>", "Paragraph 5: the words differ"),
        (MAIN, para("Second"), para("Second") + para(), "There were 7 paragraphs and there are 8"),
        (MAIN, '<w:commentRangeEnd w:id="1"/>', "", "Paragraph 6: something beside"),
        ("word/footnotes.xml", "A note", "No note", "word/footnotes.xml differs"),
        ("word/header1.xml", "DRAFT", "FINAL", "word/header1.xml differs"),
        ("word/styles.xml", 'w:val="22"', 'w:val="24"', "word/styles.xml differs"),
        ("word/comments.xml", "Who?", "Why?", "Comment 1 is gone or differs"),
    ],
)
def test_each_kind_of_change_is_said(part: str, old: str, new: str, said: str, tmp_path: Path) -> None:
    parts = original()
    before = write(parts, tmp_path / "before.docx")
    assert old in parts[part]
    after = write({**parts, part: parts[part].replace(old, new)}, tmp_path / "after.docx")
    (difference,) = unchanged(before, after)
    assert difference.startswith(said)


def test_parts_that_come_or_go_are_said(tmp_path: Path) -> None:
    parts = original()
    before = write(parts, tmp_path / "before.docx")
    fewer = {name: text for name, text in parts.items() if name != "word/header1.xml"}
    assert unchanged(before, write(fewer, tmp_path / "fewer.docx")) == ["word/header1.xml is gone"]
    more = write({**parts, "word/extra.bin": "x"}, tmp_path / "more.docx")
    assert unchanged(before, more) == ["word/extra.bin is new"]


def test_runs_cut_apart_and_comments_added_are_no_difference(tmp_path: Path) -> None:
    parts = original()
    before = write(parts, tmp_path / "before.docx")
    whole = run("Last.")
    cut = (
        f'{run("La")}<w:commentRangeStart w:id="9"/>{run("s")}<w:commentRangeEnd w:id="9"/>'
        f'<w:r><w:commentReference w:id="9"/></w:r>{run("t.")}'
    )
    text = parts[MAIN].replace(whole, cut)
    comments = parts["word/comments.xml"].replace("</w:comments>", '<w:comment w:id="9" w:author="SQ"/></w:comments>')
    after = write({**parts, MAIN: text, "word/comments.xml": comments}, tmp_path / "after.docx")
    assert unchanged(before, after) == []
    lost = write({**parts, MAIN: text}, tmp_path / "lost.docx")
    (difference,) = unchanged(before, lost)
    assert difference.startswith("Paragraph 7: something beside the words")


@pytest.mark.parametrize("make", MESSY, ids=lambda make: make.__name__)
def test_a_file_is_unchanged_from_itself_and_not_from_another(make: Callable[[], Messy], tmp_path: Path) -> None:
    source = make().write(tmp_path)
    assert unchanged(source, source) == []
    parts = parts_of(source)
    parts[MAIN] = parts[MAIN].replace("</w:body>", f"{para('More.')}</w:body>")
    assert unchanged(source, write(parts, tmp_path / "other.docx"))
