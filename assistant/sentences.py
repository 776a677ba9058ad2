"""Which sentences of the passages found answer the question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

import prompts
from assistant.cues import any_of
from corpus.library import Hit

WORD = re.compile(r"[a-z0-9']+")
SHORTEST, LONGEST = 7, 70
KIND_WEIGHT = {"finding": 0.06, "learning": 0.05, "recommendation": 0.03, "good_practice": 0.03, "front_matter": -0.2}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a passage; `start` is its offset in the passage's text.

    `likeness` is its cosine with the question and `score` how well it answers, all told.
    """

    hit: Hit
    start: int
    text: str
    score: float
    likeness: float


class _Frames(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    frames: tuple[str, ...]


@cache
def _openings() -> tuple[str, ...]:
    return _Frames.model_validate(prompts.data("answers.yaml")).frames


@cache
def noise() -> frozenset[str]:
    """Words of a question that say nothing about its subject (`prompts/search_words.yaml`)."""
    data = prompts.data("search_words.yaml")
    return frozenset(data["function_words"]) | frozenset(data["question_words"])


def subject(question: str) -> str:
    """What a question is about, without an opening such as "What did reviews find about"."""
    match = any_of(_openings()).match(question.strip().lower())
    rest = question.strip()[match.end() :].strip() if match else ""
    return rest or question


def likeness(texts: list[str]) -> npt.NDArray[np.float32]:
    """Cosines of every pair of texts, (n, n)."""
    from corpus.embedding import get_embedder

    vectors = get_embedder().embed(texts)
    return np.asarray(vectors @ vectors.T, dtype=np.float32)


def candidates(question: str, hits: list[Hit], most: int = 14) -> list[Candidate]:
    """Sentences of the best passages, scored by likeness to the question and by their passage's own standing."""
    from corpus.embedding import get_embedder
    from corpus.reading.sentences import sentence_spans

    found: list[tuple[int, Hit, int, str]] = []
    seen: set[str] = set()
    for rank, hit in enumerate(hits[:most]):
        for start, end in sentence_spans(hit.passage.text, 0, len(hit.passage.text)):
            text = hit.passage.text[start:end].strip()
            key = " ".join(WORD.findall(text.lower()))
            prose = not text.endswith("?") and " | " not in text
            if prose and SHORTEST <= len(text.split()) <= LONGEST and key not in seen:
                seen.add(key)
                found.append((rank, hit, start, text))
    if not found:
        return []
    embedder = get_embedder()
    vectors = embedder.embed([text for *_, text in found])
    about = subject(question)
    asked = embedder.embed([about])[0]
    terms = set(WORD.findall(about.lower())) - noise()
    scored = []
    for (rank, hit, start, text), vector in zip(found, vectors, strict=True):
        words = set(WORD.findall(text.lower()))
        shared = len(terms & words) / max(len(terms), 1)
        standing = 0.15 * (1 - rank / most) + KIND_WEIGHT.get(hit.passage.kind, 0.0)
        alike = float(vector @ asked)
        scored.append(Candidate(hit, start, text, alike + 0.25 * shared + standing, alike))
    return scored
