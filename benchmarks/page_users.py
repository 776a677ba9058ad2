"""Many people on one page, against one alone in the same run: `python -m benchmarks.page_users LIBRARY [options]`.

Starts the page with the real engine on a library that is there, as `second-question serve` does. In every run one
person alone is timed first. Then either

- all press the button at once (`--people 20`): how long each waits, the places in line they were told, how much longer
  the last waits than the line of work before it explains; or
- all work for some time (`--people 20 --minutes 10`): each checks a draft and asks questions in turn, with pauses to
  read (`--pause`, seconds on average); errors, and the 50th and 95th percentile of both.

Memory of the server is printed before, at most, and when all have gone; in a timed run also through it. Whoever sees
another person's draft counts as an error.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.browser.site import Site
from tests.support.tab import Tab
from ui.words import SUGGESTIONS

ROOT = Path(__file__).resolve().parents[1]
DRAFT = (ROOT / "tests/data/examples/lcspr-05.md").read_text(encoding="utf-8")
ALONE = 7
SETTLE = 5.0
LOOK = 0.2


class Memory:
    """Resident memory of the server in MB (not of the children that read files), looked at all the time."""

    def __init__(self, site: Site) -> None:
        self._path = Path(f"/proc/{site.process.pid}/status")
        self._over = threading.Event()
        self.seen: list[float] = []
        self._watcher = threading.Thread(target=self._watch)

    def now(self) -> float:
        return int(self._path.read_text(encoding="ascii").split("VmRSS:")[1].split()[0]) / 1024

    def __enter__(self) -> Memory:
        self._watcher.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._over.wait(LOOK):
            self.seen.append(self.now())

    def parts(self, count: int) -> list[float]:
        """The most in each of `count` stretches of equal length."""
        size = max(1, len(self.seen) // count)
        return [max(self.seen[start : start + size]) for start in range(0, size * count, size) if self.seen[start:]]


@dataclass(slots=True)
class Times:
    """What was waited for, in seconds, and what went wrong."""

    checks: list[float] = field(default_factory=list)
    questions: list[float] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def check(tab: Tab, number: int, times: Times) -> None:
    """One check of a draft that only this person has."""
    began = time.perf_counter()
    shown = tab.check(DRAFT.replace("Temi", f"Name{number:03d}"))
    times.checks.append(time.perf_counter() - began)
    names = set(re.findall(r"Name\d{3}", str(shown)))
    if names != {f"Name{number:03d}"}:
        times.errors.append(f"person {number} saw the drafts of {sorted(names)}")


def ask(tab: Tab, question: str, times: Times) -> None:
    """One question to the library."""
    began = time.perf_counter()
    shown = tab.ask(question)
    times.questions.append(time.perf_counter() - began)
    if "source-cite-1" not in str(shown.get("sources")):
        said = re.sub(r"<[^>]+>", " ", str(shown["log"]))
        times.errors.append(f"no answer to {question!r}: {' '.join(said.split())[-200:]}")


def visit(site: Site, number: int, times: Times) -> None:
    """Somebody comes, checks, asks and goes."""
    with Tab(site.address) as tab:
        check(tab, number, times)
        ask(tab, SUGGESTIONS[number % len(SUGGESTIONS)], times)
        times.places.append(max(tab.places, default=0))


def stay(site: Site, number: int, until: float, pause: float, times: Times) -> None:
    """Somebody works until the clock says so; whatever goes wrong is counted and the work goes on."""
    chance = random.Random(number)
    while time.monotonic() < until:
        try:
            with Tab(site.address) as tab:
                for turn in range(6):
                    time.sleep(min(chance.expovariate(1 / pause), max(0.0, until - time.monotonic())))
                    if time.monotonic() >= until:
                        break
                    if turn % 3 == 0:
                        check(tab, number, times)
                    else:
                        ask(tab, chance.choice(SUGGESTIONS), times)
                times.places.append(max(tab.places, default=0))
        except Exception as error:
            times.errors.append(f"person {number}: {type(error).__name__} {error}"[:200])


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def crowd(site: Site, people: int, minutes: float, pause: float) -> Times:
    """What all of them met with."""
    times = Times()
    until = time.monotonic() + 60 * minutes

    def one(number: int) -> None:
        if minutes:
            stay(site, number, until, pause, times)
        else:
            visit(site, number, times)

    with ThreadPoolExecutor(people) as pool:
        list(pool.map(one, range(people)))
    return times


def told(alone: Times, times: Times, people: int, memory: tuple[float, Memory, float], minutes: float) -> None:
    """Print what came out."""
    before, through, after = memory
    for name, one, many in (
        ("a check", alone.checks, times.checks),
        ("a question", alone.questions, times.questions),
    ):
        single = statistics.median(one)
        half, most = percentile(many, 0.5), percentile(many, 0.95)
        print(f"{name}: alone, median of {len(one)}        {single:6.2f} s")
        print(f"{name}: {people} people, {len(many)} times      p50 {half:6.2f} s ({half / single:.1f} times alone)")
        print(f"{'':30} p95 {most:6.2f} s ({most / single:.1f} times alone), longest {max(many):.2f} s")
    if not minutes:
        line = statistics.median(alone.checks) + statistics.median(alone.questions)
        waited = max(times.checks) / (line * people)
        print(f"the last check against the work of all before it      {waited:.2f}")
    print(f"in line: {sum(place > 0 for place in times.places)} of {len(times.places)} visits were told their place, ")
    print(f"         the furthest back was number {max(times.places, default=0)}")
    print(f"errors: {len(times.errors)} of {len(times.checks) + len(times.questions) + len(times.errors)}")
    for error in times.errors[:5]:
        print(f"  {error}")
    print(f"memory before, at most, afterwards: {before:.0f}, {max(through.seen):.0f}, {after:.0f} MB ", end="")
    print(f"(change {after / before - 1:+.1%})")
    if minutes:
        print("memory through the run, in tenths: " + ", ".join(f"{part:.0f}" for part in through.parts(10)) + " MB")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="Many people on one page, against one alone in the same run.")
    parser.add_argument("library", type=Path, help="folder of a library that is there")
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=0, help="0: all at once, one visit each")
    parser.add_argument("--pause", type=float, default=20, help="seconds that people read between two things")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        serve = ["assistant.cli.main", "serve", "--no-browser", "--port", "0", "--library"]
        site = Site(Path(folder) / "site", [*serve, str(options.library.resolve())])
        try:
            # Everything that is loaded once is loaded, by as many as will come, before anything is measured.
            for error in crowd(site, options.people, 0, 0).errors:
                print(f"before the run: {error}")
            time.sleep(SETTLE)
            with Memory(site) as memory:
                before, alone = memory.now(), Times()
                for number in range(ALONE):
                    visit(site, number, alone)
                times = crowd(site, options.people, options.minutes, options.pause)
            time.sleep(SETTLE)
            after = memory.now()
        finally:
            site.stop()
    told(alone, times, options.people, (before, memory, after), options.minutes)


if __name__ == "__main__":
    main()
