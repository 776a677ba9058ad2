"""Where things stand on a PDF page: its box and turn, the places of forms and of fields that are filled in."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from corpus.reading.drawing import IDENTITY, Matrix, multiply

_A4 = [0.0, 0.0, 595.0, 842.0]


def frame(page: Any) -> tuple[tuple[float, float, float, float], int]:
    """The page's box (left, bottom, right, top) and its turn in degrees; those of upright A4 where they are damaged."""
    try:
        box = [float(value) for value in page.cropbox]
        if len(box) != 4 or not all(map(math.isfinite, box)):
            box = _A4
        turn = int(page.get("/Rotate", 0) or 0) % 360
    except MemoryError:
        raise
    except Exception:
        box, turn = _A4, 0
    return (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])), turn


def upright(turn: int, x0: float, y0: float, x1: float, y1: float) -> Matrix:
    """What puts the page's box, shown turned clockwise by `turn` degrees, at the origin."""
    return {
        90: (0.0, -1.0, 1.0, 0.0, -y0, x1),
        180: (-1.0, 0.0, 0.0, -1.0, x1, y1),
        270: (0.0, 1.0, -1.0, 0.0, y1, -x0),
    }.get(turn, (1.0, 0.0, 0.0, 1.0, -x0, -y0))


def matrix(values: Any) -> Matrix:
    """A matrix given in a file; one that changes nothing if it is not six numbers."""
    try:
        numbers = [float(value) for value in values] if values is not None else []
    except (TypeError, ValueError):
        return IDENTITY
    return tuple(numbers) if len(numbers) == 6 else IDENTITY  # type: ignore[return-value]


def fields(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """How the form fields of a page look when filled in, and where they stand; damaged ones are left out."""
    annotations = resolved(page.get("/Annots"))
    for reference in annotations if isinstance(annotations, list) else []:
        try:
            found = _field(resolved(reference))
        except (MemoryError, RecursionError):
            raise
        except Exception:
            continue
        if found is not None:
            yield found


def _field(field: Any) -> tuple[Any, Matrix] | None:
    if not isinstance(field, dict) or field.get("/Subtype") != "/Widget" or int(field.get("/F", 0)) & 2:
        return None
    look = resolved((resolved(field.get("/AP")) or {}).get("/N"))
    if look is not None and not hasattr(look, "get_data"):
        look = resolved(look.get(field.get("/AS", "/Off")))
    if look is None or not hasattr(look, "get_data"):
        return None
    left, bottom, right, top = (float(value) for value in field["/Rect"])
    box = [float(value) for value in look.get("/BBox", [0, 0, 0, 0])]
    place = (1.0, 0.0, 0.0, 1.0, min(left, right) - box[0], min(bottom, top) - box[1])
    return look, multiply(matrix(look.get("/Matrix")), place)


def resolved(thing: Any) -> Any:
    """What a reference refers to."""
    return thing.get_object() if thing is not None else None
