"""Feedback as plain text for a terminal or an e-mail to oneself."""

from __future__ import annotations

import textwrap

from assistant.feedback import Feedback, Span
from assistant.render.groups import TYPE_WORDS, Item, engine_words, grouped, met, place_words

WIDTH = 96
CAUTION = "A prompt for your judgement, not a verdict. Not for live concerns about a child."


def _wrapped(text: str, indent: str, first: str | None = None) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=first or indent, subsequent_indent=indent)


def quoted(span: Span, most: int = 160) -> str:
    """The span's words in quotation marks, cut at a word where long."""
    words = " ".join(span.text.split())
    return f"“{words if len(words) <= most else words[:most].rsplit(' ', 1)[0] + ' …'}”"


def _item(item: Item) -> list[str]:
    status = f"{item.status}: " if item.status else ""
    lines = [_wrapped(f"{status}{item.title}", "    ", "  - ")]
    if item.why:
        lines.append(_wrapped(item.why, "    "))
    for span in item.places[:2]:
        where = place_words(span)
        lines.append(_wrapped(quoted(span) + (f" ({where})" if where else ""), "      ", "    > "))
    lines += [_wrapped(question, "      ", "    ? ") for question in item.questions]
    if item.source:
        lines.append(_wrapped(f"[{item.source}]", "    "))
    return lines


def as_text(feedback: Feedback) -> str:
    """The whole feedback, most important first."""
    info = feedback.document
    part = "a section of a" if info.scope == "section" else "a whole"
    lines = [
        info.name,
        "=" * min(len(info.name), WIDTH),
        _wrapped(
            f"Read as {part} {TYPE_WORDS[info.type]}, {info.words} words, against {info.guidance}, by "
            f"{engine_words(info.engine)}. {CAUTION}",
            "",
        ),
    ]
    lines += [_wrapped(warning, "  ", "! ") for warning in feedback.warnings]
    for group in grouped(feedback):
        if not group.items:
            continue
        lines += ["", group.title, "-" * len(group.title), _wrapped(group.about, "")]
        for item in group.items:
            lines += _item(item)
    found = met(feedback)
    if found:
        lines += ["", "Met", "---", _wrapped("; ".join(item.title for item in found) + ".", "")]
    if feedback.similar_learning:
        lines += ["", "Similar past learning", "---------------------"]
        for passage in feedback.similar_learning:
            page = f", page {passage.page_label or passage.page}" if passage.page else ""
            lines.append(_wrapped(f"{passage.title} ({passage.year or 'year not given'}){page}", "    ", "  - "))
            lines.append(_wrapped(quoted(Span(start=0, end=0, text=passage.text), 240), "      ", "    > "))
    return "\n".join(lines) + "\n"
