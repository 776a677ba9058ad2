"""Lines and shapes drawn on a PDF page: keeps straight lines as rules, and shapes no larger than a bullet as dots."""

from __future__ import annotations

import math

from corpus.reading.drawing import Drawing, Matrix

_RULE_THICK = 3.0
_RULE_LONG = 5.0
_DOT = (1.0, 9.0)
_MOST_RULES = 20_000
_SMALL_SHAPE = 200  # points in a path that may be a bullet

Point = tuple[float, float]


class Paths:
    """The path that is being built. Each method takes the coordinate system that holds when it is called."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._lines: list[tuple[Point, Point]] = []
        self._curves: list[Point] = []
        self._point: Point = (0.0, 0.0)
        self._first: Point = (0.0, 0.0)

    def move_to(self, matrix: Matrix, x: float, y: float) -> None:
        """Begin a new stretch."""
        self._point = self._first = _at(matrix, x, y)

    def line_to(self, matrix: Matrix, x: float, y: float) -> None:
        """A straight line."""
        self._add(_at(matrix, x, y))

    def curve(self, matrix: Matrix, *numbers: float) -> None:
        """A curve, of which only the ends are kept."""
        end = _at(matrix, numbers[-2], numbers[-1])
        if len(self._curves) < _MOST_RULES:
            self._curves += [self._point, end]
        self._point = end

    def close(self, matrix: Matrix) -> None:
        """A straight line back to where the stretch began."""
        self._add(self._first)

    def rectangle(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        """Four lines."""
        self.move_to(matrix, x, y)
        for corner in ((x + width, y), (x + width, y + height), (x, y + height), (x, y)):
            self.line_to(matrix, *corner)

    def forget(self, matrix: Matrix) -> None:
        """End the path without painting it."""
        self._lines, self._curves = [], []

    def paint(self, matrix: Matrix) -> None:
        """End the path: keep what it draws."""
        drawing = self._drawing
        points = [point for line in self._lines for point in line] + self._curves
        if points and len(points) <= _SMALL_SHAPE:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            small, large = sorted((max(xs) - min(xs), max(ys) - min(ys)))
            if _DOT[0] <= small and large <= _DOT[1] and large < 1.6 * small:
                drawing.dots.append(((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2))
        for (x0, y0), (x1, y1) in self._lines:
            if len(drawing.vertical) + len(drawing.horizontal) >= _MOST_RULES:
                break
            if not all(map(math.isfinite, (x0, y0, x1, y1))):
                continue
            if abs(x1 - x0) <= _RULE_THICK and abs(y1 - y0) >= _RULE_LONG:
                drawing.vertical.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
            elif abs(y1 - y0) <= _RULE_THICK and abs(x1 - x0) >= _RULE_LONG:
                drawing.horizontal.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        self.forget(matrix)

    def _add(self, to: Point) -> None:
        if len(self._lines) < _MOST_RULES:
            self._lines.append((self._point, to))
        self._point = to


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return (x * a + y * c + e, x * b + y * d + f)
