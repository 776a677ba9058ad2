"""The public shapes of a search result and an answer: `second-question/search/1` and `second-question/answer/1`."""

from __future__ import annotations

import textwrap
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.feedback import Passage

WIDTH = 96


class _Public(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    def to_json(self, indent: int | None = None) -> str:
        """The public JSON form."""
        return self.model_dump_json(by_alias=True, indent=indent)


def _filled(text: str, indent: str = "   ") -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=indent, subsequent_indent=indent)


def page_words(page: int | None, label: str | None) -> str:
    """ "page 6", or "page 9 (printed iv)" where the number printed on the page differs; "" where there are no pages."""
    if page is None:
        return ""
    return f"page {page}" if label in (None, "", str(page)) else f"page {page} (printed {label})"


class SearchResult(_Public):
    """Passages found, best first."""

    schema_: Literal["second-question/search/1"] = Field(default="second-question/search/1", alias="schema")
    query: str
    results: list[Passage]

    def as_text(self) -> str:
        """For a terminal."""
        if not self.results:
            return f"Nothing in the library on “{self.query}”."
        lines = []
        for number, item in enumerate(self.results, 1):
            place = ", ".join(part for part in (page_words(item.page, item.page_label), item.section or "") if part)
            lines.append(f"{number}. {item.title} ({item.year or 'year not given'}){', ' + place if place else ''}")
            lines.append(_filled(item.text if len(item.text) < 420 else item.text[:420].rsplit(" ", 1)[0] + " …"))
        return "\n".join(lines)


class Citation(_Public):
    """One quote and where it stands; `quote` is verbatim from that page."""

    n: int
    review_id: str
    title: str
    partnership: str | None = None
    year: int | None = None
    page: int | None
    page_label: str | None = None
    section: str | None = None
    kind: str | None = None
    quote: str
    verdict: Literal["verified", "repaired"]
    url: str | None = None


class Answer(_Public):
    """An answer drawn from passages; every marker in `answer` is in `citations`."""

    schema_: Literal["second-question/answer/1"] = Field(default="second-question/answer/1", alias="schema")
    question: str
    answered: bool
    answer: str
    citations: list[Citation]
    engine: str
    dropped_citations: int = 0
    cautions: list[str] = []

    def as_text(self) -> str:
        """For a terminal: the answer, its sources, and the cautions."""
        lines = [*(_filled(line, "") for line in self.answer.splitlines()), ""] if self.answer else []
        if self.citations:
            lines.append("Sources")
        for item in self.citations:
            place = page_words(item.page, item.page_label)
            year = item.year or "year not given"
            lines.append(_filled(f"[{item.n}] {item.title} ({year}){', ' + place if place else ''}", "  "))
        lines += ["", *(_filled(caution, "") for caution in self.cautions)] if self.cautions else []
        return "\n".join(lines).rstrip()
