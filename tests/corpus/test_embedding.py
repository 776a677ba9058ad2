from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import DIMENSION, TOKENIZER_FILE, WINDOW, Embedder, get_embedder
from corpus.errors import EngineError

TEXTS = [f"Sentence number {number} about a family. " * (number % 7 + 1) for number in range(19)]


def test_vectors_are_unit_length_in_the_order_given() -> None:
    vectors = get_embedder().embed(TEXTS)
    assert vectors.shape == (19, DIMENSION)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(TEXTS, vectors, strict=True):
        assert np.array_equal(get_embedder().embed([text])[0], vector)


def test_paraphrase_is_nearer_than_a_sentence_that_shares_its_words() -> None:
    asked, paraphrase, other = get_embedder().embed(
        [
            "The father was never asked about the baby.",
            "Nobody spoke to the dad about his son.",
            "The mother asked the baby's father for money.",
        ]
    )
    assert asked @ paraphrase > asked @ other


def test_no_texts_give_no_vectors() -> None:
    assert get_embedder().embed([]).shape == (0, DIMENSION)


def test_parts_come_from_the_same_pass_as_the_whole() -> None:
    text = "The bruise was on the ear. The dentist wrote three letters."
    (parts,) = get_embedder().embed_parts([text], [[(0, 26), (27, len(text)), (5000, 5001)]])
    assert np.allclose(parts.whole, get_embedder().embed([text])[0], atol=1e-6)
    question = get_embedder().embed(["letters from the dentist"])[0]
    assert parts.parts[1] @ question > parts.parts[0] @ question
    assert np.allclose(parts.parts[2], parts.whole)


def test_langchain_methods_agree_with_embed() -> None:
    vector = get_embedder().embed(["a home visit"])[0]
    assert np.allclose(get_embedder().embed_query("a home visit"), vector)
    assert np.allclose(get_embedder().embed_documents(["a home visit"])[0], vector)


def test_count_sees_past_the_window() -> None:
    assert get_embedder().count("word " * 400) > WINDOW


def test_knows_common_words_whole() -> None:
    assert get_embedder().knows("lonely")
    assert not get_embedder().knows("profesional")


def test_another_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    changed = tmp_path / "tokenizer.json"
    changed.write_bytes(TOKENIZER_FILE.read_bytes() + b" ")
    with pytest.raises(EngineError, match=r"is not the file this version was tested with.*pip install"):
        Embedder(tokenizer=changed)
    with pytest.raises(EngineError, match="cannot be read"):
        Embedder(model=tmp_path / "absent.onnx")
