"""What stands beside a recommendation and speaks for it: the sentence that leads into its list, the sentence after the
list about all of it, and the sentences that follow it in its own paragraph."""

from __future__ import annotations

import re

from assistant.recommendations.pieces import Item
from assistant.recommendations.slots import Slots, of_group, of_slot_line, says_slot
from assistant.recommendations.words import found
from corpus.document import Document

_SKIP = frozenset({"furniture", "footnote", "caption", "contents"})
_NUMBERS = re.compile(
    r"\b(?:recommendations?|actions?|rows?|numbers?|items?)\s+(\d{1,2})(?:\s*(to|–|-|and|,)\s*(\d{1,2}))?", re.I
)
_REPORTING = re.compile(r"\b(?:report(?:ed)?|publish(?:ed)?|monitored|reviewed|progress)\b", re.I)


def beside(document: Document, item: Item, end: int, taken: list[tuple[int, int]]) -> Slots:
    """Flags that the neighbours of a recommendation give it.

    Args:
        document: the draft.
        item: the place the recommendation was found in.
        end: where the recommendation ends.
        taken: spans of all findings, none of which speaks for another.
    """
    if item.shape == "prose":
        return _after(document, item, end, taken)
    slots = _slot_lines(document, item.paragraph)
    for text in _around(document, item.paragraph):
        if _about(text, item.label):
            slots = slots.joined(of_group(text))
    return slots


def _slot_lines(document: Document, index: int) -> Slots:
    """What the lines "Owner: ...", "By when: ..." that stand right after a paragraph say of it."""
    slots = Slots()
    for paragraph in document.paragraphs[index + 1 :]:
        text = document.text[paragraph.start : paragraph.end]
        if paragraph.kind not in {"text", "list_item", "table_row"} or not says_slot(text):
            break
        slots = slots.joined(of_slot_line(text))
    return slots


def _after(document: Document, item: Item, end: int, taken: list[tuple[int, int]]) -> Slots:
    slots = Slots()
    for sentence in document.sentences_of(item.paragraph):
        if sentence.start < end:
            continue
        if any(start < sentence.end and sentence.start < stop for start, stop in taken):
            break
        text = document.text[sentence.start : sentence.end]
        if says_slot(text):
            slots = slots.joined(of_slot_line(text))
            continue
        told = re.search(r"\b(?:was|were|had|showed)\b", text) is not None
        slots = slots.joined(Slots(measure=found("measure", text) and not told, mechanism=found("mechanism", text)))
    return slots


def _around(document: Document, index: int) -> list[str]:
    """The paragraph that leads into the list or table of a paragraph, and the one that follows it."""
    kind = document.paragraphs[index].kind
    section = document.paragraphs[index].section
    texts = []
    for step in (-1, 1):
        at = index + step
        while (
            0 <= at < len(document.paragraphs)
            and (document.paragraphs[at].kind == kind or document.paragraphs[at].kind in _SKIP)
            and kind != "text"
        ):
            at += step
        if (
            0 <= at < len(document.paragraphs)
            and document.paragraphs[at].kind == "text"
            and document.paragraphs[at].section == section
            and not document.paragraphs[at].marker
        ):
            texts.append(document.text[document.paragraphs[at].start : document.paragraphs[at].end])
    return texts


def _about(text: str, label: str) -> bool:
    """Whether a neighbour that names numbers names this item's; one that names none is about all."""
    named = list(_NUMBERS.finditer(text))
    if not named:
        return not (_REPORTING.search(text) and not found("measure", text))
    number = re.search(r"\d{1,2}", label)
    if number is None:
        return False
    own = int(number[0])
    for match in named:
        first, last = int(match[1]), int(match[3] or match[1])
        if own in {first, last} or (match[2] in {"to", "–", "-"} and first <= own <= last):
            return True
    return False
