"""Makes a `Document` of what the child process found in a PDF or Word file."""

from __future__ import annotations

from typing import IO, Any

from corpus.document import Document
from corpus.errors import EmptyFile, FileTooLarge
from corpus.reading.blocks import Block
from corpus.reading.isolate import extract
from corpus.reading.limits import Limits
from corpus.reading.structure import build, compose, tile


def read_pdf(stream: IO[bytes], name: str, limits: Limits) -> Document:
    """The document of a PDF open at its start."""
    answer = extract("pdf", stream, name, limits)
    text, pieces, starts = _composed(answer, name, limits)
    pages = tile(text, answer["labels"], answer["has_text"], starts)
    return build(name, "pdf", text, pieces, pages, answer["metadata"], answer["warnings"])


def read_word(stream: IO[bytes], name: str, limits: Limits) -> Document:
    """The document of a Word file open at its start."""
    answer = extract("word", stream, name, limits)
    text, pieces, _ = _composed(answer, name, limits)
    return build(name, "docx", text, pieces, (), answer["metadata"], answer["warnings"])


def _composed(answer: dict[str, Any], name: str, limits: Limits) -> tuple[str, list[Any], dict[int, int]]:
    blocks = [Block.from_json(row) for row in answer["blocks"]]
    if not blocks:
        raise EmptyFile(f"{name} has no text in it", "Choose a file with text in it")
    composed = compose(blocks)
    if len(composed[0]) > limits.characters:
        raise FileTooLarge(
            f"{name} has more than {limits.characters:,} characters of text", "Split it into parts and read them apart"
        )
    return composed
