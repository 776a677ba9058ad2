"""Findings as cards: grouped, most important first, long lists folded, each with what the author can do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assistant.feedback import Feedback, Passage, Span
from assistant.render.groups import Item, grouped, met, place_words
from corpus.document import Document
from ui.changes import keys
from ui.html import Html, cut, el, fold, join, name, plural, press
from ui.session import Mark
from ui.views.recommendations import table

KINDS = {"c": "criterion", "p": "question", "r": "recommendation", "i": "identifier", "n": "unchecked"}
SHOWN = 5
"""Cards of one kind shown before the rest are folded away."""
QUOTED = 320
TITLED = 90
"""Characters of a recommendation that stand in its card's title."""
PLACES = 2


def kind_of(item_id: str) -> str:
    """Which tab a finding belongs to."""
    return KINDS[item_id[0]]


def numbers(feedback: Feedback) -> dict[str, int]:
    """The number each finding that asks something carries, here and in the draft."""
    asked = [item.id for group in grouped(feedback) if group.id != "unchecked" for item in group.items]
    return {item_id: n for n, item_id in enumerate(asked, 1)}


def findings(document: Document, feedback: Feedback, marks: Mapping[str, Mark]) -> Html:
    """Every finding of a check."""
    known, numbered = keys(feedback), numbers(feedback)
    seen = {f"r-{n}": item.seen_before for n, item in enumerate(feedback.recommendations, 1)}
    first_passage = _passage_numbers(feedback)

    def cards(items: list[Item]) -> Html:
        made = [
            _card(
                document, item, numbered[item.id], marks.get(known.get(item.id, "")), seen.get(item.id, []),
                first_passage.get(item.id, 0),
            )
            for item in items
        ]  # fmt: skip
        rest = made[SHOWN:]
        return join(
            made[:SHOWN],
            fold(f"Show {len(rest)} more", rest) if rest else None,
        )

    sections = []
    for group in grouped(feedback):
        if not group.items:
            continue
        kinds = dict.fromkeys(kind_of(item.id) for item in group.items)
        parts = (
            _unchecked(group.items)
            if group.id == "unchecked"
            else [
                el(
                    "div",
                    cards([item for item in group.items if kind_of(item.id) == kind]),
                    data_kind=kind,
                    class_="kind",
                )
                for kind in kinds
            ]
        )
        sections.append(
            el(
                "section",
                el("h3", group.title, id=f"group-{group.id}"),
                el("p", group.about, class_="about"),
                parts,
                class_="group",
                aria_labelledby=f"group-{group.id}",
                data_group=group.id,
            )
        )
    if not any(group.items for group in grouped(feedback) if group.id != "unchecked"):
        sections.insert(0, el("p", "I found nothing to ask about in this text.", class_="empty"))
    heading = el("h2", "Findings", class_="sr")
    return join(heading, sections, _met(document, feedback), table(feedback), _none_of("question", feedback))


def _none_of(kind: str, feedback: Feedback) -> Html:
    """What each tab says when it would be empty."""
    said = {
        "criterion": (feedback.criteria, "No criteria were looked at."),
        "question": (feedback.phrases, "No worn phrases were found that leave a question open."),
        "recommendation": (feedback.recommendations, "No recommendations, actions or learning points were found."),
        "identifier": (
            feedback.identifiers,
            "No possible identifiers were found. That never means that the text is anonymous.",
        ),
    }
    return join(el("p", words, class_="empty", data_only=kind) for kind, (found, words) in said.items() if not found)


def _card(
    document: Document, item: Item, number: int, mark: Mark | None, seen: list[Passage], first_passage: int
) -> Html:
    title = item.title if kind_of(item.id) != "recommendation" else f"{item.title}: {cut(item.places[0].text, TITLED)}"
    body = join(
        el("p", item.why, class_="why") if item.why else None,
        _places(document, item),
        _questions(item),
        _seen(seen, first_passage),
        el("p", el("span", "Source: ", class_="lead"), item.source, class_="source") if item.source else None,
    )
    head = el(
        "div",
        el("span", el("span", "Finding ", class_="sr"), number, class_="number"),
        el("h4", name(title), id=f"title-{item.id}"),
        el("p", item.status, class_="status") if item.status else None,
        class_="head",
    )
    if mark is None:
        rest = join(body, _actions(item))
    else:
        words = "Marked as answered" if mark.verdict == "answered" else "Marked as not applicable"
        reason = join(": ", name(mark.reason)) if mark.reason else "."
        undo = press("Undo", "undo", item.id, f"Undo, finding {number}")
        rest = join(
            el("p", words, reason, " ", undo, class_="marked"),
            el("details", el("summary", "Show the finding"), body),
        )
    return el(
        "article", head, rest, id=f"finding-{item.id}", class_="finding", tabindex="-1",
        data_state=mark.verdict if mark else "open", aria_labelledby=f"title-{item.id}",
    )  # fmt: skip


