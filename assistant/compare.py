"""What an LCSPR took up from the rapid review before it, what it dropped, and what it added.

The 2021 national review asks of a local review what it adds to the rapid review; this shows it, passage beside passage.
How near two passages are is the nearness of their embeddings, with the share of the rarer words that they have in
common. The thresholds, in `prompts/points.yaml`, were set on four pairs of the evals data (`own-build`,
`own-build-two`, `little-added` and `drifted-away`); `much-added` and `fresh` were kept to check them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from assistant.cues import hits
from assistant.feedback import Span
from assistant.points import Point, PointKind, Topic, points, rules, topics
from assistant.spans import span_of
from assistant.statutory import decision_units
from corpus.document import Document, Sentence
from corpus.embedding import get_embedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

Fate = Literal["taken_up", "dropped", "added"]
_WORD = re.compile(r"[a-z]{4,}")
_HEADS: dict[Fate, str] = {"taken_up": "Taken up", "dropped": "Not taken up", "added": "Added by the local review"}
_NAMES: dict[PointKind, str] = {
    "line_of_enquiry": "Line of enquiry",
    "learning": "Learning",
    "recommendation": "Recommendation",
}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Model):
    """One point and what became of it. `lcspr` of a dropped point is where the LCSPR leaves it aside, if it says so."""

    fate: Fate
    kind: PointKind
    rapid_review: Span | None = None
    lcspr: Span | None = None


class Comparison(_Model):
    """The points of a rapid review and of the LCSPR that followed it, side by side."""

    rapid_review: str
    lcspr: str
    lines: list[Line]

    def of(self, fate: Fate) -> list[Line]:
        """The lines of one fate, in the order of the texts."""
        return [line for line in self.lines if line.fate == fate]

    def as_text(self) -> str:
        """For reading: counts, then each point with both passages."""
        counts = {fate: len(self.of(fate)) for fate in _HEADS}
        asked = counts["taken_up"] + counts["dropped"]
        out = [
            f"{self.lcspr}, after {self.rapid_review}",
            f"Of {asked} lines of enquiry and learning points in the rapid review, {counts['taken_up']} were taken up "
            f"and {counts['dropped']} were not found. The local review added {counts['added']}.",
        ]
        if not asked:
            out.append("No line of enquiry or learning point was found in the rapid review: look for them by eye.")
        for fate, head in _HEADS.items():
            if counts[fate]:
                out += ["", head.upper()]
            for line in self.of(fate):
                out += _passages(line)
        return "\n".join(out)


def _passages(line: Line) -> list[str]:
    out = []
    for name, span in (("rapid review", line.rapid_review), ("local review", line.lcspr)):
        if span is not None:
            place = ", ".join(part for part in (span.section, f"page {span.page}" if span.page else None) if part)
            out.append(f"  {name}{f' ({place})' if place else ''}: {' '.join(span.text.split())}")
    return [f"- {_NAMES[line.kind]}", *out]


def compare(rapid_review: Document, lcspr: Document) -> Comparison:
    """Set a rapid review beside the LCSPR that followed it.

    Raises:
        EngineError: the embedding model is missing or damaged.
    """
    asked = points(rapid_review, "rapid_review")
    answered = points(lcspr, "lcspr")
    places = topics(lcspr)
    sentences = _passages_of(lcspr, places, answered)
    near = _nearness(
        [rapid_review.slice(point.start, point.end) for point in asked],
        _in_context(rapid_review, asked),
        [lcspr.slice(sentence.start, sentence.end) for sentence in sentences],
    )
    lines = [_followed(rapid_review, lcspr, point, near[row], sentences, places) for row, point in enumerate(asked)]
    answered = [point for point in answered if point.kind == "learning"] or answered
    topic_of = dict(zip(answered, _topics_of(lcspr, answered, places, sentences), strict=True))
    taken = [line.lcspr.start for line in lines if line.fate == "taken_up" and line.lcspr]
    claimed = {_topic_at(places, start) for start in taken}
    claimed |= {topic for point, topic in topic_of.items() if any(point.start <= at < point.end for at in taken)}
    lines += _added(lcspr, places, topic_of, sentences, near, claimed - {None})
    return Comparison(rapid_review=rapid_review.name, lcspr=lcspr.name, lines=lines)


def _passages_of(document: Document, places: Sequence[Topic], answered: Sequence[Point]) -> list[Sentence]:
    """The sentences of the findings, learning and recommendations; all sentences where none of these is found."""
    inside = [(place.body, place.end) for place in places] + [(point.start, point.end) for point in answered]
    return [
        sentence
        for sentence in document.sentences
        if document.paragraphs[sentence.paragraph].kind != "heading"
        and (not inside or any(start < sentence.end and sentence.start < end for start, end in inside))
    ]


def _in_context(document: Document, asked: Sequence[Point]) -> list[str]:
    """Each point with the sentence of the account that is nearest to it: a question alone says too little."""
    texts = [document.slice(point.start, point.end) for point in asked]
    aside = [(p.start, p.end) for p in asked] + [(u.start, u.end) for u in decision_units(document)]
    account = [
        document.slice(sentence.start, sentence.end)
        for sentence in document.sentences
        if document.paragraphs[sentence.paragraph].kind != "heading"
        and not any(start < sentence.end and sentence.start < end for start, end in aside)
    ]
    if not texts or not account:
        return texts
    near = get_embedder().embed(texts) @ get_embedder().embed(account).T
    return [f"{text} {account[int(row.argmax())]}" for text, row in zip(texts, near, strict=True)]


def _nearness(asked: list[str], in_context: list[str], passages: list[str]) -> Matrix:
    """How near each asked text, alone and in its context, is to each passage; (asked, passages), 1 is the same text.

    What all passages share (the child, the place, the kind of case) is taken out of the embeddings first: their mean is
    subtracted, so that two texts are not near for being about the same family.
    """
    import numpy as np

    if not asked or not passages:
        return np.zeros((len(asked), max(len(passages), 1)), dtype=np.float32)
    embedder = get_embedder()
    vectors = embedder.embed(passages)
    common = vectors.mean(axis=0)

    def centred(rows: Matrix) -> Matrix:
        apart: Matrix = rows - common
        length: Matrix = np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), 1e-6)
        return apart / length

    meaning = (centred(embedder.embed(asked)) + centred(embedder.embed(in_context))) / 2 @ centred(vectors).T
    bags = _bags(passages, passages)
    shared = np.array([[_shared(one, other) for other in bags] for one in _bags(asked, passages)], dtype=np.float32)
    return np.asarray(meaning + rules().near.words * shared, dtype=np.float32)


def _bags(texts: list[str], corpus: list[str]) -> list[dict[str, float]]:
    """Each text's words, cut to six letters so that inflections meet, with a weight: rarer in the corpus, heavier."""
    seen = Counter(stem for text in corpus for stem in set(_stems(text)))
    return [{stem: math.log((len(corpus) + 1) / (seen[stem] + 0.5)) for stem in _stems(text)} for text in texts]


