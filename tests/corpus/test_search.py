from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.embedding import get_embedder
from corpus.errors import UsageError
from corpus.library import Hit, Library
from corpus.question_vectors import get_question_encoder
from corpus.search import Searcher

QUERIES = ["dads of shaken babies", "methadone at home", "concealed pregnancy", "AHT", "what did the tutor see?"]


@pytest.fixture
def library(tmp_path: Path, files: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", write=True) as library:
        library.index([files])
        yield library


def _shape(hits: list[Hit]) -> list[tuple[str, float]]:
    return [(hit.passage.id, round(hit.score, 5)) for hit in hits]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("dads who look after babies at night", "Arlo"),
        ("AHT", "Arlo"),
        ("OST safe storage", "Callum"),
        ("a teenager who hid that she was expecting", "Baby Hazel"),
        ("metadone in the kichen", "Callum"),
    ],
)
def test_finds_by_meaning_abbreviation_and_in_spite_of_spelling(library: Library, query: str, title: str) -> None:
    assert library.search(query)[0].review.title == title


def test_pasted_paragraph_finds_its_like(library: Library) -> None:
    draft = "The review heard about the family. " * 8
    draft += "A toddler swallowed medicine that had been left in a cup."
    assert library.search(draft)[0].review.title == "Callum"


def test_one_hit_a_review_unless_all_are_wanted(library: Library) -> None:
    assert len(library.search("baby")) == 3
    assert len(library.search("baby", one_per_review=False)) == 5
    assert len(library.search("baby", top=2)) == 2


def test_hits_carry_passage_and_signals(library: Library) -> None:
    (hit,) = library.search("nobody asked the father", top=1)
    assert hit.passage.text in library.page_text(hit.review.id, None)
    assert library.page_text(hit.review.id, None)[hit.passage.start : hit.passage.end] == hit.passage.text
    assert hit.signals["coverage"] == 1
    assert -1 <= hit.signals["dense"] <= 1


@pytest.mark.parametrize(
    ("where", "titles"),
    [
        ({"age_group": ["<1"]}, {"Arlo", "Baby Hazel"}),
        ({"age_group": "<1", "incident": ["Death"]}, {"Arlo"}),
        ({"year": ["2020-2022"]}, {"Arlo", "Callum"}),
        ({"year": ["2019", "2022-"]}, {"Arlo", "Baby Hazel"}),
        ({"themes": ["fathers"]}, {"Arlo"}),
        ({"themes": ["ther"]}, set()),
        ({"lead": ["m. orr"]}, {"Arlo"}),
        ({"kind": ["recommendation"]}, {"Arlo"}),
        ({"review_type": ["SCR", "LCSPR"]}, {"Arlo", "Callum", "Baby Hazel"}),
    ],
)
def test_filters(library: Library, where: dict[str, list[str]], titles: set[str]) -> None:
    assert {hit.review.title for hit in library.search("baby", where=where)} == titles


@pytest.mark.parametrize("where", [{"colour": ["red"]}, {"year": ["soon"]}, {"year": ["2019 2020"]}, {"kind": ["x"]}])
def test_filter_that_cannot_be_used_says_so(library: Library, where: dict[str, list[str]]) -> None:
    with pytest.raises(UsageError):
        library.search("baby", where=where)


@pytest.mark.parametrize("query", ["", "  ", "?!", '"', "AND OR NOT", "baby NEAR(x) * ^ : -"])
def test_odd_queries_do_no_harm(library: Library, query: str) -> None:
    assert isinstance(library.search(query), list)


def test_contents_and_references_are_never_returned(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "refs.md"
    path.write_text("# Findings\n\nThe bruise was seen.\n\n# References\n\nZymurgy, A. (2019). Brewing.\n", "utf-8")
    library.index([path])
    (review,) = library.reviews({"file": "refs.md"})
    assert [passage.kind for passage in library.passages(review.id)] == ["finding", "reference"]
    assert all("Zymurgy" not in hit.passage.text for hit in library.search("Zymurgy", one_per_review=False))


def test_chroma_and_looking_at_every_vector_give_the_same(library: Library) -> None:
    through_chroma = Searcher(
        library._catalogue, get_embedder, get_question_encoder, library._vectors, exact_passages=0
    )
    for query in QUERIES:
        for where in ({}, {"age_group": ["<1"]}, {"year": ["1999"]}):
            assert _shape(through_chroma.search(query, 10, where, False)) == _shape(
                library.search(query, where=where, one_per_review=False)
            )


def test_deleting_and_adding_again_leaves_the_results_of_a_fresh_library(
    library: Library, files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.writing.LEAST_CHURN", 8)
    for round_ in range(12):
        review = library.reviews()[round_ % 3]
        library.remove(review.id)
        assert all(hit.review.id != review.id for hit in library.search("baby"))
        library.index([files])
    with Library.open(tmp_path / "fresh", write=True) as fresh:
        fresh.index([files])
        for query in QUERIES:
            assert _shape(library.search(query, one_per_review=False)) == _shape(
                fresh.search(query, one_per_review=False)
            )
            names = [
                [name for name, _ in one._vectors().query(get_embedder().embed([query])[0], 10)]
                for one in (library, fresh)
            ]
            assert names[0] == names[1]
    assert library.verify().sound
    assert library._vectors().name != "passages-1"


def test_reader_sees_what_a_writer_adds(tmp_path: Path, files: Path) -> None:
    later = tmp_path / "later"
    later.mkdir()
    shutil.move(files / "hazel.txt", later / "hazel.txt")
    with Library.open(tmp_path / "library", write=True) as writer:
        writer.index([files])
        with Library.open(tmp_path / "library") as reader:
            assert len(reader.search("pregnancy")) == 2
            writer.index([later])
            assert reader.search("born on a bathroom floor")[0].review.file == "hazel.txt"
