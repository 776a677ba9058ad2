"""Pictures of every state in three widths and both schemes, for people to look at; and that nothing sticks out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS
from tests.browser.site import Site
from tests.browser.steps import ask, card, check, too_wide
from tests.ui.fake import DRAFT

SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_every_state_fits_its_screen(open_page: Callable[..., Page], site: Site, width: str, scheme: str) -> None:
    folder = ARTEFACTS / "screens"
    folder.mkdir(parents=True, exist_ok=True)
    page = open_page(width=SIZES[width][0], height=SIZES[width][1], color_scheme=scheme)
    phone = width == "390"

    def take(name: str) -> None:
        page.wait_for_timeout(250)
        page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=phone)
        assert too_wide(page) <= 0, name

    take("1-opening")
    site.hold()
    page.fill("#text textarea", DRAFT)
    page.click("#check")
    expect(page.locator(".working")).to_be_visible()
    take("2-working")
    site.release()
    expect(page.locator(".working")).to_have_count(0)
    take("3-checked")
    tabs = ["all", "criteria", "questions", "recommendations", "identifiers", "similar", "downloads"]
    for tab in tabs if width == "1440" else ["draft", *tabs]:
        page.click(f"#tab-{tab}")
        take(f"4-{tab}")
    page.click("#tab-all")
    card(page, "hard to reach").get_by_role("button", name="Mark as answered").click()
    expect(card(page, "hard to reach")).to_contain_text("Marked as answered")
    card(page, "professional curiosity").get_by_role("button", name="Answer it here").click()
    expect(page.locator("#reply textarea")).to_be_focused()
    page.fill("#reply textarea", "The health visitor did not ask the mother about the bruise.")
    page.click("#send")
    expect(page.locator("#log .suggested")).to_be_visible()
    take("5-dialogue")
    if phone:
        page.click("#tab-talk")
    page.click("#mode-tab-check")
    check(page, DRAFT.replace("hard to reach", "seldom at home"))
    take("6-checked-again")
    ask(page, "What did reviews find about fathers?")
    take("7-answer")
    page.get_by_role("button", name="Open source 1").click()
    expect(page.locator("#opened-heading")).to_be_visible()
    take("8-source")
    if phone:
        page.click("#tab-talk")
    page.click("#mode-tab-check")
    page.click("#afresh")
    expect(page.locator("#text textarea")).to_have_value("")
    page.click("#check")
    expect(page.locator("#log .turn").last).to_contain_text("There is no draft")
    take("9-error")
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library-list table")).to_be_visible()
    take("a-library")
    page.locator("#overview summary").click()
    page.locator("#overview .published").first.scroll_into_view_if_needed()
    take("a-overview")
    page.locator("#library-list").get_by_role("button", name="Remove").first.click()
    expect(page.get_by_role("button", name="Yes, remove")).to_be_visible()
    page.locator("#library-list").get_by_role("button", name="Read").first.click()
    expect(page.locator("#library-page #opened-heading")).to_be_visible()
    take("a-read")
    page.get_by_role("button", name="About", exact=True).click()
    take("b-about")
