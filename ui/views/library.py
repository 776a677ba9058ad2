"""The library as a list that can be filtered, an overview in bars with their numbers, and what adding files came to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ui import words
from ui.html import Html, el, join, name, outside_link, plural, press

if TYPE_CHECKING:
    from corpus.records import Review
    from corpus.reports import IndexReport
    from ui.engine import Verified

COLUMNS = ("Review", "Year", "Type", "Age", "Incident", "Themes")
PAGE = 20
TYPES = {"rapid_review": "Rapid review", "lcspr": "LCSPR", "scr": "Serious case review"}
AGES = {value: label for label, value in words.AGE_GROUPS}
INCIDENTS = {value: label for label, value in words.INCIDENTS}
STATUSES = {
    "added": "added",
    "updated": "brought up to date",
    "details": "details brought up to date",
    "unchanged": "already there",
    "left aside": "left aside",
    "failed": "not added",
}


def listing(reviews: list[Review], total: int, shown: int, search: str, removing: str | None, chosen: str = "") -> Html:
    """Reviews as a table, `shown` at a time.

    `removing` is the id of one whose removal waits to be confirmed; `chosen` says which count of the overview the list
    was narrowed to, "" for none.
    """
    if not total:
        return el("p", "The library is empty. Add files under “Add reviews”.", class_="empty")
    if not reviews:
        return el("p", "No review fits these filters. Take one away, or search for other words.", class_="empty")
    told = plural(total, "review") if len(reviews) == total else f"{len(reviews):,} of {plural(total, 'review')}"
    searched = join(" with “", name(search), "”") if search else None
    head = el(
        "tr", (el("th", title or el("span", "What you can do", class_="sr"), scope="col") for title in (*COLUMNS, ""))
    )
    rows = (_row(review, removing == review.id) for review in reviews[:shown])
    more = len(reviews) - shown
    return join(
        el("p", told, searched, join(": ", name(chosen)) if chosen else None, ".", class_="about", id="library-count"),
        press("Show all again", "all", kind="link") if chosen else None,
        el("div", el("table", el("thead", head), el("tbody", rows), class_="reviews stacks"), class_="table",
           tabindex="0", role="region", aria_labelledby="library-count"),
        press(f"Show {min(more, PAGE)} more", "more") if more > 0 else None,
    )  # fmt: skip


def _row(review: Review, removing: bool) -> Html:
    kind = TYPES.get(review.review_type or "", review.review_type or "–")
    pages = plural(review.pages, "page") if review.pages else ""
    about = ", ".join(part for part in (review.partnership or "", pages) if part)
    if removing:
        yes, keep = press("Yes, remove", "confirm", review.id), press("Keep", "keep", review.id)
        acts = el("span", "Remove it? ", yes, " ", keep, class_="confirm")
    else:
        read = press("Read", "read", review.id, f"Read {review.title}")
        acts = join(read, " ", press("Remove", "remove", review.id, f"Remove {review.title}"))
    cells = (
        review.year or "–",
        name(kind),
        name(AGES.get(review.age_group or "", review.age_group or "–")),
        name(INCIDENTS.get(review.incident or "", review.incident or "–")),
        name("; ".join(review.themes) or "–"),
    )
    labelled = zip(COLUMNS[1:], cells, strict=True)
    title = outside_link(review.url, review.title) if review.url else name(review.title)
    return el(
        "tr",
        el("th", title, el("span", name(about), class_="about") if about else None, scope="row"),
        (el("td", cell, data_label=label) for label, cell in labelled),
        el("td", acts, class_="acts"),
    )


def added(report: IndexReport) -> Html:
    """What became of each file."""
    items = (
        el("li", name(outcome.file), ": ", STATUSES.get(outcome.status, outcome.status),
           f" ({plural(outcome.passages, 'passage')})" if outcome.passages else None,
           join(". ", outcome.reason) if outcome.reason else None)
        for outcome in report.outcomes
    )  # fmt: skip
    return join(
        el("p", report.summary(), class_="about"),
        el("ul", items, class_="outcomes"),
        (el("p", warning, class_="caution") for warning in report.warnings),
    )


def incoming(names: Iterable[str]) -> Html:
    """Files that wait to be added."""
    items = [el("li", name(item)) for item in names]
    if not items:
        return el("p", "No files chosen yet.", class_="about")
    return join(
        el("p", f"{plural(len(items), 'file')} ready to add:"),
        el("ul", items),
        press("Take them out", "forget", kind="link"),
    )


def adding(step: str) -> Html:
    """Progress of adding files."""
    return el(
        "div", el("p", f"{step or 'Starting'} …"), el("div", class_="bar"),
        press("Stop", "stop"), class_="working",
    )  # fmt: skip


def verified(result: Verified) -> Html:
    """What comparing the library with itself found."""
    lines = [el("p", line) for line in result.text.splitlines() if line.strip()]
    repair = None if result.sound else press("Put it right", "repair")
    return join(lines, repair)
