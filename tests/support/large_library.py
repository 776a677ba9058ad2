"""A library of many small reviews, written through the library's own code, with vectors that no model made."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from corpus.catalogue import Catalogue
from corpus.chunks import Chunk
from corpus.document import Document
from corpus.embedding import DIMENSION, Parts
from corpus.library import Library
from corpus.records import Review
from corpus.writing import NewReview, put_review

AGES = ("<1", "1-5", "6-10", "11-15", "16-17", "18+", "unknown")
INCIDENTS = ("death", "serious harm", "other")
PLACES = ("Brackenshaw", "North Holm", "Tarn Valley", "Penhale", "Eastmoor", "Harrowmouth")
THEMES = (
    "Fathers", "Neglect", "Bruising", "Domestic abuse", "Child not brought", "Unsafe sleep", "Self-harm",
    "Exploitation", "Home education", "Information sharing", "Parental mental health", "Transitions", "Disability",
    "Hidden men",
    "School exclusion", "Substance use", "Care leavers", "Professional challenge", "Housing", "Faith and culture",
)  # fmt: skip


def reviews(count: int) -> list[Review]:
    """Catalogue entries with everything a filter or chart can ask for; the same at every call."""
    draw = random.Random(7)
    return [
        Review(
            id=f"{number:012x}",
            title=f"Child {number}",
            partnership=draw.choice(PLACES),
            year=draw.randint(2012, 2026),
            review_type=draw.choice(("rapid_review", "lcspr")),
            age_group=draw.choice(AGES),
            incident=draw.choice(INCIDENTS),
            themes=tuple(draw.sample(THEMES, draw.randint(1, 4))),
            file=f"child-{number}.md",
            sha256=f"{number:064x}",
        )
        for number in range(count)
    ]


def fill(folder: Path, count: int) -> None:
    """Make a library of `count` reviews of two passages each, which can be listed, read and searched."""
    with Library.open(folder, write=True):
        pass
    noise = np.random.default_rng(7)

    def vectors() -> Parts:
        drawn = noise.standard_normal((2, DIMENSION)).astype(np.float32)
        drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
        return Parts(drawn[0], drawn[1:])

    catalogue = Catalogue(folder, write=True)
    for review in reviews(count):
        texts = (f"{review.title} was seen by the school nurse.", f"Nobody asked about {review.themes[0].lower()}.")
        chunks, at = [], 0
        for text in texts:
            chunks.append(Chunk(text, at, at + len(text), None, None, None, "Findings", "finding", ((0, len(text)),)))
            at += len(text) + 1
        document = Document(review.file, "md", "\n".join(texts))
        put_review(
            catalogue,
            NewReview(
                review, review.file, document, chunks, [vectors() for _ in chunks], review.title, vectors().whole
            ),
        )
    # The vector store stays behind, as after a kill; lists, filters and charts need none.
    catalogue.close()
