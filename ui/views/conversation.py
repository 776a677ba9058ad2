"""The conversation: what the person did and what the assistant said to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from assistant.render.groups import TYPE_WORDS, engine_words, grouped
from corpus.errors import UserError
from ui import words
from ui.html import Html, cut, el, fold, join, name, plural, press
from ui.views.findings import numbers

if TYPE_CHECKING:
    from assistant.dialogue import Reply
    from assistant.feedback import Feedback
    from ui.changes import Changes
    from ui.engine import Options

NAMED = 6
"""Findings or changes named one by one in the conversation; the rest are counted."""
FIRST = 3


def turn(who: str, *children: object) -> Html:
    """One turn; `who` is "you" or "tool"."""
    said = "You" if who == "you" else "Second question"
    return el("li", el("h3", said, class_="who"), el("div", *children, class_="said"), class_=f"turn {who}")


def log(turns: Iterable[Html], working: Html | None = None) -> Html:
    """The whole conversation."""
    heading = el("h2", "Conversation", class_="sr", id="log-heading")
    return join(heading, el("ol", turns, working, class_="log", aria_labelledby="log-heading"))


def welcome(reviews: int | None, loopback: bool, model: bool = False) -> Html:
    """What the conversation opens with; `model` says whether a language model is set."""
    where = words.LOCAL if loopback else words.SERVER
    library = (
        "There is no library of past reviews yet: add some under Library."
        if not reviews
        else f"The library holds {plural(reviews, 'review')} to ask about."
    )
    suggestions = (el("li", press(text, "suggest", n, kind="suggestion")) for n, text in enumerate(words.SUGGESTIONS))
    return turn(
        "tool",
        el("p", "Give me a draft review, or a section of one, and I will ask about what it leaves open. Or ask me what "
           "earlier reviews found."),
        el("p", library),
        el("ul", suggestions, class_="suggestions") if reviews else None,
        el("p", where, f" {words.UNLESS}" if model else "", " ", words.CAUTION, class_="about"),
        el("p", words.NOT_LIVE, class_="caution"),
    )  # fmt: skip


def progress_words(step: str, place: int) -> str:
    """What is being done now, or the place in the line."""
    if place:
        return f"Waiting for others to finish: you are number {place} in line."
    return f"{step or 'Starting'} …"


def working(step: str, place: int) -> Html:
    """What is being done now, and a way to stop it."""
    said = progress_words(step, place)
    return el(
        "li",
        el("h3", "Second question", class_="who"),
        el(
            "div",
            el("p", said),
            el("div", class_="bar"),
            press("Stop", "stop"),
            class_="said",
        ),
        class_="turn tool working",
    )


def stopped(what: str) -> Html:
    """After a stop."""
    return turn("tool", el("p", f"Stopped. {what}"))


def problem(error: UserError) -> Html:
    """Something the person can put right: what happened, and what to do."""
    return turn(
        "tool",
        el("p", el("strong", "That did not work. "), f"{error.what}."),
        el("p", f"{error.fix}.") if error.fix else None,
    )


def fault() -> Html:
    """Something that is our fault; says nothing of the draft."""
    return turn(
        "tool",
        el("p", el("strong", "Something went wrong in the program. "), "Your draft is still here. Try again, and if it "
           "happens again report what you did, without the text."),
    )  # fmt: skip


def draft_given(title: str, again: bool) -> Html:
    """The person gave a draft."""
    return turn("you", el("p", "Check again: " if again else "Check: ", el("strong", name(cut(title, 80)))))


def asked(question: str) -> Html:
    """The person asked or answered something."""
    return turn("you", (el("p", line) for line in question.splitlines() if line.strip()))


def checked(
    feedback: Feedback,
    options: Options,
    edition: str,
    changed: Changes | None,
    can_comment: bool,
    no_review: str | None = None,
    said_before: Collection[str] = (),
) -> Html:
    """What a check came to, in words: how the draft was taken, what is there, where to start, what changed.

    `no_review` says why the text does not read as a review; `said_before` are warnings of the check before this one,
    which are not said twice.
    """
    info = feedback.document
    part = "a section of a" if info.scope == "section" else "a whole"
    taken = f"Read as {part} {TYPE_WORDS[info.type]}, held against {edition}"
    taken += "." if info.engine == "builtin" else f", by {engine_words(info.engine)}."
    if options.draft_type == "auto" or options.scope == "auto":
        taken += " I worked that out from the text: change it under “How to read it” if it is wrong."
    own = "You can take this back as comments in the margin of your own Word file: see Downloads."
    warnings = [words for words in feedback.warnings if words != no_review and words not in said_before]
    return turn(
        "tool",
        el("p", el("strong", no_review), class_="caution") if no_review else None,
        el("p", taken),
        _counts(feedback),
        _first(feedback),
        _changed(changed) if changed is not None else None,
        _notes(warnings),
        el("p", own, class_="about") if can_comment else None,
    )


def _first(feedback: Feedback) -> Html | None:
    """The findings to begin with, each leading to its card."""
    numbered = numbers(feedback)
    items = [item for group in grouped(feedback) if group.id != "unchecked" for item in group.items][:FIRST]
    if not items:
        return None
    starts = (
        el("button", f"{numbered[item.id]}. {cut(item.title, 70)}", type="button", data_find=item.id, class_="link")
        for item in items
    )
    return join(el("p", "A place to start:"), el("ol", (el("li", start) for start in starts), class_="starts"))


def _notes(warnings: list[str]) -> Html | None:
    if not warnings:
        return None
    items = (el("li", warning) for warning in warnings)
    return el("div", el("p", el("strong", "Please note")), el("ul", items), class_="notes")


def _counts(feedback: Feedback) -> Html:
    summary = feedback.summary
    looked = summary.met + summary.partial + summary.missing
    said = []
    if looked == 1:
        how = "is there" if summary.met else "is there in part" if summary.partial else "was not found"
        said.append(f"One thing was looked for, and it {how}.")
    elif looked:
        there = {0: "none is there yet", 1: "1 is there"}.get(summary.met, f"{summary.met} are there")
        parts = [there, f"{summary.partial} in part" if summary.partial else "",
                 f"{summary.missing} not found" if summary.missing else ""]  # fmt: skip
        said.append(f"Of {plural(looked, 'thing')} looked for, {_listed([part for part in parts if part])}.")
    counts = [
        plural(len(feedback.phrases), "worn phrase") if feedback.phrases else "",
        plural(len(feedback.recommendations), "recommendation or learning point", "recommendations and learning points")
        if feedback.recommendations else "",
        plural(len(feedback.identifiers), "possible identifier") if feedback.identifiers else "",
    ]  # fmt: skip
    found = [count for count in counts if count]
    if found:
        said.append(f"Also {_listed(found)}.")
    return el("p", " ".join(said) or "I found nothing to ask about. That does not mean that it is good or complete.")


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def _changed(changed: Changes) -> Html:
    if not changed:
        return el("p", el("strong", "Since the last check"), ": nothing has changed in what I would ask.")
    items = [
        *(join(name(move.title), f": was {move.was.lower()}, now {move.now.lower()}") for move in changed.moved),
        *(join("No longer asked: ", name(cut(title, 90))) for title in changed.settled),
        *(join("New: ", name(cut(title, 90))) for title in changed.new),
    ]
    rest = items[NAMED:]
    return el(
        "div",
        el("p", el("strong", "Since the last check")),
        el("ul", (el("li", item) for item in items[:NAMED])),
        fold(f"Show {len(rest)} more", el("ul", (el("li", item) for item in rest))) if rest else None,
        class_="changes",
    )


def talk_started(number: int, title: str, question: str) -> Html:
    """A dialogue about a finding begins."""
    return turn("tool", el("p", f"Finding {number}: ", name(cut(title, 90))), el("p", el("strong", question)))


def replied(reply: Reply, item: str) -> Html:
    """What the assistant says to an answer about a finding."""
    suggestion = None
    if reply.suggestion:
        plain = "".join(text for text, _ in reply.suggestion)
        suggestion = el(
            "div",
            el("p", "Your words, where they could go:"),
            el("blockquote", (el("ins", text) if yours else text for text, yours in reply.suggestion)),
            el("button", "Copy the paragraph", type="button", data_copy=plain, class_="link"),
            class_="suggested",
        )
    # What the reply says in its own sentence is not said again in a list.
    settled = [part for part in reply.settled if part not in reply.text]
    still_open = [part for part in reply.still_open if part not in reply.text]
    return turn(
        "tool",
        el("p", reply.text),
        el("p", f"Settled: {'; '.join(settled)}.") if settled else None,
        el("p", f"Still open: {'; '.join(still_open)}.") if still_open else None,
        suggestion,
        el("p", el("strong", reply.question)) if reply.question else None,
        (el("p", note, class_="about") for note in reply.notes),
        el("p", press("Mark the finding as answered", "answered", item, kind="link"))
        if reply.settled and not reply.still_open
        else None,
    )
