"""Recommendations and learning points that stand as sentences of running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.feedback import DraftType
from assistant.recommendations.candidate import Candidate, Span, excluded, kind_of, learned, openly
from assistant.recommendations.forms import Form, parse
from assistant.recommendations.listed import of_item
from assistant.recommendations.owner import is_crowd, is_owner
from assistant.recommendations.pieces import Item
from assistant.recommendations.slots import Slots, is_specific, of_sentences
from assistant.recommendations.words import compiled, found, role_of_label, verbs
from corpus.document import Document

_TOLD = re.compile(
    r"\b(?:was|were|had|has|have|did|said|told|this (?:review|report)|we (?:found|asked|have)|i (?:have|had|asked))\b",
    re.I,
)
_SAID = re.compile(r"\b(?:said|told|knew|thought)\b")
_ANYBODY = re.compile(
    r"(?:a|an|any|every) (?:child|father|mother|parent|young person|baby|family|pupil|patient)\b", re.I
)
_EXPLAINED = re.compile(r"(?::|;) (?=(?:the|a|an|this|so|that|it|there)\b[^:;]*\b(?:would|is|are|has|have|will)\b)")
_BACKWARD = re.compile(
    r"(?:it|this|that|these|those|they|for the|on \d|the (?:form|time|number|share|result|figure|pairs?|same|first|"
    r"second|third|two|other|remainder|pilot|plan|screen))\b",
    re.IGNORECASE,
)
_COUNTING = frozenset(
    {"count", "measure", "audit", "monitor", "report", "sample", "survey", "evaluate", "present", "publish"}
)
_LEAD = re.compile(r"(?:And|Beyond that,|In addition,|Also,|Further,|Finally,|We ought to learn from this, and so:)\s+")
_SERIES = re.compile(
    r"(?:it is|we|the \w+)(?: \w+)? "
    r"(?:recommend(?:s|ed)?|considered?|propose[sd]?|suggest(?:s|ed)?|advise[sd]?) that\s+",
    re.I,
)
_LABELLED = re.compile(r"\W{0,3}(?P<label>[A-Z][A-Za-z]+(?: \d{1,2})?)\*{0,2}:\*{0,2}\s+(?=\S)")
_THAT_NEXT = re.compile(r"\s*[;,]\s*(?:and )?that\s+", re.I)
_LEARNING_WORDS = 40


def of_prose(
    document: Document, draft_type: DraftType, item: Item, spans: Sequence[Span], earlier: Sequence[Candidate]
) -> list[Candidate]:
    """The sentences of a paragraph that ask for something.

    Args:
        document: the draft.
        draft_type: its type.
        item: the place.
        spans: its sentences.
        earlier: what was found before it.
    """
    if item.role == "elsewhere":
        return []
    section = document.paragraphs[item.paragraph].section
    here = [
        other
        for other in earlier
        if other.kind != "learning_point" and document.paragraphs[other.item.paragraph].section == section
    ]
    after_list = any(other.item.listed for other in here)
    results: list[Candidate] = []
    for start, end in _asks_apart(document, item, spans):
        sentence = document.text[start:end]
        if parts := _series(sentence):
            results += [_clause(document, draft_type, item, start + first, start + last) for first, last in parts]
            continue
        if (label := _LABELLED.match(sentence)) and role_of_label(label["label"]) in {"action", "recommendation"}:
            begin = start + label.end()
            slots = of_sentences([document.text[begin:end]])
            results.append(Candidate(begin, end, kind_of(item, draft_type), slots, item))
            continue
        form = None if excluded(sentence) else parse(sentence)
        slots = of_sentences([sentence])
        if form is None and openly(sentence) and not excluded(sentence):
            results.append(Candidate(start, end, kind_of(item, draft_type), slots, item))
        if form is None:
            continue
        followed = bool(results) or (bool(here) and item.role is None)
        if _asks(sentence, form, slots, item, followed, after_list):
            lead = _LEAD.match(sentence)
            begin = start + (lead.end() if lead else 0)
            results.append(Candidate(begin, start + _asked_length(sentence), kind_of(item, draft_type), slots, item))
    return results


def _asked_length(sentence: str) -> int:
    """Length of a sentence up to a colon or semicolon after which it only explains."""
    for mark in _EXPLAINED.finditer(sentence):
        rest = sentence[mark.end() :]
        if len(sentence[: mark.start()].split()) >= 8 and not found("by_when", rest) and not found("measure", rest):
            return mark.start()
    return len(sentence)


def _asks_apart(document: Document, item: Item, spans: Sequence[Span]) -> list[Span]:
    """The sentences, with one that joins several requests by semicolons cut into them ("A to ...; B to ...")."""
    if item.role not in {"recommendation", "action", "mixed"}:
        return list(spans)
    cut: list[Span] = []
    for start, end in spans:
        marks = [mark.end() for mark in re.finditer(r"; (?:and )?(?=\S)", document.text[start:end])]
        edges = [0, *marks, end - start]
        parts = [(start + first, start + last) for first, last in pairwise(edges)]
        words = [document.text[first:last].rstrip(" ;").removesuffix("; and") for first, last in parts]
        forms = [parse(word) for word in words]
        whole = all(form and form.agent and is_owner(form.agent) for form in forms)
        if len(parts) > 1 and whole and not any(found("measure", word) for word in words):
            cut += [(first, first + len(word)) for (first, _), word in zip(parts, words, strict=True)]
        else:
            cut.append((start, end))
    return cut


def of_learning(document: Document, draft_type: DraftType, item: Item, spans: Sequence[Span]) -> list[Candidate]:
    """Learning points, and among them what asks something of an owner."""
    words = [document.text[start:end] for start, end in spans]
    if item.shape == "item":
        form = parse(words[0])
        asks = form is not None and form.shape in {"modal", "that"} and is_owner(form.agent)
        if asks and (found("by_when", words[0]) or is_specific(words[0], form)):
            return of_item(document, draft_type, replace(item, role="mixed"), spans, [item], 0)
        return [] if words[0].rstrip().endswith(("?", ":")) else [learned(item, list(spans))]
    points: list[Candidate] = []
    for (start, end), sentence in zip(spans, words, strict=True):
        if parts := _series(sentence):
            points += [_clause(document, draft_type, item, start + first, start + last) for first, last in parts]
            continue
        form = parse(sentence)
        if (
            form
            and form.shape == "modal"
            and is_owner(form.agent)
            and found("by_when", sentence)
            and not excluded(sentence)
        ):
            points.append(Candidate(start, end, kind_of(item, draft_type), of_sentences([sentence]), item))
        elif len(sentence.split()) <= _LEARNING_WORDS and not _TOLD.search(sentence) and not excluded(sentence):
            points.append(learned(item, [(start, end)]))
    return points


def _series(sentence: str) -> list[Span]:
    """Spans of the clauses of "It is recommended that A; that B; and that C", none where there is only one."""
    opened = _SERIES.match(sentence)
    if not opened:
        return []
    spans = []
    at = opened.end()
    for mark in [*_THAT_NEXT.finditer(sentence, at), None]:
        stop = mark.start() if mark else len(sentence.rstrip(" ."))
        spans.append((at, stop))
        at = mark.end() if mark else stop
    return spans if len(spans) > 1 else []


def _clause(document: Document, draft_type: DraftType, item: Item, start: int, end: int) -> Candidate:
    slots = of_sentences([f"That {document.text[start:end]}"])
    return Candidate(start, end, kind_of(item, draft_type), slots, item)


def _asks(sentence: str, form: Form, slots: Slots, item: Item, followed: bool, after_list: bool) -> bool:
    """Whether a sentence is a recommendation, given its section and what stands before it."""
    if re.match(r"\W*(?:we|i)\b", form.agent, re.I):
        return False
    if openly(sentence):
        return True
    if form.shape in {"let", "that"}:
        return item.role is not None or (form.shape == "let" and (slots.by_when or followed))
    owner = is_owner(form.agent) if form.agent else slots.owner
    if item.role == "national":
        return owner and form.shape == "modal" and not form.passive
    if after_list and item.role in {"recommendation", "action"}:
        return owner and form.verb not in _COUNTING and (slots.by_when or slots.specific or form.verb == "consider")
    if item.role in {"recommendation", "action", "mixed"} or (item.role is None and followed):
        return _in_company(sentence, form, slots, owner, item)
    return (
        form.shape == "modal"
        and owner
        and slots.by_when
        and slots.specific
        and form.verb not in _COUNTING
        and not _SAID.search(sentence)
        and not found("spreading", sentence)
    )


def _in_company(sentence: str, form: Form, slots: Slots, owner: bool, item: Item) -> bool:
    """Whether a sentence under recommendations, or after one, is one too."""
    if form.shape == "order":
        return item.role in {"recommendation", "action"} and (slots.by_when or form.verb in verbs().vague.verbs)
    if owner or is_crowd(form.agent):
        return True
    if _BACKWARD.match(sentence) or (_ANYBODY.match(sentence) and not slots.by_when):
        return False
    vague = compiled(verbs().vague_phrases.patterns).search(sentence) is not None
    return form.passive or not form.agent or slots.by_when or vague
