"""What must hold of every `Document`, however it was read."""

from __future__ import annotations

from corpus.document import Document


def assert_sound(document: Document) -> None:
    """Every span lies inside the text, in order, and points at something that exists."""
    size = len(document.text)
    at = 0
    for paragraph in document.paragraphs:
        assert at <= paragraph.start < paragraph.end <= size
        assert document.text[paragraph.start : paragraph.end].strip() == document.text[paragraph.start : paragraph.end]
        assert paragraph.section is None or 0 <= paragraph.section < len(document.sections)
        assert paragraph.page is None or 1 <= paragraph.page <= len(document.pages)
        at = paragraph.end
    at = 0
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph]
        assert at <= sentence.start < sentence.end
        assert paragraph.start <= sentence.start
        assert sentence.end <= paragraph.end
        at = sentence.end
    at = 0
    for section in document.sections:
        assert at <= section.start < section.body <= section.end <= size or section.start < section.end == section.body
        assert section.level >= 1
        assert section.title
        at = section.start
    at = 0
    for number, page in enumerate(document.pages, 1):
        assert (page.number, page.start) == (number, at)
        assert page.end >= page.start
        at = page.end
    assert not document.pages or at == size


def outline(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each paragraph, without the marks of a format."""
    return [
        (paragraph.kind, " ".join(document.text[paragraph.start : paragraph.end].replace("*", "").split()))
        for paragraph in document.paragraphs
    ]
