"""A library of published reviews: the one door to everything in this package that is about stored reviews."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.catalogue import CATALOGUE_FILE, Catalogue
from corpus.errors import LibraryError, UsageError
from corpus.filters import Where, review_filter
from corpus.lock import LOCK_FILE, WriterLock
from corpus.records import Hit, Review, StoredPassage
from corpus.vectors import VECTORS_FOLDER, VectorStore

if TYPE_CHECKING:
    from corpus.indexing import Progress, Reader
    from corpus.reports import IndexReport
    from corpus.search import Searcher
    from corpus.verify import VerifyReport

__all__ = ["Hit", "Library", "Review", "StoredPassage", "default_folder"]

FOLDER_VARIABLE = "SECOND_QUESTION_LIBRARY"


def default_folder() -> Path:
    """The folder named by SECOND_QUESTION_LIBRARY, or one in this user's data folder; it need not exist."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "second-question" / "library"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "second-question" / "library"


class Library:
    """An open library; a context manager. Reading may be shared between threads and processes; one process writes.

    Make one with `Library.open`. A library opened for reading sees what another process adds.
    """

    def __init__(self, folder: Path, catalogue: Catalogue, lock: WriterLock | None) -> None:
        self.folder = folder
        self._catalogue = catalogue
        self._lock = lock
        self._store: VectorStore | None = None
        self._searcher: Searcher | None = None
        self._making = threading.Lock()

    @classmethod
    def open(cls, folder: Path, write: bool = False) -> Library:
        """Open the library in a folder; for writing, make it if it is not there and finish what was interrupted.

        Raises:
            LibraryBusy: opened for writing, and another process is writing.
            LibraryError: it is missing, empty, damaged, cannot be written, or is of another kind or version; the
                message says what to do.
        """
        folder = Path(folder).expanduser()
        if not write:
            return cls(folder, Catalogue(folder, write=False), None)
        _make_folder(folder)
        lock = WriterLock(folder)
        lock.acquire()
        try:
            return cls(folder, Catalogue(folder, write=True), lock)
        except BaseException:
            lock.release()
            raise

    def close(self) -> None:
        """Close its files and let another process write."""
        if self._store is not None:
            self._store.close()
        self._catalogue.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def index(
        self,
        paths: Iterable[Path],
        catalogue: Path | None = None,
        progress: Progress | None = None,
        cancel: Callable[[], bool] | None = None,
        reader: Reader | None = None,
    ) -> IndexReport:
        """Add files, and the files in folders, to the library.

        What is already there costs nothing; a changed file takes the place of its former self; a file that cannot be
        read is named in the report with the reason, and the rest goes on. Killed at any point, it can be run again.

        Args:
            paths: .pdf, .docx, .md and .txt files, or folders of them.
            catalogue: a CSV file that describes them; by default `catalogue.csv` in each folder.
            progress: told of each step.
            cancel: asked between steps; True stops after what has been stored.
            reader: reads a file, `corpus.reading.read` by default.

        Raises:
            UsageError: a path or the catalogue cannot be used.
            LibraryError: the library cannot be written.
        """
        from corpus.embedding import get_embedder
        from corpus.indexing import Indexer
        from corpus.originals import sweep
        from corpus.reading import read

        self._must_write()
        indexer = Indexer(self._catalogue, get_embedder, reader or read, self._sync, progress, cancel)
        report = indexer.run([Path(path) for path in paths], catalogue)
        self._sync()
        sweep(self._catalogue)
        return report

    def keep(self, paths: Iterable[Path]) -> list[Path]:
        """Copy files that have no place of their own into the library's folder, to be given to `index` next.

        Whatever `index` then does not take is removed.
        """
        from corpus.originals import keep

        self._must_write()
        return [keep(self.folder.resolve(), Path(path)) for path in paths]

    def original(self, review_id: str) -> Path | None:
        """The file that a review was read from; None where it has gone or changed since."""
        from corpus.originals import original

        return original(self._catalogue, review_id)

    def remove(self, review_id: str) -> None:
        """Take a review out.

        Raises:
            UsageError: there is no such review.
            LibraryError: the library cannot be written.
        """
        from corpus.originals import sweep
        from corpus.writing import remove_review

        self._must_write()
        if self.review(review_id) is None:
            raise UsageError(f"There is no review {review_id}", "See `second-question library list`")
        remove_review(self._catalogue, review_id)
        self._sync()
        sweep(self._catalogue)

    def reviews(self, where: Where | None = None) -> list[Review]:
        """Reviews that match (see `corpus.filters`), newest first, then by title."""
        from corpus.stored import all_reviews

        found = list(all_reviews(self._catalogue).values())
        matches = review_filter(where or {}, sorted({name for review in found for name in review.extra}))
        return [review for review in found if matches(review)]

    def review(self, review_id: str) -> Review | None:
        """One review, or None."""
        from corpus.stored import review_by_id

        return review_by_id(self._catalogue, review_id)

    def page_text(self, review_id: str, page: int | None) -> str:
        """Text of a page, counting from 1; the whole text for page None or a review without pages.

        Raises:
            UsageError: there is no such review or page.
        """
        from corpus.stored import page_text

        return page_text(self._catalogue, review_id, page)

    def passages(self, review_id: str) -> list[StoredPassage]:
        """Every passage of a review in order, those that are never searched among them; empty if there is none."""
        from corpus.stored import passages_of

        return passages_of(self._catalogue, review_id)

    def search(self, query: str, top: int = 10, where: Where | None = None, one_per_review: bool = True) -> list[Hit]:
        """Passages that answer a question, match some words, or are like a pasted paragraph; best first.

        Args:
            query: any text; abbreviations are spelled out and slips of spelling put right.
            top: how many at most.
            where: wanted values by catalogue field, and `kind` of passage (see `corpus.filters`).
            one_per_review: only the best passage of each review.

        Raises:
            UsageError: a filter cannot be used.
        """
        return self._search().search(query, top, where or {}, one_per_review)

    def verify(self, repair: bool = False) -> VerifyReport:
        """Compare catalogue, word indexes and vectors with each other; with `repair`, put right what differs.

        Raises:
            LibraryError: `repair` on a library that was not opened for writing, or that cannot be repaired.
        """
        from corpus.embedding import get_embedder
        from corpus.verify import verify

        if repair:
            self._must_write()
        report, store = verify(self._catalogue, self._vectors(), get_embedder, repair)
        self._store = store
        return report

    def stats(self) -> dict[str, str | int]:
        """Counts and versions, for a person."""
        ((reviews, pages, complete),) = self._catalogue.rows(
            "SELECT COUNT(*), COALESCE(SUM(pages), 0), COALESCE(SUM(in_vectors), 0) FROM reviews"
        )
        ((passages,),) = self._catalogue.rows("SELECT COUNT(*) FROM passages")
        ((searchable,),) = self._catalogue.rows("SELECT COUNT(*) FROM vectors")
        size = sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())
        return {
            "folder": str(self.folder),
            "reviews": reviews,
            "reviews waiting for their vectors": reviews - complete,
            "pages": pages,
            "passages": passages,
            "passages searched": searchable,
            "embedding model": self._catalogue.meta("embedding_model"),
            "megabytes": round(size / 1e6),
        }

    def _search(self) -> Searcher:
        with self._making:
            if self._searcher is None:
                from corpus.embedding import get_embedder
                from corpus.question_vectors import get_question_encoder
                from corpus.search import Searcher

                self._searcher = Searcher(self._catalogue, get_embedder, get_question_encoder, self._vectors)
            return self._searcher

    def _vectors(self) -> VectorStore:
        from corpus.writing import collection_name

        name = collection_name(self._catalogue)
        if self._store is None or self._store.name != name:
            if self._store is not None:
                self._store.close()
            self._store = VectorStore(self.folder, name)
        return self._store

    def _sync(self) -> None:
        from corpus.writing import sync_vectors

        self._store = sync_vectors(self._catalogue, self._vectors())

    def _must_write(self) -> None:
        if self._lock is None:
            raise LibraryError(f"The library at {self.folder} was opened for reading", "Open it with write=True")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strangers = {entry.name for entry in folder.iterdir()} - {CATALOGUE_FILE, LOCK_FILE, VECTORS_FOLDER}
    except OSError as error:
        raise LibraryError(
            f"The library folder {folder} cannot be made or opened: {error.strerror}", "Choose another with --library"
        ) from error
    if strangers and not (folder / CATALOGUE_FILE).exists():
        raise LibraryError(
            f"{folder} holds other files and is not a library", "Name an empty or a new folder with --library"
        )
