"""Opens a PDF with pypdf and hands over what its pages show. Runs in the child process; the only user of pypdf."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import IO, Any

from corpus.reading.child import SAVE_AGAIN, Refusal
from corpus.reading.content import Interpreter
from corpus.reading.drawing import Drawing, Matrix, PageContent, multiply
from corpus.reading.faces import Face
from corpus.reading.layout import lay_out
from corpus.reading.limits import Limits
from corpus.reading.notices import page_warnings

_FORMS = 2_000  # forms drawn on one page
_FORM_BYTES = 40_000_000  # their content on one page
_TITLE_CHARACTERS = 500
_TAIL_BYTES = 4096
_TURNS = (0, 90, 270, 180)


def read(stream: IO[bytes], limits: Limits, started: Callable[[int | None], None]) -> dict[str, Any]:
    """The answer of the child process for a PDF (see `corpus.reading.child`).

    Args:
        stream: the file.
        limits: the limit on pages is kept here, others elsewhere.
        started: called with the number of each page as it is begun, and with None when all are done.
    """
    data = stream.read()
    reader = _open(data)
    count = _count(reader, limits)
    pages: list[PageContent] = []
    failed: list[int] = []
    book = _Book(reader)
    characters = 0
    for number in range(1, count + 1):
        started(number)
        try:
            page = book.page(number)
        except (MemoryError, Refusal):
            raise
        except Exception:
            failed.append(number)
            page = PageContent(number, 0.0, 0.0, Drawing(), [])
        characters += sum(len(run.text) for run in page.drawing.runs)
        if characters > limits.characters:
            raise Refusal("too-large", f"has more than {limits.characters:,} characters", "Split it and read its parts")
        pages.append(page)
    started(None)
    blocks, printed = lay_out(pages)
    if len(failed) == count:
        raise Refusal("damaged", "is damaged: none of its pages could be read", SAVE_AGAIN)
    has_text = [bool(page.drawing.runs) for page in pages]
    if not blocks:
        raise Refusal(
            "no-text",
            "has no text to read: its pages are pictures or blank",
            "Scan it again with text recognition (OCR), or use the file it was printed from",
        )
    cut = [page.number for page in pages if page.drawing.cut_short]
    warnings = page_warnings(failed, cut, has_text, [block.text for block in blocks])
    if b"%%EOF" not in data[-_TAIL_BYTES:]:
        warnings.append("The PDF breaks off before its end: some of its text may be missing.")
    return {
        "blocks": [block.as_json() for block in blocks],
        "metadata": _metadata(reader),
        "warnings": warnings,
        "labels": _labels(reader, count) or printed,
        "has_text": has_text,
    }


def _open(data: bytes) -> Any:
    import pypdf
    from pypdf.errors import DependencyError

    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        locked = Refusal("encrypted", "needs a password", "Save a copy without the password and try again")
        try:
            if not reader.decrypt(""):
                raise locked
        except (DependencyError, NotImplementedError) as error:
            raise locked from error
    return reader


def _count(reader: Any, limits: Limits) -> int:
    count = len(reader.pages)
    if count > limits.pages:
        raise Refusal(
            "too-large", f"has {count:,} pages; at most {limits.pages:,} are read", "Split it and read its parts"
        )
    if count == 0:
        raise Refusal("damaged", "has no pages", SAVE_AGAIN)
    return count


class _Book:
    """The pages of a reader, with the fonts that they share."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.faces: dict[Any, Face] = {}

    def page(self, number: int) -> PageContent:
        """What page `number` shows."""
        page = self.reader.pages[number - 1]
        box = [float(value) for value in page.cropbox]
        x0, x1 = sorted((box[0], box[2]))
        y0, y1 = sorted((box[1], box[3]))
        turn = int(page.get("/Rotate", 0) or 0) % 360
        contents = page.get_contents()
        content = contents.get_data() if contents is not None else b""
        drawn: dict[int, Drawing] = {}

        def draw(extra: int) -> Drawing:
            if extra not in drawn:
                drawn[extra] = self._draw(page, content, _upright((turn + extra) % 360, x0, y0, x1, y1))
            return drawn[extra]

        best = 0
        if _sideways(draw(0)) > 0.5:
            best = min(_TURNS, key=lambda extra: (_sideways(draw(extra)), extra))
        turned = [draw((best + extra) % 360) for extra in (90, 270)] if _sideways(draw(best)) > 0 else []
        wide, high = (y1 - y0, x1 - x0) if (turn + best) % 180 == 90 else (x1 - x0, y1 - y0)
        return PageContent(number, wide, high, draw(best), turned)

    def _draw(self, page: Any, content: bytes, matrix: Matrix) -> Drawing:
        budget = [_FORMS, _FORM_BYTES]
        interpreter = Interpreter(*self._resources(page.get("/Resources"), budget))
        interpreter.draw(content, matrix)
        for field in _fields(page):
            form, place = field
            interpreter.fonts, interpreter.forms = self._resources(form.get("/Resources"), budget)
            interpreter.draw(form.get_data(), multiply(place, matrix))
        return interpreter.drawing

    def _resources(
        self, resources: Any, budget: list[int]
    ) -> tuple[Callable[[str], Face | None], Callable[[str], Any]]:
        """Look-ups of fonts and forms by their names in a resource dictionary."""
        holder = _resolved(resources)
        fonts = _resolved(holder.get("/Font")) if isinstance(holder, dict) else None
        objects = _resolved(holder.get("/XObject")) if isinstance(holder, dict) else None

        def font(name: str) -> Face | None:
            if not isinstance(fonts, dict) or name not in fonts:
                return Face(None, identity=False)
            reference = fonts.raw_get(name)  # type: ignore[attr-defined]
            key = getattr(reference, "idnum", None) or id(reference)
            if key not in self.faces:
                self.faces[key] = _face(_resolved(reference))
            return self.faces[key]

        def form(name: str) -> tuple[bytes, Matrix, Any, Any] | None:
            found = _resolved(objects.get(name)) if isinstance(objects, dict) else None
            if found is None or found.get("/Subtype") != "/Form" or budget[0] <= 0 or budget[1] <= 0:
                return None
            content = found.get_data()
            budget[0] -= 1
            budget[1] -= len(content)
            fonts, forms = self._resources(found.get("/Resources", holder), budget)
            return content, _matrix(found.get("/Matrix")), fonts, forms

        return font, form


