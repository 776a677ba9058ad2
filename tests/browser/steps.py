"""What a person does on the page, in the words of the tests."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.ui.fake import DRAFT


def check(page: Page, text: str = DRAFT) -> None:
    """Paste a draft and wait for what is said of it."""
    page.fill("#text textarea", text)
    before = page.inner_html("#log")
    page.click("#check")
    # A draft checked before leaves its findings on the page: wait for the new ones to be spoken of.
    page.wait_for_function(
        "before => document.querySelector('#log').innerHTML !== before && !document.querySelector('.working')",
        arg=before,
    )
    done(page)


def done(page: Page) -> None:
    """Wait for the end of what is being worked on."""
    expect(page.locator("#findings .finding").first).to_be_attached()
    expect(page.locator(".working")).to_have_count(0)
    expect(page.locator("#check")).to_be_enabled()


def give(page: Page, path: Path) -> None:
    """Give a file and wait until it is in."""
    page.set_input_files("#file input[type=file]", path)
    expect(page.locator(".ready")).to_contain_text(path.name)


def ask(page: Page, question: str) -> None:
    """Ask past reviews and wait for the answer."""
    turns = page.locator("#log .turn.tool").count()
    page.click("#mode-tab-ask")
    page.fill("#question textarea", question)
    page.click("#ask")
    expect(page.locator("#log .turn.tool:not(.working)")).to_have_count(turns + 1)


def said(page: Page) -> str:
    """The last thing said in the conversation."""
    return page.inner_text("#log .turn:last-child")


def too_wide(page: Page) -> int:
    """How many pixels of the page lie beyond its right edge, where nobody could scroll to them."""
    sizes = "Array.from(document.querySelectorAll('html, .gradio-container')).map((e) => e.scrollWidth - e.clientWidth)"
    return int(page.evaluate(f"Math.max(...{sizes})"))


def card(page: Page, title: str):  # type: ignore[no-untyped-def]
    """The card of the finding of this title."""
    return page.locator("article.finding", has=page.locator("h4", has_text=title)).first
