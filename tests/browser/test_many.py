"""Many people at once: each sees their own work, and what they leave behind is let go."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from tests.browser.site import Site
from tests.support.tab import Tab
from tests.ui.fake import DRAFT

PEOPLE = 20
PATIENCE = 90.0


def work(site: Site, number: int) -> tuple[int, str]:
    """One person's morning; returns all that was ever shown to them."""
    mark = f"Canary-{number:02d}-{number * 7919}"
    with Tab(site.address) as tab:
        seen = [str(tab.check(DRAFT.replace("Child K", mark)))]
        seen.append(str(tab.fire("findings", "act", {}, {"act": "not_applicable", "id": "p-1", "text": mark})))
        seen.append(str(tab.ask(f"What about {mark}?")))
        seen.append(str(tab.check(DRAFT.replace("Child K", mark).replace("hard to reach", "seldom in"))))
    return number, "\n".join(seen)


def test_twenty_people_at_once_see_only_their_own_drafts(site: Site) -> None:
    with ThreadPoolExecutor(PEOPLE) as pool:
        shown = dict(pool.map(lambda number: work(site, number), range(PEOPLE)))
    for number, text in shown.items():
        assert f"Canary-{number:02d}-" in text
        assert "No longer asked: <bdi>“hard to reach”" in text
        assert "Marked as not applicable" in text
        others = [other for other in range(PEOPLE) if other != number and f"Canary-{other:02d}-" in text]
        assert not others
    assert "Canary" not in site.said()
    assert not [path for path in site.files() if "sessions" in path.parts]


def test_sixty_people_wait_in_line_with_their_place_and_all_are_served(site: Site) -> None:
    tabs: list[Tab] = []

    def wait(_number: int) -> str:
        with Tab(site.address) as tab:
            tabs.append(tab)
            return str(tab.check(DRAFT))

    site.hold()
    with ThreadPoolExecutor(60) as pool:
        shown = [pool.submit(wait, number) for number in range(60)]
        until = time.monotonic() + PATIENCE
        while sum(bool(tab.places) for tab in tabs) < 58 and time.monotonic() < until:
            time.sleep(0.1)
        site.release()
    assert sorted(tab.places[0] for tab in tabs if tab.places) == list(range(1, 59))
    assert all("Read as a whole rapid review" in text.result() for text in shown)
