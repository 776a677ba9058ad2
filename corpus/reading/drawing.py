"""What a page of a PDF shows, as far as text needs it: runs of type, drawn rules and dots.

Positions are in points with the origin at the bottom left of the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Typeface(Protocol):
    """What is needed of a font."""

    bold: bool
    italic: bool

    def decode(self, data: bytes) -> list[tuple[str, float, bool]]:
        """Text, width in thousandths of the size, and whether it is the one-byte space, of each code in `data`."""


@dataclass(slots=True)
class Run:
    """Text set in one piece: from `x0` to `x1` on the baseline `y`, in points. `word` is where its first word ends."""

    x0: float
    x1: float
    y: float
    size: float
    text: str
    bold: bool = False
    italic: bool = False
    upright: bool = True
    furniture: bool = False
    word: float | None = None


@dataclass(slots=True)
class Drawing:
    """What a page shows. Rules are (position, from, to): a vertical rule's position is its x, a horizontal one's its y.

    `dots` are the centres (x, y) of small filled shapes, which lists use as bullets.
    """

    runs: list[Run] = field(default_factory=list)
    vertical: list[tuple[float, float, float]] = field(default_factory=list)
    horizontal: list[tuple[float, float, float]] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)


@dataclass(slots=True)
class PageContent:
    """One page: `drawing` shows it the right way up, `turned` turned so that text set sideways is upright."""

    number: int
    width: float
    height: float
    drawing: Drawing
    turned: list[Drawing]


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """The transformation that does `m`, then `n`."""
    a, b, c, d, e, f = m
    g, h, i, j, k, o = n
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + o)
