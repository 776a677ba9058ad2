"""Feedback as text, HTML and CSV: one order and one grouping for every form, and no score in any of them."""

from __future__ import annotations

from assistant.render.groups import Group, Item, grouped
from assistant.render.page import as_html
from assistant.render.table import as_csv
from assistant.render.words import as_text

__all__ = ["Group", "Item", "as_csv", "as_html", "as_text", "grouped"]
