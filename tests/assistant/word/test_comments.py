from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.feedback import Feedback, PhraseFinding, SecondQuestion
from assistant.spans import span_fields
from assistant.word import comment_copy, unchanged
from corpus.document import Document
from corpus.errors import EmptyFile, UserError
from corpus.reading import read, read_text
from tests.support.feedback import criterion, feedback, identifier, phrase, recommendation
from tests.support.messy_word import MESSY, Messy, nested_tables, right_to_left
from tests.support.word_comments import Comment, comments_of
from tests.support.word_xml import heading, package, para, parts_of, run, write

ABSENT = ["ethnicity", "fathers-men"]
Make = Callable[[], Messy]


def commented(source: Path, found: Feedback, document: Document) -> list[Comment]:
    """The comments of the copy, all of them; the source and the author's text are as they were."""
    before = source.read_bytes()
    out = source.with_name("out.docx")
    earlier = len(comments_of(source))
    count = comment_copy(source, found, document, out)
    assert source.read_bytes() == before
    assert unchanged(source, out) == []
    comments = comments_of(out)
    assert len(comments) == earlier + count
    return comments


def draft(folder: Path, *paragraphs: str) -> tuple[Path, Document]:
    """A Word file with a heading and these paragraphs, and what is read from it."""
    path = write(package(heading("Findings") + "".join(map(para, paragraphs))), folder / "draft.docx")
    return path, read(path)


@pytest.mark.parametrize("make", MESSY, ids=lambda make: make.__name__)
def test_messy_files_keep_their_text_and_get_every_comment_on_its_words(make: Make, tmp_path: Path) -> None:
    messy = make()
    source = messy.write(tmp_path)
    try:
        document = read(source)
    except EmptyFile:
        document = Document(source.name, "docx", "")
    phrases = [
        phrase(document, words.quote, words.occurrence, f"Question {number}?")
        for number, words in enumerate(messy.words)
    ]
    absent = [criterion(name, "missing") for name in ABSENT]
    comments = commented(source, feedback(document, phrases=phrases, criteria=absent), document)
    ours = [item for item in comments if item.author == "Second Question"]
    assert len(ours) == len(messy.words) + 1
    assert all(item.initials == "SQ" for item in ours)
    for number, words in enumerate(messy.words):
        (comment,) = (item for item in ours if f"Question {number}?" in item.text)
        assert comment.anchor == (words.on or words.quote)
        assert words.quote in comment.text


def test_a_repeated_phrase_is_marked_where_it_was_found(tmp_path: Path) -> None:
    messy = nested_tables()
    source = messy.write(tmp_path)
    document = read(source)
    found = feedback(document, phrases=[phrase(document, "Poor communication", 1)])
    comment_copy(source, found, document, tmp_path / "out.docx")
    text = parts_of(tmp_path / "out.docx")["word/document.xml"]
    assert text.index("Police") < text.index("commentRangeStart") < text.index("commentRangeEnd")


def test_what_was_not_found_stands_in_one_comment_at_the_start(tmp_path: Path) -> None:
    source, document = draft(tmp_path, "The father was working away.", "Nobody asked.")
    criteria = [
        criterion("fathers-men", "partial", document, "father was working away"),
        *(criterion(name, "missing") for name in ("ethnicity", "family-views")),
        criterion("history", "met", document, "Nobody"),
        criterion("method", "not_applicable"),
    ]
    first, second = commented(source, feedback(document, criteria=criteria), document)
    assert first.anchor == "Findings"
    assert first.text.startswith("The guidance asks for these, and they were not found in the draft.")
    assert "Ethnicity. What about ethnicity? (2021 national review ch 4; expected)" in first.text
    assert "Family views. What about family-views?" in first.text
    assert "history" not in first.text + second.text
    assert second.anchor == "father was working away"
    assert second.text.splitlines() == [
        "Partly met: Fathers men. It is mentioned in general terms.",
        "What about fathers-men?",
        "Source: 2021 national review ch 4; expected",
    ]


