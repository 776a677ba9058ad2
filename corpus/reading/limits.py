"""How much of a file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on reading one file; every one ends in a `ReadError`, never in a shortened text.

    Times are seconds of wall clock, sizes are bytes, `characters` counts the text read. `page_seconds` is for one page
    of a PDF and for opening it; `unpacked_bytes` and `memory_bytes` are what taking one file apart may use.
    """

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 150_000_000
    pages: int = 3_000
    characters: int = 5_000_000
    seconds: float = 120.0
    page_seconds: float = 20.0
    memory_bytes: int = 2 * 1024**3


DEFAULT_LIMITS = Limits()
