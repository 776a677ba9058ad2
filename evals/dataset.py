"""Appraised example reviews: the text and what a careful reader said of it.

Each example is `<id>.md` and `<id>.json`. The JSON holds the labels: `criteria` (label and evidence), `phrases` (text,
occurrence, answered facets), `not_phrases` (look like worn phrases and are not), `recommendations`, `identifiers`, and
`blocks` (offsets into the text and, for each criterion the block bears on, met / partial / lure).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from corpus.document import Document

DATA = Path(__file__).resolve().parent / "data"
Split = Literal["build", "dev", "test"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text and the level at which it bears on each criterion named."""

    start: int
    end: int
    criteria: dict[str, str]


@dataclass(frozen=True)
class Example:
    """One appraised review.

    `source` is the document as read from a file of its own; where it is None the text is read as Markdown.
    `only_criteria` says that nothing but criteria was labelled, so that the rest is not measured.
    """

    id: str
    type: Literal["rapid_review", "lcspr"]
    overall: str
    text: str
    criteria: dict[str, str]
    evidence: dict[str, str]
    phrases: list[dict[str, Any]] = field(default_factory=list)
    not_phrases: list[dict[str, Any]] = field(default_factory=list)
    recommendations: list[dict[str, Any]] = field(default_factory=list)
    identifiers: list[str] = field(default_factory=list)
    blocks: tuple[Block, ...] = ()
    source: Document | None = None
    only_criteria: bool = False

    def document(self) -> Document:
        """The review as the assistant meets it."""
        from corpus.reading import read_text

        return self.source or read_text(self.text, self.id, "md")


def load_example(path: Path) -> Example:
    """The example whose labels are at `path` (.json) with its text beside it (.md)."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Example(
        id=raw["id"],
        type=raw["type"],
        overall=raw.get("overall", ""),
        text=path.with_suffix(".md").read_text(encoding="utf-8"),
        criteria={key: value["label"] for key, value in raw["criteria"].items()},
        evidence={key: value["evidence"] for key, value in raw["criteria"].items()},
        phrases=raw.get("phrases", []),
        not_phrases=raw.get("not_phrases", []),
        recommendations=raw.get("recommendations", []),
        identifiers=raw.get("identifiers", []),
        blocks=tuple(Block(b["start"], b["end"], b["criteria"]) for b in raw.get("blocks", [])),
    )


def load_folder(folder: Path) -> list[Example]:
    """Every example in a folder, by id."""
    return [load_example(path) for path in sorted(folder.glob("*.json")) if path.with_suffix(".md").exists()]


def load(split: Split) -> list[Example]:
    """The examples of one split of the project's own data."""
    return load_folder(DATA / split)


def data_version(paths: list[Path]) -> str:
    """First twelve hex digits of the hash of these files, their names included."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def locate(text: str, quote: str, occurrence: int = 1) -> tuple[int, int] | None:
    """Offsets of the nth occurrence of a label's text, or None where it is not there."""
    start = -1
    for _ in range(occurrence):
        start = text.find(quote, start + 1)
        if start < 0:
            return None
    return start, start + len(quote)
