"""One line of explanation and the questions to ask, from the guidance data and the counts."""

from __future__ import annotations

from assistant.appraise.measures import Measures
from assistant.feedback import Status
from assistant.guidance import Criterion
from assistant.kind import Kind
from assistant.statutory import statutory_questions
from corpus.document import Document

MOST_QUESTIONS = 4


def explain(criterion: Criterion, status: Status, measures: Measures, kind: Kind) -> str:
    """What is there and what is not, with the count that matters where one does."""
    if kind.not_a_review:
        return "Not judged: this does not look like a review."
    said = criterion.says[status] if status != "not_applicable" else ""
    note = _counted(criterion.id, measures)
    return f"{said} {note}".strip()


def _counted(criterion: str, m: Measures) -> str:
    if criterion == "concise-facts" and m.chronology >= 1 / 3:
        return "More than a third of its words are dated entries."
    if criterion == "recommendations-specific" and m.recommendations and m.complete is not None:
        whole = round(m.complete * m.recommendations)
        return f"{whole} of {m.recommendations} found name who, what and by when."
    if criterion == "impact-measure" and m.recommendations and m.measured is not None:
        measured = round(m.measured * m.recommendations)
        return f"{measured} of {m.recommendations} recommendations or actions found say how effect will be known."
    if criterion == "publishable" and m.identifiers:
        thing = "possible identifier was" if m.identifiers == 1 else "possible identifiers were"
        return f"{m.identifiers} {thing} found; nothing here shows that the rest is anonymous."
    return ""


def questions(document: Document, criterion: Criterion, judged_as: str) -> list[str]:
    """Questions to ask where a criterion falls short; the statutory decision adds what the draft leaves unreasoned."""
    asked = list(criterion.questions)
    if judged_as == "lcspr-decision":
        asked = [*statutory_questions(document), *asked]
    return asked[:MOST_QUESTIONS]
