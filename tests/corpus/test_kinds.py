from __future__ import annotations

import pytest

from corpus.document import Document, Page
from corpus.kinds import KindRule, heading_kind, paragraph_kinds, rules
from corpus.reading import read_text


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_rule_takes_its_examples_and_leaves_its_counter_examples(rule: KindRule) -> None:
    assert rule.examples
    assert rule.counter
    for heading in rule.examples:
        assert heading_kind(heading) == rule.kind, f"False negative: {heading!r}"
    for heading in rule.counter:
        assert heading_kind(heading) != rule.kind, f"False positive: {heading!r}"


def _kinds(text: str) -> list[tuple[str, str]]:
    document = read_text(text, format="md")
    spans = zip(document.paragraphs, paragraph_kinds(document), strict=True)
    return [(document.text[p.start : p.end], kind) for p, kind in spans if p.kind != "heading"]


def test_section_takes_the_kind_of_the_heading_above_unless_its_own_says_otherwise() -> None:
    found = _kinds("# Findings\n\nOne.\n\n## Dentist\n\nTwo.\n\n## Good practice\n\nThree.\n\n# Life\n\nFour.\n")
    assert found == [("One.", "finding"), ("Two.", "finding"), ("Three.", "good_practice"), ("Four.", "narrative")]


def test_chapter_under_a_foreword_is_not_front_matter() -> None:
    assert _kinds("# Foreword\n\nOne.\n\n## Racism\n\nTwo.\n") == [("One.", "front_matter"), ("Two.", "narrative")]


def test_opening_words_outweigh_the_heading_for_their_paragraph_and_its_list() -> None:
    found = _kinds("# Findings\n\nWe recommend that:\n\n- the trust acts\n\nThe ward was busy.\n")
    assert [kind for _, kind in found] == ["recommendation", "recommendation", "finding"]


def test_roman_numbered_pages_are_front_matter() -> None:
    document = read_text("Thanks to all.\n\nHe was nine.")
    split = document.text.index("He")
    pages = (Page(1, "iv", 0, split), Page(2, "1", split, len(document.text)))
    paragraphs = tuple(
        type(p)(p.start, p.end, p.kind, p.section, 1 if p.start < split else 2) for p in document.paragraphs
    )
    paged = Document("a.pdf", "pdf", document.text, pages, (), paragraphs, document.sentences)
    assert paragraph_kinds(paged) == ["front_matter", "narrative"]
