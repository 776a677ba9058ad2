"""Many people on one page, against one alone in the same run: `python -m benchmarks.page_users LIBRARY [PEOPLE]`.

Starts the page with the real engine on a library that is there, as `second-question serve` does. Printed: how long a
check takes one person, and each of PEOPLE (20) who all press the button at once; how much longer the last waits than
the line of work before it explains; and what memory the server holds before, at most, and when all have gone.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.browser.site import Site
from tests.support.tab import Tab

ROOT = Path(__file__).resolve().parents[1]
DRAFT = (ROOT / "tests/data/examples/lcspr-05.md").read_text(encoding="utf-8")
ALONE = 7
PEOPLE = 20
SETTLE = 5.0


def megabytes(site: Site) -> float:
    """Resident memory of the server (not of the children that read files)."""
    status = Path(f"/proc/{site.process.pid}/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def check(site: Site, number: int) -> float:
    """Seconds one check takes one person, who then asks a question and goes."""
    with Tab(site.address) as tab:
        began = time.perf_counter()
        shown = tab.check(DRAFT.replace("Temi", f"Name{number}"))
        took = time.perf_counter() - began
        assert f"Name{number}" in shown["draft"]
        tab.ask("What did reviews find about fathers?")
    return took


def crowd(site: Site, people: int) -> tuple[list[float], float]:
    """Seconds of a check for each of many at once, and the most memory held meanwhile."""
    most, over = 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.wait(0.2):
            most = max(most, megabytes(site))

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(people) as pool:
        times = list(pool.map(lambda number: check(site, number), range(people)))
    over.set()
    watcher.join()
    return times, most


def main(library: str, people: int) -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = [
            "assistant.cli.main",
            "serve",
            "--no-browser",
            "--port",
            "0",
            "--library",
            str(Path(library).resolve()),
        ]
        site = Site(Path(folder) / "site", arguments)
        try:
            check(site, 0)
            crowd(site, people)
            time.sleep(SETTLE)
            before = megabytes(site)
            alone = statistics.median(check(site, number) for number in range(ALONE))
            times, most = crowd(site, people)
            time.sleep(SETTLE)
            after = megabytes(site)
        finally:
            site.stop()
    median, last = statistics.median(times), max(times)
    print(f"one person alone, median of {ALONE}      {alone:6.2f} s")
    print(f"each of {people} at once, median          {median:6.2f} s   ratio {median / alone:5.1f}")
    print(
        f"the last of them                     {last:6.2f} s   against the line of work {last / (alone * people):5.2f}"
    )
    change = f"{after / before - 1:+.1%}"
    print(f"memory before, at most, afterwards   {before:6.0f}, {most:.0f}, {after:.0f} MB   change {change}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else PEOPLE)