def _resolved(thing: Any) -> Any:
    return thing.get_object() if thing is not None else None


def _face(resource: Any) -> Face:
    from pypdf.generic._font import Font

    identity = str(resource.get("/Encoding", "")).startswith("/Identity")
    try:
        return Face(Font.from_font_resource(resource), identity)
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return Face(None, identity=False)


def _matrix(values: Any) -> Matrix:
    numbers = [float(value) for value in values] if values is not None else []
    return tuple(numbers) if len(numbers) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)  # type: ignore[return-value]


def _upright(turn: int, x0: float, y0: float, x1: float, y1: float) -> Matrix:
    """What puts the page's box, shown turned clockwise by `turn` degrees, at the origin."""
    return {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
        180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
        270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
    }.get(turn, (1.0, 0.0, 0.0, 1.0, -x0, -y0))


def _sideways(drawing: Drawing) -> float:
    """The share of the page's characters that are not set horizontally."""
    total = sum(len(run.text) for run in drawing.runs)
    return sum(len(run.text) for run in drawing.runs if not run.upright) / total if total else 0.0


def _fields(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """How the form fields of a page look when filled in, and where they stand."""
    for reference in _resolved(page.get("/Annots")) or []:
        field = _resolved(reference)
        if not isinstance(field, dict) or field.get("/Subtype") != "/Widget" or int(field.get("/F", 0)) & 2:
            continue
        look = _resolved((_resolved(field.get("/AP")) or {}).get("/N"))
        if look is not None and not hasattr(look, "get_data"):
            look = _resolved(look.get(field.get("/AS", "/Off")))
        if look is None or not hasattr(look, "get_data"):
            continue
        left, bottom, right, top = (float(value) for value in field["/Rect"])
        box = [float(value) for value in look.get("/BBox", [0, 0, 0, 0])]
        matrix = _matrix(look.get("/Matrix"))
        yield look, multiply(matrix, (1.0, 0.0, 0.0, 1.0, min(left, right) - box[0], min(bottom, top) - box[1]))


def _labels(reader: Any, count: int) -> list[str | None] | None:
    """The page labels that the file gives, None if it gives none."""
    try:
        if "/PageLabels" not in reader.root_object:
            return None
        labels = [str(label) or None for label in reader.page_labels]
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return None
    return labels if len(labels) == count else None


def _metadata(reader: Any) -> dict[str, str]:
    try:
        information = reader.metadata or {}
        pairs = {"title": information.get("/Title"), "author": information.get("/Author")}
        return {key: str(value).strip()[:_TITLE_CHARACTERS] for key, value in pairs.items() if str(value or "").strip()}
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return {}
