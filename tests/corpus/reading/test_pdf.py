import textwrap

import pytest

from tests.corpus.reading.conftest import Reader
from tests.support.documents import outline
from tests.support.files import Pdf

PROSE = (
    "The health visitor saw the baby twice in the month before he died and on both days wrote that he was thriving,"
    " since he had gained weight. She did not ask who slept in the room, and the form did not prompt her to."
)
OTHER = (
    "Nobody from the clinic rang back. The reason was that the list of calls had been put in another folder that week."
)


def column(pdf: Pdf, text: str, x: float = 72, y: float = 760, width: int = 70, size: float = 10) -> float:
    for line in textwrap.wrap(text, width, break_on_hyphens=False):
        pdf.text(x, y, line, size)
        y -= 1.3 * size
    return y


def test_lines_become_paragraphs_by_the_room_that_was_left(read_bytes: Reader) -> None:
    pdf = Pdf().page()
    y = column(pdf, PROSE)
    column(pdf, OTHER, y=y)  # no gap between the two
    assert outline(read_bytes(pdf.data())) == [("text", PROSE), ("text", OTHER)]


def test_indented_first_lines_begin_paragraphs(read_bytes: Reader) -> None:
    full = "A line that fills the column to its very edge, as justified type will do it all."
    pdf = Pdf().page()
    for index in range(3):
        pdf.text(90, 760 - 39 * index, full[3:] + ".").text(72, 747 - 39 * index, full + ".x").text(
            72, 734 - 39 * index, full + ".x"
        )
    assert len(read_bytes(pdf.data()).paragraphs) == 3


def test_columns_are_read_one_after_the_other(read_bytes: Reader) -> None:
    pdf = Pdf().page()
    column(pdf, PROSE + " " + PROSE, width=36)
    column(pdf, OTHER + " " + OTHER, x=310, width=36)
    texts = [text for _, text in outline(read_bytes(pdf.data()))]
    assert texts == [PROSE + " " + PROSE, OTHER + " " + OTHER]


def test_a_paragraph_goes_on_over_a_page_and_keeps_the_page_it_starts_on(read_bytes: Reader) -> None:
    lines = textwrap.wrap(PROSE, 60)
    pdf = Pdf().page()
    pdf.text(72, 113, lines[0]).text(72, 100, lines[1])
    pdf.page()
    for index, line in enumerate(lines[2:]):
        pdf.text(72, 760 - 13 * index, line)
    document = read_bytes(pdf.data())
    assert outline(document) == [("text", PROSE)]
    assert document.paragraphs[0].page == 1
    second = document.pages[1]
    assert document.text[second.start :].startswith(lines[2])
    assert document.page_at(document.text.index(lines[1])) == document.pages[0]


def test_words_broken_at_line_ends_are_joined_and_typed_hyphens_kept(read_bytes: Reader) -> None:
    pdf = Pdf().page()
    for index, line in enumerate(
        [
            "The safeguarding partners met and agreed that the safe-",
            "guarding of unborn babies needed an inter-",
            "agency plan with a follow-up visit. The non-",
            "engagement of the family was a well-",
            "known phrase in the follow-",
            "up and was not questioned by anybody at all in the team.",
        ]
    ):
        pdf.text(72, 760 - 13 * index, line)
    text = read_bytes(pdf.data()).text
    assert "the safeguarding of unborn" in text
    for word in ("inter-agency", "non-engagement", "well-known", "follow-up and"):
        assert word in text


def test_running_lines_are_left_out_and_their_numbers_become_labels(read_bytes: Reader) -> None:
    pdf = Pdf()
    for number, label in enumerate(["i", "ii", "1", "2", "3"]):
        pdf.page().text(72, 806, "Review of practice in 2021").text(290, 30, f"Page {label}")
        column(pdf, f"{PROSE} This is part {number} of it.")
    document = read_bytes(pdf.data())
    assert "Review of practice" not in document.text
    assert "Page" not in document.text
    assert [page.label for page in document.pages] == ["i", "ii", "1", "2", "3"]


