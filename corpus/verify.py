"""Checking a library against itself, and putting right what differs.

The catalogue's reviews and passages are what is true; word indexes and the vector store are made from them. A passage
whose vector is lost is embedded again from its text; a review whose passages are damaged can only be indexed again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.chunks import CHUNKER
from corpus.codes import pack, pack_parts, unpack
from corpus.embedding import DIMENSION
from corpus.errors import LibraryError
from corpus.vectors import VectorStore
from corpus.writing import rebuild_vectors, remove_review, sync_vectors

if TYPE_CHECKING:
    from corpus.embedding import Embedder

SAME = 1e-4
"""Largest difference of a component between the two copies of a vector."""
WORD_INDEXES = ("passage_words", "plain_words", "review_words")


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of difference: how many, what they are, and whether they were put right."""

    what: str
    count: int
    repaired: bool = False

    def __str__(self) -> str:
        return f"{self.what}: {self.count}" + (" (repaired)" if self.repaired else "")


@dataclass(slots=True)
class VerifyReport:
    """What `Library.verify` found. `notes` are not faults."""

    reviews: int
    passages: int
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """True if nothing differs, or all that did has been put right."""
        return all(fault.repaired for fault in self.faults)

    def summary(self) -> str:
        """A few lines for a person."""
        head = f"{self.reviews} reviews and {self.passages} searched passages compared with their words and vectors"
        if not self.faults:
            return "\n".join([f"{head}: no difference.", *self.notes])
        lines = [f"{head}:", *(f"  {fault}" for fault in self.faults), *self.notes]
        if not self.sound:
            lines.append("Put it right with: second-question library verify --repair")
        return "\n".join(lines)


def verify(
    catalogue: Catalogue, store: VectorStore, embedder: Callable[[], Embedder], repair: bool
) -> tuple[VerifyReport, VectorStore]:
    """See `Library.verify`; also returns the vector store to use from now on."""
    # Newer versions of SQLite look into word indexes here; those are checked, and can be rebuilt, further on.
    damage = [row for (row,) in catalogue.rows("PRAGMA quick_check") if row != "ok" and "fts5" not in row.lower()]
    if damage:
        raise LibraryError(
            f"The file {catalogue.path} is damaged", "Index the files again into a new folder with --library"
        )
    ((reviews,),) = catalogue.rows("SELECT COUNT(*) FROM reviews")
    report = VerifyReport(reviews, 0)
    _check_reviews(catalogue, report, repair)
    _check_vectors(catalogue, report, embedder, repair)
    _check_words(catalogue, report, repair)
    ((report.passages,),) = catalogue.rows("SELECT COUNT(*) FROM vectors")
    return report, _check_store(catalogue, store, report, repair)


def _check_reviews(catalogue: Catalogue, report: VerifyReport, repair: bool) -> None:
    """Passages have to be their review's text at their offsets, no page may be missing, no row without its review."""
    orphans = sum(
        catalogue.rows(f"SELECT COUNT(*) FROM {table} WHERE {column} NOT IN (SELECT number FROM {parent})")[0][0]
        for table, column, parent in (
            ("passages", "review", "reviews"),
            ("pages", "review", "reviews"),
            ("vectors", "passage", "passages"),
        )
    )
    if orphans:
        if repair:
            with catalogue.transaction():
                catalogue.rows("DELETE FROM passages WHERE review NOT IN (SELECT number FROM reviews)")
                catalogue.rows("DELETE FROM pages WHERE review NOT IN (SELECT number FROM reviews)")
                catalogue.rows("DELETE FROM vectors WHERE passage NOT IN (SELECT number FROM passages)")
        report.faults.append(Fault("rows that belong to no review", orphans, repair))
    # SQLite's substr counts code points from 1, as our offsets count them from 0.
    damaged = {
        name
        for (name,) in catalogue.rows(
            "SELECT DISTINCT r.id FROM reviews r JOIN passages p ON p.review = r.number "
            'WHERE p.text != substr(r.text, p.start + 1, p."end" - p.start) '
            "UNION SELECT id FROM reviews WHERE number NOT IN (SELECT review FROM passages) "
            "UNION SELECT r.id FROM reviews r WHERE r.pages IS NOT NULL "
            "AND r.pages != (SELECT COUNT(*) FROM pages g WHERE g.review = r.number)"
        )
    }
    if damaged:
        files = [
            row[0]
            for name in sorted(damaged)
            for row in catalogue.rows("SELECT file FROM reviews WHERE id = ?", (name,))
        ]
        if repair:
            # Removing takes from the word indexes what is in the passages, so first the two have to agree.
            _rebuild_words(catalogue)
            for name in damaged:
                remove_review(catalogue, name)
            report.notes.append(f"Taken out because their passages were damaged; index again: {', '.join(files)}.")
        report.faults.append(Fault("reviews whose passages or pages differ from their text", len(damaged), repair))
    old = catalogue.rows("SELECT COUNT(*) FROM reviews WHERE chunker != ?", (CHUNKER,))[0][0]
    if old:
        report.notes.append(f"{old} reviews were cut by an earlier version; indexing their files again renews them.")


