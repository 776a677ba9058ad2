"""Findings as CSV: one row a finding, for a tracker or a spreadsheet."""

from __future__ import annotations

import csv
import io

from assistant.feedback import Feedback
from assistant.render.groups import grouped, place_words

COLUMNS = ("draft", "group", "finding", "status", "quote", "where", "why", "questions", "source", "engine")
# A spreadsheet runs a cell that opens with one of these as a formula; drafts are not trusted to hold none.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_csv(feedbacks: list[Feedback]) -> str:
    """Rows of COLUMNS for one or more drafts, UTF-8 text with a header."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for feedback in feedbacks:
        for group in grouped(feedback):
            for item in group.items:
                first = item.places[0] if item.places else None
                row = (
                    feedback.document.name, group.title, item.title, item.status,
                    " ".join(first.text.split()) if first else "", place_words(first) if first else "",
                    item.why, "\n".join(item.questions), item.source,
                    feedback.document.engine,
                )  # fmt: skip
                writer.writerow([_safe(cell) for cell in row])
    return out.getvalue()