def test_lines_that_the_file_itself_marks_as_running_are_left_out(read_bytes: Reader) -> None:
    pdf = Pdf().page().raw(b"/Artifact<</Attached[/Top]/Type/Pagination>>BDC").text(72, 800, "Header").raw(b"EMC")
    column(pdf, PROSE)
    assert outline(read_bytes(pdf.data())) == [("text", PROSE)]


def test_labels_of_the_file_win_over_printed_ones(read_bytes: Reader) -> None:
    pdf = Pdf()
    for number in range(3):
        column(pdf.page().text(290, 30, str(number + 1)), PROSE)
    labels = b"/PageLabels<</Nums[0<</S/r>>1<</S/D/P(A-)>>]>>"
    assert [page.label for page in read_bytes(pdf.data(labels)).pages] == ["i", "A-1", "A-2"]


def test_the_head_of_a_table_repeated_on_each_page_stays_once(read_bytes: Reader) -> None:
    pdf = Pdf()
    for number in range(3):
        pdf.page()
        y = 780.0
        for row in [("Step", "Owner"), *((f"Step {number}{k} to be taken", f"Agency {k}") for k in range(4))]:
            for x, cell in zip((76, 306), row, strict=True):
                pdf.text(x, y, cell)
            for x in (72, 300, 500):
                pdf.rule(x, y - 6, x, y + 14)
            for edge in (y - 6, y + 14):
                pdf.rule(72, edge, 500, edge)
            y -= 20
    rows = [text for kind, text in outline(read_bytes(pdf.data())) if kind == "table_row"]
    assert rows.count("Step | Owner") == 1
    assert len(rows) == 13


def test_cells_without_rules_are_told_by_standing_under_one_another(read_bytes: Reader) -> None:
    pdf = Pdf().page()
    y = column(pdf, PROSE) - 20
    for row in (
        ("Date", "Event", "Agency"),
        ("3 May 2021", "Seen at home", "Health visiting"),
        ("5 May", "Rang", "GP"),
    ):
        for x, cell in zip((72, 200, 330), row, strict=True):
            pdf.text(x, y, cell)
        y -= 16
    rows = [text for kind, text in outline(read_bytes(pdf.data())) if kind == "table_row"]
    assert rows == ["Date | Event | Agency", "3 May 2021 | Seen at home | Health visiting", "5 May | Rang | GP"]


def test_headings_get_levels_from_the_size_of_their_type(read_bytes: Reader) -> None:
    pdf = Pdf().page().text(72, 780, "Rosa", 24, bold=True).text(72, 740, "1. Findings", 16, bold=True)
    y = column(pdf, PROSE, y=715)
    pdf.text(72, y - 10, "1.1 What was seen", 10, bold=True)
    column(pdf, OTHER, y=y - 26)
    document = read_bytes(pdf.data())
    assert [(section.level, section.numbering, section.title) for section in document.sections] == [
        (1, "", "Rosa"),
        (2, "1", "Findings"),
        (3, "1.1", "What was seen"),
    ]


def test_contents_page_is_never_text_or_heading(read_bytes: Reader) -> None:
    pdf = Pdf().page().text(72, 780, "Contents", 16, bold=True)
    for index, line in enumerate(
        ["1. Summary ............. 2", "2. What happened ....... 3", "References ............. 9"]
    ):
        pdf.text(72, 750 - 16 * index, line, bold=index == 1)
    pdf.page().text(72, 780, "1. Summary", 16, bold=True)
    column(pdf, PROSE, y=750)
    assert [kind for kind, _ in outline(read_bytes(pdf.data()))] == [
        "heading", "contents", "contents", "contents", "heading", "text",
    ]  # fmt: skip


