"""Plots as inline SVG with their numbers beside them in a table: no picture carries what words do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.judgement import Judgement

SIZE, EDGE = 260, 34


@dataclass(frozen=True, slots=True)
class Bin:
    """Judgements whose confidence lay in [low, high): how many, mean confidence, and the share that were right."""

    low: float
    high: float
    n: int
    confidence: float
    right: float


def reliability(judgements: Sequence[Judgement], bins: int = 5) -> list[Bin]:
    """Confidence against being right, in equal bins of confidence from 0 to 1; empty bins are left out."""
    found = []
    for index in range(bins):
        low, high = index / bins, (index + 1) / bins
        inside = [
            j for j in judgements if j.confidence is not None and low <= j.confidence < high + (index == bins - 1)
        ]
        if inside:
            mean = sum(j.confidence or 0.0 for j in inside) / len(inside)
            found.append(Bin(low, high, len(inside), mean, sum(j.right for j in inside) / len(inside)))
    return found


def reliability_svg(bins: Sequence[Bin]) -> str:
    """The reliability plot; the table beside it says the same."""

    def at(x: float, y: float) -> tuple[float, float]:
        return EDGE + x * (SIZE - 2 * EDGE), SIZE - EDGE - y * (SIZE - 2 * EDGE)

    (x0, y0), (x1, y1) = at(0, 0), at(1, 1)
    dots = "".join(
        f'<circle cx="{at(b.confidence, b.right)[0]:.1f}" cy="{at(b.confidence, b.right)[1]:.1f}" '
        f'r="{4 + min(b.n, 400) ** 0.5 / 3:.1f}" fill="currentColor" fill-opacity="0.6"/>'
        for b in bins
    )
    return (
        f'<svg viewBox="0 0 {SIZE} {SIZE}" role="img" width="{SIZE}" height="{SIZE}" '
        'aria-label="Confidence against the share that were right; the table gives the numbers">'
        f'<path d="M{x0} {y1}V{y0}H{x1}" fill="none" stroke="currentColor"/>'
        f'<path d="M{x0} {y0}L{x1} {y1}" stroke="currentColor" stroke-dasharray="4 4"/>{dots}'
        f'<text x="{SIZE / 2}" y="{SIZE - 8}" text-anchor="middle" font-size="11" fill="currentColor">confidence</text>'
        f'<text x="12" y="{SIZE / 2}" font-size="11" fill="currentColor" text-anchor="middle" '
        f'transform="rotate(-90 12 {SIZE / 2})">share right</text></svg>'
    )
