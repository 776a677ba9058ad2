"""Past learning beside a draft: similar passages, and recommendations that have been made before."""

from __future__ import annotations

from assistant.feedback import Passage, RecommendationFinding
from assistant.units import Unit, units
from corpus.document import Document
from corpus.library import Hit, Library

MOST = 6
PROBES = 8
# Cosine of MiniLM vectors below which two passages are about different things; set on pairs of the starter library.
SIMILAR_FLOOR = 0.42
SAME_RECOMMENDATION = 0.60


def passage_of(hit: Hit, why: str | None = None) -> Passage:
    """The public form of a search hit."""
    return Passage(
        review_id=hit.review.id,
        title=hit.review.title,
        partnership=hit.review.partnership,
        year=hit.review.year,
        page=hit.passage.page,
        page_label=hit.passage.page_label,
        section=hit.passage.section,
        text=hit.passage.text,
        score=round(hit.score, 4),
        url=hit.review.url,
        kind=hit.passage.kind,
        why=why,
    )


def _probes(document: Document) -> list[Unit]:
    """The longest units spread over the draft: one from each of PROBES equal stretches."""
    found = [unit for unit in units(document) if unit.words >= 25]
    if len(found) <= PROBES:
        return found
    size = len(found) / PROBES
    return [max(found[int(i * size) : int((i + 1) * size)], key=lambda unit: unit.words) for i in range(PROBES)]


def similar_learning(document: Document, library: Library) -> list[Passage]:
    """Passages of other reviews most like stretches of the draft, one a review, best first, each with why."""
    best: dict[str, tuple[Hit, Unit]] = {}
    for unit in _probes(document):
        for hit in library.search(unit.text(document), top=4):
            if hit.signals["alike"] < SIMILAR_FLOOR:
                continue
            known = best.get(hit.review.id)
            if known is None or hit.signals["alike"] > known[0].signals["alike"]:
                best[hit.review.id] = (hit, unit)
    ranked = sorted(best.values(), key=lambda pair: -pair[0].signals["alike"])[:MOST]
    return [passage_of(hit, _why(document, unit)) for hit, unit in ranked]


def _why(document: Document, unit: Unit) -> str:
    words = " ".join(unit.text(document).split()[:14])
    where = f" in “{unit.headings[-1]}”" if unit.headings else ""
    return f"Close to your passage{where} that begins “{words} …”"


def seen_before(recommendations: list[RecommendationFinding], library: Library) -> list[RecommendationFinding]:
    """The same findings with earlier recommendations of the library that ask for the same (three each at most)."""
    found = []
    for item in recommendations:
        earlier: list[Passage] = []
        if item.kind != "learning_point":
            earlier = [
                passage_of(hit)
                for hit in library.search(item.text, top=8)
                if hit.passage.kind == "recommendation" and hit.signals["alike"] >= SAME_RECOMMENDATION
            ][:3]
        found.append(item.model_copy(update={"seen_before": earlier}))
    return found
