"""What stands around the work: the head of the page, its views and tabs, what it says of itself, downloads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assistant.feedback import Feedback
from assistant.render.groups import grouped
from ui import words
from ui.changes import keys
from ui.html import Html, el, join, name, press
from ui.session import Mark
from ui.views.findings import kind_of

VIEWS = (("work", "Draft and questions"), ("library", "Library"), ("about", "About"))
# A question mark and, behind it, a second one.
_LOGO = Html(
    '<svg viewBox="0 0 32 32" width="30" height="30" aria-hidden="true" focusable="false">'
    '<g fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M14 11.2c.4-3 2.6-4.9 5.6-4.9 3.3 0 5.7 2.1 5.7 5.1 0 4.2-5.2 4.6-5.2 9" '
    'stroke-width="2.2" opacity=".45"/>'
    '<path d="M6.7 11.2c.4-3 2.6-4.9 5.6-4.9 3.3 0 5.7 2.1 5.7 5.1 0 4.2-5.2 4.6-5.2 9" stroke-width="2.8"/></g>'
    '<circle cx="12.8" cy="25.6" r="1.9" fill="currentColor"/>'
    '<circle cx="20.1" cy="25.6" r="1.6" fill="currentColor" opacity=".45"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the work: the panel it shows and, for findings, the kind it keeps to."""

    id: str
    title: str
    panel: str
    kind: str = ""


TABS = (
    Tab("talk", "Conversation", "talk"),
    Tab("draft", "Draft", "draft-panel"),
    Tab("all", "All findings", "findings-panel", "all"),
    Tab("criteria", "Criteria", "findings-panel", "criterion"),
    Tab("questions", "Second questions", "findings-panel", "question"),
    Tab("recommendations", "Recommendations", "findings-panel", "recommendation"),
    Tab("identifiers", "Identifiers", "findings-panel", "identifier"),
    Tab("similar", "Similar learning", "similar-panel"),
    Tab("sources", "Sources", "sources-panel"),
    Tab("downloads", "Downloads", "downloads-panel"),
)


def head(loopback: bool, model: bool = False) -> Html:
    """The top of the page: where one can jump to, its name, where the text goes, and its views."""
    place = "Works on this machine only" if loopback else "Works on this server only"
    place += ", unless you let a language model take part" if model else ""
    views = (
        el("button", title, type="button", data_view=view, aria_current="page" if view == "work" else None)
        for view, title in VIEWS
    )
    return el(
        "div",
        el("a", "Skip to the work", href="#workspace", class_="skip"),
        el("div", _LOGO, el("h1", words.TITLE), el("p", words.TAGLINE, class_="tagline"), class_="brand"),
        el("p", place, class_="place"),
        el("nav", views, aria_label="Views"),
        class_="top",
    )


def tabs(feedback: Feedback | None, marks: dict[str, Mark], sources: int, similar: int) -> Html:
    """The tabs of the work; each says how much is left to look at under it."""
    counts: Counter[str] = Counter()
    if feedback is not None:
        known = keys(feedback)
        for group in grouped(feedback):
            for item in group.items:
                if group.id != "unchecked" and known.get(item.id) not in marks:
                    counts[kind_of(item.id)] += 1
        counts["all"] = sum(counts.values())
    sizes = {"sources": sources, "similar": similar}

    def button(tab: Tab) -> Html:
        size = counts[tab.kind] if tab.kind else sizes.get(tab.id, 0)
        return el(
            "button", tab.title, el("span", " ", size, class_="count") if size else None, type="button", role="tab",
            id=f"tab-{tab.id}", data_tab=tab.id, data_panel=tab.panel, data_kind=tab.kind or None, tabindex="-1",
            aria_selected="false",
        )  # fmt: skip

    shown = TABS if feedback is not None else tuple(tab for tab in TABS if tab.id in ("talk", "sources"))
    return el(
        "div", (button(tab) for tab in shown), role="tablist", aria_label="What the conversation is about",
        data_draft="yes" if feedback is not None else "no", data_sources="yes" if sources else "no",
    )  # fmt: skip


MODES = (("check", "Check a draft"), ("ask", "Ask past reviews"), ("answer", "Answer"))


