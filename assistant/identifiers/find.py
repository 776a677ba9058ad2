"""Find what may identify a child, a family or a worker in a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.feedback import DraftType, IdentifierFinding, RecommendationFinding
from assistant.identifiers.context import bare, read_context
from assistant.identifiers.dates import find_dates
from assistant.identifiers.file import about_file
from assistant.identifiers.names import find_names
from assistant.identifiers.numbers import find_addresses, find_numbers
from assistant.identifiers.words import KindId, at_words, chronology, dates, jigsaw, kinds, sharing, telling
from assistant.recommendations import find_recommendations
from assistant.spans import span_fields, span_of
from corpus.document import Document

_PARTS = re.compile(r"[\w’'/.@-]+")
_SMALL = frozenset({"the", "of", "st"})
_SKIPPED = frozenset({"heading", "contents", "reference", "furniture", "footnote"})
Found = tuple[int, int, KindId]


def find_identifiers(
    document: Document, draft_type: DraftType, recommendations: Sequence[RecommendationFinding] | None = None
) -> list[IdentifierFinding]:
    """Possible identifiers, each once where it first stands; that none is found never means that a text is anonymous.

    `recommendations` are those of the draft, whose dates are deadlines; they are looked for where none are given.

    A rapid review needs names, dates and places: for it only private data (addresses, numbers, e-mail) are pointed out,
    with a warning about sharing. Findings about the file itself have the span 0..0.
    """
    if draft_type == "rapid_review":
        return _for_sharing(document)
    known = find_recommendations(document, draft_type) if recommendations is None else recommendations
    acts = [each for each in known if each.kind != "learning_point"]
    deadlines = [(each.start, each.end) for each in acts]
    dated = list(find_dates(document, deadlines))
    found: list[Found] = [*find_numbers(document.text), *_few(document, dated), *_telling(document)]
    found += [named for named in find_names(document, read_context(document)) if not _within(named[0], deadlines)]
    findings = [_finding(document, *row) for row in _once(document, found)]
    if len(dated) > dates().many_dates:
        findings = [_as_chronology(finding, dated) for finding in findings]
    findings += _jigsaw(document)
    return sorted(findings, key=lambda each: (each.start, each.end)) + about_file(document)


def _telling(document: Document) -> list[Found]:
    """Unusual details, outside headings, references and notes."""
    found: list[Found] = []
    for paragraph in document.paragraphs:
        if paragraph.kind not in _SKIPPED:
            matches = at_words(telling().patterns).finditer(document.text, paragraph.start, paragraph.end)
            found += [(match.start(), match.end(), "telling") for match in matches]
    return found


def _within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _few(document: Document, dated: list[Found]) -> list[Found]:
    """The dates to point out one by one: all, or in a dated chronology the first and those of births and deaths."""
    if len(dated) <= dates().many_dates:
        return dated
    kept = [
        row for row in dated if row[2] == "age" or re.search(dates().birth_or_death, _sentence(document, row), re.I)
    ]
    return sorted({min(dated), *kept})


def _sentence(document: Document, row: Found) -> str:
    index = document.paragraph_at(row[0])
    sentences = document.sentences_of(index) if index is not None else ()
    return next((document.text[each.start : each.end] for each in sentences if each.start <= row[0] < each.end), "")


def _as_chronology(finding: IdentifierFinding, dated: list[Found]) -> IdentifierFinding:
    if finding.kind != "date" or finding.start != min(dated)[0]:
        return finding
    return finding.model_copy(update={"advice": chronology().format(count=len(dated))})


def _for_sharing(document: Document) -> list[IdentifierFinding]:
    warning, wanted = sharing()
    found: list[Found] = [row for row in find_numbers(document.text) if row[2] in wanted]
    found += find_addresses(document.text)
    findings = [_finding(document, *row) for row in _once(document, found)]
    return [finding.model_copy(update={"advice": warning}) for finding in findings]


def _finding(document: Document, start: int, end: int, kind: KindId, count: int) -> IdentifierFinding:
    advice = kinds()[kind].advice
    if count > 1:
        advice = f"{advice} It stands in {count} places."
    return IdentifierFinding.model_validate({**span_fields(document, start, end), "kind": kind, "advice": advice})


def _once(document: Document, found: Iterable[Found]) -> list[tuple[int, int, KindId, int]]:
    """Each identifier where it first stands, with how often it stands; a part of one given before is the same one."""
    kept: list[tuple[int, int, KindId, frozenset[str]]] = []
    counts: list[int] = []
    for start, end, kind in sorted(set(found), key=lambda row: (row[0], -row[1])):
        if kept and start < kept[-1][1]:
            continue
        words = frozenset(bare(word).lower() for word in _PARTS.findall(document.text[start:end])) - _SMALL
        same = next((at for at, row in enumerate(kept) if words and words <= row[3] and _alike(kind, row[2])), None)
        if same is None:
            kept.append((start, end, kind, words))
            counts.append(1)
        else:
            counts[same] += 1
    return [(start, end, kind, count) for (start, end, kind, _), count in zip(kept, counts, strict=True)]


def _alike(one: KindId, other: KindId) -> bool:
    return (one in {"date", "age"}) == (other in {"date", "age"})


def _jigsaw(document: Document) -> list[IdentifierFinding]:
    """The first paragraph whose facts together may tell a local reader who it is about."""
    words = jigsaw()
    for paragraph in document.paragraphs:
        text = document.text[paragraph.start : paragraph.end]
        groups = sum(re.search(pattern, text, re.I) is not None for pattern in words.groups.values())
        if paragraph.kind not in _SKIPPED and groups >= words.enough:
            span = span_of(document, paragraph.start, paragraph.end)
            return [IdentifierFinding(**span.model_dump(), kind="jigsaw", advice=kinds()["jigsaw"].advice)]
    return []
