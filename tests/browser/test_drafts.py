"""Checking a draft on the page, from the first paste to the second check."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.steps import card, check, done, give, said
from tests.support.files import Pdf, docx, p
from tests.ui.fake import DRAFT


def test_a_pasted_draft_gets_findings_grouped_and_numbered(page: Page) -> None:
    check(page)
    titles = page.locator("#findings section.group > h3").all_inner_texts()
    assert titles[:4] == ["The guidance asks for this", "Worth asking", "Wording", "Not checked"]
    numbers = [int(text.split()[-1]) for text in page.locator("#findings .finding:visible .number").all_inner_texts()]
    assert numbers == sorted(numbers)
    assert "Read as a whole rapid review" in said(page)
    assert "I worked that out from the text" in said(page)


def test_a_finding_shows_its_place_in_the_draft_and_the_draft_its_finding(page: Page) -> None:
    check(page)
    card(page, "hard to reach").get_by_role("button", name="Show in the draft").click()
    lit = page.locator("#draft mark.lit")
    expect(lit).to_have_text("hard to reach")
    expect(lit).to_be_focused()
    expect(lit).to_be_in_viewport()
    page.get_by_role("button", name="Finding 10: “lessons have been learned”").click()
    expect(card(page, "lessons have been learned")).to_be_focused()
    page.locator("#draft mark", has_text="hard to reach").click()
    expect(card(page, "hard to reach")).to_be_focused()


def test_tabs_keep_to_one_kind_of_finding(page: Page) -> None:
    check(page)
    page.get_by_role("tab", name="Second questions").click()
    expect(page.locator("#findings .kind[data-kind=question]")).to_be_visible()
    expect(page.locator("#findings .kind[data-kind=criterion]").first).to_be_hidden()
    page.get_by_role("tab", name="Recommendations").click()
    expect(page.get_by_role("heading", name="Every recommendation found")).to_be_visible()
    page.get_by_role("tab", name="Criteria").click()
    expect(page.get_by_role("heading", name="Already there")).to_be_visible()


def test_marking_is_kept_through_the_next_check_and_can_be_undone(page: Page) -> None:
    check(page)
    card(page, "hard to reach").get_by_role("button", name="Mark as answered").click()
    expect(card(page, "hard to reach")).to_contain_text("Marked as answered")
    expect(page.locator("#live")).to_contain_text("marked as answered")
    other = card(page, "professional curiosity")
    other.locator("summary", has_text="Does not apply").click()
    other.get_by_label("Why it does not apply").fill("It is quoted <b>speech</b>")
    other.get_by_role("button", name="Save").click()
    expect(other).to_contain_text("Marked as not applicable: It is quoted <b>speech</b>")
    check(page, DRAFT + "\nMore.\n")
    expect(card(page, "professional curiosity")).to_contain_text("quoted <b>speech</b>")
    card(page, "hard to reach").get_by_role("button", name="Undo").click()
    expect(card(page, "hard to reach").get_by_role("button", name="Mark as answered")).to_be_visible()


def test_checking_again_says_what_changed(page: Page) -> None:
    check(page)
    check(page, DRAFT.replace("hard to reach", "seldom at home") + "\nTheir ethnicity is White British.\n")
    expect(page.locator("#log .turn:last-child")).to_contain_text("Since the last check", timeout=20_000)
    assert "No longer asked: “hard to reach”" in said(page)
    assert "Ethnicity and culture: was not found, now met" in said(page)


def test_type_scope_and_edition_can_be_chosen_and_are_said(page: Page, site: Site) -> None:
    page.get_by_role("button", name="How to read it").click()
    page.get_by_role("radio", name="Local child safeguarding practice review").check()
    page.get_by_role("radio", name="A section of one").check()
    page.get_by_role("radio", name="Working Together 2023").check()
    check(page)
    assert "Read as a section of a local child safeguarding practice review" in said(page)
    assert "held against Working Together 2023" in said(page)
    assert "I worked that out" not in said(page)


def test_stop_ends_a_check_and_the_next_one_works(page: Page, site: Site) -> None:
    site.hold()
    page.fill("#text textarea", DRAFT)
    page.click("#check")
    expect(page.locator(".working")).to_contain_text("Looking at recommendations")
    expect(page.locator("#check")).to_be_disabled()
    expect(page.locator("#live")).to_contain_text("Looking at recommendations")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#log .turn").last).to_contain_text("Stopped.")
    site.release()
    expect(page.locator("#check")).to_be_enabled()
    page.click("#check")
    done(page)


def test_a_check_in_line_shows_its_place(open_page: object, site: Site) -> None:
    site.hold()
    tabs = [open_page() for _ in range(4)]  # type: ignore[operator]
    for tab in tabs:
        tab.fill("#text textarea", DRAFT)
        tab.click("#check")
        expect(tab.locator(".working")).to_be_visible()
    expect(tabs[2].locator(".working")).to_contain_text("number 1 in line")
    expect(tabs[3].locator(".working")).to_contain_text("number 2 in line")
    site.release()
    for tab in tabs:
        done(tab)


def test_a_fault_in_the_program_is_said_without_the_draft_and_nothing_is_lost(page: Page, site: Site) -> None:
    site.fault(True)
    page.fill("#text textarea", DRAFT)
    page.click("#check")
    expect(page.locator("#log .turn").last).to_contain_text("Something went wrong in the program")
    assert "hard to reach" not in site.said()
    assert "RuntimeError in Drafts.check" in site.said()
    site.fault(False)
    expect(page.locator("#text textarea")).to_have_value(DRAFT)
    page.click("#check")
    done(page)


def test_nothing_given_says_what_to_do(page: Page) -> None:
    page.click("#check")
    expect(page.locator("#log .turn").last).to_contain_text("There is no draft to check yet")


def test_new_draft_forgets_the_last_one(page: Page) -> None:
    check(page)
    page.click("#afresh")
    expect(page.locator("#log .turn").last).to_contain_text("forgotten that draft")
    expect(page.locator("#text textarea")).to_have_value("")
    assert "fractured arm" not in page.content()


@pytest.fixture
def word(tmp_path: Path) -> Path:
    path = tmp_path / "child k.docx"
    lines = [line.lstrip("#123. ") for line in DRAFT.splitlines() if line.strip()]
    path.write_bytes(docx("".join(p(line) for line in lines)))
    return path


def test_a_word_file_is_read_and_checked(page: Page, word: Path) -> None:
    give(page, word)
    page.click("#check")
    done(page)
    expect(page.locator("#draft")).to_contain_text("child k.docx")
    assert "comments in the margin of your own Word file" in said(page)


def test_a_pdf_is_read_and_shows_its_pages(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "child-k.pdf"
    pdf = Pdf().page().text(72, 720, "The family were described as hard to reach.").text(72, 700, "Nobody asked.")
    path.write_bytes(pdf.data())
    give(page, path)
    page.click("#check")
    done(page)
    expect(page.locator("#draft .page")).to_have_text("Page 1")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("not-a-pdf.pdf", b"hello", "not"),
        ("scan.docx", b"PK\x03\x04broken", "not"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    page: Page, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    give(page, path)
    page.click("#check")
    expect(page.locator("#log .turn").last).to_contain_text("That did not work.")
    expect(page.locator("#log .turn").last).to_contain_text(words)
    expect(page.locator("#check")).to_be_enabled()


def test_a_file_can_be_taken_out_again(page: Page, tmp_path: Path, site: Site) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("canary 7318", encoding="utf-8")
    give(page, path)
    page.get_by_role("button", name="Take it out").click()
    expect(page.locator(".ready")).to_have_count(0)
    assert not [file for file in site.files() if file.name == "draft.txt"]
