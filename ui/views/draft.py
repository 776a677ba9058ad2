"""The draft with its findings marked in it: each marked stretch knows its findings, each number leads to its card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.feedback import Feedback
from assistant.render.groups import grouped, met
from corpus.document import Document, Paragraph
from ui.html import Html, el, join, name, plural
from ui.views.findings import kind_of, numbers

FILTERS = (
    ("question", "Phrases"),
    ("recommendation", "Recommendations"),
    ("identifier", "Identifiers"),
    ("criterion", "Evidence"),
)
# Marks of emphasis, left out of what is shown of a Markdown draft; its text and offsets keep them.
_EMPHASIS = re.compile(r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])")
# Pasted text that has one of these was written as Markdown.
_MARKED = re.compile(r"\*\*[^*\n]+\*\*|^#{1,4} ", re.MULTILINE)
SHOWN_AT_FIRST = frozenset({"question", "recommendation", "identifier"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the draft that a finding is about; `place` counts the finding's places, `number` is on its card."""

    start: int
    end: int
    item: str
    place: int
    number: int | None
    title: str

    @property
    def kind(self) -> str:
        """Which kind of finding."""
        return kind_of(self.item)


def marks_of(feedback: Feedback) -> list[Mark]:
    """Every place of every finding, in the order of the draft."""
    numbered = numbers(feedback)
    items = [item for group in grouped(feedback) for item in group.items] + list(met(feedback))
    found = [
        Mark(span.start, span.end, item.id, n, numbered.get(item.id), item.title)
        for item in items
        for n, span in enumerate(item.places)
        if span.end > span.start
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def draft(document: Document, feedback: Feedback) -> Html:
    """The whole draft, marked."""
    boxes = (
        el("label", el("input", type="checkbox", checked=kind in SHOWN_AT_FIRST, data_marks=kind), " ", words,
           class_=f"key key-{kind}")
        for kind, words in FILTERS
    )  # fmt: skip
    tools = el("fieldset", el("legend", "Mark"), boxes, class_="marks")
    lines = plural(document.words, "word") + (f", {plural(len(document.pages), 'page')}" if document.pages else "")
    return join(
        el("h2", "Your draft"),
        el("p", name(document.name), ", ", lines, class_="about"),
        tools,
        el("div", _blocks(document, marks_of(feedback)), class_="paper", tabindex="0", role="region",
           aria_label="Text of the draft"),
    )  # fmt: skip


def _blocks(document: Document, marks: list[Mark]) -> Iterator[Html]:
    page = None
    ahead = 0
    active: list[Mark] = []
    markdown = document.format == "md" or (document.format == "text" and _MARKED.search(document.text) is not None)
    for paragraph in document.paragraphs:
        if paragraph.kind == "furniture":
            continue
        if paragraph.page is not None and paragraph.page != page:
            page = paragraph.page
            yield el("p", f"Page {page}", class_="page")
        while ahead < len(marks) and marks[ahead].start < paragraph.end:
            active.append(marks[ahead])
            ahead += 1
        active = [mark for mark in active if mark.end > paragraph.start]
        yield _block(document, paragraph, _text(document, paragraph, active, markdown))


def _block(document: Document, paragraph: Paragraph, content: Html) -> Html:
    if paragraph.kind == "heading":
        level = 1
        if paragraph.section is not None:
            level = document.sections[paragraph.section].level
        return el("p", content, class_=f"heading level-{min(level, 3)}", role="heading", aria_level=min(level + 2, 6))
    if paragraph.kind == "list_item":
        return el("p", el("span", paragraph.marker or "•", class_="marker"), el("span", content), class_="item")
    if paragraph.kind == "quote":
        return el("blockquote", content)
    return el("p", content, class_=None if paragraph.kind == "text" else paragraph.kind.replace("_", "-"))


def _text(document: Document, paragraph: Paragraph, marks: list[Mark], markdown: bool) -> Html:
    """A paragraph cut wherever a mark starts or ends."""
    start, end = paragraph.start, paragraph.end
    cuts = sorted({start, end, *(edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)})
    return join(
        _piece(
            document.text[left:right],
            left,
            paragraph,
            [mark for mark in marks if mark.start < right and mark.end > left],
            markdown,
        )
        for left, right in pairwise(cuts)
    )


def _piece(text: str, left: int, paragraph: Paragraph, marks: list[Mark], markdown: bool) -> Html:
    plain = _EMPHASIS.sub("", text) if markdown else text
    if not marks:
        return join(plain)
    kinds = " ".join(dict.fromkeys(f"k-{mark.kind}" for mark in marks))
    begun = [
        mark
        for mark in marks
        if mark.number is not None and mark.kind != "criterion" and max(mark.start, paragraph.start) == left
    ]
    numbers_ = (
        el("button", mark.number, type="button", class_=f"ref k-{mark.kind}", data_find=mark.item,
           aria_label=f"Finding {mark.number}: {mark.title}")
        for mark in begun
    )  # fmt: skip
    covered = " ".join(f"{mark.item}:{mark.place}" for mark in marks)
    return join(numbers_, el("mark", plain, class_=kinds, data_f=covered))
