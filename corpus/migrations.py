"""The layout of the catalogue database, as the list of changes that made it.

A new catalogue runs them all; one made by an earlier version runs those it lacks, when opened for writing. Numbers are
kept in `user_version`. Never edit a change that has been released: add one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

APPLICATION_ID = 0x32514C42
"""Marks the file as ours ("2QLB"), so that another program's database is not taken for a library."""


def m001_initial(connection: sqlite3.Connection) -> None:
    """Reviews, their passages, vectors and word indexes."""
    for statement in _INITIAL:
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (m001_initial,)
VERSION = len(MIGRATIONS)

_INITIAL = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    # `source` is the absolute path indexed, so that a changed file takes the place of its former self.
    # `in_vectors` is set once the vector store holds all of the review's passages: the mark that it is complete.
    """CREATE TABLE reviews (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, partnership TEXT, year INTEGER,
        review_type TEXT, age_group TEXT, incident TEXT, themes TEXT NOT NULL, url TEXT, file TEXT NOT NULL,
        source TEXT NOT NULL, pages INTEGER, sha256 TEXT NOT NULL, extra TEXT NOT NULL, text TEXT NOT NULL,
        card TEXT NOT NULL, card_vector BLOB NOT NULL, chunker TEXT NOT NULL, in_vectors INTEGER NOT NULL DEFAULT 0)""",
    "CREATE INDEX reviews_source ON reviews (source)",
    """CREATE TABLE pages (
        review INTEGER NOT NULL REFERENCES reviews ON DELETE CASCADE, number INTEGER NOT NULL, label TEXT,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, PRIMARY KEY (review, number)) WITHOUT ROWID""",
    """CREATE TABLE passages (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        review INTEGER NOT NULL REFERENCES reviews ON DELETE CASCADE, text TEXT NOT NULL,
        start INTEGER NOT NULL, "end" INTEGER NOT NULL, page INTEGER, page_end INTEGER, page_label TEXT,
        section TEXT, kind TEXT NOT NULL)""",
    "CREATE INDEX passages_review ON passages (review)",
    # `whole` is 384 float32; `parts` is one row of 384 int8 a sentence (see corpus.codes).
    """CREATE TABLE vectors (
        passage INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, whole BLOB NOT NULL, parts BLOB NOT NULL)""",
    # Passages deleted here that the vector store may still hold.
    "CREATE TABLE vector_removals (id TEXT PRIMARY KEY) WITHOUT ROWID",
    """CREATE VIEW searchable AS
        SELECT number, section, text FROM passages WHERE kind NOT IN ('contents', 'reference')""",
    """CREATE VIRTUAL TABLE passage_words USING fts5(
        section, text, content='searchable', content_rowid='number',
        tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE VIRTUAL TABLE review_words USING fts5(
        card, text, content='reviews', content_rowid='number',
        tokenize='porter unicode61 remove_diacritics 2')""",
    # Whole words with their counts, for spelling: no positions and no stems.
    """CREATE VIRTUAL TABLE plain_words USING fts5(
        text, content='searchable', content_rowid='number', detail=none, tokenize='unicode61 remove_diacritics 2')""",
    "CREATE VIRTUAL TABLE stems USING fts5vocab(passage_words, 'row')",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(plain_words, 'row')",
)
