"""A recommendation in the making, and the tests of a sentence that decide whether it can be one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.feedback import DraftType, RecommendationKind
from assistant.recommendations.forms import is_question, parse
from assistant.recommendations.pieces import Item
from assistant.recommendations.slots import Slots
from assistant.recommendations.verbforms import participle
from assistant.recommendations.words import compiled, cues
from corpus.document import Document

_PAST = re.compile(r"\b(?:was|were|has been|have been|had|has|have|did|is now|are now)\b", re.I)
_MODAL = re.compile(r"\b(?:will|shall|should|must|ought|needs? to|to be|is to|are to|to)\b", re.I)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|did|been|may|might|could|can)\b", re.I)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose)\b[^,;.]*", re.I)
_OPENLY = re.compile(
    r"it is (?:\w+ )?(?:recommended|proposed|suggested) that|"
    r"(?:we|i|the (?:reviewers?|panel|review|authors?)) (?:\w+ )?(?:recommends?|propose[sd]?) that",
    re.IGNORECASE,
)
_ASKS = re.compile(r"we (?:\w+ )?(?:ask|invite)\b|there (?:is a need|should|must|needs? to)", re.IGNORECASE)
_ON_HOLDING_ONE = re.compile(
    r"\b(?:lcspr|(?:local|national) (?:child safeguarding )?(?:practice )?review)\b.{0,50}"
    r"\b(?:commissioned|undertaken|held|carried out|required|needed|convened|met|take place)\b|"
    r"\b(?:commission|undertake|hold|carry out|proceed to) (?:an?|the) (?:lcspr|(?:local|national) )",
    re.IGNORECASE,
)
_OF_THE_REVIEW = re.compile(
    r"(?:^|[,'’]\w* |time )(?:the |this |a )(?:[\w-]+ ){0,3}"
    r"(?:review|report|author|reviewer|reviewers|lcspr|inquest|trial|criteria|panel meeting|meeting|decision)$",
    re.IGNORECASE,
)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One finding in the making."""

    start: int
    end: int
    kind: RecommendationKind
    slots: Slots
    item: Item


def learned(item: Item, spans: list[Span]) -> Candidate:
    """A learning point that runs over the sentences given."""
    return Candidate(spans[0][0], spans[-1][1], "learning_point", Slots(), item)


def kind_of(item: Item, draft_type: DraftType) -> RecommendationKind:
    """Whether a place holds recommendations or actions, from its heading or else from the type of draft."""
    if item.role in {"recommendation", "national"}:
        return "recommendation"
    if item.role == "action" and item.shape == "row":
        return "action"
    return "action" if draft_type == "rapid_review" else "recommendation"


def sentences_of(document: Document, item: Item) -> list[Span]:
    """The sentences of a place, cut to it; scraps without a word are left out."""
    spans = [
        (max(sentence.start, item.start), min(sentence.end, item.end))
        for sentence in document.sentences_of(item.paragraph)
        if sentence.start < item.end and sentence.end > item.start
    ]
    return [span for span in spans if re.search(r"[A-Za-z]{2}", document.text[span[0] : span[1]])]


def excluded(sentence: str) -> bool:
    """Whether a sentence is no recommendation whatever its form: a question, speech, or about the review itself."""
    plain = re.sub(r"^[\s*_\"“‘]+", "", sentence)
    if _ON_HOLDING_ONE.search(plain):
        return True
    if openly(plain) or _ASKS.match(plain):
        return False
    if is_question(plain) or re.fullmatch(r"[\"“].*[\"”][*_.]*", plain, re.S):
        return True
    form = parse(plain)
    if form and form.agent and _OF_THE_REVIEW.search(form.agent):
        return True
    return compiled(cues().not_a_recommendation.patterns).search(plain) is not None


def openly(sentence: str) -> bool:
    """Whether a sentence calls itself a recommendation."""
    return _OPENLY.match(sentence.lstrip("*_ ")) is not None


def announces(sentence: str) -> bool:
    """Whether a sentence says that recommendations come next."""
    return compiled((cues().announced.pattern,)).search(sentence) is not None


def tells(sentence: str) -> bool:
    """Whether the sentence states something: it has a verb outside its relative clauses that asks for nothing."""
    form = parse(sentence, strict=False)
    if form is not None and form.shape in {"modal", "that", "let"}:
        return False
    if re.search(r"\b(?:was|were|had)\b", sentence) and not _MODAL.search(sentence):
        return True
    return _FINITE.search(_RELATIVE.sub(" ", sentence)) is not None


def is_past(sentence: str) -> bool:
    """Whether the sentence tells of something done and asks for nothing."""
    if _MODAL.search(sentence):
        return False
    first = re.match(r"\W*([A-Za-z-]+)", sentence)
    done = first is not None and first[1].lower().endswith("ed") and participle(first[1].lower()) != ""
    return done or _PAST.search(sentence) is not None


def with_role(item: Item, draft_type: DraftType) -> Item:
    """The same place, announced to hold recommendations."""
    return replace(item, role="recommendation" if draft_type == "lcspr" else "action")
