"""Changing a library so that a kill at any moment loses and doubles nothing.

A review enters or leaves the catalogue in one transaction, with its vectors. The vector store follows: passages to
remove wait in `vector_removals`, reviews to copy have `in_vectors` = 0, and `sync_vectors` works both lists off. Each
of its steps can be repeated, so whoever opens the library next for writing finishes what was begun.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.chunks import CHUNKER, Chunk
from corpus.codes import pack, pack_parts, unpack
from corpus.document import Document
from corpus.records import NEVER_SEARCHED, Review
from corpus.vectors import VectorStore

if TYPE_CHECKING:
    from corpus.embedding import Parts, Vectors

LEAST_CHURN = 500
"""Removals from a vector collection below which it is never rebuilt."""


@dataclass(frozen=True, slots=True)
class NewReview:
    """A review ready to be stored; `vectors` has one entry for each chunk that can be searched, in order."""

    review: Review
    source: str
    document: Document
    chunks: Sequence[Chunk]
    vectors: Sequence[Parts]
    card: str
    card_vector: Vectors


def collection_name(catalogue: Catalogue) -> str:
    """Name of the vector collection in use."""
    return catalogue.meta("collection", "passages-1")


def put_review(catalogue: Catalogue, new: NewReview, replaced: Sequence[str] = ()) -> None:
    """Store a review in place of those with the ids `replaced` (and of itself), in one transaction."""
    with catalogue.transaction():
        for review_id in {*replaced, new.review.id}:
            _delete(catalogue, review_id)
        number = _insert_review(catalogue, new)
        catalogue.many(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?)",
            [(number, page.number, page.label, page.start, page.end) for page in new.document.pages],
        )
        vectors = iter(new.vectors)
        for position, chunk in enumerate(new.chunks):
            _insert_passage(
                catalogue,
                f"{new.review.id}-{position:04d}",
                number,
                chunk,
                None if chunk.kind in NEVER_SEARCHED else next(vectors),
            )
        of_review = "WHERE number IN (SELECT number FROM passages WHERE review = ?)"
        catalogue.rows(
            "INSERT INTO passage_words (rowid, section, text) "
            f"SELECT number, section, text FROM searchable {of_review}",
            (number,),
        )
        catalogue.rows(
            f"INSERT INTO plain_words (rowid, text) SELECT number, text FROM searchable {of_review}", (number,)
        )
        catalogue.rows(
            "INSERT INTO review_words (rowid, card, text) SELECT number, card, text FROM reviews WHERE number = ?",
            (number,),
        )


def remove_review(catalogue: Catalogue, review_id: str) -> None:
    """Take a review and all that belongs to it out of the catalogue."""
    with catalogue.transaction():
        _delete(catalogue, review_id)


def put_details(catalogue: Catalogue, review: Review, source: str, card: str, card_vector: Vectors) -> None:
    """Change what the catalogue says of a review whose text is unchanged."""
    with catalogue.transaction():
        _forget_review_words(catalogue, review.id)
        catalogue.rows(
            "UPDATE reviews SET title = ?, partnership = ?, year = ?, review_type = ?, age_group = ?, incident = ?, "
            "themes = ?, url = ?, file = ?, source = ?, extra = ?, card = ?, card_vector = ? WHERE id = ?",
            (*_details(review), review.file, source, _json(review.extra), card, pack(card_vector), review.id),
        )
        catalogue.rows(
            "INSERT INTO review_words (rowid, card, text) SELECT number, card, text FROM reviews WHERE id = ?",
            (review.id,),
        )


def sync_vectors(catalogue: Catalogue, store: VectorStore) -> VectorStore:
    """Bring the vector store up to the catalogue; returns the store to use from now on.

    After many removals the collection is built afresh instead (see `corpus.vectors`).
    """
    removals = [name for (name,) in catalogue.rows("SELECT id FROM vector_removals")]
    if removals:
        churn = int(catalogue.meta("churn", "0")) + len(removals)
        ((passages,),) = catalogue.rows("SELECT COUNT(*) FROM vectors")
        if churn > max(LEAST_CHURN, passages):
            return rebuild_vectors(catalogue, store)
        store.delete(removals)
        with catalogue.transaction():
            catalogue.set_meta("churn", str(churn))
            catalogue.rows("DELETE FROM vector_removals")
    for (number,) in catalogue.rows("SELECT number FROM reviews WHERE in_vectors = 0 ORDER BY number"):
        _copy(catalogue, store, number)
        catalogue.rows("UPDATE reviews SET in_vectors = 1 WHERE number = ?", (number,))
    return store


def rebuild_vectors(catalogue: Catalogue, store: VectorStore) -> VectorStore:
    """Build the vector collection again from the catalogue and switch to it."""

    def fill(fresh: VectorStore) -> None:
        for (number,) in catalogue.rows("SELECT number FROM reviews ORDER BY number"):
            _copy(catalogue, fresh, number)

    name = f"passages-{int(collection_name(catalogue).rpartition('-')[2]) + 1}"
    fresh = store.replace(name, fill)
    with catalogue.transaction():
        catalogue.set_meta("collection", name)
        catalogue.set_meta("churn", "0")
        catalogue.rows("DELETE FROM vector_removals")
        catalogue.rows("UPDATE reviews SET in_vectors = 1")
    fresh.drop_others()
    return fresh


def _copy(catalogue: Catalogue, store: VectorStore, number: int) -> None:
    import numpy as np

    rows = catalogue.rows(
        "SELECT p.id, r.id, v.whole FROM passages p JOIN vectors v ON v.passage = p.number "
        "JOIN reviews r ON r.number = p.review WHERE p.review = ? ORDER BY p.number",
        (number,),
    )
    if rows:
        store.upsert([row[0] for row in rows], np.stack([unpack(row[2]) for row in rows]), [row[1] for row in rows])


def _insert_review(catalogue: Catalogue, new: NewReview) -> int:
    review = new.review
    catalogue.rows(
        "INSERT INTO reviews (title, partnership, year, review_type, age_group, incident, themes, url, id, file, "
        "source, pages, sha256, extra, text, card, card_vector, chunker) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *_details(review),
            *(review.id, review.file, new.source, review.pages, review.sha256, _json(review.extra)),
            *(new.document.text, new.card, pack(new.card_vector), CHUNKER),
        ),
    )
    ((number,),) = catalogue.rows("SELECT number FROM reviews WHERE id = ?", (review.id,))
    return int(number)


def _insert_passage(catalogue: Catalogue, name: str, review: int, chunk: Chunk, vectors: Parts | None) -> None:
    catalogue.rows(
        'INSERT INTO passages (id, review, text, start, "end", page, page_end, page_label, section, kind) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(name, review, chunk.text, chunk.start, chunk.end, chunk.page),
            *(chunk.page_end, chunk.page_label, chunk.section, chunk.kind),
        ),
    )
    if vectors is not None:
        catalogue.rows(
            "INSERT INTO vectors SELECT number, ?, ? FROM passages WHERE id = ?",
            (pack(vectors.whole), pack_parts(vectors.parts), name),
        )


def _delete(catalogue: Catalogue, review_id: str) -> None:
    mine = "(SELECT p.number FROM passages p JOIN reviews r ON r.number = p.review WHERE r.id = ?)"
    catalogue.rows(
        f"INSERT OR IGNORE INTO vector_removals SELECT id FROM passages WHERE number IN {mine} "
        "AND number IN (SELECT passage FROM vectors)",
        (review_id,),
    )
    # A word index over another table's text has to be given the text that it is to forget.
    for index, columns in (("passage_words", "section, text"), ("plain_words", "text")):
        catalogue.rows(
            f"INSERT INTO {index} ({index}, rowid, {columns}) "
            f"SELECT 'delete', number, {columns} FROM searchable WHERE number IN {mine}",
            (review_id,),
        )
    _forget_review_words(catalogue, review_id)
    catalogue.rows("DELETE FROM reviews WHERE id = ?", (review_id,))


def _forget_review_words(catalogue: Catalogue, review_id: str) -> None:
    catalogue.rows(
        "INSERT INTO review_words (review_words, rowid, card, text) "
        "SELECT 'delete', number, card, text FROM reviews WHERE id = ?",
        (review_id,),
    )


def _details(review: Review) -> tuple[str | int | None, ...]:
    themes = _json(list(review.themes))
    return (
        *(review.title, review.partnership, review.year, review.review_type),
        *(review.age_group, review.incident, themes, review.url),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