def test_findings_on_the_same_words_share_a_comment_and_repeated_names_one_too(tmp_path: Path) -> None:
    source, document = draft(tmp_path, "Agencies should remind staff.", "Mr Plume said so. Mr Plume left.")
    found = feedback(
        document,
        phrases=[phrase(document, "Agencies should remind staff.")],
        recommendations=[recommendation(document, "Agencies should remind staff.")],
        identifiers=[identifier(document, "Mr Plume"), identifier(document, "Mr Plume", 1)],
    )
    asked, name = commented(source, found, document)
    assert "The phrase names a gap" in asked.text
    assert "Recommendation. Does not say who must act or by when." in asked.text
    assert name.anchor == "Mr Plume"
    assert name.text == "Possible identifier: name. Use a role or a pseudonym. It stands in the draft 2 times."


def test_comments_carry_no_figure_that_looks_like_a_score(tmp_path: Path) -> None:
    source, document = draft(tmp_path, "Nobody was curious.")
    found = feedback(document, criteria=[criterion("ethnicity", "partial", document, "curious")])
    (comment,) = commented(source, found, document)
    assert "0.8" not in comment.text
    assert "%" not in comment.text


def test_checking_a_commented_copy_again_adds_only_what_is_new(tmp_path: Path) -> None:
    source, document = draft(tmp_path, "They were hard to reach.", "All was robust.")
    found = feedback(
        document, phrases=[phrase(document, "hard to reach")], criteria=[criterion("ethnicity", "missing")]
    )
    again = tmp_path / "again.docx"
    assert comment_copy(source, found, document, again) == 2
    document = read(again)
    more = found.model_copy(update={"phrases": [*found.phrases, phrase(document, "robust")]})
    assert comment_copy(again, more, document, tmp_path / "third.docx") == 1
    assert len(comments_of(tmp_path / "third.docx")) == 3
    assert unchanged(again, tmp_path / "third.docx") == []


def test_words_that_are_no_longer_in_the_file_hang_on_the_nearest_paragraph(tmp_path: Path) -> None:
    _, document = draft(tmp_path, "Before it all was well.", "They were hard to reach.", "After it he left.")
    source, _ = draft(tmp_path, "Before it all was well.", "They were rewritten.", "After it he left.")
    found = feedback(document, criteria=[criterion("history", "partial", document, "hard to reach")])
    (comment,) = commented(source, found, document)
    assert comment.anchor in {"They were rewritten.", "Before it all was well."}
    assert comment.text.startswith("About these words: “hard to reach”")


def test_a_file_in_the_strict_dialect_is_commented_in_that_dialect(tmp_path: Path) -> None:
    messy = right_to_left()
    strict = {
        name: text.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name, text in messy.parts.items()
    }  # fmt: skip
    source = write(strict, tmp_path / "strict.docx")
    document = read(source)
    out = tmp_path / "out.docx"
    assert comment_copy(source, feedback(document, phrases=[phrase(document, "hard to engage")]), document, out) == 1
    assert unchanged(source, out) == []
    parts = parts_of(out)
    assert "http://purl.oclc.org/ooxml/wordprocessingml/main" in parts["word/comments.xml"]
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in parts["word/_rels/document.xml.rels"]


def test_a_draft_without_findings_is_copied_as_it_is(tmp_path: Path) -> None:
    source, document = draft(tmp_path, "All is said.")
    assert commented(source, feedback(document), document) == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_words_are_found_however_the_text_is_cut_into_runs(data: st.DataObject, tmp_path: Path) -> None:
    words = st.sampled_from(
        ["was", "seen", "a", "plan.", "Mr B's", "&", "<no>", "عمر", "seen seen", "\u00a0", "x" * 40]
    )
    texts = data.draw(st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5))
    body = ""
    for text in texts:
        cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=8))})
        looks = data.draw(st.lists(st.sampled_from(["", "<w:b/>", "<w:i/>"]), min_size=len(cuts), max_size=len(cuts)))
        pieces = zip(cuts, cuts[1:], looks, strict=False)
        body += para(*(run(escape(text[start:end]), look) for start, end, look in pieces))
    source = write(package(body), tmp_path / "cut.docx")
    try:
        document = read(source)
    except EmptyFile:
        return
    findings = []
    for number in range(data.draw(st.integers(1, 4))):
        paragraph = data.draw(st.sampled_from(document.paragraphs))
        start = data.draw(st.integers(paragraph.start, paragraph.end - 1))
        end = data.draw(st.integers(start + 1, paragraph.end))
        if document.text[start:end].strip("\u00a0 ") == document.text[start:end]:
            fields = span_fields(document, start, end)
            question = SecondQuestion(facet="what", question=f"Question {number}?")
            findings.append(
                PhraseFinding(
                    **fields, phrase_id="x", family="assurance", why="Why.", answered=[], second_questions=[question]
                )
            )
    comments = commented(source, feedback(document, phrases=findings), document)
    for item in findings:
        (comment,) = (c for c in comments if item.second_questions[0].question in c.text)
        assert comment.anchor.split() == item.text.split()


