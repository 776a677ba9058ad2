import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import FileFormat
from corpus.reading import read_text
from tests.support.documents import assert_sound, outline

PROSE = (
    "The health visitor saw the baby twice and wrote that he was thriving, and she did not ask who lived in the home."
)

MARKDOWN = f"""\
---
title: A review
author: B. Hale
---
# Child Q

**Author:** Mrs Hale
and others

## 4.2 What happened ##

{PROSE}

1. First act
   goes on
2. Second act

- [ ] one
- two

| Act | Owner |
|-----|-------|
| Visit | **Nurse** |
|  | Doctor |

> He was never asked,
> she said.

**What changed**

Text with a note.[^1]

[^1]: The note.
<!-- a remark -->
***
Setext
======
"""


def test_markdown_blocks_have_their_kinds_and_no_marks() -> None:
    document = read_text(MARKDOWN, "a.md", "md")
    assert_sound(document)
    assert document.text == MARKDOWN
    assert outline(document) == [
        ("heading", "Child Q"),
        ("text", "Author: Mrs Hale and others"),
        ("heading", "4.2 What happened"),
        ("text", PROSE),
        ("list_item", "First act goes on"),
        ("list_item", "Second act"),
        ("list_item", "one"),
        ("list_item", "two"),
        ("table_row", "Act | Owner"),
        ("table_row", "Visit | Nurse"),
        ("table_row", "Doctor"),
        ("quote", "He was never asked, > she said."),
        ("heading", "What changed"),
        ("text", "Text with a note.[^1]"),
        ("footnote", "The note."),
        ("heading", "Setext"),
    ]
    assert [paragraph.marker for paragraph in document.paragraphs if paragraph.marker] == [
        "1.",
        "2.",
        "- [ ]",
        "-",
        "1",
    ]
    assert document.metadata == {"title": "A review", "author": "B. Hale"}


def test_sections_nest_and_know_their_numbers() -> None:
    document = read_text("# A\n\none\n\n## 2.1 B\n\ntwo\n\n### C\n\nthree\n\n## D\n\nfour\n", format="md")
    assert [(s.numbering, s.title, s.level, document.text[s.body : s.end].strip()[:3]) for s in document.sections] == [
        ("", "A", 1, "one"),
        ("2.1", "B", 2, "two"),
        ("", "C", 3, "thr"),
        ("", "D", 2, "fou"),
    ]
    assert document.sections[0].end == len(document.text)
    assert document.sections[1].end == document.sections[3].start
    assert document.section_title(document.paragraph_at(document.text.index("three")) or 0) == "C"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_of_pasted_text_are_paragraphs_and_titles_are_found(gap: str) -> None:
    lines = ["Minutes concerning R.", "1. Welcome", PROSE, "2. The family", PROSE, "- one act", "- another act", PROSE]
    kinds = [kind for kind, _ in outline(read_text(gap.join(lines)))]
    assert kinds == ["heading", "heading", "text", "heading", "text", "list_item", "list_item", "text"]


def test_a_markdown_file_without_marked_headings_is_read_as_plain_text() -> None:
    text = (
        "Rapid review\nWhat happened\nThe baby was taken to hospital by his aunt.\n"
        "Analysis\nThe midwife had no list that day.\n"
    )
    as_text, as_markdown = read_text(text, "x", "text"), read_text(text, "x.md", "md")
    assert [(p.start, p.end, p.kind) for p in as_markdown.paragraphs] == [
        (p.start, p.end, p.kind) for p in as_text.paragraphs
    ]
    marked = read_text("# Rapid review\n\nThe baby was taken\nto hospital.\n", "x.md", "md")
    assert [p.kind for p in marked.paragraphs] == ["heading", "text"]


def test_lines_broken_at_a_width_are_joined_again() -> None:
    text = (
        "Key themes\n"
        "The qualitative analysis found that the reviews often named well-known themes in\n"
        "practice. Nobody had asked why they came back.\n"
        "A lack of curiosity is what reviewers wrote of. They did not say what was not\n"
        "asked, or by whom.\n"
        "7\n"
        "Case closure\n"
        "Cases were closed early and the reasons were not written down by anybody in any\n"
        "of the agencies.\n"
    )
    document = read_text(text)
    assert [kind for kind, _ in outline(document)] == [
        "heading", "text", "text", "furniture", "heading", "text",
    ]  # fmt: skip
    assert len(document.sentences_of(1)) == 2


def test_a_list_of_names_is_not_a_run_of_headings() -> None:
    text = "Present\nJane Smith\nJohn Brown\nMary Hill\nAnn Wood\nThe plan\n" + PROSE * 2
    assert [words for kind, words in outline(read_text(text)) if kind == "heading"] == ["Present", "The plan"]


def test_numbered_paragraphs_are_text_with_their_number_off() -> None:
    document = read_text(f"4. Findings\n\n4.1 {PROSE}\n\n4.2 {PROSE}\n")
    assert [(p.kind, p.marker) for p in document.paragraphs] == [("heading", ""), ("text", "4.1"), ("text", "4.2")]


def test_contents_page_reference_list_and_captions_are_told_apart() -> None:
    text = (
        "# Review\n\n## Contents\n\n1. Findings ..... 4\n\nReferences 9\n\n## Findings\n\n"
        + PROSE
        + "\n\nTable 2: Agencies\n\n"
        "## References\n\nDepartment for Education (2018) Guidance.\n\n- HM Government (2023) More.\n\n## Appendix\n\n"
        + PROSE
    )
    assert [kind for kind, _ in outline(read_text(text, format="md"))] == [
        "heading", "heading", "contents", "contents", "heading", "text", "caption", "heading", "reference", "reference",
        "heading", "text",
    ]  # fmt: skip


def test_newlines_and_byte_order_mark_are_all_that_changes() -> None:
    assert read_text("\ufeffOne\r\ntwo\rﬁ²\u00ad").text == "One\ntwo\nﬁ²\u00ad"


LINES = st.sampled_from(
    ["# A", "## 1.2 B ##", "---", "===", "| a | b |", "|--|--|", "- x", "1. Y", "> q", "**Bold**", "[^1]: n", "```", "",
     "   ", "Contents", "References", "One 4", "Words and words. More of them", "a\tb", "<!-- x -->", "Page 3", "\x0c"]
)  # fmt: skip


@given(
    st.one_of(st.text(), st.text(st.characters(codec=None)), st.lists(LINES).map("\n".join)),
    st.sampled_from(["text", "md", "txt"]),
)
def test_any_string_gives_a_sound_document(text: str, file_format: FileFormat) -> None:
    document = read_text(text, format=file_format)
    assert_sound(document)
    assert read_text(text, format=file_format) == document
