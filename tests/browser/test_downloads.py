"""What can be taken away."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.steps import card, check, done, give
from tests.support.files import docx, p


def test_each_form_is_made_when_asked_for_and_fetched_at_once(page: Page, site: Site, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(docx(p("They were hard to reach.")))
    give(page, path)
    page.click("#check")
    done(page)
    card(page, "hard to reach").get_by_role("button", name="Mark as answered").click()
    expect(card(page, "hard to reach")).to_contain_text("Marked as answered")
    page.get_by_role("tab", name="Downloads").click()
    names = []
    for button in ("Your Word file with comments", "Feedback as a Word file", "Feedback as a web page", "table (CSV)"):
        with page.expect_download() as fetched:
            page.get_by_role("button", name=button).click()
        names.append(fetched.value.suggested_filename)
        assert Path(fetched.value.path()).read_text(encoding="utf-8").endswith("of draft.docx")
    assert names == ["draft-with-comments.docx", "feedback.docx", "feedback.html", "feedback.csv"]
    assert {"p-1": "Answered"} in [entry["remarks"] for entry in site.log("export")]


def test_pasted_text_offers_no_margin(page: Page) -> None:
    check(page)
    page.get_by_role("tab", name="Downloads").click()
    expect(page.locator("#downloads")).to_contain_text("Give the draft as a Word file")
    expect(page.get_by_role("button", name="Your Word file with comments")).to_have_count(0)


def test_an_empty_template_can_be_taken(page: Page) -> None:
    with page.expect_download() as fetched:
        page.locator("#templates").get_by_role("button", name="Rapid review").click()
    assert fetched.value.suggested_filename == "rapid_review-template.docx"
