"""Recommendations that stand as items of a list, as numbered paragraphs or as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.feedback import DraftType
from assistant.recommendations.candidate import Candidate, Span, excluded, is_past, kind_of, learned, tells
from assistant.recommendations.forms import Form, doing, parse
from assistant.recommendations.owner import is_crowd, is_owner
from assistant.recommendations.pieces import Item
from assistant.recommendations.slots import of_cells, of_sentences, says_slot
from assistant.recommendations.words import found
from corpus.document import Document

_EXPLAINS = re.compile(r"[\s*_]*(?:on )?(?:how|why) (?:this|it|the|these|each)\b", re.I)
_GOES_ON = re.compile(
    r"(?:it|this|they|these|each) (?:will|is to|are to|must|should|shall) (?:be )?"
    r"(?:measured|tested|audited|done|in place|start|begin)\b",
    re.I,
)


def of_row(item: Item, draft_type: DraftType) -> list[Candidate]:
    """The finding of a table row; none where the row tells of something done and names no owner and date."""
    cells = item.cells
    if cells is None:
        return []
    placed = cells.owner.strip() and cells.when.strip()
    if not placed and parse(cells.act, strict=False) is None and is_past(cells.act):
        return []
    return [Candidate(item.start, item.end, kind_of(item, draft_type), of_cells(cells), item)]


def of_item(
    document: Document, draft_type: DraftType, item: Item, spans: Sequence[Span], places: Sequence[Item], index: int
) -> list[Candidate]:
    """The finding of a list item.

    Args:
        document: the draft.
        draft_type: its type.
        item: the place.
        spans: its sentences.
        places: every place of the draft, to see whether the list as a whole asks for something.
        index: where `item` stands among `places`.
    """
    words = [document.text[start:end] for start, end in spans]
    if _EXPLAINS.match(words[0]) or says_slot(words[0]):
        return []
    asking = [
        at
        for at, sentence in enumerate(words)
        if not excluded(sentence) and not says_slot(sentence) and parse(sentence)
    ]
    if item.role in {"recommendation", "action"}:
        first = asking[0] if asking else _loosely(item, words)
        if first is None:
            return []
        if first and not excluded(words[0]) and (loose := parse(words[0], strict=False)) and loose.shape == "modal":
            first = 0
        return [_candidate(document, draft_type, item, spans, words, first)]
    if item.role == "mixed":
        return _mixed(document, draft_type, item, spans, words, asking)
    if item.role == "national":
        return [_candidate(document, draft_type, item, spans, words, asking[0])] if asking else []
    if _list_asks(document, places, index, item.role == "elsewhere"):
        if not asking and not excluded(words[0]) and (found("by_when", words[0]) or not tells(words[0])):
            asking = [0]
        return [_candidate(document, draft_type, item, spans, words, asking[0])] if asking else []
    return []


def _loosely(item: Item, words: Sequence[str]) -> int | None:
    """0 where an item under recommendations asks in looser words or only names what is wanted; None where it tells."""
    if not item.listed or excluded(words[0]):
        return None
    subject = doing(words[0])
    if (
        tells(words[0])
        and not (subject and is_owner(subject))
        and not (is_owner(words[0].split(",")[0]) and found("by_when", words[0]))
    ):
        return None
    return 0


def _mixed(
    document: Document,
    draft_type: DraftType,
    item: Item,
    spans: Sequence[Span],
    words: Sequence[str],
    asking: list[int],
) -> list[Candidate]:
    """An item among learning and recommendations: what it asks for, and what stands before that as learning."""
    orders = len(asking) == 1 and (form := parse(words[asking[0]])) is not None and form.shape == "order"
    if not asking or (orders and len(words) == 1 and not found("by_when", words[0])):
        return [learned(item, list(spans))] if item.listed else []
    before = [learned(item, list(spans[: asking[0]]))] if asking[0] and len(words[0].split()) <= 40 else []
    return [*before, _candidate(document, draft_type, item, spans, words, asking[0])]


def _candidate(
    document: Document, draft_type: DraftType, item: Item, spans: Sequence[Span], words: Sequence[str], first: int
) -> Candidate:
    """From the sentence that asks to the last one that says when, or how it will be known."""
    last = first
    for at in range(first + 1, len(words)):
        if words[at].lstrip("*_ ").startswith("("):
            continue
        if (
            says_slot(words[at])
            or _GOES_ON.match(words[at])
            or found("by_when", words[at])
            or found("measure", words[at])
        ):
            last = at
    return Candidate(
        spans[first][0], spans[last][1], kind_of(item, draft_type), of_sentences(list(words[first : last + 1])), item
    )


def _list_asks(document: Document, places: Sequence[Item], index: int, dated: bool) -> bool:
    """Whether half the items of a list, and two at least, ask for something; `dated`: of an owner by a date."""
    if not places[index].listed:
        return False
    low = high = index
    while low > 0 and _same_list(places[low - 1], places[index], index - low + 1):
        low -= 1
    while high + 1 < len(places) and _same_list(places[high + 1], places[index], high + 1 - index):
        high += 1
    asked = 0
    for place in places[low : high + 1]:
        text = document.text[place.start : place.end]
        form = parse(text)
        if form is not None and _puts_to_somebody(form) and not excluded(text):
            asked += not dated or (is_owner(form.agent) and found("by_when", text))
    return asked >= 2 and asked * 2 >= high - low + 1


def _puts_to_somebody(form: Form) -> bool:
    """Whether a request in an unheaded list is one: orders may be advice, and "that" may begin any clause."""
    if form.shape == "that":
        return form.passive or is_owner(form.agent) or is_crowd(form.agent)
    return form.shape in {"modal", "infinitive"}


def _same_list(other: Item, item: Item, distance: int) -> bool:
    return other.listed and other.shape == "item" and abs(other.paragraph - item.paragraph) <= distance
