"""Feedback as a file, with what the author said of each finding."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from assistant.feedback import Feedback
from corpus.document import Document
from corpus.errors import UnsupportedFile
from ui.engine import Export

MOST_NAME = 80


def write(
    kind: Export, document: Document, feedback: Feedback, source: Path | None, remarks: Mapping[str, str], folder: Path
) -> Path:
    """Write feedback in one form into a folder; returns the file.

    `remarks` are what the author said of findings, by the ids of `assistant.render.grouped`. Findings with a remark
    keep it in every form but the comments in the margin, where they are left out.

    Raises:
        UserError: the form cannot be written.
    """
    stem = re.sub(r"[^\w .-]", "_", Path(document.name).stem).strip(" .")[:MOST_NAME] or "draft"
    if kind == "comments":
        from assistant.word import comment_copy

        if source is None:
            raise UnsupportedFile("Pasted text has no margin", "Give the draft as a Word file, or take the report")
        out = folder / f"{stem}-with-comments.docx"
        comment_copy(source, without(feedback, set(remarks)), document, out)
        return out
    told = with_remarks(feedback, remarks)
    if kind == "report":
        from assistant.word import report

        out = folder / f"{stem}-feedback.docx"
        report(told, document, out)
        return out
    from assistant.render import as_csv, as_html

    out = folder / f"{stem}-feedback.{kind}"
    out.write_text(as_html([(told, document)]) if kind == "html" else as_csv([told]), encoding="utf-8")
    return out


def with_remarks(feedback: Feedback, remarks: Mapping[str, str]) -> Feedback:
    """The same feedback, each remark put after what is said of its finding."""

    def said(text: str, name: str) -> str:
        return f"{text} The author says: {remarks[name]}." if name in remarks else text

    return feedback.model_copy(
        update={
            "criteria": [
                item.model_copy(update={"explanation": said(item.explanation, f"c-{item.id}")})
                for item in feedback.criteria
            ],
            "phrases": [
                item.model_copy(update={"why": said(item.why, f"p-{n}")}) for n, item in enumerate(feedback.phrases, 1)
            ],
            "recommendations": [
                item.model_copy(update={"notes": [*item.notes, said("", f"r-{n}").strip()]})
                if f"r-{n}" in remarks
                else item
                for n, item in enumerate(feedback.recommendations, 1)
            ],
            "identifiers": [
                item.model_copy(update={"advice": said(item.advice, f"i-{n}")})
                for n, item in enumerate(feedback.identifiers, 1)
            ],
        }
    )


def without(feedback: Feedback, names: set[str]) -> Feedback:
    """The same feedback less the findings named."""
    return feedback.model_copy(
        update={
            "criteria": [item for item in feedback.criteria if f"c-{item.id}" not in names],
            "phrases": [item for n, item in enumerate(feedback.phrases, 1) if f"p-{n}" not in names],
            "recommendations": [item for n, item in enumerate(feedback.recommendations, 1) if f"r-{n}" not in names],
            "identifiers": [item for n, item in enumerate(feedback.identifiers, 1) if f"i-{n}" not in names],
        }
    )
