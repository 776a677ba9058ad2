"""Reads markup back, so that tests speak of what a browser would make of it."""

from __future__ import annotations

from html.parser import HTMLParser

from ui.html import VOID


class Parsed(HTMLParser):
    """Elements with their attributes, and the text; fails on markup that does not nest."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self._open, f"left open: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID and tag not in ("path", "circle"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("path", "circle"):
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        """Attributes of every element of a name, or having an attribute of that name."""
        return [attributes for tag, attributes in self.elements if tag == name or name in attributes]
