"""Writes Word files as XML, so that what programs other than Word leave behind can be made too."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = " ".join(
    [
        W,
        f'xmlns:r="{RELATION}"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:v="urn:schemas-microsoft-com:vml"',
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
        'mc:Ignorable="w14"',
    ]
)


def _style(kind: str, name: str, title: str, inside: str) -> str:
    default = ' w:default="1"' if title == "Normal" else ""
    return f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{title}"/>{inside}</w:style>'


STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    '<w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/>'
    "</w:pPr></w:pPrDefault></w:docDefaults>"
    + _style("paragraph", "Normal", "Normal", "")
    + _style(
        "paragraph",
        "Heading1",
        "heading 1",
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>',
    )
    + _style("paragraph", "TOC1", "toc 1", "")
    + _style("paragraph", "FootnoteText", "footnote text", '<w:rPr><w:sz w:val="18"/></w:rPr>')
    + _style(
        "character", "FootnoteReference", "footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    )
    + _style("character", "Kommentarzeichen", "annotation reference", '<w:rPr><w:sz w:val="16"/></w:rPr>')
    + "</w:styles>"
)


def run(text: str, look: str = "", attributes: str = "") -> str:
    """A run of text with formatting `look`, as XML."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r{attributes}>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph; runs that are not XML yet are made into plain ones."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    inner = "".join(item if item.startswith("<") else run(item) for item in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def heading(text: str) -> str:
    """A heading of the first level."""
    return para(text, style="Heading1")


def table(*rows: list[str], width: int = 9000) -> str:
    """A ruled table; a cell is XML of blocks, or plain text. `width` is in twentieths of a point."""
    columns = max(len(row) for row in rows)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in sides)
    grid = f'<w:gridCol w:w="{width // columns}"/>' * columns
    look = f'<w:tcPr><w:tcW w:w="{width // columns}" w:type="dxa"/></w:tcPr>'
    body = ""
    for row in rows:
        cells = (cell if cell.startswith("<") else para(cell) for cell in row)
        body += f"<w:tr>{''.join(f'<w:tc>{look}{cell}</w:tc>' for cell in cells)}</w:tr>"
    properties = f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def field(code: str, shown: str) -> str:
    """A complex field with its result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark.format("begin") + instruction + mark.format("separate") + run(shown) + mark.format("end")


def text_box(blocks: str) -> str:
    """A run with a text box, in the newer form and the older one."""
    inside = f"<w:txbxContent>{blocks}</w:txbxContent>"
    nought = 'distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2500000" cy="900000"/>'
        '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/>'
        f"</a:solidFill></a:ln></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        f'<wp:anchor {nought} layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>2500000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>500000</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2500000" cy="900000"/><wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Box"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor>"
    )
    older = f'<v:shape style="width:200pt;height:70pt"><v:textbox>{inside}</v:textbox></v:shape>'
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{older}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def package(body: str, parts: dict[str, tuple[str, str]] | None = None, section: str = "") -> dict[str, str]:
    """The parts of a file with this body.

    Args:
        body: XML of blocks.
        parts: further parts beside the main one by name ("footnotes.xml"), with their kind ("footnotes") and XML. They
            are related to it as rId2 and so on.
        section: XML at the start of the last section's properties.
    """
    beside = {"styles.xml": ("styles", STYLES), **(parts or {})}
    override = '<Override PartName="/word/{}" ContentType="{}.{}+xml"/>'
    relation = '<Relationship Id="rId{}" Type="{}/{}" Target="{}"/>'
    overrides = "".join(override.format(name, _TYPE, kind) for name, (kind, _) in beside.items())
    relations = "".join(
        relation.format(number, RELATION, kind, name) for number, (name, (kind, _)) in enumerate(beside.items(), 1)
    )
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1200" w:right="1200" w:bottom="1200" w:left="1200"/>'
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{override.format("document.xml", _TYPE, "document.main")}{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{relation.format(1, RELATION, 'officeDocument', 'word/document.xml')}</Relationships>",
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": f"{_HEAD}<w:document {_SPACES}><w:body>{body}<w:sectPr>{section}{page}</w:sectPr></w:body>"
        "</w:document>",
        **{f"word/{name}": _HEAD + xml for name, (_, xml) in beside.items()},
    }


def write(parts: dict[str, str], path: Path) -> Path:
    """Write a package's parts to a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def parts_of(path: Path) -> dict[str, str]:
    """The parts of a file, as text."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name).decode() for name in file.namelist()}
