"""The page with the real assistant on the starter library, from end to end."""

from __future__ import annotations

import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.site import Site
from tests.browser.steps import ask, done, give, said
from tests.conftest import EXAMPLES
from tests.support.files import docx, p
from ui.words import SUGGESTIONS

pytestmark = pytest.mark.slow
SLOW = 120_000


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, starter_folder: Path) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("real")
    library = shutil.copytree(starter_folder, folder / "library")
    arguments = ["assistant.cli.main", "serve", "--no-browser", "--port", "0", "--library", str(library)]
    running = Site(folder, arguments, {"SECOND_QUESTION_CONFIG": os.devnull})
    yield running
    running.stop()


@pytest.fixture
def page(open_page: Callable[..., Page], real: Site) -> Page:
    opened = open_page(real.address)
    opened.set_default_timeout(SLOW)
    expect.set_options(timeout=SLOW)
    return opened


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    yield
    expect.set_options(timeout=PATIENCE)


@pytest.fixture
def example() -> Path:
    return EXAMPLES / "lcspr-05.md"


def as_word(source: Path, out: Path) -> Path:
    """The same review as a Word file with headings and lists."""
    blocks = []
    for line in source.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"^(#+) (.*)", line)
        if heading:
            blocks.append(p(heading.group(2), style=f"Heading{len(heading.group(1))}"))
        elif line.strip():
            blocks.append(p(line.replace("*", "")))
    out.write_bytes(docx("".join(blocks)))
    return out


def test_a_review_is_checked_and_taken_back_as_word_with_comments(page: Page, example: Path, tmp_path: Path) -> None:
    source = as_word(example, tmp_path / "temi.docx")
    give(page, source)
    page.click("#check")
    done(page)
    assert "local child safeguarding practice review" in said(page)
    phrases = page.locator("#findings .kind[data-kind=question] h4").all_text_contents()
    assert any("raise awareness" in phrase for phrase in phrases)
    page.get_by_role("tab", name="Downloads").click()
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Your Word file with comments").click()
    with zipfile.ZipFile(fetched.value.path()) as archive:
        comments = archive.read("word/comments.xml").decode()
        assert "raise awareness" in comments or "Awareness" in comments
        assert archive.read("word/document.xml").count(b"commentRangeStart") >= 5
    for button, ending in (("Feedback as a Word file", "docx"), ("Feedback as a web page", "html"), ("(CSV)", "csv")):
        with page.expect_download() as fetched:
            page.get_by_role("button", name=button).click()
        assert fetched.value.suggested_filename == f"temi-feedback.{ending}"
        assert Path(fetched.value.path()).stat().st_size > 1000


