"""Interprets the content of a PDF page: which text stands where, in what type, and which lines are drawn.

Only what text needs is carried out: text operators, the coordinate system, and straight lines and small shapes (for
tables and bullets).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpus.reading.drawing import IDENTITY, Drawing, Matrix, Run, Typeface, multiply
from corpus.reading.paths import Paths
from corpus.reading.syntax import operations

_DEPTH = 12  # of q ... Q and of forms inside forms, beyond which nothing is drawn
_STACK = 64
_WORD_GAP = 0.17  # of the type size: a wider gap between two glyphs is a space
_BACK = 0.3  # of the type size: a glyph that starts further back starts a new run
_JUMP = 1.5  # of the type size: a wider gap starts a new run


@dataclass(slots=True)
class _State:
    """The part of the graphics state that q saves and Q brings back."""

    matrix: Matrix
    font: Typeface | None = None
    size: float = 1.0
    spacing: float = 0.0
    word_spacing: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0

    def copy(self) -> _State:
        return _State(
            self.matrix, self.font, self.size, self.spacing, self.word_spacing, self.scale, self.leading, self.rise
        )


class Interpreter:
    """Carries out one content stream after another onto one `Drawing`.

    Args:
        fonts: gives the font of a name in the resources of the stream that is carried out, None if there is none.
        forms: gives content, matrix and a new (fonts, forms) pair for the name of a form to draw, None if it is none.
    """

    def __init__(
        self, fonts: Callable[[str], Typeface | None], forms: Callable[[str], tuple[bytes, Matrix, Any, Any] | None]
    ) -> None:
        self.fonts, self.forms = fonts, forms
        self.drawing = Drawing()
        self.state = _State(IDENTITY)
        self.stack: list[_State] = []
        self.text: Matrix = IDENTITY
        self.line: Matrix = IDENTITY
        self.paths = Paths(self.drawing)
        self.run: Run | None = None
        self.artifact: list[bool] = []
        self.depth = 0
        self.in_text = False

    def draw(self, content: bytes, matrix: Matrix) -> None:
        """Carry out `content` in a coordinate system placed by `matrix`."""
        outer, stack, self.state, self.stack = self.state, self.stack, _State(matrix), []
        for operator, operands in operations(content):
            self._operate(operator, operands)
        self.flush()
        self.drawing.cut_short = self.drawing.cut_short or self.in_text
        self.state, self.stack = outer, stack

    def flush(self) -> None:
        """End the run that is being set."""
        if self.run is not None and self.run.text:
            self.drawing.runs.append(self.run)
        self.run = None

    def _operate(self, operator: bytes, operands: list[Any]) -> None:
        if operator in {b"BDC", b"BMC"}:
            self.artifact.append(operands[:1] == ["/Artifact"])
            return
        handler = _OPERATORS.get(operator)
        if handler is None:
            return
        count, method = handler
        if count < 0:
            if len(operands) >= -count:
                method(self, *operands[count:])
        elif len(operands) >= count and all(
            isinstance(value, float) and abs(value) < 1e7 for value in operands[-count:] if count
        ):
            method(self, *operands[len(operands) - count :])

    # Graphics state

    def _save(self) -> None:
        if len(self.stack) < _STACK:
            self.stack.append(self.state.copy())

    def _restore(self) -> None:
        if self.stack:
            self.state = self.stack.pop()

    def _concatenate(self, *numbers: float) -> None:
        self.state.matrix = multiply(numbers, self.state.matrix)  # type: ignore[arg-type]

    def _form(self, name: Any) -> None:
        found = self.forms(name) if isinstance(name, str) and self.depth < _DEPTH else None
        if found is None:
            return
        content, matrix, fonts, forms = found
        self.flush()
        kept = self.fonts, self.forms, self.text, self.line, self.artifact
        self.fonts, self.forms, self.artifact = fonts, forms, [any(self.artifact)]
        self.depth += 1
        self.draw(content, multiply(matrix, self.state.matrix))
        self.depth -= 1
        self.fonts, self.forms, self.text, self.line, self.artifact = kept

    # Text

    def _begin_text(self) -> None:
        self.flush()
        self.in_text = True
        self.text = self.line = IDENTITY

    def _end_text(self) -> None:
        self.flush()
        self.in_text = False

    def _set_font(self, name: Any, size: Any) -> None:
        self.state.font = self.fonts(name) if isinstance(name, str) else None
        self.state.size = size if isinstance(size, float) and abs(size) < 1e5 else 1.0

    def _move(self, x: float, y: float) -> None:
        self.text = self.line = multiply((1.0, 0.0, 0.0, 1.0, x, y), self.line)

    def _move_leading(self, x: float, y: float) -> None:
        self.state.leading = -y
        self._move(x, y)

    def _next_line(self) -> None:
        self._move(0.0, -self.state.leading)

    def _set_matrix(self, *numbers: float) -> None:
        self.flush()
        self.text = self.line = numbers  # type: ignore[assignment]

    def _show(self, string: Any) -> None:
        self._show_all([string])

    def _quote(self, string: Any) -> None:
        self._next_line()
        self._show_all([string])

    def _double_quote(self, word_spacing: Any, spacing: Any, string: Any) -> None:
        if isinstance(word_spacing, float) and isinstance(spacing, float):
            self.state.word_spacing, self.state.spacing = word_spacing, spacing
        self._quote(string)

    def _show_all(self, array: Any) -> None:
        """Set strings; numbers between them move the next one back by thousandths of the size."""
        state = self.state
        font, size, scale = state.font, state.size, state.scale
        if font is None or not isinstance(array, list):
            return
        text, advance, first, ink = "", 0.0, -1.0, 0.0
        for piece in array:
            if isinstance(piece, bytes):
                part = font.measure(piece)
                if first < 0 <= part.first:
                    first = advance + part.first * size * scale / 1000
                if part.ink:
                    ink = advance + (part.ink * size / 1000 + state.spacing * part.glyphs) * scale
                text += part.text
                width = part.width * size / 1000 + state.spacing * part.glyphs + state.word_spacing * part.spaces
                advance += width * scale
            elif isinstance(piece, float):
                gap = -piece / 1000
                if -_BACK < gap < _JUMP:
                    if gap > _WORD_GAP and text and text[-1] != " ":
                        first = first if first >= 0 else advance
                        text += " "
                else:
                    self._set(text, advance, first, ink)
                    text, advance, first, ink = "", 0.0, -1.0, 0.0
                    self._advance(gap * size * scale)
                    continue
                advance += gap * size * scale
        self._set(text, advance, first, ink)

    def _advance(self, by: float) -> None:
        a, b, c, d, e, f = self.text
        self.text = (a, b, c, d, e + by * a, f + by * b)

    def _set(self, text: str, advance: float, first: float, ink: float) -> None:
        """Set `text` at the pen and move the pen by `advance`.

        Its first space is `first` along, none if negative; spaces at its end begin `ink` along.
        """
        state = self.state
        a, b, c, d, e, f = multiply(self.text, state.matrix)
        self._advance(advance)
        if not text or state.font is None:
            return
        x0, y0 = state.rise * c + e, state.rise * d + f
        x1 = x0 + ink * a
        word = x0 + first * a if first >= 0 else None
        size = abs(state.size) * math.hypot(c, d)
        if not all(map(math.isfinite, (x0, x1, y0, size))):
            self.drawing.cut_short = True
            return
        upright = a > 0 and abs(b) <= 0.05 * a
        run, bold, italic = self.run, state.font.bold, state.font.italic
        if run is not None:
            gap = x0 - run.x1
            if (
                upright
                and run.upright
                and abs(y0 - run.y) <= 0.02 * size
                and abs(size - run.size) <= 0.02 * size
                and -_BACK * size < gap < _JUMP * size
                and (run.bold, run.italic) == (bold, italic)
            ):
                if gap > _WORD_GAP * size and not run.text[-1].isspace() and not text[0].isspace():
                    run.text += " "
                    run.word = run.word or run.x1
                run.word = run.word or word
                run.text += text
                run.x1 = max(x1, run.x1)
                return
            self.flush()
        self.run = Run(x0, x1, y0, size, text, bold, italic, upright, any(self.artifact), word)
        if not upright:
            self.flush()


def _setter(name: str, factor: float = 1.0) -> Callable[..., None]:
    def put(interpreter: Interpreter, value: float) -> None:
        setattr(interpreter.state, name, value * factor)

    return put


def _on_paths(method: Callable[..., None]) -> Callable[..., None]:
    def draw(interpreter: Interpreter, *numbers: float) -> None:
        method(interpreter.paths, interpreter.state.matrix, *numbers)

    return draw


# For each operator, how many numbers it takes (minus: how many operands of other kinds) and what carries it out.
_OPERATORS: dict[bytes, tuple[int, Callable[..., None]]] = {
    b"q": (0, Interpreter._save),
    b"Q": (0, Interpreter._restore),
    b"cm": (6, Interpreter._concatenate),
    b"Do": (-1, Interpreter._form),
    b"EMC": (0, lambda interpreter: interpreter.artifact.pop() if interpreter.artifact else None),
    b"BT": (0, Interpreter._begin_text),
    b"ET": (0, Interpreter._end_text),
    b"Tf": (-2, Interpreter._set_font),
    b"Td": (2, Interpreter._move),
    b"TD": (2, Interpreter._move_leading),
    b"T*": (0, Interpreter._next_line),
    b"Tm": (6, Interpreter._set_matrix),
    b"Tj": (-1, Interpreter._show),
    b"TJ": (-1, Interpreter._show_all),
    b"'": (-1, Interpreter._quote),
    b'"': (-3, Interpreter._double_quote),
    b"Tc": (1, _setter("spacing")),
    b"Tw": (1, _setter("word_spacing")),
    b"Tz": (1, _setter("scale", 0.01)),
    b"TL": (1, _setter("leading")),
    b"Ts": (1, _setter("rise")),
    b"m": (2, _on_paths(Paths.move_to)),
    b"l": (2, _on_paths(Paths.line_to)),
    b"c": (6, _on_paths(Paths.curve)),
    b"v": (4, _on_paths(Paths.curve)),
    b"y": (4, _on_paths(Paths.curve)),
    b"h": (0, _on_paths(Paths.close)),
    b"re": (4, _on_paths(Paths.rectangle)),
    b"n": (0, _on_paths(Paths.forget)),
    **dict.fromkeys((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), (0, _on_paths(Paths.paint))),
}
