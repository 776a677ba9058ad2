"""Opens a PDF with pypdf and hands over what its pages show. Runs in the child process; the only user of pypdf."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Any

from corpus.reading.child import SAVE_AGAIN, Refusal
from corpus.reading.content import Interpreter
from corpus.reading.drawing import Drawing, Matrix, PageContent, multiply
from corpus.reading.faces import Face
from corpus.reading.frame import fields, frame, matrix, resolved, upright
from corpus.reading.inflate import is_torn
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
    cut = [page.number for page in pages if page.drawing.cut_short]
    if not blocks and (failed or cut):
        raise Refusal("damaged", "is damaged: none of its text could be read", SAVE_AGAIN)
    if not blocks:
        raise Refusal(
            "no-text",
            "has no text that can be read: its pages seem to be pictures or blank",
            "Scan it again with text recognition (OCR), or use the file it was printed from",
        )
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
        self._torn = False  # whether content of the page in hand is damaged

    def page(self, number: int) -> PageContent:
        """What page `number` shows."""
        page = self.reader.pages[number - 1]
        (x0, y0, x1, y1), turn = frame(page)
        contents = page.get_contents()
        self._torn = "/Contents" in page and is_torn(resolved(page["/Contents"]))
        content = contents.get_data() if contents is not None else b""
        drawn: dict[int, Drawing] = {}

        def draw(extra: int) -> Drawing:
            if extra not in drawn:
                drawn[extra] = self._draw(page, content, upright((turn + extra) % 360, x0, y0, x1, y1))
            return drawn[extra]

        best = 0
        if _sideways(draw(0)) > 0.5:
            best = min(_TURNS, key=lambda extra: (_sideways(draw(extra)), extra))
        turned = [draw((best + extra) % 360) for extra in (90, 270)] if _sideways(draw(best)) > 0 else []
        wide, high = (y1 - y0, x1 - x0) if (turn + best) % 180 == 90 else (x1 - x0, y1 - y0)
        drawing = draw(best)
        drawing.cut_short = drawing.cut_short or self._torn
        return PageContent(number, wide, high, drawing, turned)

    def _draw(self, page: Any, content: bytes, placed: Matrix) -> Drawing:
        budget = [_FORMS, _FORM_BYTES]
        interpreter = Interpreter(*self._resources(page.get("/Resources"), budget))
        interpreter.draw(content, placed)
        for field in fields(page):
            form, place = field
            interpreter.fonts, interpreter.forms = self._resources(form.get("/Resources"), budget)
            interpreter.draw(form.get_data(), multiply(place, placed))
        return interpreter.drawing

    def _resources(
        self, resources: Any, budget: list[int]
    ) -> tuple[Callable[[str], Face | None], Callable[[str], Any]]:
        """Look-ups of fonts and forms by their names in a resource dictionary."""
        holder = resolved(resources)
        fonts = resolved(holder.get("/Font")) if isinstance(holder, dict) else None
        objects = resolved(holder.get("/XObject")) if isinstance(holder, dict) else None

        def font(name: str) -> Face | None:
            if not isinstance(fonts, dict) or name not in fonts:
                return Face(None, identity=False)
            reference = fonts.raw_get(name)  # type: ignore[attr-defined]
            key = getattr(reference, "idnum", None) or id(reference)
            if key not in self.faces:
                self.faces[key] = _face(resolved(reference))
            return self.faces[key]

        def form(name: str) -> tuple[bytes, Matrix, Any, Any] | None:
            found = resolved(objects.get(name)) if isinstance(objects, dict) else None
            if found is None or not hasattr(found, "get_data"):
                return None
            if found.get("/Subtype") != "/Form" or min(budget) <= 0:
                return None
            content = found.get_data()
            self._torn = self._torn or is_torn(found)
            budget[0] -= 1
            budget[1] -= len(content)
            fonts, forms = self._resources(found.get("/Resources", holder), budget)
            return content, matrix(found.get("/Matrix")), fonts, forms

        return font, form


def _face(resource: Any) -> Face:
    from pypdf.generic._font import Font

    try:
        identity = str(resource.get("/Encoding", "")).startswith("/Identity")
        return Face(Font.from_font_resource(resource), identity)
    except (MemoryError, RecursionError):
        raise
    except Exception:
        return Face(None, identity=False)


def _sideways(drawing: Drawing) -> float:
    """The share of the page's characters that are not set horizontally."""
    total = sum(len(run.text) for run in drawing.runs)
    return sum(len(run.text) for run in drawing.runs if not run.upright) / total if total else 0.0


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
