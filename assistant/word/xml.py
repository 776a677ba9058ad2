"""The XML of Word files: parsed without ever resolving an entity, and named by short names whatever the dialect."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PREFIXES = {
    WORD: "",
    STRICT: "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}


def parsed(data: bytes) -> Any:
    """The root element; None if it is not valid XML or declares a document type, which Word files never do."""
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        return None
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return None


def printed(root: Any) -> bytes:
    """A part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def canonical(element: Any) -> bytes:
    """A form that is equal for equal elements, wherever they stand and however they were written."""
    return bytes(etree.tostring(element, method="c14n", exclusive=True))


def short(element: Any) -> str:
    """An element's name: "p" for Word's own, "mc:Choice", "m:t", and "x:name" for anything else."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@lru_cache(2000)
def _short(tag: str) -> str:
    name = etree.QName(tag)
    return f"{_PREFIXES.get(name.namespace, 'x:')}{name.localname}"


def attribute(element: Any, name: str) -> str | None:
    """The value of one of Word's own attributes."""
    return next((value for key, value in element.attrib.items() if key.endswith(f"}}{name}") or key == name), None)


def child(element: Any, name: str) -> Any:
    """The first child of this short name, or None."""
    return next((item for item in element if short(item) == name), None)


def made(like: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """A new element of Word's own, in the dialect of the element `like`.

    Args:
        like: any of Word's own elements of the same part.
        name: its short name.
        text: its text, in which every space counts.
        attributes: Word's own attributes.
    """
    space = etree.QName(like).namespace
    element = like.makeelement(f"{{{space}}}{name}", {f"{{{space}}}{key}": value for key, value in attributes.items()})
    if text is not None:
        put_text(element, text)
    return element


def made_root(like: Any, name: str) -> Any:
    """The root element of a new part, in the dialect of the element `like`."""
    space = etree.QName(like).namespace
    return etree.Element(f"{{{space}}}{name}", nsmap={"w": space})


def clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def put_text(element: Any, text: str) -> None:
    """Set an element's text, every space of which counts; characters that XML cannot hold are left out."""
    element.text = clean(text)
    element.set(_SPACE, "preserve")


def shown_text(element: Any) -> str:
    """The text of a "t" as Word shows it: without the space around it unless that is marked to be kept."""
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")
