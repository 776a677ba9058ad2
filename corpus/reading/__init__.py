"""Reads a review from a file or from text into one `Document`.

PDF and Word files are taken apart in a child process with limits on time, memory and output, so that a damaged or
hostile file ends in a `ReadError` and never in a crash or a hang of the caller.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.reading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from corpus.document import Document, FileFormat

__all__ = ["DEFAULT_LIMITS", "Limits", "read", "read_text"]

# The imports inside the functions keep this package light for the child process, which needs little of it.


def read(path: Path, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Read a .pdf, .docx, .md or .txt file.

    The text of a Markdown or plain text file is the file's own (see `read_text`). The text of a Word file or PDF is put
    together: one paragraph a block with a blank line between, rows of a table as lines with " | " between cells. That
    of a PDF is in Unicode form NFKC, without running headers and footers, its words and paragraphs joined again across
    lines and pages; `Document.pages` covers it from end to end. Tracked changes of a Word file are read as accepted.

    Raises:
        ReadError: the file cannot be read, with the reason and what to do; see `corpus.errors` for its kinds.
    """
    from corpus.reading.files import read_file

    return read_file(Path(path), limits)


def read_text(text: str, name: str = "pasted text", format: FileFormat = "text") -> Document:
    """Read text that is already in hand; any string gives a document.

    The document's text is `text` with newlines normalised to \\n and a byte order mark dropped; nothing else changes.

    Args:
        text: any string.
        name: what to call it in messages.
        format: "md" for Markdown, where a paragraph runs to the next blank line; "txt" or "text" otherwise.
    """
    from corpus.reading.plain import document_of

    return document_of(text, name, format)
