"""The feedback as a Word document: what matters most on the first page or two, then every finding in full."""

from __future__ import annotations

from pathlib import Path

from assistant.feedback import Feedback, Passage, RecommendationFinding, Span
from assistant.render.groups import (
    FLAG_WORDS,
    KIND_WORDS,
    STATUS_WORDS,
    STRENGTH_WORDS,
    TYPE_WORDS,
    Group,
    Item,
    engine_words,
    grouped,
    met,
    place_words,
)
from assistant.render.words import CAUTION, quoted
from assistant.word.names import edition_title
from assistant.word.paper import Paper
from corpus.document import Document

FIRST = {"guidance": 4, "asking": 4, "wording": 3, "unchecked": 4}
"""How many findings of each group stand on the first pages."""
QUESTIONS = 2
"""How many of a finding's questions stand on the first pages."""


def report(feedback: Feedback, document: Document, out: Path) -> None:
    """Write a feedback report.

    Args:
        feedback: what was found.
        document: the draft, for how it was read.
        out: the .docx to write, which appears whole or not at all.

    Raises:
        UserError: it cannot be written there.
    """
    paper = Paper(
        f"Feedback on {feedback.document.name}", "Feedback on a draft child safeguarding review", "Second Question"
    )
    groups = [group for group in grouped(feedback) if group.items]
    _first_pages(paper, feedback, document, groups)
    paper.page_break()
    paper.heading("In full", 1)
    for group in groups:
        _group(paper, group)
    _recommendations(paper, feedback.recommendations)
    _criteria(paper, feedback)
    _similar(paper, feedback.similar_learning)
    paper.save(out)


def _first_pages(paper: Paper, feedback: Feedback, document: Document, groups: list[Group]) -> None:
    info = feedback.document
    paper.title(f"Feedback on {info.name}")
    part = "a section of a" if info.scope == "section" else "a whole"
    size = f"{info.words:,} words" + (f" on {info.pages} pages" if info.pages else "")
    against = f"against {edition_title(info.guidance)}, by {engine_words(info.engine)}"
    paper.text(f"{part} {TYPE_WORDS[info.type]}, {size}, {against}.", "Read as ")
    if info.type_confidence < 1:
        paper.text("The kind of review was told from the text. If it is wrong, name it and check again.")
    if document.metadata.get("tracked_changes"):
        paper.text("Tracked changes were read as if all of them had been accepted.")
    paper.text(CAUTION)
    if feedback.warnings:
        paper.heading("Please note", 1)
        paper.bullets(feedback.warnings)
    for group in groups:
        paper.heading(group.title, 1)
        paper.text(group.about)
        for item in group.items[: FIRST[group.id]]:
            if _bare(item):
                paper.bullets([item.title])
            else:
                _brief(paper, item)
        more = len(group.items) - FIRST[group.id]
        if more > 0:
            paper.small(f"{more} more in full below.")
    found = met(feedback)
    if found:
        paper.heading("Met", 1)
        paper.text("; ".join(item.title for item in found) + ".")


def _titled(item: Item) -> str:
    """A finding's title; one that many findings share gets the first words that it is about."""
    shared = item.title in KIND_WORDS.values()
    title = f"{item.title}: {quoted(item.places[0], 60)}" if shared else item.title
    return f"{item.status}: {title}" if item.status else title


def _bare(item: Item) -> bool:
    return not (item.why or item.questions or item.places)


def _brief(paper: Paper, item: Item) -> None:
    where = place_words(item.places[0]) if item.places else ""
    quote = quoted(item.places[0], 80) if item.places else ""
    title = _titled(item).rstrip(".")
    parts = ("" if quote in title else quote, item.why, f"({where})" if where else "")
    paper.text(" ".join(filter(None, parts)), f"{title}. ", "Finding")
    paper.bullets(item.questions[:QUESTIONS])


def _group(paper: Paper, group: Group) -> None:
    paper.heading(group.title, 2)
    for item in group.items:
        if _bare(item):
            paper.bullets([item.title])
            continue
        paper.heading(_titled(item), 3)
        paper.text(item.why)
        for span in item.places[:3]:
            paper.quote(_placed(span))
        if len(item.places) > 3:
            paper.text(f"Also at {len(item.places) - 3} other places.")
        paper.bullets(item.questions)
        if item.source:
            paper.small(f"Source: {item.source}")


def _placed(span: Span) -> str:
    where = place_words(span)
    return quoted(span, 400) + (f" ({where})" if where else "")


def _recommendations(paper: Paper, findings: list[RecommendationFinding]) -> None:
    findings = [item for item in findings if item.kind != "learning_point"]
    if not findings:
        return
    paper.heading("Recommendations and actions, one by one", 2)
    paper.text("What each one says of itself.")
    head = ("In the draft", *(words.capitalize() for words in FLAG_WORDS.values()))
    rows = [
        (
            f"{KIND_WORDS[item.kind]}: {quoted(item)}",
            *("Said" if getattr(item, flag) else "Not said" for flag in FLAG_WORDS),
        )
        for item in findings
    ]
    paper.table(
        "Which recommendations say who, what, by when and how it will be known", head, rows, (6.2, 2.4, 2.7, 2.1, 3.2)
    )


def _criteria(paper: Paper, feedback: Feedback) -> None:
    if not feedback.criteria:
        return
    paper.heading("What the guidance asks for, one by one", 2)
    rows = [
        (item.title, STATUS_WORDS[item.status], STRENGTH_WORDS[item.strength].capitalize(), item.source)
        for item in feedback.criteria
    ]
    head = ("Criterion", "In the draft", "Strength", "Source")
    paper.table("Each criterion: what was found, how strongly it is asked for, and where", head, rows, (5, 2.6, 3, 6))


def _similar(paper: Paper, passages: list[Passage]) -> None:
    if not passages:
        return
    paper.heading("Similar past learning", 2)
    for passage in passages:
        page = f", page {passage.page_label or passage.page}" if passage.page else ""
        paper.heading(f"{passage.title} ({passage.year or 'year not given'}){page}", 3)
        if passage.why:
            paper.text(passage.why)
        paper.quote(f"“{' '.join(passage.text.split())}”")