def test_footnotes_are_taken_out_of_the_flow_and_their_numbers_off(read_bytes: Reader) -> None:
    pdf = Pdf().page()
    column(pdf, PROSE)
    pdf.text(72 + 54 * 6, 734, "")
    pdf.text(72, 76, "1", 5).text(76, 73, "The Children Act 1989, section 47, as it stood at the time.", 7)
    pdf.text(72, 62, "2 Not yet published.", 7)
    document = read_bytes(pdf.data())
    notes = [(p.marker, document.text[p.start : p.end]) for p in document.paragraphs if p.kind == "footnote"]
    assert notes == [("1", "The Children Act 1989, section 47, as it stood at the time."), ("2", "Not yet published.")]


def test_raised_numbers_of_notes_do_not_stick_to_words(read_bytes: Reader) -> None:
    pdf = Pdf().page().text(72, 760, "The plan was late.").text(182, 764, "1", 6).text(190, 760, "It was never sent.")
    pdf.text(72, 740, "An older plan").text(152, 744, "8", 6).text(160, 740, "was found in the file of the school.")
    pdf.text(72, 60, "1 As the log shows.", 7)
    text = read_bytes(pdf.data()).text
    assert "The plan was late. It was never sent." in text
    assert "An older plan[8] was found" in text


def test_letters_are_normalised(read_bytes: Reader) -> None:
    pdf = Pdf().page()
    pdf.raw(b"BT /F 10 Tf 72 700 Td (The plan\xa0was \x93fine\x94 \x96 so they said.) Tj ET")
    assert read_bytes(pdf.data()).text == "The plan was “fine” – so they said."


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_the_right_way_up(read_bytes: Reader, turn: int) -> None:
    matrix = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[turn]
    steps = {0: (0, -13), 90: (13, 0), 180: (0, 13), 270: (-13, 0)}[turn]
    start = {0: (72, 700), 90: (100, 72), 180: (500, 100), 270: (500, 700)}[turn]
    pdf = Pdf().page()
    for index, line in enumerate(textwrap.wrap(PROSE, 60)):
        pdf.text(start[0] + steps[0] * index, start[1] + steps[1] * index, line, turn=matrix)
    for page in (b"", b"/Rotate %d" % turn):
        assert outline(read_bytes(pdf.data(page=page))) == [("text", PROSE)]


def test_values_of_form_fields_are_read(read_bytes: Reader) -> None:
    typed = b"BT /F 10 Tf 2 5 Td (Typed into the field) Tj ET"
    resources = b"/Resources<</Font<</F 3 0 R>>>>"
    look = b"<</Subtype/Form/BBox[0 0 200 20]%s/Length %d>>stream\n%s\nendstream" % (resources, len(typed), typed)
    field = b"/Annots[<</Subtype/Widget/Rect[72 650 272 670]/AP<</N 8 0 R>>>>]"
    data = Pdf().page().text(72, 700, "What happened?").data(page=field, more=[look])
    assert "Typed into the field" in read_bytes(data).text


def test_pages_without_text_are_named_and_marked(read_bytes: Reader) -> None:
    document = read_bytes(column_page().page().raw(b"0 0 m 10 10 l S").data())
    assert [page.has_text for page in document.pages] == [True, False]
    assert any("Page 2" in warning for warning in document.warnings)


def test_a_page_that_breaks_off_is_named(read_bytes: Reader) -> None:
    document = read_bytes(column_page().raw(b"BT /F 10 Tf 72 100 Td (And then it br").data())
    assert any(warning.startswith("Page 1") for warning in document.warnings)


def test_metadata_is_what_the_file_says(read_bytes: Reader) -> None:
    data = column_page().data(info=b"/Title(Review of practice)/Author(A. Writer)/Producer(x)")
    assert read_bytes(data).metadata == {"title": "Review of practice", "author": "A. Writer"}


def column_page() -> Pdf:
    pdf = Pdf().page()
    column(pdf, PROSE)
    return pdf
