"""Answers about past learning: points with numbered citations, their sources, and a source opened on its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ui.html import Html, cut, el, join, name, outside_link, plural, press

if TYPE_CHECKING:
    from assistant.answers import Answer, Citation, SearchResult
    from assistant.feedback import Passage
    from ui.engine import PageView

QUOTED = 360
Opened = tuple[int, "PageView", str | None]
"""The number of a source, its page, and the address of its PDF."""
_MARKER = re.compile(r"\[(\d{1,3})\]")


def page_words(page: int | None, label: str | None, pages: int | None = None) -> str:
    """ "page 6", or "page 9 of 20, printed as iv" where the printed number differs; "" where there are no pages."""
    if page is None:
        return ""
    words = f"page {page}" + (f" of {pages}" if pages else "")
    return words if label in (None, "", str(page)) else f"{words}, printed as {label}"


def _cited(line: str, known: set[int], entry: int) -> Html:
    """A line of an answer with its markers as buttons; a marker without a citation stays plain text."""
    parts: list[object] = []
    at = 0
    for found in _MARKER.finditer(line):
        n = int(found.group(1))
        parts.append(line[at : found.start()])
        if n in known:
            parts.append(
                el("button", n, type="button", class_="cite", data_act="cite", data_id=f"{entry}-{n}",
                   aria_label=f"Open source {n}")
            )  # fmt: skip
        else:
            parts.append(found.group())
        at = found.end()
    return join(parts, line[at:])


def answer_turn(answer: Answer, entry: int) -> Html:
    """An answer in the conversation; `entry` is its number among the questions asked."""
    known = {item.n for item in answer.citations}
    blocks: list[Html] = []
    points: list[Html] = []

    def close() -> None:
        if points:
            blocks.append(el("ul", list(points)))
            points.clear()

    for line in answer.answer.splitlines():
        bare = line.strip()
        if not bare:
            close()
        elif bare.startswith(("- ", "* ", "• ")):
            points.append(el("li", _cited(bare[2:], known, entry)))
        else:
            close()
            blocks.append(el("p", _cited(bare, known, entry), class_="point-heading" if bare.endswith(":") else None))
    close()
    reviews = len({item.review_id for item in answer.citations})
    support = f"Drawn from {plural(reviews, 'review')}. Choose a number to read the passage on its page."
    return join(
        blocks,
        el("p", support, class_="about") if reviews else None,
        (el("p", caution, class_="caution") for caution in answer.cautions),
        _dropped(answer.dropped_citations),
    )


def _dropped(count: int) -> Html | None:
    if not count:
        return None
    return el("p", f"{plural(count, 'quote')} left out: not found on the page it was cited to.", class_="caution")


def search_turn(result: SearchResult) -> Html:
    """A list of passages in the conversation."""
    if not result.results:
        return el("p", "Nothing in the library on that. Try fewer or other words, or take a filter away.")
    return el("p", f"{plural(len(result.results), 'passage')} found, best first. They are under Sources.")


def _heading(title: str, partnership: str | None, year: int | None) -> Html:
    rest = ", ".join(str(part) for part in (partnership, year or "year not given") if part)
    return join(name(title), el("span", f" {rest}", class_="about"))


def _source(
    number: int, item: Citation | Passage, quote: str, act: str, entry: int, opened: Html | None, why: str | None = None
) -> Html:
    where = ", ".join(part for part in (page_words(item.page, item.page_label), item.section or "") if part)
    return el(
        "li",
        el("h3", el("span", number, class_="number"), _heading(item.title, item.partnership, item.year)),
        el("p", name(why), class_="why") if why else None,
        el("blockquote", name(cut(quote, QUOTED))),
        el(
            "p",
            el("span", name(where), class_="where") if where else None,
            el("button", "Read it on its page" if item.page else "Read it in context", type="button", data_act=act,
               data_id=f"{entry}-{number}", class_="link", aria_label=f"Read source {number} on its page"),
            outside_link(item.url, "Where it was published") if item.url else None,
            class_="source-actions",
        ),
        opened,
        class_="source-card", id=f"source-{act}-{number}",
    )  # fmt: skip


def sources(asked: Answer | SearchResult | None, entry: int, opened: Opened | None = None) -> Html:
    """The sources of an answer, or the passages of a search; `entry` is its number among the questions asked."""
    heading = el("h2", "Sources", id="sources-heading")
    if asked is None:
        return join(
            heading, el("p", "Ask about past reviews, and what the answer rests on is shown here.", class_="empty")
        )
    if asked.schema_ == "second-question/search/1":
        items = [
            _source(n, item, item.text, "cite", entry, _opened(opened, n, "cite"))
            for n, item in enumerate(asked.results, 1)
        ]
        about = join("Passages for “", name(cut(asked.query, 120)), "”, best first.") if items else "Nothing was found."
    else:
        items = [
            _source(item.n, item, item.quote, "cite", entry, _opened(opened, item.n, "cite"))
            for item in asked.citations
        ]
        about = "Each quote was looked up on its page before it was shown." if items else "There is nothing to cite."
    return join(heading, el("p", about, class_="about"), el("ol", items, class_="sources") if items else None)


def similar(passages: list[Passage], shown: int, opened: Opened | None = None) -> Html:
    """Passages of other reviews close to the draft: the first `shown` are listed, any may be opened by its number."""
    heading = el("h2", "Similar learning", id="similar-heading")
    extra = _opened(opened, opened[0], "similar") if opened is not None and opened[0] > shown else None
    if not shown and extra is None:
        return join(heading, el("p", "Nothing in the library comes close to this draft.", class_="empty"))
    cards = [
        _source(n, item, item.text, "similar", 0, _opened(opened, n, "similar"), item.why)
        for n, item in enumerate(passages[:shown], 1)
    ]
    about = "What other reviews say near to this. Reviews are about hard cases, not about usual practice."
    return join(heading, el("p", about, class_="about"), extra, el("ol", cards, class_="sources"))


def _opened(opened: Opened | None, number: int, act: str) -> Html | None:
    if opened is None or opened[0] != number:
        return None
    return page_view(opened[1], opened[2], f"{act}-{number}")


def page_view(view: PageView, pdf: str | None = None, source: str | None = None) -> Html:
    """A page of a review with the quote marked in it.

    `pdf` is the address of the file itself; `source` names the source that it was opened from, to go back to.
    """
    place = page_words(view.page, view.label, view.pages) or "the whole text"
    text = view.text
    if view.end > view.start:
        parts: object = (
            text[: view.start],
            el("mark", text[view.start : view.end], id="opened-quote"),
            text[view.end :],
        )
    else:
        parts = text
    return el(
        "section",
        el("h4", name(view.title), f", {place}", id="opened-heading", tabindex="-1"),
        el("div", parts, class_="page-text", tabindex="0", role="region", aria_label=f"Text of {place}"),
        el("p", _pdf(pdf, view.page), press("Close", "close", source, kind="link"),
           class_="source-actions"),
        class_="opened", aria_labelledby="opened-heading",
    )  # fmt: skip


def _pdf(address: str | None, page: int | None) -> Html | None:
    if address is None:
        return None
    words = f"Open the PDF at page {page}" if page else "Open the PDF"
    return el(
        "a", words, el("span", " (opens in a new tab)", class_="sr"), href=f"{address}#page={page or 1}",
        target="_blank", rel="noopener", class_="outside",
    )  # fmt: skip
