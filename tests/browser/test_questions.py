"""Asking past reviews, and reading what the answer rests on."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.steps import ask, check, said


def test_an_answer_s_numbers_open_the_passage_on_its_page(page: Page) -> None:
    ask(page, "What about fathers?")
    assert "Drawn from 3 reviews" in said(page)
    page.get_by_role("button", name="Open source 1").click()
    expect(page.locator("#opened-heading")).to_be_focused()
    expect(page.locator("#opened-heading")).to_have_text("Child Arlo, page 4 of 22, printed as iv")
    expect(page.locator("#opened-quote")).to_have_text("Nobody asked the father how he was.")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#opened-heading")).to_have_count(0)
    expect(page.locator("#source-cite-1")).to_be_focused()


def test_the_pdf_of_a_source_opens_at_its_page_for_this_browser_only(page: Page, open_page: object, site: Site) -> None:
    ask(page, "What about fathers?")
    page.get_by_role("button", name="Open source 1").click()
    link = page.get_by_role("link", name="Open the PDF at page 4")
    address = str(link.get_attribute("href"))
    assert address.endswith("#page=4")
    reply = page.request.get(site.address + address.partition("#")[0])
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"].startswith("inline")
    assert reply.body().startswith(b"%PDF")
    other: Page = open_page()  # type: ignore[operator]
    assert other.request.get(site.address + address.partition("#")[0]).status == 404
    page.get_by_role("button", name="Open source 2").click()
    expect(page.locator("#opened-heading")).to_contain_text("Esme")
    expect(page.get_by_role("link", name="Open the PDF")).to_have_count(0)


def test_the_sources_of_an_earlier_answer_can_still_be_opened(page: Page) -> None:
    ask(page, "First question")
    ask(page, "Second question")
    page.locator("#log .turn", has_text="Three reviews of 4").first.get_by_role("button", name="Open source 2").click()
    expect(page.locator("#opened-heading")).to_contain_text("Esme")


def test_filters_go_with_the_question(page: Page, site: Site) -> None:
    page.click("#mode-tab-ask")
    page.get_by_role("button", name="Keep to some reviews").click()
    page.locator("#where-age").get_by_label("1 to 5").check()
    page.locator("#where-kind").get_by_label("Recommendations").check()
    page.locator("#where-years").get_by_role("textbox").fill("2019-2022, 2024")
    ask(page, "With filters?")
    asked = [entry for entry in site.log("ask") if entry["ask"] == "With filters?"]
    assert asked[-1]["where"] == {"age_group": ["1-5"], "kind": ["recommendation"], "year": ["2019-2022", "2024"]}


def test_nothing_found_is_said_plainly(page: Page) -> None:
    ask(page, "Anything on unicorns?")
    assert "Nothing in the library's 4 reviews answers this." in said(page)
    expect(page.locator("#sources .source-card")).to_have_count(0)


def test_a_suggested_question_is_asked_by_pressing_it(page: Page, site: Site) -> None:
    page.locator(".suggestion").first.click()
    expect(page.locator("#log .turn.you")).to_have_text("YouWhy were fathers not asked?")
    expect(page.locator("#log .cite").first).to_be_visible()


def test_enter_asks_and_an_empty_question_says_what_to_do(page: Page) -> None:
    page.click("#mode-tab-ask")
    page.fill("#question textarea", "By the enter key?")
    page.press("#question textarea", "Enter")
    expect(page.locator("#log .cite").first).to_be_visible()
    expect(page.locator("#question textarea")).to_have_value("")
    page.click("#ask")
    expect(page.locator("#log .turn").last).to_contain_text("There is no question yet")


def test_passages_can_be_listed_and_opened(page: Page) -> None:
    page.click("#mode-tab-ask")
    page.fill("#question textarea", "fathers")
    page.get_by_role("button", name="List passages").click()
    expect(page.locator("#log .turn").last).to_contain_text("3 passages found")
    page.get_by_role("button", name="Read source 3 on its page").click()
    expect(page.locator("#opened-heading")).to_contain_text("Luca and Ines")


def test_similar_learning_and_earlier_recommendations_open_on_their_page(page: Page) -> None:
    check(page)
    page.get_by_role("tab", name="Similar learning").click()
    expect(page.locator("#similar")).to_contain_text("Close to your passage that begins")
    page.get_by_role("button", name="Read source 1 on its page").click()
    expect(page.locator("#similar #opened-heading")).to_contain_text("Child Arlo, page 4")
    page.get_by_role("tab", name="Recommendations").click()
    page.get_by_role("button", name="Open the passage of Esme").click()
    expect(page.locator("#similar #opened-heading")).to_contain_text("Esme, page 4")
    expect(page.get_by_role("tab", name="Similar learning")).to_have_attribute("aria-selected", "true")
