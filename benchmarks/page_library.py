"""The library view of a large library in a real browser: `python -m benchmarks.page_library [REVIEWS]`.

Makes a library of REVIEWS (2,000) small reviews, opens the page on it with the real engine, and prints how long each
thing takes from the press of a key or button until the page shows it, with how many elements the view then holds.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.site import Site
from tests.support.large_library import fill

REVIEWS = 2000
AGAIN = 3


def timed(label: str, page: Page, act: Callable[[], None], shown: Callable[[], None]) -> None:
    """Do something, wait until it shows, and print how long that took."""
    began = time.perf_counter()
    act()
    shown()
    took = time.perf_counter() - began
    held = page.evaluate("document.querySelectorAll('#library *').length")
    print(f"{label:44} {took:6.2f} s   {held:,} elements")


def main(count: int) -> None:
    """Make, open, use, print."""
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        began = time.perf_counter()
        fill(library, count)
        print(f"{count:,} reviews stored in {time.perf_counter() - began:.0f} s")
        serve = ["assistant.cli.main", "serve", "--no-browser", "--port", "0", "--library", str(library)]
        site = Site(Path(folder) / "site", serve)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.set_default_timeout(60_000)
                expect.set_options(timeout=60_000)
                page.goto(site.address)
                page.wait_for_selector("html[data-sq-ready] #log .turn")
                use(page, count)
                browser.close()
        finally:
            site.stop()


def use(page: Page, count: int) -> None:
    """What somebody does in the library."""
    told = page.locator("#library-count")
    views = page.locator("#top nav")

    def open_() -> None:
        views.get_by_role("button", name="Library").click()

    words = page.locator("#library-search").get_by_role("textbox")
    timed("open the view", page, open_, lambda: expect(told).to_contain_text(f"{count:,} reviews"))
    timed("filter by age", page, page.locator("#library-age").get_by_label("1 to 5").check,
          lambda: expect(told).to_contain_text(f"of {count:,} reviews"))  # fmt: skip
    timed("type a word", page, lambda: words.fill("bruising"), lambda: expect(told).to_contain_text("bruising"))
    timed("take the word away", page, lambda: words.fill(""), lambda: expect(told).not_to_contain_text("bruising"))
    rows = page.locator("#library-list tbody tr")
    shown = rows.count()
    timed("show more", page, page.locator("#library-list").get_by_role("button", name="more").click,
          lambda: expect(rows).not_to_have_count(shown))  # fmt: skip
    bar = page.locator("#overview .bars button").first
    timed("press a count in the overview", page, bar.click, lambda: expect(told).to_contain_text(":"))
    timed("open a review", page, page.locator("#library-list").get_by_role("button", name="Read").first.click,
          lambda: expect(page.locator("#library-page #opened-heading")).to_be_visible())  # fmt: skip
    again = []
    for _ in range(AGAIN):
        views.get_by_role("button", name="About").click()
        began = time.perf_counter()
        open_()
        expect(told).to_be_visible()
        again.append(time.perf_counter() - began)
    print(f"{'come back to the view, median':44} {statistics.median(again):6.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REVIEWS)
