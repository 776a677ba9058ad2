"""Turn offsets into the spans that findings carry."""

from __future__ import annotations

from assistant.feedback import Span
from corpus.document import Document


def span_fields(document: Document, start: int, end: int) -> dict[str, object]:
    """The fields of a span from `start` to `end`: its text, page number and section title."""
    page = document.page_at(start)
    paragraph = document.paragraph_at(start)
    return {
        "start": start,
        "end": end,
        "text": document.slice(start, end),
        "page": page.number if page else None,
        "section": document.section_title(paragraph) if paragraph is not None else None,
    }


def span_of(document: Document, start: int, end: int) -> Span:
    """The span from `start` to `end` of a document."""
    return Span.model_validate(span_fields(document, start, end))
