"""Answering a second question in the conversation."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.steps import card, check, said


def test_an_answer_says_what_it_settles_and_offers_the_author_s_own_words(page: Page) -> None:
    check(page)
    card(page, "professional curiosity").get_by_role("button", name="Answer it here").click()
    expect(page.locator("#reply textarea")).to_be_focused()
    expect(page.locator("#answering")).to_contain_text("Who did not ask about the bruise?")
    page.fill("#reply textarea", "nobody did")
    page.click("#send")
    expect(page.locator("#log .turn").last).to_contain_text("Still open: who, by role.")
    page.fill("#reply textarea", "The health visitor did not <i>ask</i>.")
    page.click("#send")
    expect(page.locator("#log .turn").last).to_contain_text("Settled: who, by role.")
    expect(page.locator("#log .suggested ins")).to_have_text("The health visitor did not <i>ask</i>.")
    expect(page.locator("#reply textarea")).to_have_value("")


def test_a_settled_finding_can_be_marked_from_the_conversation(page: Page) -> None:
    check(page)
    card(page, "professional curiosity").get_by_role("button", name="Answer it here").click()
    expect(page.locator("#reply textarea")).to_be_focused()
    page.fill("#reply textarea", "The health visitor did not ask.")
    page.click("#send")
    page.get_by_role("button", name="Mark the finding as answered").click()
    expect(card(page, "professional curiosity")).to_contain_text("Marked as answered")


def test_answering_with_nothing_chosen_says_what_to_do(page: Page) -> None:
    page.get_by_role("tab", name="Answer").click()
    page.fill("#reply textarea", "Some words.")
    page.click("#send")
    expect(page.locator("#log .turn").last).to_contain_text("Choose “Answer it here”")
    assert "That did not work" in said(page)


def test_the_suggested_paragraph_can_be_copied(open_page: object) -> None:
    page: Page = open_page(permissions=["clipboard-read", "clipboard-write"])  # type: ignore[operator]
    check(page)
    card(page, "professional curiosity").get_by_role("button", name="Answer it here").click()
    expect(page.locator("#reply textarea")).to_be_focused()
    page.fill("#reply textarea", "The health visitor did not ask.")
    page.click("#send")
    page.get_by_role("button", name="Copy the paragraph").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith("The health visitor did not ask.")
