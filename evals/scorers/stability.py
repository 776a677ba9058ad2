"""Whether the same draft gets the same feedback twice, with its sections in another order, and in other words."""

from __future__ import annotations

import random

from assistant.feedback import Feedback
from evals.dataset import DATA, Example
from evals.judgement import Judgement
from evals.solver import Solver

PARAPHRASES = DATA / "paraphrases"
SEED = 5
TWICE = 3
"""Drafts that are checked twice; one would do, since nothing in a check depends on chance."""


def score(pairs: list[tuple[Example, Feedback]], solver: Solver) -> list[Judgement]:
    """A judgement "repeat" for a few drafts, and one a criterion where a changed copy of the draft can be had.

    "reordered" is for every draft with sections, "paraphrased" for every draft that somebody has put in other words,
    saying the same (`data/paraphrases`).
    """
    found = []
    for example, feedback in pairs[:TWICE]:
        again = solver.check(example.document())
        got = "the same" if again.to_json() == feedback.to_json() else "another"
        found.append(Judgement("repeat", example.id, "feedback", "the same", got))
    for example, feedback in pairs:
        text = reordered(example)
        if text:
            found += compared("reordered", example, feedback, _check(solver, text, example), "sections shuffled")
        other = PARAPHRASES / f"{example.id}.md"
        if other.is_file() and not example.source:
            after = _check(solver, other.read_text(encoding="utf-8"), example)
            found += compared("paraphrased", example, feedback, after, "in other words")
    return found


def compared(task: str, example: Example, before: Feedback, after: Feedback, reason: str) -> list[Judgement]:
    """One judgement a criterion: the status before is expected after."""
    statuses = {finding.id: finding.status for finding in after.criteria}
    return [
        Judgement(task, example.id, finding.id, finding.status, statuses.get(finding.id, ""), reason)
        for finding in before.criteria
    ]


def reordered(example: Example) -> str:
    """The text with its main sections shuffled, what stands before the first left in place; "" with fewer than four."""
    document = example.document()
    levels = [section.level for section in document.sections]
    # A review's title is often its only heading of the highest level.
    main = next((level for level in sorted(set(levels)) if levels.count(level) >= 4), None)
    if main is None:
        return ""
    text = document.text
    # Heading marks stand before a section's start, so a section begins at its line's start.
    starts = [text.rfind("\n", 0, s.start) + 1 for s in document.sections if s.level == main]
    parts = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    random.Random(SEED).shuffle(parts)
    return "\n\n".join([text[: starts[0]].strip(), *parts]) + "\n"


def _check(solver: Solver, text: str, example: Example) -> Feedback:
    from corpus.reading import read_text

    return solver.check(read_text(text, example.id, "md"))
