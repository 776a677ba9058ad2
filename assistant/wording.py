"""The words around quotes: how an answer is put, and how the assistant says that it has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers import Answer, Citation

if TYPE_CHECKING:
    from assistant.ask import Point

HEADINGS = {
    "finding": "What reviews found",
    "narrative": "What happened in these reviews",
    "learning": "Learning they drew",
    "recommendation": "What they recommended",
    "good_practice": "Practice they praised",
    "front_matter": "From their opening pages",
}
HARD_CASES = "Reviews are of the hardest cases; they do not show what practice is usually like."
OLD_SYSTEM = "Reviews before 2019 were serious case reviews, made under earlier guidance."
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def counted(number: int, noun: str) -> str:
    """ "one review", "three reviews", "12 reviews"."""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {noun}" if number == 1 else f"{word} {noun}s"


def declined(question: str, sentence: str) -> Answer:
    """An answer that says there is none."""
    return Answer(question=question, answered=False, answer=sentence, citations=[], engine="builtin")


def nothing(total: int, unspoken: list[str]) -> str:
    """That no review answers, and which words of the question the nearest passages do not hold."""
    opening = f"Nothing in the library's {total} reviews answers this."
    if not unspoken:
        return opening
    named = [f"“{word}”" for word in unspoken]
    listed = " or ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
    return f"{opening} The passages nearest to it do not speak of {listed}."


def _years(citations: list[Citation]) -> str:
    years = sorted({item.year for item in citations if item.year is not None})
    if not years:
        return ""
    return f" ({years[0]})" if len(years) == 1 else f" ({years[0]} to {years[-1]})"


def _point(citations: list[Citation]) -> str:
    quotes = [f"“{' '.join(item.quote.split())}” [{item.n}]" for item in citations]
    support = len({item.review_id for item in citations})
    if support == 1:
        return " ".join(quotes)
    opening = counted(support, "review")
    return f"{opening.capitalize()}{_years(citations)} say much the same: " + "; ".join(quotes)


def compose(question: str, cited: list[tuple[Point, list[Citation]]], total: int, dropped: int) -> Answer:
    """The points under plain headings, each quote with its marker, opening with how many reviews bear on it."""
    citations = [item for _, found in cited for item in found]
    support = len({item.review_id for item in citations})
    bear = "bears" if support == 1 else "bear"
    lines = [f"{counted(support, 'review').capitalize()} of {total} in the library {bear} on this{_years(citations)}."]
    for kind, heading in HEADINGS.items():
        under = [found for point, found in cited if point.candidates[0].hit.passage.kind == kind]
        if under:
            lines += [f"{heading}:", *(f"- {_point(found)}" for found in under)]
    cautions = [HARD_CASES]
    if any(item.year is not None and item.year < 2019 for item in citations):
        cautions.append(OLD_SYSTEM)
    return Answer(
        question=question, answered=True, answer="\n".join(lines), citations=citations, engine="builtin",
        dropped_citations=dropped, cautions=cautions,
    )  # fmt: skip
