from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import DIMENSION, get_embedder
from corpus.errors import EngineError
from corpus.library import Library
from corpus.question_vectors import FOLDER, NAME, QuestionEncoder, get_question_encoder

MEDICINE = (
    "The pharmacist handed over the methadone in a bag each Friday. A locked box had been promised and was not given, "
    "and the bottle stood on the shelf by the cot."
)
LEAFLET = (
    "Heroin is a word that teenagers know from films. The leaflet for schools about drugs was printed in three "
    "languages, and toddlers' groups were given a copy."
)
ASKED = "Who checks that heroin users lock away what they are prescribed from toddlers?"


def test_a_question_in_other_words_lies_nearer_to_what_answers_it_than_the_embedding_model_puts_it() -> None:
    answer, leaflet = get_embedder().embed([MEDICINE, LEAFLET])

    def lead(vector: np.ndarray) -> float:
        return float(vector @ answer - vector @ leaflet)

    assert lead(get_question_encoder().embed([ASKED])[0]) > max(0.0, lead(get_embedder().embed([ASKED])[0]))


def test_vectors_are_of_unit_length_in_order_and_do_not_hang_on_each_other() -> None:
    encoder = get_question_encoder()
    vectors = encoder.embed([ASKED, "dads", "why " * 500])
    assert vectors.shape == (3, DIMENSION)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(encoder.embed(["dads"])[0], vectors[1])
    assert encoder.embed([]).shape == (0, DIMENSION)


def test_search_compares_the_question_s_vector_and_says_how_alike_the_texts_are_besides(starter: Library) -> None:
    hit = starter.search("Why were fathers not asked about their past?")[0]
    passage = get_embedder().embed([hit.passage.text])[0]
    asked = "Why were fathers not asked about their past?"
    assert hit.signals["dense"] == pytest.approx(float(get_question_encoder().embed([asked])[0] @ passage), abs=0.05)
    assert hit.signals["alike"] == pytest.approx(float(get_embedder().embed([asked])[0] @ passage), abs=0.05)


def test_a_model_for_other_passages_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "models"))
    card = folder / f"{NAME}.json"
    card.write_text(json.dumps({**json.loads(card.read_text("utf-8")), "passages": "another"}), "utf-8")
    with pytest.raises(EngineError, match="trained for something else"):
        QuestionEncoder(folder)
