"""A whole session without a mouse, and without a script that moves the focus: only keys are pressed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.steps import card, check

FOCUSED = """(() => {
  const e = document.activeElement;
  const label = e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].innerText) || e.innerText || '';
  return label.trim();
})()"""
OUTLINE = """(() => {
  const e = document.activeElement, label = e.closest('label');
  const widths = [e, label].filter(Boolean).map((one) => parseFloat(getComputedStyle(one).outlineWidth));
  return Math.max(...widths);
})()"""


def focused(page: Page) -> str:
    """The accessible words of what has the focus."""
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, words: str, key: str = "Tab", most: int = 80) -> None:
    """Press Tab until what has these words has the focus."""
    seen = []
    for _ in range(most):
        page.keyboard.press(key)
        seen.append(focused(page))
        if seen[-1].startswith(words):
            return
    raise AssertionError(f"{key} never came to {words!r}, only to {seen}")


def test_check_mark_answer_ask_and_take_away_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
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

    tab_to(page, "All findings")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("Second questions")
    tab_to(page, "Finding 10: “hard to reach”")
    page.keyboard.press("Enter")
    expect(card(page, "hard to reach")).to_be_focused()
    tab_to(page, "Show in the draft")
    page.keyboard.press("Enter")
    expect(page.locator("#draft mark.lit")).to_be_focused()
    tab_to(page, "Finding 10", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "Answer it here")
    page.keyboard.press("Enter")
    expect(page.locator("#reply textarea")).to_be_focused()
    page.keyboard.insert_text("The health visitor did not ask the mother.")
    tab_to(page, "Answer")
    page.keyboard.press("Enter")
    expect(page.locator("#log .turn").last).to_contain_text("Settled")
    tab_to(page, "Mark the finding as answered", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(card(page, "hard to reach")).to_contain_text("Marked as answered")

    tab_to(page, "Second questions", "Shift+Tab")
    page.keyboard.press("Home")
    assert focused(page).startswith("All findings")
    tab_to(page, "Does not apply")
    page.keyboard.press("Enter")
    tab_to(page, "Why it does not apply")
    page.keyboard.insert_text("Asked elsewhere")
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.locator("#findings .marked").first).to_contain_text("Asked elsewhere")

    tab_to(page, "Answer", "Shift+Tab")
    page.keyboard.press("Shift+Tab")
    tab_to(page, "Answer", "Shift+Tab")
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
    tab_to(page, "Close")
    page.keyboard.press("Enter")
    expect(page.locator("#source-cite-1")).to_be_focused()

    tab_to(page, "Sources", "Shift+Tab")
    page.keyboard.press("End")
    assert focused(page) == "Downloads"
    tab_to(page, "Feedback as a web page")
    with page.expect_download() as fetched:
        page.keyboard.press("Enter")
    assert fetched.value.suggested_filename == "feedback.html"


def test_the_focus_is_left_where_someone_has_moved_it_while_waiting(page: Page) -> None:
    check(page)
    card(page, "hard to reach").get_by_role("button", name="Answer it here").click()
    expect(page.locator("#reply textarea")).to_be_focused()
    page.fill("#reply textarea", "The health visitor did not ask the mother.")
    tab_to(page, "Answer")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    there = focused(page)
    expect(page.locator("#log .turn").last).to_contain_text("Settled")
    # Longer than an order to move the focus takes to be carried out.
    page.wait_for_timeout(400)
    assert focused(page) == there != "Your answer"


def test_a_file_and_the_library_by_keyboard_alone(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("They were hard to reach.", encoding="utf-8")
    # Heard from the beginning: Playwright takes a moment before it hears of such windows.
    page.on("filechooser", lambda chooser: chooser.set_files(path))
    tab_to(page, "Or give a file")
    page.keyboard.press("Enter")
    expect(page.locator(".ready")).to_contain_text("draft.txt")
    expect(page.locator("#check")).to_be_focused()

    tab_to(page, "Library", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#library-list table")).to_be_visible()
    tab_to(page, "Words in the title")
    page.keyboard.insert_text("esme")
    expect(page.locator("#library-count")).to_contain_text("1 of 4 reviews")
    tab_to(page, "Read Esme")
    page.keyboard.press("Enter")
    expect(page.locator("#library-page #opened-heading")).to_be_focused()
    tab_to(page, "Close")
    page.keyboard.press("Enter")
    expect(page.locator("#library-list")).to_be_focused()
    tab_to(page, "1 review, Neglect")
    page.keyboard.press("Enter")
    expect(page.locator("#library-count")).to_contain_text("Neglect")


def test_focus_moves_in_the_order_of_the_page(page: Page) -> None:
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stops.append(focused(page).split("\n")[0])
        if stops[-1].startswith("Local child"):
            break
    assert stops[:4] == ["Skip to the work", "Draft and questions", "Library", "About"]
    assert stops[4] == "Why were fathers not asked?"
    assert stops[9:] == [
        "Check a draft",
        "Paste a draft, or a section of one",
        "Or give a file: .docx, .pdf, .md or .txt. Choose or drop",
        "How to read it",
        "Check",
        "Rapid review",
        "Local child safeguarding practice review",
    ]


def test_focus_can_be_seen_wherever_it_goes(open_page: Callable[..., Page]) -> None:
    for scheme in ("light", "dark"):
        page = open_page(color_scheme=scheme)
        check(page)
        tab_to(page, "All findings")
        for _ in range(25):
            page.keyboard.press("Tab")
            assert page.evaluate(OUTLINE) >= 2, focused(page)