@pytest.mark.parametrize("name", ["draft.pdf", "draft.txt", "draft.md", "draft.docm"])
def test_files_that_have_no_margin_or_have_macros_are_refused_with_a_way_out(name: str, tmp_path: Path) -> None:
    _, document = draft(tmp_path, "Text.")
    (tmp_path / name).write_bytes(b"x")
    with pytest.raises(UserError, match=r"Word report|without macros"):
        comment_copy(tmp_path / name, feedback(document), document, tmp_path / "out.docx")


def test_pasted_text_is_refused_with_a_way_out(tmp_path: Path) -> None:
    source, _ = draft(tmp_path, "Text.")
    pasted = read_text("Text.")
    with pytest.raises(UserError, match="Word report"):
        comment_copy(source, feedback(pasted), pasted, tmp_path / "out.docx")


def _macros(parts: dict[str, str]) -> None:
    types = parts["[Content_Types].xml"]
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts["[Content_Types].xml"] = types.replace(main, "application/vnd.ms-word.document.macroEnabled.main+xml")


def _signature(parts: dict[str, str]) -> None:
    parts["_xmlsignatures/sig1.xml"] = "<x/>"


def _entities(parts: dict[str, str]) -> None:
    text = parts["word/document.xml"]
    parts["word/document.xml"] = text.replace("<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)


def _no_main(parts: dict[str, str]) -> None:
    del parts["word/document.xml"]


@pytest.mark.parametrize("spoil", [_macros, _signature, _entities, _no_main])
def test_files_that_cannot_be_copied_safely_are_refused(
    spoil: Callable[[dict[str, str]], None], tmp_path: Path
) -> None:
    source, document = draft(tmp_path, "They were hard to reach.")
    found = feedback(document, phrases=[phrase(document, "hard to reach")])
    parts = parts_of(source)
    spoil(parts)
    write(parts, source)
    with pytest.raises(UserError) as error:
        comment_copy(source, found, document, tmp_path / "out.docx")
    assert "draft.docx" in str(error.value)
    assert error.value.fix
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.docx"]


def test_the_draft_is_never_the_copy_and_a_failed_copy_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, document = draft(tmp_path, "They were hard to reach.")
    found = feedback(document, phrases=[phrase(document, "hard to reach")])
    (tmp_path / "link.docx").symlink_to(source)
    for out in (source, tmp_path / "link.docx"):
        with pytest.raises(UserError, match="replace the draft"):
            comment_copy(source, found, document, out)
    with pytest.raises(UserError, match="Cannot write"):
        comment_copy(source, found, document, tmp_path / "nowhere" / "out.docx")
    with pytest.raises(UserError, match=r"\.docx"):
        comment_copy(source, found, document, tmp_path / "out.doc")
    kept = tmp_path / "kept.docx"
    kept.write_bytes(b"earlier")
    monkeypatch.setattr("assistant.word.comments.unchanged", lambda *_: ["Paragraph 1: the words differ"])
    with pytest.raises(Exception, match="no copy was written"):
        comment_copy(source, found, document, kept)
    assert kept.read_bytes() == b"earlier"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.docx", "kept.docx", "link.docx"]
