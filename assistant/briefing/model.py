"""What a briefing is: six parts of cited lines, and questions to talk over."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.answers import Citation, page_words

PartName = Literal["background", "incident", "findings", "learning"]
TITLES: dict[PartName, str] = {
    "background": "Background",
    "incident": "What happened",
    "findings": "What was found",
    "learning": "Learning and recommendations",
}


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Model):
    """A sentence of a review, verbatim but for white space, and the citation it rests on."""

    text: str
    citation: Citation


class Part(_Model):
    """One part and its lines, at least one."""

    name: PartName
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        """Its heading."""
        return TITLES[self.name]


class Briefing(_Model):
    """A briefing; parts for which the library has nothing are left out.

    `questions` are for the reader's own team: they ask, and say nothing of any case.
    """

    title: str
    about: str
    background: tuple[Line, ...] = ()
    incident: tuple[Line, ...] = ()
    findings: tuple[Line, ...] = ()
    learning: tuple[Line, ...] = ()
    questions: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that have lines, in order."""
        return tuple(Part(name=name, lines=getattr(self, name)) for name in TITLES if getattr(self, name))

    @property
    def citations(self) -> list[Citation]:
        """Every line's citation, in the order of their numbers."""
        return [line.citation for part in self.parts for line in part.lines]

    @property
    def sources(self) -> tuple[str, ...]:
        """One line a review: its title, partnership and year, and on which pages its lines stand."""
        found: dict[str, list[Citation]] = {}
        for citation in self.citations:
            found.setdefault(citation.review_id, []).append(citation)
        return tuple(_source(citations) for citations in found.values())


def _source(citations: list[Citation]) -> str:
    first = citations[0]
    numbers = ", ".join(f"[{item.n}] {page_words(item.page, item.page_label)}".strip() for item in citations)
    named = ", ".join(str(part) for part in (first.title, first.partnership, first.year) if part)
    return f"{named}: {numbers}"