def _unchecked(items: Iterable[Item]) -> list[Html]:
    """What was not looked at; criteria left out for one reason stand together under it."""
    general, reasons = [], dict[str, list[str]]()
    for item in items:
        if kind_of(item.id) == "criterion":
            reasons.setdefault(item.why, []).append(item.title)
        else:
            general.append(el("li", item.title))
    parts = [el("div", el("article", el("ul", general), class_="finding quiet"), class_="kind", data_kind="unchecked")]
    if reasons:
        left_out = (_left_out(why, titles) for why, titles in reasons.items())
        parts.append(el("div", left_out, class_="kind", data_kind="criterion"))
    return parts


def _left_out(why: str, titles: list[str]) -> Html:
    return el("article", el("p", why, class_="why"), el("ul", (el("li", title) for title in titles)),
              class_="finding quiet")  # fmt: skip


def _quote(document: Document, item_id: str, span: Span) -> Html:
    """The words found; a phrase or an identifier in the sentence that it stands in."""
    sentence = None
    if kind_of(item_id) in ("question", "identifier"):
        index = document.paragraph_at(span.start)
        around = document.sentences_of(index) if index is not None else ()
        sentence = next((item for item in around if item.start <= span.start and span.end <= item.end), None)
    if sentence is None or sentence.end - sentence.start > QUOTED:
        return name(cut(span.text, QUOTED))
    text = document.text
    return el("bdi", text[sentence.start : span.start], el("mark", span.text), text[span.end : sentence.end])


def _place(document: Document, item_id: str, index: int, span: Span) -> Html:
    where = place_words(span)
    titled = kind_of(item_id) == "recommendation" and cut(span.text, TITLED) == " ".join(span.text.split())
    return el(
        "figure",
        None if titled else el("blockquote", _quote(document, item_id, span)),
        el(
            "figcaption",
            el("span", name(where), class_="where") if where else None,
            el("button", "Show in the draft", type="button", data_show=item_id, data_place=index, class_="link"),
        ),
    )


def _places(document: Document, item: Item) -> Html:
    shown = [_place(document, item.id, n, span) for n, span in enumerate(item.places)]
    rest = shown[PLACES:]
    return join(
        shown[:PLACES],
        fold(plural(len(rest), "more place"), rest) if rest else None,
    )


def _questions(item: Item) -> Html | None:
    if not item.questions:
        return None
    return el(
        "div", el("h5", "Second question" if len(item.questions) == 1 else "Second questions"),
        el("ul", (el("li", question) for question in item.questions)), class_="questions",
    )  # fmt: skip


def _actions(item: Item) -> Html:
    # An identifier asks nothing that could be answered in words.
    discuss = kind_of(item.id) != "identifier"
    return el(
        "div",
        press("Answer it here", "discuss", item.id) if discuss else None,
        press("Mark as answered", "answered", item.id),
        el(
            "details",
            el("summary", "Does not apply"),
            el("label", "Why it does not apply", " ", el("input", type="text", maxlength=300, data_reason=item.id)),
            press("Save", "not_applicable", item.id),
            class_="reason",
        ),
        class_="actions",
    )


def _passage_numbers(feedback: Feedback) -> dict[str, int]:
    """Where each recommendation's earlier ones start in the list of passages that can be opened."""
    start, found = len(feedback.similar_learning), {}
    for n, item in enumerate(feedback.recommendations, 1):
        found[f"r-{n}"] = start
        start += len(item.seen_before)
    return found


def openable(feedback: Feedback) -> list[Passage]:
    """Every library passage that the feedback shows, in the order of the numbers on their buttons."""
    return [*feedback.similar_learning, *(passage for item in feedback.recommendations for passage in item.seen_before)]


def _seen(seen: list[Passage], first: int) -> Html | None:
    if not seen:
        return None
    items = (
        el(
            "li", name(f"{item.title} ({item.year or 'year not given'})"), " ",
            press("Open the passage", "similar", f"0-{first + n + 1}", f"Open the passage of {item.title}", "link"),
        )
        for n, item in enumerate(seen)
    )  # fmt: skip
    return el("div", el("h5", "Recommended before"), el("ul", items), class_="seen")


def _met(document: Document, feedback: Feedback) -> Html | None:
    found = met(feedback)
    if not found:
        return None
    cards = [
        el(
            "article", el("h4", item.title), el("p", item.why, class_="why"), _places(document, item),
            el("p", el("span", "Source: ", class_="lead"), item.source, class_="source"), class_="finding quiet",
        )
        for item in found
    ]  # fmt: skip
    return el(
        "section", el("h3", "Already there", id="group-met"),
        el("p", "What the guidance asks for and the draft has. Read the passage before relying on it.", class_="about"),
        fold(f"Show {plural(len(cards), 'criterion', 'criteria')}", cards),
        class_="group", data_kind="criterion", aria_labelledby="group-met",
    )  # fmt: skip
