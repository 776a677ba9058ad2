"""Findings in the order an author should meet them.

Four groups: what the guidance asks for, what is worth asking, wording, and what was not checked. Within a group the
most important come first: missing before partly met, must before should before appraisal; open phrases before
answered ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.feedback import CriterionFinding, Feedback, PhraseFinding, RecommendationFinding, Span

STATUS_WORDS = {
    "met": "Met",
    "partial": "Partly met",
    "missing": "Not found",
    "not_applicable": "Not looked for here",
}
STRENGTH_WORDS = {"must": "required", "should": "expected", "appraisal": "looked for by appraisers"}
TYPE_WORDS = {"rapid_review": "rapid review", "lcspr": "local child safeguarding practice review"}
KIND_WORDS = {"recommendation": "Recommendation", "action": "Action", "learning_point": "Learning point"}
FLAG_WORDS = {
    "owner": "who must act",
    "specific": "exactly what they will do",
    "by_when": "by when",
    "measure": "how it will be known to have worked",
}
BUILTIN = "the builtin engine"


def engine_words(engine: str) -> str:
    """Which engine took part, in words."""
    return BUILTIN if engine == "builtin" else f"{BUILTIN} and the language model {engine}"


NOT_CHECKED = (
    "Whether what the draft says is true: the assistant has only the text.",
    "How the review was commissioned, governed and managed, and whether timescales were kept.",
    "Law: reporting restrictions, court orders, lifelong anonymity. Take legal advice before publication.",
    "Pictures, charts and genograms.",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One finding ready to show. `id` is stable for one draft; `places` are spans in the draft, best first."""

    id: str
    title: str
    status: str
    why: str
    questions: tuple[str, ...]
    places: tuple[Span, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, a line on what is under it, and its items in order."""

    id: str
    title: str
    about: str
    items: tuple[Item, ...]


def _criterion(finding: CriterionFinding) -> Item:
    strength = STRENGTH_WORDS[finding.strength]
    doubt = "" if finding.verified else " (this wording of the guidance is not confirmed)"
    return Item(
        id=f"c-{finding.id}",
        title=finding.title,
        status=STATUS_WORDS[finding.status],
        why=finding.explanation,
        questions=tuple(finding.second_questions),
        places=tuple(finding.evidence),
        source=f"{finding.source}; {strength}{doubt}",
    )


def _phrase(finding: PhraseFinding, number: int) -> Item:
    wordings = {" ".join(place.text.lower().split()): place.text for place in (*reversed(finding.also_at), finding)}
    named = ", ".join(f"“{text}”" for text in reversed(wordings.values()))
    times = f" ({finding.count} times)" if finding.count > len(wordings) else ""
    return Item(
        id=f"p-{number}",
        title=named + times,
        status="",
        why=finding.why,
        questions=tuple(item.question for item in finding.second_questions),
        places=(Span(**finding.model_dump(include=set(Span.model_fields))), *finding.also_at),
        source="",
    )


def _recommendation(finding: RecommendationFinding, number: int) -> Item:
    lacking = [words for flag, words in FLAG_WORDS.items() if not getattr(finding, flag)]
    why = f"Does not say {_listed(lacking)}." if lacking and finding.kind != "learning_point" else ""
    seen = [f"{item.title} ({item.year}), page {item.page_label or item.page}" for item in finding.seen_before]
    asked = []
    if seen:
        asked.append(f"Something like this was recommended before, in {_listed(seen)}. What stopped it taking hold?")
    return Item(
        id=f"r-{number}",
        title=KIND_WORDS[finding.kind],
        status="",
        why=" ".join([why, *finding.notes]).strip(),
        questions=tuple(asked),
        places=(Span(**finding.model_dump(include=set(Span.model_fields))),),
        source="",
    )


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " or " + items[-1] if items else ""


def grouped(feedback: Feedback) -> tuple[Group, ...]:
    """The four groups, and before them nothing: counts are left to the reader."""
    statuses = {"missing": 0, "partial": 1}
    strengths = {"must": 0, "should": 1, "appraisal": 2}
    short = [item for item in feedback.criteria if item.status in statuses]
    short.sort(key=lambda item: (statuses[item.status], strengths[item.strength], -item.confidence))
    recommendations = [_recommendation(item, n) for n, item in enumerate(feedback.recommendations, 1)]
    asking = [_phrase(item, n) for n, item in enumerate(feedback.phrases, 1) if item.second_questions]
    asking += [item for item in recommendations if item.why or item.questions]
    wording = [
        Item(f"i-{n}", f"Possible identifier: {item.kind}", "", item.advice, (), (_span(item),), "")
        for n, item in enumerate(feedback.identifiers, 1)
    ]
    unchecked = [Item(f"n-{n}", text, "", "", (), (), "") for n, text in enumerate(NOT_CHECKED, 1)]
    unchecked += [_criterion(item) for item in feedback.criteria if item.status == "not_applicable"]
    return (
        Group("guidance", "The guidance asks for this", "What was not found, or found in part.",
              tuple(_criterion(item) for item in short)),
        Group("asking", "Worth asking", "The second question behind a worn phrase or a thin recommendation.",
              tuple(asking)),
        Group("wording", "Wording", "Possible identifiers. Finding some never means that the rest is anonymous.",
              tuple(wording)),
        Group("unchecked", "Not checked", "What the assistant did not or could not look at.", tuple(unchecked)),
    )  # fmt: skip


def met(feedback: Feedback) -> tuple[Item, ...]:
    """The criteria found to be met, with the passages they rest on."""
    return tuple(_criterion(item) for item in feedback.criteria if item.status == "met")


def _span(item: Span) -> Span:
    return Span(**item.model_dump(include=set(Span.model_fields)))


def place_words(span: Span) -> str:
    """Where a span stands, in words: its page and section."""
    page = f"page {span.page}" if span.page else ""
    section = f"“{span.section}”" if span.section else ""
    return ", ".join(part for part in (page, section) if part)
