"""The library and its embedding model for use in LangChain. Import this module only where LangChain is wanted.

    from corpus.langchain_adapter import LibraryRetriever
    from corpus.library import Library, default_folder

    with Library.open(default_folder()) as library:
        retriever = LibraryRetriever(library=library, top=5, where={"age_group": ["<1"]})
        for document in retriever.invoke("fathers who were never asked"):
            print(document.metadata["title"], document.metadata["page"], document.page_content)

A retriever is a runnable, so it takes its place in a chain: `retriever | prompt | model`.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from corpus.embedding import Embedder, get_embedder
from corpus.library import Hit, Library
from corpus.quiet import silence_telemetry

silence_telemetry()  # a question may hold case text, and LangChain would send it to a tracing service set elsewhere


class LocalEmbeddings(Embeddings):
    """The local embedding model as LangChain's `Embeddings`."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder or get_embedder()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Unit vectors of 384 numbers, one a text."""
        return self._embedder.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of one text."""
        return self._embedder.embed_query(text)


class LibraryRetriever(BaseRetriever):
    """Hybrid search of an open library. `top`, `where` and `one_per_review` are those of `Library.search`."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    top: int = 10
    where: dict[str, list[str]] = Field(default_factory=dict)
    one_per_review: bool = True

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        hits = self.library.search(query, self.top, self.where, self.one_per_review)
        return [_document(hit) for hit in hits]


def _document(hit: Hit) -> Document:
    review, passage = hit.review, hit.passage
    metadata: dict[str, Any] = {
        "review_id": review.id,
        "title": review.title,
        "partnership": review.partnership,
        "year": review.year,
        "page": passage.page,
        "page_label": passage.page_label,
        "section": passage.section,
        "kind": passage.kind,
        "url": review.url,
        "score": hit.score,
    }
    return Document(id=passage.id, page_content=passage.text, metadata=metadata)
