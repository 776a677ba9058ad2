"""What a page of a PDF shows, as far as text needs it: runs of type, drawn rules and dots.

Positions are in points with the origin at the bottom left of the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Measured(NamedTuple):
    """A string in a font. Widths are in thousandths of the type size.

    `glyphs` is how many codes it has, `spaces` how many of them are the one-byte space, which word spacing widens.
    `first` is the width before its first space, -1 if it has none, `ink` the width before the spaces at its end.
    """

    text: str
    width: float
    glyphs: int
    spaces: int
    first: float
    ink: float


class Typeface(Protocol):
    """What is needed of a font."""

    bold: bool
    italic: bool

    def measure(self, data: bytes) -> Measured:
        """The string `data` as it is set in this font."""


@dataclass(slots=True)
class Run:
    """Text set in one piece: from `x0` to `x1` on the baseline `y`, in points. `word` is where its first word ends.

    Spaces at the end of the text do not count towards `x1`.
    """

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

    `dots` are the centres (x, y) of small filled shapes, which lists use as bullets. `cut_short` says that the page's
    content broke off in the middle of text, or put text where no place is.
    """

    runs: list[Run] = field(default_factory=list)
    vertical: list[tuple[float, float, float]] = field(default_factory=list)
    horizontal: list[tuple[float, float, float]] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    cut_short: bool = False


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
