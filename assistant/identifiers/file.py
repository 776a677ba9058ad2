"""What a file says about itself: its author, its comments, its tracked changes, its hidden text."""

from __future__ import annotations

from assistant.feedback import IdentifierFinding
from assistant.identifiers.words import kinds
from corpus.document import Document

_TELLING = ("author", "last", "comment", "tracked", "hidden", "company", "manager")
_EMPTY = frozenset({"", "0", "false", "python-docx"})


def about_file(document: Document) -> list[IdentifierFinding]:
    """One finding, with the span 0..0, for each property of the file that should be cleared before publication."""
    if document.format not in {"docx", "pdf"}:
        return []
    findings = []
    for key, value in document.metadata.items():
        if key.lower().startswith(_TELLING) and value.strip().lower() not in _EMPTY:
            said = f"{key.replace('_', ' ').capitalize()}: {value.strip()}."
            advice = f"{said} {kinds()['metadata'].advice}"
            findings.append(IdentifierFinding(start=0, end=0, text="", kind="metadata", advice=advice))
    return findings
