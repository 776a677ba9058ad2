"""Worn phrases, and the second questions behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.feedback import PhraseFinding
    from corpus.document import Document

__all__ = ["find_phrases"]


def find_phrases(document: Document) -> list[PhraseFinding]:
    """Worn phrases of a draft with their unanswered second questions, most useful first.

    Repeats of one wording that leave the same questions open, and other wordings of the phrase that would be asked the
    same questions, are one finding with a `count`.
    """
    from assistant.phrases.findings import findings

    return findings(document)
