"""Whether the passages shown overlap the appraiser's, on judgements of met and partial that agree."""

from __future__ import annotations

from assistant.feedback import Feedback
from evals.dataset import Example, locate
from evals.judgement import Judgement


def score(example: Example, feedback: Feedback, shown: int = 2) -> list[Judgement]:
    """One judgement an agreed criterion that has evidence: "overlaps" expected of the first `shown` passages."""
    found = []
    for finding in feedback.criteria:
        label = example.criteria.get(finding.id)
        if label not in ("met", "partial") or finding.status != label:
            continue
        places = [(b.start, b.end) for b in example.blocks if b.criteria.get(finding.id) in ("met", "partial")]
        named = locate(example.text, example.evidence.get(finding.id, "")) if example.evidence.get(finding.id) else None
        places += [named] if named else []
        if not places:
            continue
        hit = any(s.start < end and start < s.end for s in finding.evidence[:shown] for start, end in places)
        text = finding.evidence[0].text[:300] if finding.evidence else ""
        found.append(
            Judgement("evidence", example.id, finding.id, "overlaps", "overlaps" if hit else "elsewhere", "", text)
        )
    return found
