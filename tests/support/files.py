"""Builds Word files and PDFs for tests, byte by byte, so that a test can make just the oddity it is about.

Word: `docx(body)` wraps XML made with `p`, `r`, `table` and plain strings. PDF: `Pdf` places lines of Courier, whose
characters are all 0.6 of the type size wide.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
_PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml."
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="160"/></w:pPr></w:style>'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        for n in range(1, 5)
    )
    + '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:ind w:left="720" w:right="720"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="Normal"/></w:style>'
)
_LEVELS = {
    1: ("bullet", ("\uf0b7", "o")),
    2: ("decimal", ("%1.", "%2)")),
    3: ("decimal", ("%1", "%1.%2")),
    4: ("lowerLetter", ("(%1)", "%2.")),
}
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{n}">'
    + "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, text in enumerate(texts)
    )
    + "</w:abstractNum>"
    for n, (form, texts) in _LEVELS.items()
) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in _LEVELS)
BULLETS, NUMBERS, OUTLINE, LETTERS = 1, 2, 3, 4


def r(text: str, properties: str = "") -> str:
    """A run; `properties` is XML such as "<w:b/>"."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str, style: str = "", number: tuple[int, int] | None = None, mark: str = "") -> str:
    """A paragraph of runs (or plain text), in a style, numbered as (list, depth); `mark` goes into its mark's rPr."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{named}{listed}<w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"


def table(*rows: Sequence[str]) -> str:
    """A table; a cell is plain text or the XML of its content."""
    cells = [[cell if cell.startswith("<") else p(cell) for cell in row] for row in rows]
    return (
        "<w:tbl>" + "".join(f"<w:tr>{''.join(f'<w:tc>{c}</w:tc>' for c in row)}</w:tr>" for row in cells) + "</w:tbl>"
    )


def note(number: int, kind: str = "footnote") -> str:
    """A reference to a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def docx(
    body: str,
    footnotes: Mapping[int, str] | None = None,
    core: str = "",
    comments: int = 0,
    main: str = MAIN,
    extra: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """A Word file with this body; `footnotes` are texts by id, `core` is XML of its properties."""
    parts: dict[str, bytes | str] = {
        "word/document.xml": f"{_HEAD}<w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"{_HEAD}<w:styles {_SPACES}>{STYLES}</w:styles>",
        "word/numbering.xml": f"{_HEAD}<w:numbering {_SPACES}>{NUMBERING}</w:numbering>",
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata'
        f'/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>',
    }
    kinds = {"word/document.xml": main, "word/styles.xml": f"{_PARTS}styles+xml"}
    kinds["word/numbering.xml"] = f"{_PARTS}numbering+xml"
    kinds["docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    relations = {"styles": "styles.xml", "numbering": "numbering.xml"}
    if footnotes:
        notes = "".join(f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in footnotes.items())
        rule = '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        parts["word/footnotes.xml"] = f"{_HEAD}<w:footnotes {_SPACES}>{rule}{notes}</w:footnotes>"
        kinds["word/footnotes.xml"] = f"{_PARTS}footnotes+xml"
        relations["footnotes"] = "footnotes.xml"
    if comments:
        inner = "".join(f'<w:comment w:id="{n}">{p("A remark.")}</w:comment>' for n in range(comments))
        parts["word/comments.xml"] = f"{_HEAD}<w:comments {_SPACES}>{inner}</w:comments>"
        kinds["word/comments.xml"] = f"{_PARTS}comments+xml"
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{types}</Types>"
    )
    parts["_rels/.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/officeDocument" '
        f'Target="word/document.xml"/></Relationships>'
    )
    parts["word/_rels/document.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{package}/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{office}/{key}" Target="{target}"/>' for key, target in relations.items()
        )
        + "</Relationships>"
    )
    parts.update(extra or {})
    return zipped(parts)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these parts, the same bytes each time."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return data.getvalue()


class Pdf:
    """A PDF made of lines of Courier placed by hand."""

    def __init__(self, width: float = 595, height: float = 842) -> None:
        self.width, self.height = width, height
        self.pages: list[list[bytes]] = []

    def page(self) -> Pdf:
        """Begin a new page."""
        self.pages.append([])
        return self

    def text(self, x: float, y: float, text: str, size: float = 10, bold: bool = False, turn: str = "1 0 0 1") -> Pdf:
        """One line that starts at x on the baseline y; `turn` is the matrix that it is turned by."""
        string = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        font = b"/B" if bold else b"/F"
        return self.raw(b"BT %s %g Tf %s %g %g Tm (%s) Tj ET" % (font, size, turn.encode(), x, y, string))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Pdf:
        """A drawn line."""
        return self.raw(b"%g %g m %g %g l S" % (x0, y0, x1, y1))

    def raw(self, operators: bytes) -> Pdf:
        """Content as it is."""
        self.pages[-1].append(operators)
        return self

    def data(self, catalogue: bytes = b"", page: bytes = b"", info: bytes = b"", more: Sequence[bytes] = ()) -> bytes:
        """The file; `catalogue`, `page` and `info` are put into those dictionaries, `more` are objects at its end."""
        count = len(self.pages)
        kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(count))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 %g %g]>>" % (count, kids, self.width, self.height),
            b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold/Encoding/WinAnsiEncoding>>",
        ]
        for n, content in enumerate(self.pages):
            stream = b"\n".join(content)
            resources = b"<</Font<</F 3 0 R/B 4 0 R>>>>"
            objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources %s%s>>" % (6 + 2 * n, resources, page))
            objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        objects += [b"<<%s>>" % info, *more]
        out = io.BytesIO()
        out.write(b"%PDF-1.7\n")
        places = []
        for n, body in enumerate(objects, 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (n, body))
        start = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
        out.write(
            b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, len(objects), start)
        )
        return out.getvalue()
