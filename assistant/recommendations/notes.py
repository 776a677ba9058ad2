"""Rung of the strength ladder and short notes: too many, the same twice, no learning behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from assistant.feedback import RecommendationFinding
from assistant.recommendations.words import compiled, ladder, notes
from corpus.document import Document

_WORD = re.compile(r"[a-z]{4,}")


def rung_of(text: str) -> int | None:
    """The rung of the strength ladder, 5 strongest, whose words the act uses; None where it uses none."""
    weakest = compiled((ladder().only_rung_one,)).search(text)
    looking = compiled((ladder().only_rung_two,)).search(text)
    for rung in sorted(ladder().rungs, key=lambda each: -each.rung):
        if (weakest and rung.rung > 1) or (looking and rung.rung > 2):
            continue
        if compiled(rung.patterns).search(text):
            return rung.rung
    return None


def annotate(
    document: Document, findings: list[RecommendationFinding], labels: Sequence[str]
) -> list[RecommendationFinding]:
    """The findings with their rung and notes.

    Args:
        document: the draft.
        findings: in order of the text.
        labels: number, label and reference of each finding, "" where it has none.
    """
    known = notes()
    acts = [finding for finding in findings if finding.kind != "learning_point"]
    points = [finding for finding in findings if finding.kind == "learning_point"]
    learned = [_stems(point.text) for point in points]
    result: list[RecommendationFinding] = []
    seen: list[tuple[frozenset[str], str]] = []
    first_act, first_point = True, True
    for finding, label in zip(findings, labels, strict=True):
        said: list[str] = []
        if finding.kind == "learning_point":
            if first_point and len(points) > known.too_many_learning:
                said.append(known.notes["too_many_learning"].format(count=len(points)))
            first_point = False
            result.append(finding.model_copy(update={"notes": said}))
            continue
        if first_act and len(acts) > known.too_many:
            said.append(known.notes["too_many"].format(count=len(acts)))
        first_act = False
        stems = _stems(finding.text)
        twin = next((other for others, other in seen if _alike(stems, others) >= known.alike), None)
        if twin:
            said.append(known.notes["duplicate"].format(other=twin))
        seen.append((stems, _short(finding.text)))
        rung = rung_of(_act(finding.text))
        if rung == 1 and not finding.specific:
            said.append(known.notes["reminds"])
        if rung == 2 and not finding.specific:
            said.append(known.notes["looks_again"])
        if points and not _traced(stems, learned, label, document, finding):
            said.append(known.notes["untraced"])
        result.append(finding.model_copy(update={"rung": rung, "notes": said}))
    return result


def _act(text: str) -> str:
    """The first cell of a row, or the whole text: measures and owners do not lift the rung."""
    return text.split(" | ")[0] if " | " in text else text


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


@cache
def _stem(word: str) -> str:
    return re.sub(r"(?:ings?|ed|es|s|ies|y|ion|ions|ment|ments|ly)$", "", word)[:7]


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in notes().common_words)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if len(one & other) >= 3 else 0.0


def _traced(
    stems: frozenset[str], learned: list[frozenset[str]], label: str, document: Document, finding: RecommendationFinding
) -> bool:
    """Whether the recommendation names its learning, or shares words with a learning point."""
    before = document.text[max(0, finding.start - 80) : finding.start].rsplit("\n", 1)[-1]
    if re.search(r"\b(?:learning|finding|from|lp|theme|links? to)\b", f"{label} {before}", re.I):
        return True
    return any(stems & point for point in learned)
