"""The page for a keyboard, a screen reader, a zoomed screen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS
from tests.browser.steps import ask, card, check


def violations(page: Page, name: str) -> list[dict[str, object]]:
    """What axe-core finds, of any weight; also kept as a file."""
    found = Axe().run(page).response["violations"]
    ARTEFACTS.mkdir(exist_ok=True)
    short = [
        {**{key: item[key] for key in ("id", "impact", "help")}, "where": [node["target"] for node in item["nodes"]]}
        for item in found
    ]
    (ARTEFACTS / f"axe-{name}.json").write_text(json.dumps(short, indent=1), encoding="utf-8")
    return short


def findings(page: Page) -> None:
    check(page)
    card(page, "hard to reach").get_by_role("button", name="Mark as answered").click()
    expect(card(page, "hard to reach")).to_contain_text("Marked as answered")


def sources(page: Page) -> None:
    ask(page, "What about fathers?")
    page.get_by_role("button", name="Open source 1").click()
    expect(page.locator("#opened-heading")).to_be_visible()


def library(page: Page) -> None:
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library-list table")).to_be_visible()


def options(page: Page) -> None:
    page.get_by_role("button", name="How to read it").click()
    expect(page.get_by_role("radio", name="Rapid review")).to_be_visible()


def filters(page: Page) -> None:
    page.click("#mode-tab-ask")
    page.get_by_role("button", name="Keep to some reviews").click()
    expect(page.locator("#where-age")).to_be_visible()


def opening(page: Page) -> None:
    expect(page.locator(".suggestion").first).to_be_visible()


STATES = {step.__name__: step for step in (opening, options, findings, filters, sources, library)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: Callable[..., Page], state: str, scheme: str) -> None:
    page = open_page(color_scheme=scheme)
    STATES[state](page)
    assert violations(page, f"{state}-{scheme}") == []


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_a_phone(open_page: Callable[..., Page], state: str) -> None:
    page = open_page(width=390, height=844)
    if state == "findings":
        page.fill("#text textarea", "They were hard to reach.")
        page.click("#check")
        page.get_by_role("tab", name="All findings").click()
    else:
        STATES[state](page)
    assert violations(page, f"{state}-phone") == []


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_lost_at_four_hundred_per_cent(open_page: Callable[..., Page], state: str) -> None:
    page = open_page(width=320, height=256)
    if state == "findings":
        page.fill("#text textarea", "They were hard to reach.")
        page.click("#check")
        for tab in ("Draft", "All findings", "Criteria", "Similar learning", "Downloads"):
            page.get_by_role("tab", name=re.compile(rf"^{tab}\b")).click()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
    else:
        STATES[state](page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_headings_landmarks_and_labels_say_what_is_where(page: Page) -> None:
    check(page)
    assert page.locator("h1").all_inner_texts() == ["Second question"]
    assert page.locator("html").get_attribute("lang") == "en-GB"
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Views")).to_be_visible()
    expect(page.get_by_role("region", name="Conversation")).to_be_visible()
    expect(page.get_by_role("region", name="Draft", exact=True)).to_be_visible()
    expect(page.get_by_role("tabpanel", name="All findings")).to_be_visible()
    expect(page.get_by_label("Paste a draft, or a section of one")).to_be_visible()
    page.get_by_role("button", name="How to read it").click()
    expect(page.get_by_role("radiogroup", name="Kind of review")).to_be_visible()
    assert page.get_by_role("listbox").count() == 0
    assert page.get_by_role("combobox").count() == 0


def focused(page: Page) -> str:
    """The accessible words of what has the focus."""
    return str(
        page.evaluate(
            "(() => { const e = document.activeElement; const l = e.getAttribute('aria-label') || "
            "(e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText || ''; return l.trim(); })()"
        )
    )


def tab_to(page: Page, words: str, most: int = 80) -> None:
    """Press Tab until what has these words has the focus."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if seen[-1].startswith(words):
            return
    raise AssertionError(f"Tab never came to {words!r}, only to {seen}")


def test_check_dialogue_and_question_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the work"
    page.keyboard.press("Enter")
    tab_to(page, "Check a draft")
    tab_to(page, "Paste a draft")
    page.keyboard.insert_text("The family were described as hard to reach. Nobody asked why.")
    tab_to(page, "How to read it")
    page.keyboard.press("Enter")
    tab_to(page, "Work it out from the text")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Rapid review")
    tab_to(page, "Check")
    page.keyboard.press("Enter")
    expect(page.locator("#log .turn").last).to_be_focused()
    expect(page.locator("#log .turn").last).to_contain_text("Read as")

    page.locator("#tab-all").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("Second questions")
    tab_to(page, "Finding 10: “hard to reach”")
    page.keyboard.press("Enter")
    expect(card(page, "hard to reach")).to_be_focused()
    tab_to(page, "Show in the draft")
    page.keyboard.press("Enter")
    expect(page.locator("#draft mark.lit")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert focused(page).startswith("Finding 10")
    page.keyboard.press("Enter")
    tab_to(page, "Answer it here")
    page.keyboard.press("Enter")
    expect(page.locator("#reply textarea")).to_be_focused()
    page.keyboard.insert_text("The health visitor did not ask the mother.")
    tab_to(page, "Answer")
    page.keyboard.press("Enter")
    expect(page.locator("#log .turn").last).to_contain_text("Settled")

    page.locator("#mode-tab-answer").focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "Ask past reviews"
    tab_to(page, "Ask what past reviews found")
    page.keyboard.insert_text("What about fathers?")
    page.keyboard.press("Enter")
    expect(page.locator("#log .cite").first).to_be_visible()
    expect(page.locator("#log .turn").last).to_be_focused()
    tab_to(page, "Open source 1")
    page.keyboard.press("Enter")
    expect(page.locator("#opened-heading")).to_be_focused()


def test_focus_can_be_seen_wherever_it_goes(page: Page) -> None:
    check(page)
    page.locator("#tab-all").focus()
    for _ in range(25):
        page.keyboard.press("Tab")
        width = page.evaluate(
            "(() => { const e = document.activeElement; const o = getComputedStyle(e); "
            "const l = e.closest('label'); const p = l ? getComputedStyle(l) : o; "
            "return Math.max(parseFloat(o.outlineWidth), parseFloat(p.outlineWidth)); })()"
        )
        assert width >= 2, focused(page)


def test_targets_are_large_enough_to_hit(open_page: Callable[..., Page]) -> None:
    page = open_page(width=390, height=844)
    check_small = (
        "Array.from(document.querySelectorAll('button, a, summary, input, textarea, [role=tab]'))"
        ".filter(e => e.offsetParent && !e.closest('.skip, .sr') && e.getBoundingClientRect().height < 24)"
        ".map(e => e.outerHTML.slice(0, 90))"
    )
    page.fill("#text textarea", "They were hard to reach.")
    page.click("#check")
    expect(page.locator("#findings .finding").first).to_be_attached()
    small = set()
    for tab in ("Conversation", "Draft", "All findings", "Sources", "Downloads"):
        page.get_by_role("tab", name=re.compile(rf"^{tab}\b")).click()
        small |= set(page.evaluate(check_small))
    assert not {item for item in small if 'type="checkbox"' not in item and 'type="radio"' not in item}
