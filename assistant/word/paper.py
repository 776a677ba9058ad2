"""New Word documents: real headings, repeated table heads, language and title set, no meaning by colour alone.

The only module that uses python-docx.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.word.saving import saved
from assistant.word.xml import clean

PROMPT = "Prompt"
"""Name of the paragraph style of questions to think about; the reader leaves such paragraphs out of a draft's text."""
LANGUAGE = "en-GB"
_INK = "1F2A37"
_GREY = "4B5563"
_RULE = "6B7280"
_HEAD_FILL = "E5E7EB"
_FONT = "Calibri"


class Paper:
    """A document being written from top to bottom.

    Args:
        title: the title of the file itself, which programs show and screen readers speak.
        subject: what it is about, in a few words.
        author: who the file says wrote it; nobody, if it is for somebody else to write in.
    """

    def __init__(self, title: str, subject: str, author: str = "") -> None:
        from docx import Document
        from docx.shared import Cm

        self._docx = Document()
        section = self._docx.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        core = self._docx.core_properties
        core.title, core.subject, core.author, core.language = clean(title), subject, author, LANGUAGE
        core.comments = ""
        self._set_styles()
        self._number_pages()

    def title(self, text: str) -> None:
        """The title on the page."""
        self._docx.add_paragraph(clean(text), "Title")

    def heading(self, text: str, level: int) -> None:
        """A heading; level 1 is the highest."""
        self._docx.add_paragraph(clean(text), f"Heading {level}")

    def text(self, text: str, lead: str = "", style: str = "Normal") -> None:
        """A paragraph, with words in bold before it."""
        paragraph = self._docx.add_paragraph(style=style)
        if lead:
            paragraph.add_run(clean(lead)).bold = True
        paragraph.add_run(clean(text))

    def bullets(self, texts: Sequence[str]) -> None:
        """A list."""
        for text in texts:
            self.text(text, style="List Bullet")

    def quote(self, text: str) -> None:
        """Words of somebody else."""
        self.text(text, style="Quote")

    def small(self, text: str) -> None:
        """A line of less weight, such as a source."""
        self.text(text, style="Source")

    def prompt(self, text: str, lead: str = "") -> None:
        """A question to think about, to be deleted once it is answered, with words in bold before it."""
        self.text(text, lead, PROMPT)

    def page_break(self) -> None:
        """Go on at the top of a page."""
        self._docx.add_page_break()

    def table(self, about: str, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A table whose first row is marked as its head and repeated on every page.

        Args:
            about: what is in it, for people who cannot see it.
            head: the titles of the columns.
            rows: the cells below, each row as long as the head.
            widths: of the columns, in cm.
        """
        from docx.shared import Cm

        table = self._docx.add_table(rows=0, cols=len(head), style="Table Grid")
        table.autofit = False
        for words in (head, *rows):
            for cell, text, width in zip(table.add_row().cells, words, widths, strict=True):
                cell.width = Cm(width)
                cell.paragraphs[0].style = "Table Text"
                cell.paragraphs[0].add_run(clean(text)).bold = words is head or None
        for number, row in enumerate(table.rows):
            properties = row._tr.get_or_add_trPr()
            _add(properties, "cantSplit")
            if number == 0:
                _add(properties, "tblHeader")
                for cell in row.cells:
                    _add(cell._tc.get_or_add_tcPr(), "shd", val="clear", color="auto", fill=_HEAD_FILL)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        _add(table._tbl.tblPr, "tblDescription", val=clean(about))
        self._docx.add_paragraph(style="Normal")

    def save(self, out: Path) -> None:
        """Write the file.

        Raises:
            UserError: it cannot be written there.
        """
        with saved(out) as stream:
            self._docx.save(stream)

    def _set_styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Pt

        styles = self._docx.styles
        defaults = styles.element.find(f".//{_name('rPrDefault')}/{_name('rPr')}")
        _add(defaults, "lang", val=LANGUAGE, eastAsia=LANGUAGE)
        for name, size, before, after in (
            ("Normal", 11, 0, 6), ("Title", 22, 0, 6), ("Heading 1", 16, 16, 4), ("Heading 2", 13, 12, 3),
            ("Heading 3", 11.5, 10, 2), ("List Bullet", 11, 0, 3), ("Quote", 11, 2, 4),
        ):  # fmt: skip
            _dress(styles[name], size, before, after, _INK)
        for name, size, before, colour in (
            ("Finding", 11, 6, _INK), ("Source", 9.5, 0, _GREY), ("Table Text", 10, 0, _INK), (PROMPT, 10.5, 0, _GREY),
        ):  # fmt: skip
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style, style.quick_style = styles["Normal"], True
            if name == PROMPT:
                borders = _add(style.element.get_or_add_pPr(), "pBdr")  # first: Word wants properties in this order
                _add(borders, "left", val="single", sz="18", space="8", color=_RULE)
            _dress(style, size, before, 3, colour)
        styles[PROMPT].next_paragraph_style = styles["Normal"]
        for name in (PROMPT, "Quote"):
            styles[name].paragraph_format.left_indent = Pt(14)

    def _number_pages(self) -> None:
        paragraph = self._docx.sections[0].footer.paragraphs[0]
        paragraph.style = "Source"
        for code, text in (("", "Page "), ("PAGE", "1"), ("", " of "), ("NUMPAGES", "1")):
            if code:
                field = _add(paragraph._p, "fldSimple", instr=f" {code} ")
                run = paragraph.add_run(text)._r
                field.append(run)
            else:
                paragraph.add_run(text)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _add(parent: Any, name: str, **attributes: str) -> Any:
    """Set an element of Word's own in `parent`, in place of one of that name."""
    from docx.oxml import OxmlElement

    found = parent.find(_name(name)) if name != "fldSimple" else None
    element = OxmlElement(f"w:{name}") if found is None else found
    for key, value in attributes.items():
        element.set(_name(key), value)
    if found is None:
        parent.append(element)
    return element


def _dress(style: Any, size: float, before: float, after: float, colour: str) -> None:
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if "Theme" in key or "theme" in key]:
        del fonts.attrib[key]
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(_name(key), _FONT)
