"""Questions to the library: passages found, and answers whose every quote is on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answers import Answer, Citation, SearchResult
from assistant.declining import holds_answer, unspoken
from assistant.past import passage_of
from assistant.relevance import READ, reread
from assistant.sentences import Candidate, candidates, likeness, subject
from assistant.wording import compose, declined, nothing
from corpus.library import Hit, Library
from corpus.quotes import locate

POOL = 30
MOST_POINTS = 6
MOST_QUOTES = 9
PER_REVIEW = 2
PASSAGES_OF_REVIEW = 3
# Sentences that score, or are like the question, less than this share of the best are left out.
SCORE_SHARE, LIKENESS_SHARE = 0.68, 0.6
# Two sentences this alike (cosine) say the same thing, and stand under one point.
SAME_POINT = 0.62


@dataclass(frozen=True, slots=True)
class Point:
    """What several reviews say: sentences alike, the best first."""

    candidates: tuple[Candidate, ...]

    @property
    def reviews(self) -> int:
        """How many reviews support it."""
        return len({item.hit.review.id for item in self.candidates})


def search(
    query: str,
    library: Library,
    top: int = 10,
    where: Mapping[str, list[str]] | None = None,
    one_per_review: bool = True,
) -> SearchResult:
    """The passages that best fit a query, best first, at most one a review unless told otherwise."""
    hits = find(query, library, top, where, one_per_review)
    return SearchResult(query=query, results=[passage_of(hit) for hit in hits])


def find(
    query: str,
    library: Library,
    top: int,
    where: Mapping[str, list[str]] | None = None,
    one_per_review: bool = True,
) -> list[Hit]:
    """What search finds for a query and reading puts in order, `top` at most, best first; nothing for no query."""
    if not query.strip():
        return []
    return reread(query, library.search(query, max(top, READ), where or {}, one_per_review))[:top]


def ask(question: str, library: Library, where: Mapping[str, list[str]] | None = None) -> Answer:
    """An answer made of sentences of the library, each cited to its page; or an honest statement that there is none.

    Every quote is looked up on the page it is cited to before it is shown; one that is not there is dropped.
    """
    if not question.strip():
        return declined(question, "There is no question. Ask about a topic, such as fathers or bruising.")
    hits = find(question, library, POOL, where, one_per_review=False)
    total = len(library.reviews(where or {}))
    if not holds_answer(hits):
        return declined(question, nothing(total, unspoken(subject(question), hits)))
    points = group(pick(question, spread(hits)))
    cited, dropped = cite(points, library)
    if not cited:
        return declined(question, nothing(total, []))
    return compose(question, cited, total, dropped)


def spread(hits: list[Hit]) -> list[Hit]:
    """The hits in order, at most PASSAGES_OF_REVIEW of one review, so that several reviews are heard."""
    counts: Counter[str] = Counter()
    kept = []
    for hit in hits:
        counts[hit.review.id] += 1
        if counts[hit.review.id] <= PASSAGES_OF_REVIEW:
            kept.append(hit)
    return kept


def pick(question: str, hits: list[Hit]) -> list[Candidate]:
    """The sentences that answer best, at most PER_REVIEW of one review, best first."""
    ranked = sorted(candidates(question, hits), key=lambda item: (-item.score, item.hit.passage.id, item.start))
    if not ranked:
        return []
    floor = ranked[0].score * SCORE_SHARE
    like = max(item.likeness for item in ranked) * LIKENESS_SHARE
    kept: list[Candidate] = []
    for item in ranked:
        of_review = sum(other.hit.review.id == item.hit.review.id for other in kept)
        if item.score < floor or item.likeness < like or of_review >= PER_REVIEW or len(kept) >= MOST_QUOTES:
            continue
        kept.append(item)
    return kept


def group(chosen: list[Candidate]) -> list[Point]:
    """Sentences put under points: each joins the first point of its kind whose best sentence it is like."""
    if not chosen:
        return []
    alike = likeness([item.text for item in chosen])
    points: list[list[int]] = []
    for index, item in enumerate(chosen):
        for members in points:
            first = chosen[members[0]]
            if alike[members[0], index] >= SAME_POINT and first.hit.passage.kind == item.hit.passage.kind:
                members.append(index)
                break
        else:
            points.append([index])
    return [Point(tuple(chosen[i] for i in members)) for members in points[:MOST_POINTS]]


def cite(points: list[Point], library: Library) -> tuple[list[tuple[Point, list[Citation]]], int]:
    """Each point with its verified citations, numbered from 1 in order, and how many quotes were dropped."""
    number = dropped = 0
    cited: list[tuple[Point, list[Citation]]] = []
    for point in points:
        citations = []
        for item in point.candidates:
            made = verify(item, library, number + 1)
            if made is None:
                dropped += 1
            else:
                citations.append(made)
                number += 1
        if citations:
            cited.append((point, citations))
    return cited, dropped


def verify(item: Candidate, library: Library, number: int) -> Citation | None:
    """The citation of a sentence, quoted as it stands on its page; None where no page of its passage holds it."""
    passage, review = item.hit.passage, item.hit.review
    pages: list[int | None] = [None]
    if passage.page is not None:
        pages = list(range(passage.page, (passage.page_end or passage.page) + 1))
    for page in pages:
        on_page = library.page_text(review.id, page) if page is not None else passage.text
        match = locate(item.text, on_page)
        if match is None:
            continue
        return Citation(
            n=number,
            review_id=review.id,
            title=review.title,
            partnership=review.partnership,
            year=review.year,
            page=page,
            page_label=passage.page_label if page == passage.page else _label(library, review.id, page),
            section=passage.section,
            kind=passage.kind,
            quote=on_page[match.start : match.end],
            verdict=match.verdict,
            url=review.url,
        )
    return None


def _label(library: Library, review_id: str, page: int | None) -> str | None:
    """What is printed on a page that a passage runs on to, from the passages that start there."""
    return next((item.page_label for item in library.passages(review_id) if item.page == page), None)
