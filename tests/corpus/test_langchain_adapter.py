from __future__ import annotations

from pathlib import Path

from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from corpus.langchain_adapter import LibraryRetriever, LocalEmbeddings
from corpus.library import Library


def _titles(found: list[Document]) -> list[str]:
    return [document.metadata["title"] for document in found]


def test_retriever_takes_its_place_in_a_chain(tmp_path: Path, files: Path) -> None:
    with Library.open(tmp_path / "library", write=True) as library:
        library.index([files])
        retriever = LibraryRetriever(library=library, top=2, where={"incident": ["death"]})
        chain = retriever | RunnableLambda(_titles)
        assert chain.invoke("dads and crying") == ["Arlo", "Callum"]


def test_embeddings_have_one_vector_a_text() -> None:
    assert [len(vector) for vector in LocalEmbeddings().embed_documents(["one", "two"])] == [384, 384]
    assert LocalEmbeddings().embed_query("one") == LocalEmbeddings().embed_documents(["one"])[0]
