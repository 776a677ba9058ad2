"""Tells whether packed content of a PDF is whole: pypdf passes over damage in it and gives what it could unpack."""

from __future__ import annotations

import zlib
from typing import Any

_STEP = 1 << 20


def is_torn(stream: Any) -> bool:
    """Whether the content of a page or form (a pypdf stream, an array of them, or nothing) is damaged or missing.

    A stream whose end alone is missing is not told here: its text breaks off, which the interpreter sees.
    """
    if isinstance(stream, list):
        return any(is_torn(part.get_object()) for part in stream)
    if not hasattr(stream, "get_data"):
        return True
    packing = stream.get("/Filter")
    first = packing[0] if isinstance(packing, list) and packing else packing
    return first == "/FlateDecode" and not _inflates(getattr(stream, "_data", b""))


def _inflates(packed: bytes) -> bool:
    unpacking = zlib.decompressobj()
    try:
        while packed and not unpacking.eof:
            unpacking.decompress(packed, _STEP)
            packed = unpacking.unconsumed_tail
    except zlib.error:
        return False
    return True
