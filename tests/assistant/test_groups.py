"""Findings as the items that every form of feedback shows."""

from __future__ import annotations

from assistant.check import check
from assistant.render.groups import grouped
from corpus.reading import read_text


def titles(text: str) -> list[str]:
    feedback = check(read_text(f"# Findings\n\n{text}", format="md"))
    return [item.title for group in grouped(feedback) for item in group.items]


def test_wordings_that_are_asked_the_same_are_named_together() -> None:
    text = "Agencies should promote awareness of the pathway. The partnership will keep raising awareness."
    assert "“promote awareness”, “raising awareness”" in titles(text)
    assert "“promote awareness”, “raising awareness” (3 times)" in titles(f"{text} Raising awareness matters.")


def test_one_wording_is_named_once_with_its_count() -> None:
    text = "We saw a lack of professional curiosity. Professional curiosity was lacking again."
    assert "“professional curiosity” (2 times)" in titles(text)
