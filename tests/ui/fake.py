"""A small engine with fixed answers, so that the page can be tried without models, and made to wait, fail or lie."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from assistant.answers import Answer, Citation, SearchResult
from assistant.dialogue import Reply
from assistant.feedback import (
    CriterionFinding,
    DocumentInfo,
    Feedback,
    IdentifierFinding,
    Passage,
    PhraseFinding,
    RecommendationFinding,
    SecondQuestion,
    Summary,
)
from assistant.spans import span_fields, span_of
from corpus.document import Document
from corpus.errors import LibraryError, UsageError
from corpus.records import Review
from corpus.reports import FileOutcome, IndexReport
from tests.support.files import Pdf
from ui.engine import EditionChoice, Export, Offer, Options, PageView, Tell, Verified, Where

PHRASES = (
    (
        "professional curiosity",
        "empty-label",
        "It names what was lacking without saying what was not asked, or by whom.",
    ),
    ("hard to reach", "stereotype", "It places the difficulty in the family, not in how they were approached."),
    ("lessons have been learned", "assurance", "It says that something changed without saying what."),
)
PAGE = "The health visitor did not ask about the bruise. Nobody asked the father how he was. The baby was seen once."
STEPS = (
    "Looking at recommendations",
    "Comparing with the guidance",
    "Finding worn phrases",
    "Looking for similar learning",
)


class FakeTalk:
    """Asks one thing, and is content with any answer of four words."""

    def __init__(self, question: str) -> None:
        self.question = question

    def say(self, words: str) -> Reply:
        if len(words.split()) < 4:
            return Reply("That does not yet say who.", still_open=("who, by role",), question=self.question)
        return Reply(
            "That gets behind the phrase.",
            settled=("who, by role",),
            suggestion=(("There was a lack of professional curiosity. ", False), (words, True)),
        )


class FakeEngine:
    """Gives findings wherever a draft holds one of PHRASES.

    It does as a folder tells it, so that a test can steer one that runs in another process: while `hold` is there,
    checks and additions wait; with `fault`, checks fail. What it was asked is noted in `log.jsonl`.
    """

    def __init__(self, control: Path | None = None, reviews: list[Review] | None = None) -> None:
        self.library = {review.id: review for review in (REVIEWS if reviews is None else reviews)}
        self._control = control

    def _told(self, name: str) -> bool:
        return self._control is not None and (self._control / name).exists()

    def _note(self, **what: object) -> None:
        if self._control is not None:
            with (self._control / "log.jsonl").open("a", encoding="utf-8") as log:
                log.write(json.dumps(what) + "\n")

    def _wait(self, tell: Callable[[], None]) -> None:
        while self._told("hold"):
            tell()
            time.sleep(0.02)

    def warm(self) -> None:
        """Nothing to load."""

    def read_file(self, path: Path) -> Document:
        from corpus.reading import read

        return read(path)

    def read_text(self, text: str) -> Document:
        from corpus.reading import read_text

        return read_text(text)

    def check(self, document: Document, options: Options, tell: Tell) -> Feedback:
        for step in STEPS:
            tell(step)
            self._wait(lambda: tell(step))  # noqa: B023
        if self._told("fault"):
            raise RuntimeError(f"a fault that quotes the draft: {document.text}")
        self._note(check=document.name, words=document.words, type=options.draft_type, guidance=options.guidance)
        return feedback_on(document, options)

    def talk(self, document: Document, feedback: Feedback, item_id: str) -> FakeTalk:
        return FakeTalk("Who did not ask about the bruise?")

    def offer(self) -> Offer | None:
        return None

    def editions(self) -> list[EditionChoice]:
        return [
            EditionChoice("wt2018", "Working Together 2018", "Right for older reviews.", True),
            EditionChoice("wt2023", "Working Together 2023", "Most items are not confirmed.", False),
        ]

    def ask(self, question: str, where: Where) -> Answer:
        self._note(ask=question, where=dict(where))
        reviews = list(self.library.values())
        if "unicorn" in question or not reviews:
            return Answer(
                question=question, answered=False, engine="builtin", citations=[],
                answer=f"Nothing in the library's {len(reviews)} reviews answers this.",
            )  # fmt: skip
        citations = [
            Citation(
                n=n, review_id=review.id, title=review.title, partnership=review.partnership, year=review.year,
                page=n + 3, page_label=("iv", "7", "8")[n - 1], section="Findings", kind="finding", verdict="verified",
                quote="Nobody asked the father how he was.", url=review.url,
            )
            for n, review in enumerate(reviews[:3], 1)
        ]  # fmt: skip
        text = (
            "Three reviews of 4 in the library bear on this (2020 to 2024).\nWhat reviews found:\n"
            "- Two reviews say much the same: “Nobody asked the father how he was.” [1]; “He was not asked.” [2]\n"
            "- “The father was thought of as a risk and never met.” [3]"
        )
        return Answer(
            question=question, answered=True, answer=text, citations=citations, engine="builtin",
            cautions=["Reviews are of the hardest cases; they do not show what practice is usually like."],
        )  # fmt: skip

    def search(self, query: str, where: Where) -> SearchResult:
        return SearchResult(query=query, results=[passage(review) for review in list(self.library.values())[:3]])

    def page(self, review_id: str, page: int | None, quote: str) -> PageView:
        review = self.library[review_id]
        start = max(0, PAGE.find(quote))
        end = start + len(quote) if quote and quote in PAGE else start
        return PageView(
            review.title, page, review.pages, "iv" if page == 4 else None, PAGE, start, end, self._pdf(review)
        )

    def _pdf(self, review: Review) -> Path | None:
        if self._control is None or review.file != "arlo.pdf":
            return None
        path = self._control / review.file
        path.write_bytes(Pdf().page().text(72, 720, PAGE).data())
        return path

    def reviews(self, where: Where) -> list[Review]:
        if not self.library:
            raise LibraryError("There is no library here", "Make one")
        found = self.library.values()
        for field, wanted in where.items():
            found = [review for review in found if str(getattr(review, field, "")) in wanted]
        return list(found)

    def stats(self) -> dict[str, str | int]:
        return {"reviews": len(self.library), "pages": 60, "passages": 420}

    def add(self, paths: list[Path], tell: Tell, stopping: Callable[[], bool]) -> IndexReport:
        outcomes = []
        for n, path in enumerate(paths, 1):
            tell(f"{n} of {len(paths)} · {path.name} · reading")
            self._wait(lambda: None)
            if stopping():
                return IndexReport(tuple(outcomes), cancelled=True)
            if path.suffix == ".pdf":
                outcomes.append(FileOutcome(path.name, "failed", "cannot be read as a PDF. Print it to PDF again"))
                continue
            review = Review(id=f"new{n}", title=path.stem, year=2026, file=path.name)
            self.library[review.id] = review
            outcomes.append(FileOutcome(path.name, "added", review_id=review.id, passages=12))
        return IndexReport(tuple(outcomes), embedded=12, seconds=1.0)

    def remove(self, review_id: str) -> None:
        if review_id not in self.library:
            raise UsageError("There is no such review", "Look at the list")
        del self.library[review_id]

    def verify(self, repair: bool) -> Verified:
        return Verified(True, f"{len(self.library)} reviews compared: no difference.")

    def export(
        self, kind: Export, document: Document, feedback: Feedback, source: Path | None, remarks: Mapping[str, str],
        folder: Path,
    ) -> Path:  # fmt: skip
        self._note(export=kind, remarks=dict(remarks))
        out = folder / {"comments": "draft-with-comments.docx", "report": "feedback.docx"}.get(kind, f"feedback.{kind}")
        out.write_text(f"{kind} of {document.name}", encoding="utf-8")
        return out

    def template(self, draft_type: str, guidance: str | None, folder: Path) -> Path:
        out = folder / f"{draft_type}-template.docx"
        out.write_text("template", encoding="utf-8")
        return out


def passage(review: Review, why: str | None = None) -> Passage:
    """A passage of a review of the fake library."""
    return Passage(
        review_id=review.id, title=review.title, partnership=review.partnership, year=review.year, page=4,
        page_label="iv", section="Findings", text="Nobody asked the father how he was.", score=0.5, url=review.url,
        kind="finding", why=why,
    )  # fmt: skip


def feedback_on(document: Document, options: Options) -> Feedback:
    """Findings wherever the draft holds one of PHRASES, a numbered line, or a date; criteria by simple presence."""
    text = document.text
    draft_type = "rapid_review" if options.draft_type == "auto" else options.draft_type
    phrases = []
    for words, family, why in PHRASES:
        at = text.lower().find(words)
        asked = [
            SecondQuestion(facet="who", question=f"Who, by role, was part of “{words}”?"),
            SecondQuestion(facet="what", question="What exactly was not asked?"),
        ]
        if at >= 0:
            fields = {**span_fields(document, at, at + len(words)), "phrase_id": words.replace(" ", "-"), "why": why}
            phrases.append(PhraseFinding(**fields, family=family, answered=[], second_questions=asked))
    listed = [paragraph for paragraph in document.paragraphs if paragraph.kind == "list_item"]
    recommendations = [
        RecommendationFinding(
            **span_fields(document, item.start, item.end), kind="recommendation", owner=n % 2 == 0, specific=True,
            by_when=False, measure=False, seen_before=[passage(REVIEWS[1])] if n == 0 else [],
        )
        for n, item in enumerate(listed)
    ]  # fmt: skip
    identifiers = []
    at = text.find("14 March 2019")
    if at >= 0:
        identifiers.append(
            IdentifierFinding(
                **span_fields(document, at, at + 13), kind="exact date", advice="Would a month and year do?"
            )
        )
    criteria = []
    explained = {
        "met": "This is there, with its meaning.",
        "partial": "This is named, but not what it meant.",
        "missing": "Nothing in the text says this.",
    }
    for n, (name, title, cue) in enumerate(CRITERIA):
        at = text.lower().find(cue)
        place = document.paragraph_at(at) if at >= 0 else None
        span = document.paragraphs[place] if place is not None else None
        status = "missing" if span is None else ("partial" if n % 3 == 1 else "met")
        criteria.append(
            CriterionFinding(
                id=name, title=title, status=status, confidence=0.8, explanation=explained[status],
                evidence=[span_of(document, span.start, span.end)] if span else [],
                second_questions=[] if status == "met" else [f"What would the draft say on {title.lower()}?"],
                source="Working Together 2018, chapter 4", strength="must" if n % 2 else "appraisal",
            )
        )  # fmt: skip
    counts = [item.status for item in criteria]
    return Feedback(
        document=DocumentInfo(
            name=document.name, type=draft_type, type_confidence=0.9,
            scope="whole" if options.scope == "auto" else options.scope, guidance=options.guidance or "wt2018",
            words=document.words, pages=len(document.pages) or None, text_sha256=document.sha256, engine="builtin",
        ),
        summary=Summary(
            met=counts.count("met"), partial=counts.count("partial"), missing=counts.count("missing"), strength=0.5
        ),
        criteria=criteria, phrases=phrases, recommendations=recommendations, identifiers=identifiers,
        similar_learning=[passage(REVIEWS[0], "Close to your passage that begins “The father …”")], themes=[],
        warnings=[*document.warnings],
    )  # fmt: skip


CRITERIA = (
    ("history", "Longer history and backstory", "history"),
    ("fathers-men", "Fathers and men in the family", "father"),
    ("child-experience", "The child's experience and voice", "voice"),
    ("ethnicity", "Ethnicity and culture", "ethnicity"),
    ("analysis-why", "Analysis of why", "because"),
    ("good-practice", "Good practice beyond the expected", "good practice"),
    ("wider-context", "Wider social and resource context", "poverty"),
    ("previous-learning", "Use of previous learning", "earlier review"),
    ("impact-measure", "How effect will be measured", "audit"),
)
REVIEWS = [
    Review(id="a1", title="Child Arlo", partnership="Brackenshaw", year=2024, review_type="lcspr", age_group="<1",
           incident="serious harm", themes=("Fathers", "Hidden men"), url="https://example.org/arlo", pages=22,
           file="arlo.pdf"),
    Review(id="b2", title="Esme", partnership="North Holm", year=2022, review_type="rapid_review", age_group="1-5",
           incident="death", themes=("Neglect",), pages=14, file="esme.pdf"),
    Review(id="c3", title="Luca and Ines", partnership="Tarn Valley", year=2020, review_type="lcspr", age_group="16-17",
           incident="death", themes=("Self-harm", "Fathers"), pages=30, file="luca.pdf"),
    Review(id="d4", title="Child F", partnership="Brackenshaw", year=2021, review_type="lcspr", age_group="6-10",
           incident="other", themes=("Neglect", "Home education"), file="child-f.docx"),
]  # fmt: skip

DRAFT = """# Rapid review: Child K

## Summary

Child K was four months old when she was taken to hospital on 14 March 2019 with a fractured arm. Her father had been
alone with her. There was a lack of professional curiosity about a bruise that had been seen two weeks before.

## What agencies knew

The health visitor saw K three times. The family were described as hard to reach. The history of the mother in care was
known to the general practice and to nobody else. Practitioners acted as they did because each thought that another
had asked.

## Learning

Agencies say that lessons have been learned and that the voice of the child will be heard.

1. All agencies should strengthen information sharing.
2. The named nurse will remind staff about bruising in babies who do not move.
3. The board will seek assurance that practice has improved.
"""
