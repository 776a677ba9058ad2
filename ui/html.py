"""Markup built from values: the one place where text from files, the catalogue or a model becomes HTML.

`el` escapes every child and attribute that is not already `Html`, so that nothing reaches the page as markup by
being forgotten. Only `Html` made here is trusted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

VOID = frozenset({"br", "hr", "img", "input", "meta", "wbr"})
# Characters that no page may hold; a browser or the JSON encoder would stop at them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_NAME = re.compile(r"^[a-z][a-z0-9-]*$")

Child = object
Attribute = str | int | bool | None


class Html(str):
    """Markup that may be sent as it is."""

    __slots__ = ()


def esc(value: object) -> Html:
    """Text made safe for an element's content and for a quoted attribute."""
    if isinstance(value, Html):
        return value
    return Html(html.escape(_UNFIT.sub("�", str(value)), quote=True))


def join(*children: Child) -> Html:
    """Children side by side; None and False are left out, lists and generators are opened."""
    return Html("".join(_flat(children)))


def _flat(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if child is None or child is False:
            continue
        if isinstance(child, (str, int, float)):
            yield esc(child)
        elif isinstance(child, Iterable):
            yield from _flat(child)
        else:
            yield esc(child)


def el(tag: str, *children: Child, **attributes: Attribute) -> Html:
    """An element. `class_` gives class, `data_item` gives data-item; True is a bare attribute, None and False none.

    Raises:
        ValueError: a tag or attribute name is not a plain one, or is an event handler or style.
    """
    opened = [tag]
    for key, value in attributes.items():
        name = key.rstrip("_").replace("_", "-")
        if not _NAME.match(name) or name.startswith("on") or name == "style":
            raise ValueError(f"attribute {name!r} is not allowed")
        if value is None or value is False:
            continue
        if name == "href":
            value = safe_url(str(value))
            if value is None:
                continue
        opened.append(name if value is True else f'{name}="{esc(value)}"')
    if not _NAME.match(tag) or tag in ("script", "style", "iframe", "object", "embed"):
        raise ValueError(f"element {tag!r} is not allowed")
    start = f"<{' '.join(opened)}>"
    return Html(start if tag in VOID else f"{start}{join(*children)}</{tag}>")


def safe_url(url: str) -> str | None:
    """The address if a link may lead there (http, https, or a place on this page or server), else None."""
    given = _UNFIT.sub("", url).strip()
    if given.startswith("#") or re.match(r"^/(?![/\\])", given):
        return given
    try:
        parts = urlsplit(given)
    except ValueError:
        return None
    return given if parts.scheme in ("http", "https") and parts.hostname else None


def name(text: object) -> Html:
    """A file name, title or heading from outside: kept from turning the direction of what is around it."""
    return el("bdi", text)


def press(title: object, act: str, item: object = None, label: str | None = None, kind: str | None = None) -> Html:
    """A button that the page's events hear: what it does (`act`) and to which item."""
    return el("button", title, type="button", data_act=act, data_id=_given(item), aria_label=label, class_=kind)


def fold(title: str, *children: Child) -> Html:
    """Children that are shown when asked for."""
    return el("details", el("summary", title), *children, class_="fold")


def _given(value: object) -> str | None:
    return None if value is None else str(value)


def outside_link(url: str | None, text: str) -> Html:
    """A link to another site in a new tab; the bare text where the address is not one to follow."""
    if url is None or safe_url(url) is None or url.startswith(("/", "#")):
        return esc(text)
    return el(
        "a", text, el("span", " (opens in a new tab)", class_="sr"), href=url, target="_blank",
        rel="noopener noreferrer", class_="outside",
    )  # fmt: skip


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 file", "3 files"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def cut(text: str, most: int) -> str:
    """Text on one line, cut at a word where it is longer than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"
