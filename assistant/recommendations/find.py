"""Find the recommendations, actions and learning points of a draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.feedback import DraftType, RecommendationFinding
from assistant.recommendations.candidate import Candidate, announces, sentences_of, with_role
from assistant.recommendations.layout import items
from assistant.recommendations.listed import of_item, of_row
from assistant.recommendations.neighbours import beside
from assistant.recommendations.notes import annotate
from assistant.recommendations.pieces import Item
from assistant.recommendations.prose import of_learning, of_prose
from assistant.spans import span_fields
from corpus.document import Document

_HOLDING = frozenset({"recommendation", "action", "mixed"})
_ANNOUNCED_IN = frozenset({None, "learning", "mixed", "national", "elsewhere"})
_SHOULD = re.compile(r"\bshould (?:be|have|make|ensure|receive|consider|review)\b")
_FRONT = (
    0.15  # an opening part of this share of the text is a summary or introduction, whose announcements are not kept
)


def find_recommendations(document: Document, draft_type: DraftType) -> list[RecommendationFinding]:
    """Every recommendation, action and learning point, in order.

    A finding's span is the whole of it as written: the sentence of an item or paragraph that asks, to the last one that
    says when or how it will be known, or a table row from its first cell of substance to its last. Lines about how the
    plan will be looked at again, questions and what was done in the past are left out. `seen_before` is empty.
    """
    places = list(items(document))
    if not any(place.shape == "row" or place.role in _HOLDING for place in places):
        places = [_not_only_learning(document, place) for place in places]
    candidates: list[Candidate] = []
    for index, item in enumerate(places):
        candidates += _candidates(document, draft_type, item, places, index, candidates)
    candidates = _apart(candidates)
    taken = [(candidate.start, candidate.end) for candidate in candidates]
    candidates = [_with_neighbours(document, candidate, taken) for candidate in candidates]
    findings = [_finding(document, candidate) for candidate in candidates]
    return annotate(document, findings, [candidate.item.label for candidate in candidates])


def _candidates(
    document: Document,
    draft_type: DraftType,
    item: Item,
    places: Sequence[Item],
    index: int,
    earlier: Sequence[Candidate],
) -> list[Candidate]:
    if item.start >= item.end or item.role == "measure":
        return []
    if item.shape == "row":
        return of_row(item, draft_type)
    spans = sentences_of(document, item)
    if not spans:
        return []
    if item.shape == "prose" and item.role in _ANNOUNCED_IN and item.start > _FRONT * len(document.text):
        told = next((at for at, (start, end) in enumerate(spans) if announces(document.text[start:end])), None)
        if told is not None:
            before = of_learning(document, draft_type, item, spans[:told]) if item.role == "learning" and told else []
            return before + of_prose(document, draft_type, with_role(item, draft_type), spans[told + 1 :], before)
    if item.role == "learning":
        return of_learning(document, draft_type, item, spans)
    if item.shape == "item":
        return of_item(document, draft_type, item, spans, places, index)
    return of_prose(document, draft_type, item, spans, earlier)


def _not_only_learning(document: Document, place: Item) -> Item:
    """In a draft without a place for recommendations, what "should be" stands among the learning and is one."""
    if place.role == "learning" and place.shape == "item" and _SHOULD.search(document.text[place.start : place.end]):
        return replace(place, role="mixed")
    return place


def _apart(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda each: (each.start, -each.end)):
        if candidate.end > candidate.start and (not kept or candidate.start >= kept[-1].end):
            kept.append(candidate)
    return kept


def _with_neighbours(document: Document, candidate: Candidate, taken: list[tuple[int, int]]) -> Candidate:
    if candidate.kind == "learning_point":
        return candidate
    return replace(candidate, slots=candidate.slots.joined(beside(document, candidate.item, candidate.end, taken)))


def _finding(document: Document, candidate: Candidate) -> RecommendationFinding:
    slots = candidate.slots
    return RecommendationFinding.model_validate(
        {
            **span_fields(document, candidate.start, candidate.end),
            "kind": candidate.kind,
            "owner": slots.owner,
            "specific": slots.specific,
            "by_when": slots.by_when,
            "measure": slots.measure,
            "mechanism": slots.mechanism,
        }
    )
