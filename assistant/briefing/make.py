"""Choosing the lines of a briefing: sentences of the library, each looked up on its page before it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel, ConfigDict, Field

import prompts
from assistant.answers import Citation
from assistant.ask import find, verify
from assistant.briefing.model import Briefing, Line, PartName
from assistant.declining import holds_answer
from assistant.sentences import Candidate, candidates
from assistant.wording import HARD_CASES, OLD_SYSTEM, counted
from corpus.errors import UserError
from corpus.library import Hit, Library, Review

MOST_WORDS = 330
"""Words of quoted lines; with headings, questions and sources this makes about a page."""
POOL = 30
LEAST = 0.12
"""Cosine with the probe below which a sentence is not taken for a part."""


class _Probe(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    kinds: tuple[str, ...] = Field(min_length=1)
    review: str
    topic: str
    lines: int
    words: int


class Plan(BaseModel):
    """The data file: where each part looks, and the questions under it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: dict[PartName, _Probe]
    topic_questions: tuple[str, ...] = Field(min_length=3)
    review_questions: tuple[str, ...] = Field(min_length=3)


def plan() -> Plan:
    """The data file, checked."""
    return Plan.model_validate(prompts.data("briefing.yaml"))


def make_briefing(topic: str, library: Library, where: Mapping[str, list[str]] | None = None) -> Briefing:
    """A briefing on a review, named by its id, or on a topic in the reader's own words.

    Raises:
        UserError: the library has nothing on the topic.
        UsageError: a filter cannot be used.
    """
    review = library.review(topic.strip())
    return _of_review(review, library) if review else _of_topic(" ".join(topic.split()), library, where or {})


Probes = Mapping[PartName, tuple[str, list[Hit]]]


def probes(topic: str, library: Library, where: Mapping[str, list[str]]) -> Probes:
    """By part, what is looked for and the passages to look in: those of a review named by its id, or on a topic."""
    review = library.review(topic.strip())
    if review:
        hits = [Hit(review, passage, 0.0, {}) for passage in library.passages(review.id)]
        return {name: (probe.review, hits) for name, probe in plan().parts.items()}
    return {
        name: (
            probe.topic.format(topic=topic),
            library.search(topic, POOL, {**where, "kind": list(probe.kinds)}, False),
        )
        for name, probe in plan().parts.items()
    }


def offered(found: Probes, library: Library, most: int) -> dict[PartName, list[Line]]:
    """By part, the sentences that come nearest to what is looked for, each on its page; all numbered 1."""
    lines: dict[PartName, list[Line]] = {}
    for name, (query, hits) in found.items():
        probe = plan().parts[name]
        ranked = _ranked(query, [hit for hit in hits if hit.passage.kind in probe.kinds])
        short = [item for item in ranked if len(item.text.split()) <= probe.words][:most]
        checked = [(" ".join(item.text.split()), verify(item, library, 1)) for item in short]
        lines[name] = [Line(text=text, citation=citation) for text, citation in checked if citation]
    return lines


def _of_review(review: Review, library: Library) -> Briefing:
    lines = _lines(probes(review.id, library, {}), library, each=99)
    if not lines:
        raise UserError(
            f"Nothing in {review.title} can be quoted", "Check the review with `second-question library show`"
        )
    named = ", ".join(str(part) for part in (review.partnership, review.year) if part)
    return Briefing(
        title=review.title,
        about=f"A seven-minute briefing on one review{': ' + named if named else ''}.",
        questions=plan().review_questions,
        cautions=_cautions(lines),
        **lines,
    )


def _of_topic(topic: str, library: Library, where: Mapping[str, list[str]]) -> Briefing:
    if not holds_answer(find(topic, library, POOL, where, one_per_review=False)):
        raise UserError(
            f"The library has nothing on “{topic}”",
            "Try other words, fewer filters, or a review's id from `library list`",
        )
    lines = _lines(probes(topic, library, where), library, each=2)
    if not lines:
        raise UserError(f"The library has nothing to quote on “{topic}”", "Try other words or fewer filters")
    reviews = {line.citation.review_id for part in lines.values() for line in part}
    return Briefing(
        title=topic[:1].upper() + topic[1:],
        about=f"A seven-minute briefing from {counted(len(reviews), 'review')} of {len(library.reviews(where))}.",
        questions=tuple(question.format(topic=topic) for question in plan().topic_questions),
        cautions=_cautions(lines),
        **lines,
    )


def _lines(found: Probes, library: Library, each: int) -> dict[PartName, tuple[Line, ...]]:
    """Lines by part, at most `each` of one review in a part; no sentence stands twice."""
    chosen: dict[PartName, tuple[Line, ...]] = {}
    used: set[str] = set()
    number = spent = 0
    for name, (query, hits) in found.items():
        probe = plan().parts[name]
        of_kind = [hit for hit in hits if hit.passage.kind in probe.kinds]
        lines: list[Line] = []
        counts: dict[str, int] = {}
        for item in _ranked(query, of_kind):
            text = " ".join(item.text.split())
            size = len(text.split())
            key = item.hit.review.id
            full = counts.get(key, 0) >= each or size > probe.words or spent + size > MOST_WORDS
            if full or text in used:
                continue
            citation = verify(item, library, number + 1)
            if citation is None:
                continue
            number, spent, counts[key] = number + 1, spent + size, counts.get(key, 0) + 1
            used.add(text)
            lines.append(Line(text=text, citation=citation))
            if len(lines) == probe.lines:
                break
        if lines:
            chosen[name] = tuple(lines)
    return chosen


def _ranked(query: str, hits: Iterable[Hit]) -> list[Candidate]:
    found = candidates(query, list(hits), most=POOL)
    return sorted(
        (item for item in found if item.likeness >= LEAST),
        key=lambda item: (-item.likeness, item.hit.passage.id, item.start),
    )


def _cautions(lines: Mapping[PartName, tuple[Line, ...]]) -> tuple[str, ...]:
    citations: list[Citation] = [line.citation for part in lines.values() for line in part]
    old = any(item.year is not None and item.year < 2019 for item in citations)
    return (HARD_CASES, OLD_SYSTEM) if old else (HARD_CASES,)
