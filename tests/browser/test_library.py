"""The library view: finding, adding, removing, verifying."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import Site


@pytest.fixture
def shelf(page: Page) -> Iterator[Page]:
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library-list table")).to_be_visible()
    return page


def titles(page: Page) -> list[str]:
    return [text.split("\n")[0] for text in page.locator("#library-list tbody th").all_inner_texts()]


def test_the_list_shows_every_review_and_links_only_to_pages(shelf: Page) -> None:
    assert {"Esme", "Luca and Ines", "Child F"} <= {title.strip() for title in titles(shelf)}
    link = shelf.get_by_role("link", name="Child Arlo")
    assert link.get_attribute("href") == "https://example.org/arlo"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_words_and_filters_narrow_the_list_together(shelf: Page) -> None:
    shelf.locator("#library-search").get_by_role("textbox").fill("fathers")
    expect(shelf.locator("#library-list")).to_contain_text("2 of 4 reviews with “fathers”")
    shelf.locator("#library-age").get_by_label("Under 1").check()
    expect(shelf.locator("#library-list tbody tr")).to_have_count(1)
    expect(shelf.locator("#live")).to_contain_text("1 review")
    shelf.locator("#library-search").get_by_role("textbox").fill("nothing like this")
    expect(shelf.locator("#library-list")).to_contain_text("No review fits")


def test_the_overview_gives_its_numbers_as_text(shelf: Page) -> None:
    row = shelf.locator("#overview table.bars", has_text="By theme").locator("tr", has_text="Fathers")
    expect(row.locator("td.amount")).to_have_text("2")
    row.get_by_role("button", name="2 reviews, Fathers").click()
    expect(shelf.locator("#library-count")).to_contain_text("2 of 4 reviews: Fathers")
    assert {title.strip() for title in titles(shelf)} == {"Child Arlo", "Luca and Ines"}
    shelf.get_by_role("button", name="Show all again").click()
    expect(shelf.locator("#library-count")).to_have_text("4 reviews.")


def test_a_review_can_be_read(shelf: Page) -> None:
    shelf.get_by_role("button", name="Read Esme").click()
    expect(shelf.locator("#library-page #opened-heading")).to_be_focused()
    expect(shelf.locator("#library-page")).to_contain_text("Nobody asked the father")
    shelf.locator("#library-page").get_by_role("button", name="Close").click()
    expect(shelf.locator("#library-page .opened")).to_have_count(0)


def test_files_are_added_with_what_became_of_each(shelf: Page, tmp_path: Path) -> None:
    good, bad = tmp_path / "new review.md", tmp_path / "bad.pdf"
    good.write_text("# New", encoding="utf-8")
    bad.write_bytes(b"%PDF-broken")
    shelf.set_input_files("#files input[type=file]", [good, bad])
    expect(shelf.locator("#incoming")).to_contain_text("2 files ready to add")
    shelf.get_by_role("button", name="Add to the library").click()
    expect(shelf.locator("#added")).to_contain_text("new review.md: added (12 passages)")
    expect(shelf.locator("#added")).to_contain_text("bad.pdf: not added. cannot be read as a PDF")
    expect(shelf.locator("#incoming")).to_contain_text("No files chosen yet")
    expect(shelf.locator("#library-list")).to_contain_text("new review")
    shelf.get_by_role("button", name="Remove new review").click()
    shelf.get_by_role("button", name="Keep").click()
    expect(shelf.get_by_role("button", name="Remove new review")).to_be_visible()
    shelf.get_by_role("button", name="Remove new review").click()
    shelf.get_by_role("button", name="Yes, remove").click()
    expect(shelf.locator("#library-list")).not_to_contain_text("new review")


def test_adding_shows_its_progress_and_can_be_stopped(shelf: Page, tmp_path: Path, site: Site) -> None:
    path = tmp_path / "slow.md"
    path.write_text("# Slow", encoding="utf-8")
    site.hold()
    shelf.set_input_files("#files input[type=file]", [path])
    expect(shelf.locator("#incoming")).to_contain_text("slow.md")
    shelf.get_by_role("button", name="Add to the library").click()
    expect(shelf.locator("#added")).to_contain_text("1 of 1 · slow.md · reading")
    shelf.locator("#added").get_by_role("button", name="Stop").click()
    expect(shelf.locator("#live")).to_contain_text("Stopped")
    site.release()
    expect(shelf.locator("#library-list")).not_to_contain_text("slow")


def test_the_library_can_be_verified(shelf: Page) -> None:
    shelf.get_by_role("button", name="Verify the library").click()
    expect(shelf.locator("#verified")).to_contain_text("no difference")
