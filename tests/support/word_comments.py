"""Reads the comments of a Word file and the words they hang on, without any of the code that writes them."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NOT_SEEN = {f"{W}del", f"{W}moveFrom", f"{W}txbxContent", f"{MC}AlternateContent"}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who wrote it, what it says, and the words between its marks (deleted ones and text boxes left out)."""

    author: str
    initials: str
    text: str
    anchor: str


def comments_of(path: Path) -> list[Comment]:
    """The comments of a file, in the order of the places that they hang on."""
    with zipfile.ZipFile(path) as package:
        if "word/comments.xml" not in package.namelist():
            return []
        comments = {item.get(f"{W}id"): item for item in ElementTree.fromstring(package.read("word/comments.xml"))}
        root = ElementTree.fromstring(package.read("word/document.xml"))
    anchors: dict[str | None, str] = {}
    open_: set[str | None] = set()
    signs: list[str | None] = []

    def walk(element: ElementTree.Element) -> None:
        for item in element:
            name = item.get(f"{W}id")
            if item.tag == f"{W}commentRangeStart":
                assert name not in anchors
                anchors[name] = ""
                open_.add(name)
            elif item.tag == f"{W}commentRangeEnd":
                open_.remove(name)
            elif item.tag == f"{W}commentReference":
                assert name not in open_
                signs.append(name)
            elif item.tag in {f"{W}t", f"{W}tab", f"{W}br"} or item.tag.endswith("math}t"):
                for number in open_:
                    anchors[number] += " " if item.tag in {f"{W}tab", f"{W}br"} else item.text or ""
            elif item.tag not in NOT_SEEN:
                walk(item)

    walk(root)
    assert not open_
    assert sorted(map(str, signs)) == sorted(map(str, anchors)) == sorted(map(str, comments))
    return [
        Comment(
            comments[number].get(f"{W}author", ""),
            comments[number].get(f"{W}initials", ""),
            "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in comments[number].iter(f"{W}p")),
            anchor,
        )
        for number, anchor in anchors.items()
    ]
