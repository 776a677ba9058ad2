"""Feedback as one self-contained accessible HTML page: headings, lists, the draft with its findings marked."""

from __future__ import annotations

from functools import cache
from typing import Any

from assistant.feedback import Feedback, Span
from assistant.render.groups import TYPE_WORDS, Group, engine_words, grouped, met, place_words
from assistant.render.words import CAUTION, quoted
from corpus.document import Document


@cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("assistant.render", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(place=place_words, quoted=quoted, engine=engine_words)
    return environment.get_template("page.html.j2")


def marked(document: Document, groups: tuple[Group, ...]) -> list[tuple[str, str]]:
    """The draft cut into (text, item id) pieces; the id is "" outside findings, and the shorter of two that overlap."""
    spans: list[tuple[Span, str]] = [
        (span, item.id) for group in groups for item in group.items for span in item.places if span.end > span.start
    ]
    spans.sort(key=lambda pair: -(pair[0].end - pair[0].start))
    owner: list[str] = [""] * len(document.text)
    for span, name in spans:
        owner[span.start : span.end] = [name] * (span.end - span.start)
    pieces: list[tuple[str, str]] = []
    start = 0
    for index in range(1, len(owner) + 1):
        if index == len(owner) or owner[index] != owner[start]:
            pieces.append((document.text[start:index], owner[start]))
            start = index
    return pieces


def as_html(done: list[tuple[Feedback, Document]]) -> str:
    """One page for one or more drafts; everything from the drafts is escaped."""
    drafts = []
    for feedback, document in done:
        groups = grouped(feedback)
        drafts.append(
            {
                "feedback": feedback,
                "groups": groups,
                "met": met(feedback),
                "pieces": marked(document, groups),
                "type": TYPE_WORDS[feedback.document.type],
            }
        )
    return str(_template().render(drafts=drafts, caution=CAUTION))
