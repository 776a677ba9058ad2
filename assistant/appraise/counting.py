"""Criteria settled by counting what other checks found; thresholds are data (`prompts/counting.yaml`)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.appraise.measures import Measures
from assistant.feedback import Status


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Specific(_Model):
    met_from_share: float


class _Publishable(_Model):
    met_to: int
    partial_to: int


class _Measure(_Model):
    met_from: int


class _Thresholds(_Model):
    source: str
    recommendations_specific: _Specific
    publishable: _Publishable
    impact_measure: _Measure


@cache
def thresholds() -> _Thresholds:
    """The thresholds, read once."""
    return _Thresholds.model_validate(prompts.data("counting.yaml"))


def counted_status(criterion: str, m: Measures) -> Status | None:
    """The status that the counts settle, or None where they leave it to the judge."""
    cut = thresholds()
    if criterion == "publishable":
        many = m.identifiers
        return (
            "met" if many <= cut.publishable.met_to else "partial" if many <= cut.publishable.partial_to else "missing"
        )
    if criterion == "recommendations-specific" and m.complete is not None:
        if m.complete >= cut.recommendations_specific.met_from_share:
            return "met"
        return "partial" if m.complete > 0 else "missing"
    if criterion == "learning-separate" and not (m.recommendations and m.learning_points):
        return "missing"
    if criterion == "impact-measure" and (m.measured or 0) * m.recommendations >= cut.impact_measure.met_from:
        return "met"
    return None


def never_met(criterion: str, m: Measures) -> bool:
    """Whether the counts rule out met: recommendations of which not one says how its effect will be known."""
    return criterion == "impact-measure" and m.recommendations > 0 and not m.measured
