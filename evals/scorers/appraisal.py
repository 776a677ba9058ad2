"""Status of each criterion against the appraiser's."""

from __future__ import annotations

from assistant.feedback import Feedback
from evals.dataset import Example
from evals.judgement import Judgement


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """One judgement a labelled criterion."""
    said = {finding.id: finding for finding in feedback.criteria}
    result = []
    for name, label in example.criteria.items():
        if name not in said:
            continue
        finding = said[name]
        text = example.evidence.get(name, "")
        if not text and finding.evidence:
            text = f"(the assistant's) {finding.evidence[0].text}"
        result.append(
            Judgement(
                "appraisal",
                example.id,
                name,
                label,
                finding.status,
                finding.explanation,
                text[:300],
                finding.confidence,
            )
        )
    return result
