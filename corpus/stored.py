"""Reading reviews, passages and pages out of the catalogue."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from corpus.catalogue import Catalogue
from corpus.errors import UsageError
from corpus.records import Review, StoredPassage

# Columns in the order of the fields of `Review` and `StoredPassage`.
_REVIEW = "id, title, partnership, year, review_type, age_group, incident, themes, url, file, pages, sha256, extra"
_PASSAGE = 'p.id, r.id, p.text, p.start, p."end", p.page, p.page_end, p.page_label, p.section, p.kind'
_MOST_VALUES = 900
"""Values put into one statement; older SQLite builds allow 999."""


def all_reviews(catalogue: Catalogue) -> dict[int, Review]:
    """Every review by its number in the catalogue, newest year first, then by title."""
    order = "ORDER BY year IS NULL, year DESC, title, id"
    return {row[0]: _review(row[1:]) for row in catalogue.rows(f"SELECT number, {_REVIEW} FROM reviews {order}")}


def review_by_id(catalogue: Catalogue, review_id: str) -> Review | None:
    """One review, or None."""
    row = catalogue.one(f"SELECT {_REVIEW} FROM reviews WHERE id = ?", (review_id,))
    return _review(row) if row else None


def passages_of(catalogue: Catalogue, review_id: str) -> list[StoredPassage]:
    """All passages of a review in order, contents and references among them."""
    rows = catalogue.rows(
        f"SELECT {_PASSAGE} FROM passages p JOIN reviews r ON r.number = p.review WHERE r.id = ? ORDER BY p.start",
        (review_id,),
    )
    return [StoredPassage(*row) for row in rows]


def passages_by_number(catalogue: Catalogue, numbers: Collection[int]) -> dict[int, StoredPassage]:
    """Passages by their number in the catalogue."""
    found = {}
    for marks, part in _in_parts(numbers):
        rows = catalogue.rows(
            f"SELECT p.number, {_PASSAGE} FROM passages p JOIN reviews r ON r.number = p.review "
            f"WHERE p.number IN ({marks})",
            part,
        )
        found.update({row[0]: StoredPassage(*row[1:]) for row in rows})
    return found


def blobs_by_number(catalogue: Catalogue, numbers: Collection[int], column: str) -> dict[int, bytes]:
    """`whole` or `parts` of the vectors of passages, by passage number."""
    found: dict[int, bytes] = {}
    for marks, part in _in_parts(numbers):
        found.update(catalogue.rows(f"SELECT passage, {column} FROM vectors WHERE passage IN ({marks})", part))
    return found


def page_text(catalogue: Catalogue, review_id: str, page: int | None) -> str:
    """Text of one page (counting from 1), or the whole text for a review without pages or for page None.

    Raises:
        UsageError: there is no such review or page.
    """
    row = catalogue.one("SELECT number, text, pages FROM reviews WHERE id = ?", (review_id,))
    if row is None:
        raise UsageError(f"There is no review {review_id}", "See `second-question library list`")
    number, text, pages = row
    if page is None or pages is None:
        return str(text)
    span = catalogue.one('SELECT start, "end" FROM pages WHERE review = ? AND number = ?', (number, page))
    if span is None:
        raise UsageError(f"Review {review_id} has no page {page}", f"It has {pages}")
    return str(text)[span[0] : span[1]]


def _review(row: tuple[Any, ...]) -> Review:
    fields = list(row)
    fields[7], fields[12] = tuple(json.loads(fields[7])), json.loads(fields[12])
    return Review(*fields)


def _in_parts(numbers: Collection[int]) -> Iterable[tuple[str, list[int]]]:
    wanted = sorted(numbers)
    for first in range(0, len(wanted), _MOST_VALUES):
        part = wanted[first : first + _MOST_VALUES]
        yield ",".join("?" * len(part)), part