def modes() -> Html:
    """The three things that can be said in the conversation."""
    buttons = (
        el(
            "button",
            title,
            type="button",
            role="tab",
            id=f"mode-tab-{mode}",
            data_mode=mode,
            aria_selected="false",
            tabindex="-1",
        )
        for mode, title in MODES
    )
    return el("div", buttons, role="tablist", aria_label="What to say")


def live(text: str) -> Html:
    """What a screen reader is told as it happens."""
    return el("p", text, role="status", aria_live="polite", class_="sr")


def signal(number: int, **orders: str | None) -> Html:
    """Orders for the page's script; `number` makes each of them new. Never seen."""
    return el("div", data_number=number, **{f"data_{key}": value for key, value in orders.items()})


def ready(title: str, size: int) -> Html:
    """A file is in and can be checked."""
    megabytes = size / 1e6
    shown = f"{megabytes:.1f} MB" if megabytes >= 1 else f"{max(1, round(size / 1000)):,} KB"
    return el(
        "p", "Ready to check: ", el("strong", name(title)), f" ({shown}). ",
        press("Take it out", "drop", kind="link"), class_="ready",
    )  # fmt: skip


def answering(number: int | None, question: str) -> Html:
    """Which finding is being answered."""
    if number is None:
        return el("p", "Choose “Answer it here” on a finding, and its question comes here.", class_="about")
    return join(
        el("p", f"Finding {number}", class_="about"),
        el("p", el("strong", question)),
        el("p", "Answer in your own words. Nothing is added that you did not say.", class_="about"),
    )


def downloads(can_comment: bool, made: tuple[str, str] | None = None) -> Html:
    """What can be taken away; `made` is (address, file name) of a file just made."""
    forms = [
        (
            "comments",
            "Your Word file with comments in the margin",
            "Your text is not changed. Findings you have marked are left out.",
        ),
        ("report", "Feedback as a Word file", "Two pages to begin with, then the detail."),
        ("html", "Feedback as a web page", "Opens in any browser, with headings for a screen reader."),
        ("csv", "Findings as a table (CSV)", "For a tracker or a spreadsheet."),
    ]
    items = [
        el(
            "li",
            press(title, "export", kind),
            " ",
            el("span", about, class_="about"),
        )
        for kind, title, about in forms
        if kind != "comments" or can_comment
    ]
    note = None
    if not can_comment:
        note = el(
            "p", "Give the draft as a Word file (.docx) to get it back with comments in the margin.", class_="about"
        )
    return join(el("h2", "Downloads"), el("ul", items, class_="exports"), note, _made(made))


def _made(made: tuple[str, str] | None) -> Html | None:
    if made is None:
        return None
    address, title = made
    return el("p", "Ready: ", el("a", name(title), href=address, download=title, data_fetch=True), class_="made")


def templates(made: tuple[str, str] | None = None) -> Html:
    """Where to get an empty document to start from."""
    buttons = (
        press(title, "template", kind, kind="link")
        for kind, title in (("rapid_review", "Rapid review"), ("lcspr", "Local child safeguarding practice review"))
    )
    return join(
        el("p", "Starting from nothing? Take an empty Word file whose headings carry questions to think about: ",
           join(*(join(button, " ") for button in buttons)), class_="about"),
        _made(made),
    )  # fmt: skip


def about(loopback: bool, model: bool = False) -> Html:
    """What the page says of itself; `model` says whether a language model is set."""
    parts = [
        join(el("h3", title), (el("p", paragraph) for paragraph in paragraphs)) for title, paragraphs in words.ABOUT
    ]
    statement = [
        join(el("h4", title), el("ul", (el("li", item) for item in items))) for title, items in words.ACCESSIBILITY
    ]
    where = words.LOCAL if loopback else words.SERVER
    return join(
        el("h2", "About"), el("p", where), el("p", words.UNLESS) if model else None,
        el("p", words.CAUTION), el("p", words.NOT_LIVE, class_="caution"), parts,
        el("section", el("h3", "Accessibility statement", id="accessibility"), statement,
           aria_labelledby="accessibility"),
    )  # fmt: skip


def empty_draft() -> Html:
    """Where the draft will be."""
    return join(
        el("h2", "Your draft"), el("p", "The draft you check is shown here, with its findings marked.", class_="empty")
    )


def notes(lines: list[str]) -> Html:
    """What is worth knowing before choosing an edition."""
    return el("ul", (el("li", line) for line in lines), class_="about") if lines else join()
