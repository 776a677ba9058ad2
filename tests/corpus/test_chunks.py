from __future__ import annotations

from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.chunks import MOST_TOKENS, MOST_WORDS, make_chunks
from corpus.document import Document, Page, Paragraph, ParagraphKind, Sentence
from corpus.embedding import get_embedder
from corpus.reading import read_text

WORDS = st.sampled_from(
    ["the", "visitor", "safeguarding", "did", "not", "ask", "methadone", "about", "14:30", "hypercholesterolaemia"]
)
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=260).map(" ".join)
HEADING = st.sampled_from(["# Findings", "## Recommendations", "## The dentist", "# References"])


def _cheap(text: str) -> int:
    return 2 + sum(1 + len(word) // 5 for word in text.split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(HEADING, PARAGRAPH), min_size=1, max_size=12))
def test_every_word_of_the_content_is_in_one_chunk_and_none_is_too_long(blocks: list[str]) -> None:
    document = read_text("\n\n".join(blocks), format="md")
    chunks = make_chunks(document, _cheap)
    owners = [0] * len(document.text)
    for chunk in chunks:
        assert document.text[chunk.start : chunk.end] == chunk.text
        assert len(chunk.text.split()) <= MOST_WORDS
        assert _cheap(chunk.text) <= MOST_TOKENS
        assert all(0 <= start < end <= len(chunk.text) for start, end in chunk.sentences)
        for at in range(chunk.start, chunk.end):
            owners[at] += 1
    assert max(owners, default=0) <= 1
    for paragraph in document.paragraphs:
        for at in range(paragraph.start, paragraph.end):
            assert paragraph.kind == "heading" or owners[at] or document.text[at].isspace()


def test_long_paragraph_is_cut_between_sentences() -> None:
    text = " ".join(f"Visit {number} found the children in the kitchen with nothing to eat." for number in range(40))
    chunks = make_chunks(read_text(text), get_embedder().count)
    assert len(chunks) > 1
    assert all(chunk.text.startswith("Visit") and chunk.text.endswith("eat.") for chunk in chunks)
    assert [len(chunk.sentences) for chunk in chunks] == [chunk.text.count("Visit") for chunk in chunks]


def test_sections_and_kinds_are_not_mixed() -> None:
    text = "# Findings\n\n" + "The ward was busy. " * 20 + "\n\n# Learning\n\n" + "Ask about last night. " * 20
    chunks = make_chunks(read_text(text, format="md"), get_embedder().count)
    assert [(chunk.section, chunk.kind) for chunk in chunks] == [("Findings", "finding"), ("Learning", "learning")]


def test_scrap_of_a_section_goes_with_the_next_of_its_kind() -> None:
    text = "# Background\n\nHe was nine.\n\n# The family\n\nHis mother worked at night.\n\n# Findings\n\nNobody asked."
    chunks = make_chunks(read_text(text, format="md"), get_embedder().count)
    assert [(chunk.section, chunk.kind) for chunk in chunks] == [("Background", "narrative"), ("Findings", "finding")]


def test_chunk_over_a_page_break_has_both_pages_and_the_first_label() -> None:
    text = "The first page ends here.\n\nThe second begins here."
    document = Document(
        "a.pdf",
        "pdf",
        text,
        (Page(1, "iv", 0, 27), Page(2, "1", 27, len(text))),
        (),
        (Paragraph(0, 25, "text", None, 1), Paragraph(27, len(text), "text", None, 2)),
        (Sentence(0, 25, 0), Sentence(27, len(text), 1)),
    )
    kinds = {chunk.kind: chunk for chunk in make_chunks(document, _cheap)}
    assert (kinds["front_matter"].page, kinds["front_matter"].page_label) == (1, "iv")
    arabic = Document("a.pdf", "pdf", text, (Page(1, "4", 0, 27), document.pages[1]), (), document.paragraphs)
    (chunk,) = make_chunks(arabic, _cheap)
    assert (chunk.page, chunk.page_end, chunk.page_label) == (1, 2, "4")


def test_contents_references_and_footnotes_are_kept_apart_and_furniture_is_dropped() -> None:
    text = "Contents line\nBody of the review.\nPage 3\nA cited work."
    kinds = ("contents", "text", "furniture", "reference")
    spans = [(0, 13), (14, 33), (34, 40), (41, len(text))]
    paragraphs = tuple(
        Paragraph(start, end, cast(ParagraphKind, kind)) for (start, end), kind in zip(spans, kinds, strict=True)
    )
    chunks = make_chunks(Document("a.txt", "txt", text, paragraphs=paragraphs), _cheap)
    assert [chunk.kind for chunk in chunks] == ["contents", "narrative", "reference"]
