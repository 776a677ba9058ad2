"""Passage vectors in Chroma, embedded in this process. The only module that touches chromadb.

The store is a copy of the catalogue's vectors made for nearest-neighbour search at sizes where looking at every vector
is slow; it can always be rebuilt from the catalogue. Collections are never edited heavily: after many removals a fresh
one is built and takes over (deleted rows of Chroma 1.5 can hide live ones from a query).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import LibraryError
from corpus.quiet import silence_telemetry

if TYPE_CHECKING:
    from corpus.embedding import Vectors

VECTORS_FOLDER = "vectors"
READ_PAGE = 2000


def similarity(distance: float) -> float:
    """Cosine similarity in [-1, 1] from Chroma's cosine distance (which strays just outside [0, 2])."""
    return max(-1.0, min(1.0, 1.0 - distance))


class VectorStore:
    """One collection of passage vectors in a folder. Chroma is loaded at the first call that needs it.

    Args:
        folder: the library folder; Chroma's files go into `vectors` inside it, which must be writable even to read.
        collection: name of the collection.
    """

    def __init__(self, folder: Path, collection: str) -> None:
        self._folder = folder / VECTORS_FOLDER
        self._name = collection
        self._client: Any = None
        self._collection: Any = None

    @property
    def name(self) -> str:
        """Name of the collection."""
        return self._name

    def upsert(self, ids: Sequence[str], vectors: Vectors, reviews: Sequence[str]) -> None:
        """Store vectors under passage ids with the review each belongs to; storing again changes nothing."""
        with self._guarded() as collection:
            step = self._client.get_max_batch_size()
            for first in range(0, len(ids), step):
                part = slice(first, first + step)
                collection.upsert(
                    ids=list(ids[part]),
                    embeddings=vectors[part],
                    metadatas=[{"review": review} for review in reviews[part]],
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove vectors; ids that are not there do not matter."""
        with self._guarded() as collection:
            step = self._client.get_max_batch_size()
            for first in range(0, len(ids), step):
                collection.delete(ids=list(ids[first : first + step]))

    def query(self, vector: Vectors, most: int, reviews: Sequence[str] | None = None) -> list[tuple[str, float]]:
        """The nearest passages, (id, cosine), nearest first; only of `reviews` if given."""
        where = {"review": {"$in": list(reviews)}} if reviews is not None else None
        with self._guarded() as collection:
            found = collection.query(
                query_embeddings=vector.reshape(1, -1), n_results=most, where=where, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted(((name, similarity(float(far))) for name, far in pairs), key=lambda pair: (-pair[1], pair[0]))

    def items(self) -> Iterator[tuple[str, Vectors]]:
        """Every stored (id, vector)."""
        import numpy as np

        with self._guarded() as collection:
            total = collection.count()
        for first in range(0, total, READ_PAGE):
            with self._guarded() as collection:
                page = collection.get(limit=READ_PAGE, offset=first, include=["embeddings"])
            yield from zip(page["ids"], np.asarray(page["embeddings"], dtype=np.float32), strict=True)

    def replace(self, collection: str, fill: Callable[[VectorStore], None]) -> VectorStore:
        """A store with a fresh collection filled by `fill`; drop the old one with `drop_others` when it is in use."""
        with self._guarded():
            if any(other.name == collection for other in self._client.list_collections()):
                self._client.delete_collection(collection)
        fresh = VectorStore(self._folder.parent, collection)
        fresh._client = self._client
        fill(fresh)
        self._client = None
        return fresh

    def drop_others(self) -> None:
        """Delete every collection but this one."""
        with self._guarded():
            for other in self._client.list_collections():
                if other.name != self._name:
                    self._client.delete_collection(other.name)

    def erase(self) -> None:
        """Delete the whole store from the disk; the next call starts an empty one."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Let go of Chroma's files."""
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None

    @contextmanager
    def _guarded(self) -> Iterator[Any]:
        """The open collection; whatever goes wrong inside Chroma becomes a LibraryError."""
        try:
            yield self._open()
        except BaseException as error:
            # Damaged files make Chroma's native part panic, which Python sees as a BaseException of its own.
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            raise LibraryError(
                f"The vectors at {self._folder} cannot be used ({error})",
                "Chroma needs to write even to read, so check permissions and room on the disk; if those are right, "
                "rebuild the vectors with: second-question library verify --repair",
            ) from error

    def _open(self) -> Any:
        if self._collection is None:
            silence_telemetry()
            import chromadb
            from chromadb.config import Settings

            if self._client is None:
                # Said outright, because Chroma would take these from the environment or a file .env.
                settings = Settings(
                    _env_file=None,
                    anonymized_telemetry=False,
                    chroma_otel_collection_endpoint="",
                    chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
                )
                self._client = chromadb.PersistentClient(str(self._folder), settings=settings)
            # Without an embedding function Chroma downloads nothing; the space is said outright because its default
            # is not cosine.
            self._collection = self._client.get_or_create_collection(
                self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        return self._collection
