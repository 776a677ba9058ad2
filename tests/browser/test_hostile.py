"""The page as a target: markup in every place that text comes from, and requests that no browser of ours would make."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.passwords import make_line
from corpus.library import Library
from tests.browser.conftest import PATIENCE
from tests.browser.site import Site
from tests.browser.steps import ask, done
from tests.support.tab import Tab
from tests.ui.test_html import PAYLOADS
from ui.auth import TRIES

MARK = " ".join(PAYLOADS)
COLUMNS = ("file", "title", "partnership", "year", "review_type", "age_group", "incident", "themes", "url")
FINDING = "The father of the baby was never asked how he was coping, and the health visitor spoke only to the mother."
# Elements that only a payload could have made, and attributes that only a payload could have set.
MADE = """Array.from(document.querySelectorAll('#workspace *, #library *')).filter((e) =>
  e.closest('.sq-part .html-container, #library .html-container') && (
    ['SCRIPT', 'IFRAME', 'IMG', 'SVG', 'svg', 'OBJECT', 'EMBED', 'B'].includes(e.tagName) ||
    e.getAttributeNames().some((name) => name.startsWith('on') || name === 'srcdoc') ||
    (e.getAttribute('href') || '').trim().toLowerCase().startsWith('javascript')
  )).map((e) => e.outerHTML.slice(0, 120))"""


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """The real engine loads its models first."""
    expect.set_options(timeout=120_000)
    yield
    expect.set_options(timeout=PATIENCE)


def review(name: str) -> str:
    return (
        f"# {MARK}\n\n## Findings {MARK}\n\n{MARK}\n\n## Learning\n\n{FINDING} {PAYLOADS[0]}\n\n"
        f"## Recommendations\n\n1. Ask {name} fathers. {MARK}\n"
    )


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The page with the real engine on a library whose catalogue, file names and texts are all payloads."""
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    files.mkdir()
    rows = []
    for number, payload in enumerate(PAYLOADS[:3]):
        path = files / f"{payload.replace('/', '∕')[:40]}{number}.md"
        path.write_text(review(f"{number}"), encoding="utf-8")
        rows.append(
            [path.name, MARK, payload, 2021, payload, "<1", payload, f"{payload}; {MARK}", f"javascript:{payload}"]
        )
    with (files / "catalogue.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])
    with Library.open(folder / "library", write=True) as library:
        assert not library.index([files]).failed
    arguments = ["assistant.cli.main", "serve", "--no-browser", "--port", "0", "--library", str(folder / "library")]
    running = Site(folder, arguments)
    yield running
    running.stop()


@pytest.mark.slow
def test_markup_in_draft_file_name_catalogue_and_library_is_inert_everywhere(
    open_page: Callable[..., Page], hostile: Site, tmp_path: Path
) -> None:
    page = open_page(hostile.address)
    page.set_default_timeout(120_000)
    draft = tmp_path / "<img src=x onerror=alert(1)>.md"
    draft.write_text(review("all") + "\nThey were hard to reach.\n", encoding="utf-8")
    page.set_input_files("#file input[type=file]", draft)
    expect(page.locator(".ready")).to_contain_text("onerror=alert(1)")
    page.click("#check")
    done(page)
    for tab in ("All findings", "Similar learning", "Downloads"):
        page.get_by_role("tab", name=tab).click()
        assert page.evaluate(MADE) == []
    ask(page, "Was the father asked how he was coping?")
    page.locator("#log .cite, #sources [data-act=cite]").first.click()
    expect(page.locator("#opened-heading")).to_be_visible()
    assert page.evaluate(MADE) == []
    page.get_by_role("button", name="Library", exact=True).click()
    expect(page.locator("#library-list tbody tr")).to_have_count(3)
    page.locator("#overview summary").click()
    page.locator("#library-list").get_by_role("button", name="Read").first.click()
    expect(page.locator("#library-page #opened-heading")).to_be_visible()
    page.locator("#overview .bars button").first.click()
    assert "<script>" in page.inner_text("#library-list")
    assert page.evaluate(MADE) == []


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Site]:
    """A page that takes files of one megabyte and asks for a password."""
    people = tmp_path / "people.txt"
    people.write_text("".join(make_line(name, "correct horse") + "\n" for name in ("ada", "bea")), encoding="utf-8")
    variables = {"SECOND_QUESTION_MAX_UPLOAD_MB": "1", "SECOND_QUESTION_AUTH": str(people)}
    running = Site(tmp_path / "small", ["tests.browser.fake_site", str(tmp_path / "small/control")], variables)
    yield running
    running.stop()


def login(client: httpx.Client, name: str, password: str) -> int:
    return client.post("/login", data={"username": name, "password": password}).status_code


def test_a_name_waits_after_wrong_passwords_and_a_large_upload_leaves_nothing(small: Site) -> None:
    with httpx.Client(base_url=small.address, trust_env=False, timeout=60) as client:
        assert client.get("/").status_code == 200
        for _ in range(TRIES):
            assert login(client, "ada", "wrong") == 400
        assert login(client, "ada", "correct horse") == 400
        assert login(client, "bea", "correct horse") == 200
        given = {"files": ("large.txt", b"canary 5519 " * 200_000)}
        assert client.post("/gradio_api/upload", files=given).status_code == 413
    assert not [path for path in small.files() if b"canary 5519" in path.read_bytes()]


def uploaded(site: Site, name: str, content: bytes) -> str:
    """Where the server put a file that was sent to it without the page."""
    with httpx.Client(base_url=site.address, trust_env=False, timeout=60) as client:
        reply = client.post("/gradio_api/upload", files={"files": (name, content)}).raise_for_status()
    return str(reply.json()[0])


def as_file(path: str) -> dict[str, Any]:
    return {"file": {"path": path, "meta": {"_type": "gradio.FileData"}}}


def test_only_files_of_known_kinds_that_were_uploaded_are_taken(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("They were hard to reach.", encoding="utf-8")
    for path in (str(secret), "/etc/passwd", str(secret.parent), uploaded(site, "program.exe", b"MZ")):
        with Tab(site.address) as tab, pytest.raises(AssertionError, match="'success': False"):
            tab.fire("file", "upload", as_file(path))
    assert secret.exists()
    with Tab(site.address) as tab:
        tab.fire("file", "upload", as_file(uploaded(site, "fine.txt", b"They were hard to reach.")))
        assert "fine.txt" in tab.shown["ready"]


def test_a_name_that_points_elsewhere_stays_in_its_folder(site: Site) -> None:
    kept = Path(uploaded(site, "../../../escaped.txt", b"text"))
    assert site.temp in kept.resolve().parents
    assert not [path for path in site.files() if path.name == "escaped.txt" and "uploads" not in path.parts]
