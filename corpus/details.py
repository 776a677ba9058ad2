"""What is said of each review: a catalogue file (CSV) where there is one, otherwise what the review says of itself."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.document import Document
from corpus.errors import UsageError
from corpus.records import Review

CATALOGUE_NAME = "catalogue.csv"
COLUMNS = ("file", "title", "partnership", "year", "review_type", "age_group", "incident", "themes", "url")
AGE_GROUPS = ("<1", "1-5", "6-10", "11-15", "16-17", "18+", "unknown")
INCIDENTS = ("death", "serious harm", "other")
_EMPTY_TITLES = re.compile(r"^(microsoft word\b.*|untitled.*|document ?\d*|\s*)$", re.I)


@dataclass(slots=True)
class CatalogueFile:
    """The rows of a catalogue, found by the file they name."""

    path: Path
    rows: dict[str, dict[str, str]]
    used: set[str] = field(default_factory=set)

    def row_for(self, path: Path, below: str) -> dict[str, str] | None:
        """The row for a file: the one with its path below the folder indexed, else the only one with its bare name."""
        named = [key for key in self.rows if key.rpartition("/")[2] == _key(path.name)]
        key = next((key for key in (_key(below), *(named if len(named) == 1 else ())) if key in self.rows), None)
        if key is None:
            return None
        self.used.add(key)
        return self.rows[key]

    def lists_other_form_of(self, path: Path) -> str | None:
        """The listed file that has this one's name with another ending, or None."""
        stem = _key(path.stem)
        return next((row["file"] for key, row in self.rows.items() if _key(Path(key).stem) == stem), None)

    def unused(self) -> list[str]:
        """Files named by rows that no file was found for."""
        return [row["file"] for key, row in self.rows.items() if key not in self.used]


def load_catalogue(path: Path) -> CatalogueFile:
    """Read a catalogue.

    Raises:
        UsageError: it cannot be read, has no `file` column, or names a file twice; the message names the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The catalogue {path} cannot be read: {error.strerror}", "Check the name given") from error
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheet programs on Windows write unless told otherwise.
        text = raw.decode("cp1252", "replace")
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", restval="")
    if "file" not in [_column(name) for name in reader.fieldnames or ()]:
        raise UsageError(f"The catalogue {path} has no column called file", f"Its columns are: {','.join(COLUMNS)}")
    rows: dict[str, dict[str, str]] = {}
    for given in reader:
        row = {_column(name): value.strip() for name, value in given.items() if name and isinstance(value, str)}
        key = _key(row["file"])
        if not key:
            continue
        if key in rows:
            raise UsageError(
                f"The catalogue {path} names {row['file']} twice (line {reader.line_num})", "Take one of the rows out"
            )
        rows[key] = row
    return CatalogueFile(path, rows)


def describe(
    row: dict[str, str] | None, review_id: str, file: str, sha256: str, pages: int | None, document: Document | None
) -> Review:
    """A review as its catalogue row describes it; without a row, or for an empty title, as the document does."""
    row = row or {}
    extra = {name: value for name, value in row.items() if name not in COLUMNS and value}
    return Review(
        id=review_id,
        title=row.get("title") or (_own_title(document) if document else "") or Path(file).stem,
        partnership=row.get("partnership") or None,
        year=_year(row.get("year", ""), extra),
        review_type=row.get("review_type") or None,
        age_group=_one_of(row.get("age_group", ""), AGE_GROUPS, "age_group", "unknown", extra),
        incident=_one_of(row.get("incident", ""), INCIDENTS, "incident", "other", extra),
        themes=tuple(dict.fromkeys(theme.strip() for theme in row.get("themes", "").split(";") if theme.strip())),
        url=row.get("url") or None,
        file=file,
        pages=pages,
        sha256=sha256,
        extra=extra,
    )


def card_of(review: Review) -> str:
    """What the catalogue says a review is about, as one line that can be searched."""
    return ". ".join(part for part in (review.title, ", ".join(review.themes)) if part)


def _own_title(document: Document) -> str:
    headings = (document.text[p.start : p.end] for p in document.paragraphs if p.kind == "heading")
    for title in (document.metadata.get("title", ""), next(headings, "")):
        if not _EMPTY_TITLES.match(title):
            return " ".join(title.split())[:200]
    return ""


def _year(given: str, extra: dict[str, str]) -> int | None:
    found = re.search(r"\b(19|20)\d\d\b", given)
    if given and not found:
        extra["year (as given)"] = given
    return int(found.group()) if found else None


def _one_of(given: str, allowed: Iterable[str], name: str, otherwise: str, extra: dict[str, str]) -> str | None:
    """The allowed value that was meant; what is not one is kept beside `otherwise`."""
    plain = re.sub(r"\s*(–|—|-|\bto\b)\s*", "-", given.lower()).removesuffix(" years").strip()
    plain = {"under 1": "<1", "0-1": "<1", "0": "<1", "< 1": "<1", "serious-harm": "serious harm"}.get(plain, plain)
    if not plain:
        return None
    if plain in allowed:
        return plain
    extra[f"{name} (as given)"] = given
    return otherwise


def _column(name: str | None) -> str:
    return (name or "").strip().lower().replace(" ", "_")


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("\\", "/").strip().removeprefix("./")).casefold()