def test_a_whole_session_asks_nothing_of_any_other_machine(page: Page, real: Site, example: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_selector("html[data-sq-ready] #log .turn")
    page.fill("#text textarea", example.read_text(encoding="utf-8"))
    page.click("#check")
    done(page)
    page.locator("#findings").get_by_role("button", name="Answer it here").first.click()
    page.fill("#reply textarea", "The head of year asked nobody.")
    page.click("#send")
    ask(page, SUGGESTIONS[0])
    page.get_by_role("button", name="Open source 1", exact=True).last.click()
    link = page.get_by_role("link", name=re.compile("^Open the PDF at page"))
    reply = page.request.get(real.address + str(link.get_attribute("href")).partition("#")[0])
    assert reply.headers["content-type"] == "application/pdf"
    page.get_by_role("tab", name="Downloads").click()
    with page.expect_download():
        page.get_by_role("button", name="Feedback as a web page").click()
    page.get_by_role("button", name="Library", exact=True).click()
    expect(page.locator("#library-count")).to_contain_text("30 reviews")
    page.get_by_role("button", name="About", exact=True).click()
    assert len(asked) > 30
    assert {url for url in asked if not url.startswith((real.address, "data:", "blob:"))} == set()


def test_similar_learning_opens_on_its_page(page: Page, example: Path) -> None:
    page.fill("#text textarea", example.read_text(encoding="utf-8"))
    page.click("#check")
    done(page)
    page.get_by_role("tab", name="Similar learning").click()
    page.get_by_role("button", name="Read source 1 on its page").click()
    expect(page.locator("#opened-quote")).to_be_visible()


def test_a_second_question_is_answered_in_the_conversation(page: Page) -> None:
    page.fill(
        "#text textarea", "## Analysis\n\nThere was a lack of professional curiosity about the bruise on Ada's ear.\n"
    )
    page.click("#check")
    done(page)
    page.locator("article.finding", has_text="professional curiosity").get_by_role(
        "button", name="Answer it here"
    ).click()
    expect(page.locator("#reply textarea")).to_be_focused()
    page.fill("#reply textarea", "The health visitor did not ask Ada's mother how the ear came to be bruised.")
    page.click("#send")
    expect(page.locator("#log .turn").last).to_contain_text("That says what exactly was not done or asked")
    expect(page.locator("#log .suggested ins")).to_contain_text("The health visitor did not ask")


def test_every_quote_of_an_answer_is_on_the_page_it_cites(page: Page) -> None:
    ask(page, SUGGESTIONS[0])
    numbers = page.locator("#log .turn:last-child .cite").all_inner_texts()
    assert numbers
    for number in numbers:
        quote = page.locator(f"#source-cite-{number} blockquote").inner_text()
        page.locator("#log .turn:last-child").get_by_role("button", name=f"Open source {number}", exact=True).click()
        expect(page.locator(f"#source-cite-{number} #opened-quote")).to_be_in_viewport()
        assert page.locator("#opened-quote").inner_text().split()[:5] == quote.split()[:5]


@pytest.mark.parametrize("question", SUGGESTIONS)
def test_every_suggested_question_has_an_answer_in_the_starter_library(page: Page, question: str) -> None:
    page.get_by_role("button", name=question).click()
    expect(page.locator(".working")).to_have_count(0)
    expect(page.locator("#log .turn:last-child .cite").first).to_be_visible()


def test_an_empty_template_can_be_taken_and_is_recognised_when_given_back(page: Page, tmp_path: Path) -> None:
    with page.expect_download() as fetched:
        page.locator("#templates").get_by_role("button", name="Rapid review").click()
    kept = tmp_path / "rapid review.docx"
    fetched.value.save_as(kept)
    give(page, kept)
    page.click("#check")
    done(page)
    assert "rapid review" in said(page)


def test_the_library_lists_the_starter_reviews_and_verifies(page: Page) -> None:
    page.get_by_role("button", name="Library").click()
    expect(page.locator("#library-count")).to_contain_text("30 reviews")
    page.get_by_role("button", name="Verify the library").click()
    expect(page.locator("#verified")).to_contain_text("no difference")


def test_a_review_can_be_added_found_and_removed(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "marigold.md"
    found = "The lifeguard told nobody that Marigold had been left at the swimming baths on nine evenings."
    path.write_text(f"# Child Marigold\n\n## Findings\n\n{found}\n", encoding="utf-8")
    page.get_by_role("button", name="Library").click()
    page.set_input_files("#files input[type=file]", path)
    expect(page.locator("#incoming")).to_contain_text("marigold.md")
    page.get_by_role("button", name="Add to the library").click()
    expect(page.locator("#added")).to_contain_text("marigold.md: added")
    page.locator("#library-search").get_by_role("textbox").fill("marigold")
    page.get_by_role("button", name="Remove Child Marigold").click()
    page.get_by_role("button", name="Yes, remove").click()
    expect(page.locator("#library-list")).to_contain_text("No review fits")


def test_no_draft_text_is_printed(real: Site) -> None:
    assert len(real.said().splitlines()) <= 1 + real.said().count("RuntimeWarning") * 2
