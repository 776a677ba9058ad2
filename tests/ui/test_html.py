from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.pages import Parsed
from ui.html import Html, cut, el, esc, join, outside_link, safe_url

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "</mark></p><iframe srcdoc='x'>",
    "' onmouseover='alert(1)",
    "${alert(1)}{{constructor}}",
    "&lt;b&gt;",
)


@settings(deadline=None)
@given(st.text())
def test_text_comes_back_from_the_markup_as_it_was(text: str) -> None:
    parsed = Parsed(el("p", text, data_note=text))
    assert [tag for tag, _ in parsed.elements] == ["p"]
    unfit = {chr(n) for n in range(32) if chr(n) not in "\t\n\r"} | {"\x7f"}
    wanted = "".join("�" if c in unfit or "\ud800" <= c <= "\udfff" else c for c in text)
    assert parsed.text.replace("\r", "\n") == wanted.replace("\r", "\n")
    assert parsed.all("p")[0]["data-note"] == wanted


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_text_and_attributes_is_inert(payload: str) -> None:
    parsed = Parsed(el("button", payload, aria_label=payload, data_id=payload))
    assert [tag for tag, _ in parsed.elements] == ["button"]
    assert set(parsed.all("button")[0]) == {"aria-label", "data-id"}


@pytest.mark.parametrize("name", ["onclick", "on_load", "style", "a b", "x>", ""])
def test_handlers_styles_and_odd_attribute_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        el("p", **{name: "1"})


@pytest.mark.parametrize("tag", ["script", "style", "iframe", "p onclick=1", "object"])
def test_elements_that_run_or_embed_are_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        el(tag)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "file:///etc",
        "vbscript:x",
        "https://",
    ],
)
def test_links_lead_only_to_pages(address: str) -> None:
    assert safe_url(address) is None
    assert Parsed(outside_link(address, "here")).all("a") == []


@pytest.mark.parametrize("address", ["https://example.org/a?b=c&d", "http://example.org", "#place", "/download/x"])
def test_links_that_lead_to_pages_are_kept(address: str) -> None:
    assert Parsed(el("a", "x", href=address)).all("a")[0]["href"] == address


def test_only_markup_made_here_is_trusted() -> None:
    assert esc(Html("<b>")) == "<b>"
    assert esc("<b>") == "&lt;b&gt;"
    assert join("<", [None, False, Html("<i></i>"), 3]) == "&lt;<i></i>3"


@given(st.text(), st.integers(1, 80))
def test_cut_text_is_one_line_of_about_the_length_asked_for(text: str, most: int) -> None:
    shown = cut(text, most)
    assert len(shown) <= most + 2
    assert "\n" not in shown