def _stems(text: str) -> list[str]:
    return [word[:6] for word in _WORD.findall(text.lower())]


def _shared(asked: dict[str, float], passage: dict[str, float]) -> float:
    """The share, by weight, of the asked words that are in the passage."""
    total = sum(asked.values())
    return sum(weight for stem, weight in asked.items() if stem in passage) / total if total else 0.0


def _followed(
    rapid_review: Document,
    lcspr: Document,
    point: Point,
    near: Matrix,
    sentences: Sequence[Sentence],
    places: Sequence[Topic],
) -> Line:
    """What became of one point of the rapid review; a finding is shown before a recommendation that is as near."""
    asked = span_of(rapid_review, point.start, point.end)
    enough = [index for index in range(len(sentences)) if near[index] >= rules().near.taken_up]
    if not enough:
        return Line(fate="dropped", kind=point.kind, rapid_review=asked)
    found = [index for index in enough if _topic_at(places, sentences[index].start) is not None]
    best = sentences[max(found or enough, key=lambda index: float(near[index]))]
    there = span_of(lcspr, best.start, best.end)
    fate: Fate = "dropped" if hits(rules().left_aside, there.text) else "taken_up"
    return Line(fate=fate, kind=point.kind, rapid_review=asked, lcspr=there)


def _topic_at(places: Sequence[Topic], offset: int) -> int | None:
    return next((index for index, place in enumerate(places) if place.start <= offset < place.end), None)


def _added(
    lcspr: Document,
    places: Sequence[Topic],
    topic_of: Mapping[Point, int | None],
    sentences: Sequence[Sentence],
    near: Matrix,
    claimed: set[int | None],
) -> list[Line]:
    """Learning, or findings without any, of topics that no point of the rapid review led to; one line a topic."""
    used = set(claimed)
    lines = []
    for point, topic in topic_of.items():
        if topic is None:
            inside = [i for i, sentence in enumerate(sentences) if _within(sentence, point)]
            known = max((float(near[:, i].max(initial=0.0)) for i in inside), default=0.0)
            if known >= rules().near.taken_up:
                continue
        elif topic in used:
            continue
        else:
            used.add(topic)
        lines.append(Line(fate="added", kind=point.kind, lcspr=span_of(lcspr, point.start, point.end)))
    for index, place in enumerate(places):
        if place.finding and index not in used:
            opening = next((s.end for s in lcspr.sentences if s.start >= place.body), place.end)
            lines.append(Line(fate="added", kind="learning", lcspr=span_of(lcspr, place.start, opening)))
    return sorted(lines, key=lambda line: line.lcspr.start if line.lcspr else 0)


def _within(sentence: Sentence, point: Point) -> bool:
    return point.start <= sentence.start and sentence.end <= point.end + 1


def _topics_of(
    lcspr: Document, learning: Sequence[Point], places: Sequence[Topic], sentences: Sequence[Sentence]
) -> list[int | None]:
    """For each learning point, the topic whose passages are nearest to it, or None where none is near."""
    inside = [(index, s) for s in sentences if (index := _topic_at(places, s.start)) is not None]
    if not inside:
        return [None] * len(learning)
    texts = [lcspr.slice(point.start, point.end) for point in learning]
    near = _nearness(texts, texts, [lcspr.slice(s.start, s.end) for _, s in inside])
    return [inside[int(row.argmax())][0] if row.max() >= rules().near.topic else None for row in near]
