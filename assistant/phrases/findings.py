"""From a document to its phrase findings: matched, in context, with facets and questions, ranked."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.feedback import Facet, PhraseFinding, Span
from assistant.phrases.book import FACETS
from assistant.phrases.context import suppressed
from assistant.phrases.facets import signs
from assistant.phrases.match import Match, matches, without_overlaps
from assistant.phrases.place import Block, Place
from assistant.phrases.questions import second_questions
from assistant.phrases.slots import Cast, Surroundings
from assistant.phrases.weighing import weigh
from assistant.phrases.wording import normalise
from assistant.spans import span_fields
from corpus.document import Document

_RANK = {"high": 0, "medium": 1, "low": 2}


def places(document: Document) -> list[Place]:
    """Every use of a phrase that the rules take to be worn, in the order of the text."""
    normal = normalise(document.text)
    blocks: dict[int, Block] = {}
    found: dict[Match, Place] = {}
    for match in matches(normal):
        index = document.paragraph_at(match.start)
        if index is None:
            continue
        if index not in blocks:
            paragraph = document.paragraphs[index]
            bounds = slice(paragraph.start, paragraph.end)
            blocks[index] = Block(document, index, paragraph, document.text[bounds], normal[bounds])
        base = blocks[index].paragraph.start
        place = Place(match, blocks[index], match.start - base, match.end - base)
        if place.end <= len(blocks[index].text) and suppressed(place) is None:
            found[match] = place
    return [found[match] for match in without_overlaps(list(found))]


def findings(document: Document) -> list[PhraseFinding]:
    """Findings of a document, most useful first: by severity, then by how little is answered, then by place."""
    worded: dict[tuple[str, str, frozenset[Facet]], list[PhraseFinding]] = {}
    for finding in _each(document):
        worded.setdefault((finding.phrase_id, normalise(finding.text), frozenset(finding.answered)), []).append(finding)
    # Two wordings of one phrase that would be asked the very same questions are worth one reading.
    merged: dict[tuple[str, ...], list[PhraseFinding]] = {}
    for (phrase, text, _), repeats in worded.items():
        asked = [second.question for second in repeats[0].second_questions]
        merged.setdefault((phrase, *(asked or [text])), []).extend(repeats)
    return sorted((_one(repeats) for repeats in merged.values()), key=_usefulness)


def _each(document: Document) -> Iterator[PhraseFinding]:
    cast = Cast(document)
    found = places(document)
    ruled = [signs(place.block.text, place.start, place.end) for place in found]
    weighed = weigh(document, found, ruled)
    for place, reading in zip(found, weighed, strict=True):
        if not reading.worn:
            continue
        block, entry = place.block, place.match.entry
        around = Surroundings(block.text, place.start, place.end, cast)
        open_facets = [facet for facet in FACETS if facet not in reading.answered]
        yield PhraseFinding.model_validate(
            {
                **span_fields(document, place.match.start, place.match.end),
                "phrase_id": entry.id,
                "family": entry.family,
                "why": entry.why,
                "answered": list(reading.answered),
                "second_questions": second_questions(entry, around, open_facets),
                "severity": entry.severity,
            }
        )


def _one(repeats: list[PhraseFinding]) -> PhraseFinding:
    first, *others = sorted(repeats, key=lambda finding: finding.start)
    if not others:
        return first
    return first.model_copy(update={"count": len(repeats), "also_at": [_span(other) for other in others]})


def _span(finding: PhraseFinding) -> Span:
    return Span.model_validate(finding.model_dump(include=set(Span.model_fields)))


def _usefulness(finding: PhraseFinding) -> tuple[bool, int, int, int]:
    return (not finding.second_questions, _RANK[finding.severity], len(finding.answered), finding.start)
