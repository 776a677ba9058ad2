"""Whether the draft's type is told, and a whole review from a section of one."""

from __future__ import annotations

from assistant.feedback import Feedback
from evals.dataset import Example
from evals.judgement import Judgement

LEAST, MOST = 60, 700
"""Words of a section that is taken out and shown by itself."""


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """One judgement "kind" (its type), and one "scope" for the whole text and for a section taken out of it."""
    said = feedback.document
    found = [
        Judgement("kind", example.id, "type", example.type, said.type, "", "", said.type_confidence),
        Judgement("scope", example.id, "whole text", "whole", said.scope),
    ]
    section = _section(example)
    if section:
        from assistant.kind import detect
        from corpus.reading import read_text

        got = detect(read_text(section, example.id, "md")).scope
        found.append(Judgement("scope", example.id, "one section", "section", got, f"{len(section.split())} words"))
    return found


def _section(example: Example) -> str:
    """The longest section of a length that people paste; "" where none is."""
    document = example.document()
    texts = [document.slice(section.start, section.end) for section in document.sections]
    fit = [text for text in texts if LEAST <= len(text.split()) <= MOST]
    return max(fit, key=len, default="")
