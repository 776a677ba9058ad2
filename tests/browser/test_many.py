"""Many people at once: each sees their own work, and what they leave behind is let go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.browser.site import Site
from tests.support.tab import Tab
from tests.ui.fake import DRAFT

PEOPLE = 20


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


def test_sixty_people_wait_in_line_and_all_are_served(site: Site) -> None:
    with ThreadPoolExecutor(60) as pool:
        shown = list(pool.map(lambda number: work(site, number), range(60)))
    assert len(shown) == 60
    assert all("Read as a whole rapid review" in text for _, text in shown)
