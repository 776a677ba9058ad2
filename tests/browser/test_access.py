"""The page for a keyboard, a screen reader, a zoomed screen."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTEFACTS
from tests.browser.site import Site
from tests.browser.steps import ask, card, check, too_wide


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


def working(page: Page) -> None:
    """Progress; the engine is held."""
    page.fill("#text textarea", "They were hard to reach.")
    page.click("#check")
    expect(page.locator(".working")).to_be_visible()


def dialogue(page: Page) -> None:
    check_small(page)
    if page.get_by_role("tab", name="All findings").is_visible():
        page.get_by_role("tab", name="All findings").click()
    card(page, "hard to reach").get_by_role("button", name="Answer it here").click()
    page.fill("#reply textarea", "The health visitor did not ask.")
    page.click("#send")
    expect(page.locator("#log .suggested")).to_be_visible()


def overview(page: Page) -> None:
    library(page)
    page.locator("#overview summary").click()
    expect(page.locator("#overview .published").first).to_be_visible()


def problem(page: Page) -> None:
    page.click("#check")
    expect(page.locator("#log .turn").last).to_contain_text("That did not work")


def about(page: Page) -> None:
    page.get_by_role("button", name="About", exact=True).click()
    expect(page.get_by_role("heading", name="Accessibility statement")).to_be_visible()


STEPS = (opening, options, working, findings, dialogue, filters, sources, library, overview, problem, about)
STATES = {step.__name__: step for step in STEPS}


@pytest.fixture(autouse=True)
def _held(request: pytest.FixtureRequest, site: Site) -> None:
    """The engine is held while the state of progress is looked at; the package lets it go after each test."""
    if "state" in request.fixturenames and request.getfixturevalue("state") == "working":
        site.hold()


def check_small(page: Page) -> None:
    """Check a draft on a screen of any size."""
    page.fill("#text textarea", "They were hard to reach.")
    page.click("#check")
    expect(page.locator("#findings .finding").first).to_be_attached()
    expect(page.locator(".working")).to_have_count(0)


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
        check_small(page)
        page.get_by_role("tab", name="All findings").click()
    else:
        STATES[state](page)
    assert violations(page, f"{state}-phone") == []


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_lost_at_four_hundred_per_cent(open_page: Callable[..., Page], state: str) -> None:
    page = open_page(width=320, height=256)
    if state == "findings":
        check_small(page)
        for tab in ("Draft", "All findings", "Criteria", "Similar learning", "Downloads"):
            page.get_by_role("tab", name=re.compile(rf"^{tab}\b")).click()
            assert too_wide(page) <= 0
    else:
        STATES[state](page)
    assert too_wide(page) <= 0


SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_lost_when_a_reader_sets_text_further_apart(open_page: Callable[..., Page], state: str) -> None:
    page = open_page(width=1024, height=768)
    STATES[state](page)
    page.add_style_tag(content=SPACING)
    cut = page.evaluate(
        "Array.from(document.querySelectorAll('button, [role=tab], label, h1, h2, h3, h4, .status'))"
        ".filter((e) => e.offsetParent && !e.matches('.sr') && e.scrollWidth > e.clientWidth + 2)"
        ".filter((e) => getComputedStyle(e).overflow !== 'visible')"
        ".map((e) => e.outerHTML.slice(0, 90))"
    )
    assert cut == []
    assert too_wide(page) <= 0


def test_marks_differ_without_their_colours(open_page: Callable[..., Page]) -> None:
    page = open_page(forced_colors="active")
    check(page)
    styles = {
        kind: page.evaluate(
            f"getComputedStyle(document.querySelector('#draft .key-{kind}')).borderBottomStyle"
        )
        for kind in ("question", "recommendation", "identifier", "criterion")
    }  # fmt: skip
    assert len(set(styles.values())) == 4
    for kind in ("question", "recommendation", "identifier"):
        mark = f"document.querySelector('#draft mark.k-{kind}')"
        assert page.evaluate(f"getComputedStyle({mark}).borderBottomStyle") == styles[kind]


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


def test_targets_are_large_enough_to_hit(open_page: Callable[..., Page]) -> None:
    page = open_page(width=390, height=844)
    low = (
        "Array.from(document.querySelectorAll('button, a, summary, input, textarea, [role=tab]'))"
        ".filter(e => e.offsetParent && !e.closest('.skip, .sr') && e.getBoundingClientRect().height < 24)"
        ".map(e => e.outerHTML.slice(0, 90))"
    )
    check_small(page)
    small = set()
    for tab in ("Conversation", "Draft", "All findings", "Sources", "Downloads"):
        page.get_by_role("tab", name=re.compile(rf"^{tab}\b")).click()
        small |= set(page.evaluate(low))
    assert not {item for item in small if 'type="checkbox"' not in item and 'type="radio"' not in item}
