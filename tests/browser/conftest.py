"""A real Chromium, and pages opened in it that must stay on this machine and free of errors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.site import ROOT, Site

ARTEFACTS = ROOT / "test-artefacts"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync",
         "--disable-component-update", "--no-first-run"]  # fmt: skip
PATIENCE = 20_000
"""Milliseconds that anything on the page may take; a slow machine is no fault of the page."""
# What Gradio's client says of itself when an upload is refused.
HARMLESS = ("Response http", "upload_progress?")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)


# For this package only: while it is open, Playwright keeps an event loop running that other tests could not stand.
@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    found = shutil.which("chromium")
    if found is None:
        pytest.fail("Browser tests need Debian's chromium: apt-get install chromium")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, headless=True, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The page with the fake engine."""
    folder = tmp_path_factory.mktemp("site")
    running = Site(folder, ["tests.browser.fake_site", str(folder / "control")])
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def _let_go(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test leaves the fake engine waiting or failing for the next."""
    yield
    if "site" in request.fixturenames:
        running: Site = request.getfixturevalue("site")
        running.release()
        running.fault(False)


Opener = Callable[..., Page]


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[Opener]:
    """Opens the page in a browser of its own; at the end, nothing may have left this machine or gone wrong."""
    contexts: list[BrowserContext] = []
    outside: list[str] = []
    wrong: list[str] = []

    def said(message: ConsoleMessage) -> None:
        words = f"{message.text} {message.location['url']}"
        if message.type == "error" and not any(known in words for known in HARMLESS):
            wrong.append(words)

    def watch(page: Page) -> None:
        page.on("request", lambda request: None if _inside(request.url) else outside.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("console", said)

    def open_(address: str | None = None, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(address or site.address)
        page.wait_for_selector("html[data-sq-ready] #log .turn")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not outside
    assert not wrong


def _inside(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


@pytest.fixture
def page(open_page: Opener) -> Page:
    """One tab on a wide screen."""
    return open_page()
