"""The catalogue: one SQLite file that holds all a library knows; everything else can be rebuilt from it.

It keeps a rollback journal rather than a write-ahead log, so that a library on a read-only disk can still be read.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.embedding import DIMENSION, MODEL_ID
from corpus.errors import LibraryError
from corpus.migrations import APPLICATION_ID, MIGRATIONS, VERSION

CATALOGUE_FILE = "catalogue.sqlite3"
BUSY_SECONDS = 20.0
"""How long a statement waits for another process's commit, which takes a fraction of a second."""
_INDEX = "second-question index FILES --library"


class Catalogue:
    """An open catalogue; may be shared between threads. Close it when done.

    Args:
        folder: the library folder.
        write: whether it may be changed; the caller must hold the folder's `WriterLock`.

    Raises:
        LibraryError: there is no catalogue, it is not ours, it is damaged, or it was made by another version or with
            another embedding model.
    """

    def __init__(self, folder: Path, write: bool) -> None:
        self.folder = folder
        self.path = folder / CATALOGUE_FILE
        self.write = write
        self._lock = threading.RLock()
        if not write and not os.path.isfile(self.path):
            if os.path.isdir(folder) and not os.access(folder, os.X_OK):
                raise LibraryError(
                    f"The library at {folder} cannot be opened",
                    "Ask for permission on the folder, or choose another with --library",
                )
            raise LibraryError(f"There is no library at {folder}", f"Make one with: {_INDEX} {folder}")
        # A reader that may write can put right what an interrupted writer left in the journal; it changes nothing else.
        mode = "rwc" if write else "rw" if os.access(self.path, os.W_OK) and os.access(folder, os.W_OK) else "ro"
        try:
            self._connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode={mode}",
                uri=True,
                timeout=BUSY_SECONDS,
                isolation_level=None,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise self._unusable(error) from error
        try:
            self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement.

        Raises:
            LibraryError: the database is damaged or cannot be written.
        """
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except (sqlite3.DatabaseError, sqlite3.ProgrammingError) as error:
                raise self._unusable(error) from error

    def one(self, statement: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a statement, or None."""
        found = self.rows(statement, values)
        return found[0] if found else None

    def many(self, statement: str, values: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each of `values`."""
        with self._lock:
            try:
                self._connection.executemany(statement, values)
            except sqlite3.DatabaseError as error:
                raise self._unusable(error) from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is done inside happens together or not at all, even if the process is killed."""
        with self._lock:
            self.rows("BEGIN IMMEDIATE")
            try:
                yield
                self.rows("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def state(self) -> tuple[int, int]:
        """Changes whenever this or another process has changed the catalogue."""
        with self._lock:
            found = self.one("PRAGMA data_version")
            return (int(found[0]) if found else 0, self._connection.total_changes)

    def meta(self, name: str, default: str = "") -> str:
        """A value kept about the library itself."""
        found = self.one("SELECT value FROM meta WHERE name = ?", (name,))
        return str(found[0]) if found else default

    def set_meta(self, name: str, value: str) -> None:
        """Keep a value about the library itself."""
        self.rows(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )

    def _prepare(self) -> None:
        self.rows("PRAGMA foreign_keys = ON")
        ((application,),) = self.rows("PRAGMA application_id")
        ((version,),) = self.rows("PRAGMA user_version")
        fresh = not application and not version and not self.rows("SELECT 1 FROM sqlite_master LIMIT 1")
        if fresh and not self.write:
            raise LibraryError(f"The library at {self.folder} is empty", f"Fill it with: {_INDEX} {self.folder}")
        if not fresh and application != APPLICATION_ID:
            raise LibraryError(f"{self.path} was not made by this program", "Choose another folder with --library")
        if version > VERSION:
            raise LibraryError(
                f"The library at {self.folder} was made by a newer version of this program (layout {version}; "
                f"this version knows {VERSION})",
                "Update this program, or choose another folder with --library",
            )
        if version < VERSION:
            self._migrate(version)
        made_with = (self.meta("embedding_model"), self.meta("dimension"))
        if made_with != (MODEL_ID, str(DIMENSION)):
            raise LibraryError(
                f"The library at {self.folder} was made with another embedding model ({made_with[0]})",
                "Leave it as it is and index the files again into a new folder with --library",
            )
        if not self.write:
            self.rows("PRAGMA query_only = ON")

    def _migrate(self, version: int) -> None:
        if not self.write:
            raise LibraryError(
                f"The library at {self.folder} was made by an earlier version of this program",
                f"Bring it up to date with: second-question library verify --library {self.folder}",
            )
        with self.transaction():
            for change in MIGRATIONS[version:]:
                change(self._connection)
            if version == 0:
                self.set_meta("embedding_model", MODEL_ID)
                self.set_meta("dimension", str(DIMENSION))
            self.rows(f"PRAGMA application_id = {APPLICATION_ID}")
            self.rows(f"PRAGMA user_version = {VERSION}")

    def _unusable(self, error: sqlite3.Error) -> LibraryError:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            return LibraryError(
                f"The library at {self.folder} cannot be written to, or not opened",
                "Ask for permission on the folder, or choose another with --library",
            )
        if name.startswith("SQLITE_FULL"):
            return LibraryError(
                f"The disk that holds the library at {self.folder} is full",
                "Make room and run the same command again: it goes on from what was saved",
            )
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return LibraryError(f"The library at {self.folder} is in use", "Try again in a moment")
        if name == "SQLITE_NOTADB":
            return LibraryError(f"{self.path} is not a library", "Choose another folder with --library")
        return LibraryError(
            f"The catalogue of the library at {self.folder} is damaged or could not be read ({error})",
            "Run `second-question library verify --repair`; if that fails, index the files again into a new folder",
        )
