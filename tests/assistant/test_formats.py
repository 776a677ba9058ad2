"""One review gives the same findings from any kind of file."""

from __future__ import annotations

from pathlib import Path

from assistant.check import check
from assistant.feedback import Feedback
from corpus.reading import read
from tests.support.reviews import write_all


def gist(feedback: Feedback) -> tuple[object, ...]:
    return (
        feedback.document.type,
        {finding.id: finding.status for finding in feedback.criteria},
        sorted((finding.phrase_id, finding.count, tuple(finding.answered)) for finding in feedback.phrases),
        [(item.kind, item.owner, item.specific, item.by_when, item.measure) for item in feedback.recommendations],
        sorted(item.text for item in feedback.identifiers if item.end > item.start),
    )


def test_word_pdf_markdown_and_text_of_one_review_give_the_same_findings(tmp_path: Path) -> None:
    documents = {kind: read(path) for kind, path in write_all(tmp_path).items()}
    assert set(documents) == {"md", "txt", "docx", "pdf"}
    found = {kind: gist(check(document)) for kind, document in documents.items()}
    assert found["md"] == found["txt"] == found["docx"] == found["pdf"]
