import pytest

from corpus.document import Document
from tests.corpus.reading.conftest import Reader
from tests.support.documents import outline
from tests.support.files import BULLETS, LETTERS, MACRO_MAIN, NUMBERS, OUTLINE, W, docx, note, p, r, table

LONG = "The doctor asked how it had happened and wrote down what the mother said, and nobody asked who lived there."


@pytest.fixture
def read_word(read_bytes: Reader) -> Reader:
    def reader(body: str, **parts: object) -> Document:
        return read_bytes(docx(body, **parts), "draft.docx")  # type: ignore[arg-type]

    return reader


def test_tracked_changes_are_read_as_accepted_and_counted(read_word: Reader) -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{r("late ")}</w:moveFrom>'
    body = (
        p(r("She was "), gone, f'<w:ins w:id="2">{r("often ")}</w:ins>', moved, r("seen."))
        + p(r("Joined"), mark='<w:del w:id="4"/>')
        + p(r(" up."))
        + p(f'<w:moveTo w:id="5">{r("late ")}</w:moveTo>', r("here"))
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + p("Gone row") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    document = read_word(body)
    assert document.text == "She was often seen.\n\nJoined up.\n\nlate here"
    assert int(document.metadata["tracked_changes"]) == 6
    assert any("tracked changes" in warning for warning in document.warnings)


def test_hidden_text_is_left_out_and_counted(read_word: Reader) -> None:
    document = read_word(p(r("Seen"), r(" by his real name", "<w:vanish/>"), r(" at home.", '<w:vanish w:val="0"/>')))
    assert document.text == "Seen at home."
    assert document.metadata["hidden_words"] == "4"


def test_prompts_of_a_template_are_left_out_counted_and_said(read_word: Reader) -> None:
    style = '<w:style w:type="paragraph" w:styleId="A1"><w:name w:val="Prompt"/></w:style>'
    body = p("Who was there?", style="A1") + p(r("Joined"), mark='<w:del w:id="4"/>') + p("", style="A1") + p(r(" up."))
    document = read_word(body, extra={"word/styles.xml": f'<w:styles xmlns:w="{W}">{style}</w:styles>'})
    assert document.text == "Joined up."
    assert document.metadata["prompts"] == "1"
    assert any("style Prompt" in warning for warning in document.warnings)


def test_comments_are_ignored_and_counted(read_word: Reader) -> None:
    body = p('<w:commentRangeStart w:id="0"/>', r("Seen."), '<w:commentRangeEnd w:id="0"/>')
    document = read_word(body, comments=2, core="<dc:creator>A. Writer</dc:creator><dc:title>Review</dc:title>")
    assert document.text == "Seen."
    assert document.metadata == {"comments": "2", "author": "A. Writer", "title": "Review"}


def test_results_of_fields_are_kept_and_their_instructions_dropped(read_word: Reader) -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText>REF x</w:instrText></w:r>"
    nested = char("begin") + code + r("not this") + char("separate") + r("4.2") + char("end")
    body = p(r("See "), nested, r(" and "), f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>', r("."))
    unclosed = p(r("Before "), char("begin"), code) + p("The next paragraph.")
    assert read_word(body + unclosed).text == "See 4.2 and 7.\n\nBefore\n\nThe next paragraph."


def test_text_boxes_are_read_once_after_their_paragraph(read_word: Reader) -> None:
    box = f"<w:txbxContent>{p('In the box.')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
        f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read_word(p(r("Beside it."), both) + p("After.")).text == "Beside it.\n\nIn the box.\n\nAfter."


def test_lists_are_numbered_as_word_numbers_them(read_word: Reader) -> None:
    body = (
        "".join(p("item", number=(NUMBERS, depth)) for depth in (0, 1, 1, 0))
        + "".join(p("item", number=number) for number in ((BULLETS, 0), (LETTERS, 0), (LETTERS, 0)))
        + p("Findings", style="Heading1", number=(OUTLINE, 0))
        + p(LONG, number=(OUTLINE, 1)) * 2
        + p("- typed")
        + p("1) typed")
    )
    document = read_word(body)
    assert [(q.kind, q.marker) for q in document.paragraphs] == [
        ("list_item", "1."), ("list_item", "1)"), ("list_item", "2)"), ("list_item", "2."), ("list_item", "•"),
        ("list_item", "(a)"), ("list_item", "(b)"), ("heading", ""), ("text", "1.1"), ("text", "1.2"),
        ("list_item", "-"), ("list_item", "1)"),
    ]  # fmt: skip
    assert document.sections[0].numbering == "1"
    assert document.text.startswith("1. item\n\n1) item")


def test_headings_by_style_by_level_and_by_look(read_word: Reader) -> None:
    body = (
        p("Review", style="Heading1")
        + p(r("What was seen", "<w:b/>"))
        + p(LONG)
        + p(r("Bold sentence that ends, as sentences do.", "<w:b/>"))
        + p(r("Larger still", '<w:sz w:val="32"/>'))
        + p(LONG)
        + p(LONG * 3, style="Heading2")
        + p("Contents entry 4", style="TOC1")
    )
    document = read_word(body)
    assert [(s.level, s.title) for s in document.sections] == [(1, "Review"), (3, "What was seen"), (2, "Larger still")]
    assert [kind for kind, _ in outline(document)] == [
        "heading", "heading", "text", "text", "heading", "text", "text", "contents",
    ]  # fmt: skip


def test_tables_are_rows_and_nested_tables_follow_their_row(read_word: Reader) -> None:
    merged = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + p("Both") + "</w:tc><w:tc>" + p("one") + "</w:tc>"
    going_on = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + p("") + "</w:tc><w:tc>" + p("two") + "</w:tc>"
    body = (
        table(("Step", "Owner"), ("Change the form", p("Chief") + p("nurse")), ("", "Nobody"))
        + table(("Outer", p("beside") + table(("a", "b"), ("c", "d"))))
        + f"<w:tbl><w:tr>{merged}</w:tr><w:tr>{going_on}</w:tr></w:tbl>"
    )
    assert [text for kind, text in outline(read_word(body)) if kind == "table_row"] == [
        "Step | Owner",
        "Change the form | Chief nurse",
        "Nobody",
        "Outer | beside",
        "a | b",
        "c | d",
        "Both | one",
        "two",
    ]


def test_a_table_used_as_a_form_or_frame_is_laid_out_as_headings_and_text(read_word: Reader) -> None:
    body = table(("What happened?", p(LONG) + p(LONG) + p(LONG + LONG))) + table((p("Framed.") + p("Twice."),))
    assert outline(read_word(body)) == [
        ("heading", "What happened?"),
        ("text", LONG),
        ("text", LONG),
        ("text", LONG + LONG),
        ("text", "Framed."),
        ("text", "Twice."),
    ]


def test_footnotes_stand_at_the_end_of_their_section_with_their_number(read_word: Reader) -> None:
    body = (
        p("One", style="Heading1")
        + p(r("First."), note(5))
        + p("More.")
        + p("Two", style="Heading1")
        + p(r("Then."), note(2))
    )
    document = read_word(body, footnotes={2: "Second note.", 5: "First note."})
    notes = [(q.marker, document.text[q.start : q.end], q.section) for q in document.paragraphs if q.kind == "footnote"]
    assert notes == [("1", "First note.", 0), ("2", "Second note.", 1)]
    assert "First.1" not in document.text


def test_line_breaks_controls_and_signs(read_word: Reader) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('chosen')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    signs = '<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:tab/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>'
    body = p(r("One"), "<w:r><w:br/></w:r>", r("two "), control, prompt) + p(signs)
    assert read_word(body).text == "One\n\ntwo chosen\n\nwell-known •"


def test_embedded_documents_and_macros_are_not_read_but_said(read_word: Reader) -> None:
    extra = {"word/vbaProject.bin": b"Sub AutoOpen()", "word/afchunk.html": b"<p>Embedded</p>"}
    document = read_word('<w:altChunk r:id="x"/>' + p("Seen."), main=MACRO_MAIN, extra=extra)
    assert document.text == "Seen."
    assert len(document.warnings) == 2