def _check_vectors(catalogue: Catalogue, report: VerifyReport, embedder: Callable[[], Embedder], repair: bool) -> None:
    """Every searchable passage needs a vector of the right size with at least one sentence, and no other one."""
    missing = catalogue.rows(
        "SELECT number, text, section FROM passages p WHERE kind NOT IN ('contents', 'reference') AND NOT EXISTS "
        "(SELECT 1 FROM vectors v WHERE v.passage = p.number AND length(v.whole) = ? "
        "AND length(v.parts) > 0 AND length(v.parts) % ? = 0)",
        (4 * DIMENSION, DIMENSION),
    )
    if not missing:
        return
    if repair:
        texts = [f"{section}. {text}" if section else text for _, text, section in missing]
        spans = [[(len(whole) - len(text), len(whole))] for whole, (_, text, _) in zip(texts, missing, strict=True)]
        found = embedder().embed_parts(texts, spans)
        with catalogue.transaction():
            catalogue.many(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [
                    (row[0], pack(vectors.whole), pack_parts(vectors.parts))
                    for row, vectors in zip(missing, found, strict=True)
                ],
            )
            catalogue.many(
                "UPDATE reviews SET in_vectors = 0 WHERE number = (SELECT review FROM passages WHERE number = ?)",
                [(row[0],) for row in missing],
            )
    report.faults.append(Fault("passages without a usable vector", len(missing), repair))


def _check_words(catalogue: Catalogue, report: VerifyReport, repair: bool) -> None:
    drifted = [index for index in WORD_INDEXES if not _agrees(catalogue, index)]
    if drifted:
        if repair:
            _rebuild_words(catalogue)
        report.faults.append(Fault("word indexes that differ from the text", len(drifted), repair))


def _agrees(catalogue: Catalogue, index: str) -> bool:
    """FTS5's own comparison of an index with the text it was made from; it reports a difference as damage."""
    if not catalogue.write:
        return True
    try:
        catalogue.rows(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
    except LibraryError:
        return False
    return True


def _rebuild_words(catalogue: Catalogue) -> None:
    with catalogue.transaction():
        for index in WORD_INDEXES:
            catalogue.rows(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _check_store(catalogue: Catalogue, store: VectorStore, report: VerifyReport, repair: bool) -> VectorStore:
    waiting = (
        catalogue.rows("SELECT COUNT(*) FROM reviews WHERE in_vectors = 0")[0][0]
        + catalogue.rows("SELECT COUNT(*) FROM vector_removals")[0][0]
    )
    if waiting:
        if repair:
            store = sync_vectors(catalogue, store)
        report.faults.append(Fault("reviews or removals that the vector store does not have yet", waiting, repair))
    try:
        faults = _compare(catalogue, store)
    except LibraryError:
        faults = [Fault("vector store that cannot be read", 1)]
        if repair:
            store.erase()
    if faults and repair:
        store = rebuild_vectors(catalogue, store)
    report.faults += [Fault(fault.what, fault.count, repair) for fault in faults]
    return store


def _compare(catalogue: Catalogue, store: VectorStore) -> list[Fault]:
    import numpy as np

    wanted = dict(catalogue.rows("SELECT p.id, v.whole FROM passages p JOIN vectors v ON v.passage = p.number"))
    missing, extra, changed = set(wanted), 0, 0
    for name, vector in store.items():
        if name not in wanted:
            extra += 1
            continue
        missing.discard(name)
        blob = wanted[name]
        changed += len(blob) != 4 * DIMENSION or bool(np.abs(unpack(blob) - vector).max() > SAME)
    counts = (("vectors missing", len(missing)), ("vectors of no passage", extra), ("vectors that differ", changed))
    return [Fault(f"{what} in the vector store", count) for what, count in counts if count]
