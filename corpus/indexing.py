"""Bringing files into the library: only what is new or has changed is read and embedded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.chunks import CHUNKER, Chunk, make_chunks
from corpus.codes import unpack
from corpus.details import card_of, describe
from corpus.document import Document
from corpus.errors import EmptyFile, ReadError
from corpus.records import NEVER_SEARCHED, Review
from corpus.reports import FileOutcome, IndexProgress, IndexReport, Status
from corpus.sources import Source, find_sources, id_of, sha256_of
from corpus.stored import review_by_id
from corpus.writing import NewReview, put_details, put_review

if TYPE_CHECKING:
    from corpus.embedding import Embedder, Parts, Vectors

SLICE = 32
"""Passages embedded between two looks at `cancel` and two progress events."""

Reader = Callable[[Path], Document]
Progress = Callable[[IndexProgress], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """A file that has to be read, and the ids of the reviews that it takes the place of."""

    source: Source
    sha256: str
    replaced: tuple[str, ...]


class _Cancelled(Exception):
    """The caller asked to stop."""


class Indexer:
    """One indexing run over an open catalogue; the caller holds the writer's lock.

    Args:
        catalogue: open for writing.
        embedder: called only when something has to be embedded.
        read: reads a file; raises ReadError.
        stored: called after each review has been stored, to bring the vector store up to it.
        progress: told of each step.
        cancel: asked between steps; True ends the run with what has been stored so far.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        embedder: Callable[[], Embedder],
        read: Reader,
        stored: Callable[[], None],
        progress: Progress | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._embedder = embedder
        self._read = read
        self._stored = stored
        self._progress = progress or (lambda event: None)
        self._cancel = cancel or (lambda: False)
        self._embedded = 0
        self._began = time.monotonic()
        self._outcomes: dict[str, FileOutcome] = {}

    def run(self, paths: Sequence[Path], catalogue_file: Path | None) -> IndexReport:
        """Index files and folders; see `Library.index`."""
        sources, tables = find_sources(paths, catalogue_file)
        cancelled = False
        try:
            self._work(list(self._jobs(sources)))
        except _Cancelled:
            cancelled = True
        missing = [f"{table.path}: no file {name} was found." for table in tables for name in table.unused()]
        order = {str(source.path): position for position, source in enumerate(sources)}
        outcomes = [self._outcomes[name] for name in sorted(self._outcomes, key=lambda name: order[name])]
        seconds = time.monotonic() - self._began
        return IndexReport(tuple(outcomes), tuple(missing), self._embedded, seconds, cancelled)

    def _jobs(self, sources: list[Source]) -> Iterator[_Job]:
        """The files that have to be read; the others are dealt with here."""
        seen: dict[str, str] = {}
        for source in sources:
            self._check_cancel()
            if source.other_form_of:
                self._note(source, FileOutcome(source.below, "left aside", f"another form of {source.other_form_of}"))
                continue
            try:
                sha256 = sha256_of(source.path)
            except OSError as error:
                self._note(source, FileOutcome(source.below, "failed", f"cannot be opened: {error.strerror}"))
                continue
            review_id = id_of(sha256)
            if review_id in seen:
                self._note(source, FileOutcome(source.below, "left aside", f"the same file as {seen[review_id]}"))
                continue
            seen[review_id] = source.below
            known = self._catalogue.one("SELECT source, chunker FROM reviews WHERE id = ?", (review_id,))
            if known and known[1] == CHUNKER:
                self._known(source, review_id, str(known[0]))
                continue
            earlier = self._catalogue.rows("SELECT id FROM reviews WHERE source = ?", (str(source.path),))
            yield _Job(source, sha256, tuple({str(row[0]) for row in earlier} | ({review_id} if known else set())))

    def _known(self, source: Source, review_id: str, stored_source: str) -> None:
        """A file whose text is in the library already: at most what is said of it has changed."""
        old = review_by_id(self._catalogue, review_id)
        assert old is not None
        moved = stored_source != str(source.path)
        if moved and Path(stored_source).exists():
            # The same collection in another folder is nothing new; the same file under another name is a copy.
            again = Path(stored_source).name == source.path.name
            status: Status = "unchanged" if again else "left aside"
            self._note(source, FileOutcome(source.below, status, f"the same file as {old.file}", review_id, old.pages))
            return
        new = replace(old, file=source.below)
        if source.row is not None:
            new = describe(source.row, review_id, source.below, old.sha256, old.pages, None)
            if not source.row.get("title"):
                new = replace(new, title=old.title)
        if new == old and not moved:
            self._note(source, FileOutcome(source.below, "unchanged", "", review_id, old.pages))
            return
        put_details(self._catalogue, new, str(source.path), card_of(new), self._card_vector(new, old))
        self._note(source, FileOutcome(source.below, "details", "", review_id, old.pages))

    def _card_vector(self, new: Review, old: Review) -> Vectors:
        if card_of(new) == card_of(old):
            row = self._catalogue.one("SELECT card_vector FROM reviews WHERE id = ?", (old.id,))
            assert row is not None
            return unpack(row[0])
        self._embedded += 1
        vector: Vectors = self._embedder().embed([card_of(new)])[0]
        return vector

    def _work(self, jobs: list[_Job]) -> None:
        """Read, embed and store; while one file is embedded the next is being read."""
        if not jobs:
            return
        with ThreadPoolExecutor(1, thread_name_prefix="reading") as pool:
            upcoming: Future[Document] = pool.submit(self._read, jobs[0].source.path)
            for number, job in enumerate(jobs, 1):
                current = upcoming
                if number < len(jobs):
                    upcoming = pool.submit(self._read, jobs[number].source.path)
                try:
                    self._one(job, current, number, len(jobs))
                except BaseException:
                    upcoming.cancel()
                    raise

    def _one(self, job: _Job, reading: Future[Document], number: int, total: int) -> None:
        self._check_cancel()
        event = IndexProgress(job.source.below, number, total, "reading", seconds_left=self._left(number - 1, total))
        self._progress(event)
        try:
            document = reading.result()
            chunks = make_chunks(document, self._embedder().count)
            if all(chunk.kind in NEVER_SEARCHED for chunk in chunks):
                raise EmptyFile(f"{job.source.below} has no text that can be searched", "Check the file")
        except (ReadError, OSError) as error:
            self._note(job.source, FileOutcome(job.source.below, "failed", str(error)))
            self._progress(replace(event, stage="failed"))
            return
        pages = len(document.pages) or None
        event = replace(event, stage="embedding", pages=pages, passages=len(chunks))
        review = describe(job.source.row, id_of(job.sha256), job.source.below, job.sha256, pages, document)
        vectors = list(self._embed(chunks, event))
        self._embedded += 1
        card = card_of(review)
        new = NewReview(
            review, str(job.source.path), document, chunks, vectors, card, self._embedder().embed([card])[0]
        )
        put_review(self._catalogue, new, job.replaced)
        self._stored()
        status: Status = "updated" if job.replaced else "added"
        self._note(job.source, FileOutcome(job.source.below, status, "", review.id, pages, len(chunks)))
        self._progress(replace(event, stage="saved", done=len(chunks), seconds_left=self._left(number, total)))

    def _embed(self, chunks: Sequence[Chunk], event: IndexProgress) -> Iterator[Parts]:
        wanted = [chunk for chunk in chunks if chunk.kind not in NEVER_SEARCHED]
        for first in range(0, len(wanted), SLICE):
            self._check_cancel()
            self._progress(replace(event, done=first))
            part = wanted[first : first + SLICE]
            self._embedded += len(part)
            texts, spans = zip(*(to_embed(chunk) for chunk in part), strict=True)
            yield from self._embedder().embed_parts(texts, spans)

    def _left(self, done: int, total: int) -> float | None:
        spent = time.monotonic() - self._began
        return spent / done * (total - done) if done else None

    def _check_cancel(self) -> None:
        if self._cancel():
            raise _Cancelled

    def _note(self, source: Source, outcome: FileOutcome) -> None:
        self._outcomes[str(source.path)] = outcome


def to_embed(chunk: Chunk) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of a passage as the embedding model reads it, under its section's title, and its sentences there."""
    lead = f"{chunk.section}. " if chunk.section else ""
    return lead + chunk.text, tuple((start + len(lead), end + len(lead)) for start, end in chunk.sentences)
