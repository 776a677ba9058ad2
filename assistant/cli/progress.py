"""Progress on a terminal: one line that is rewritten, or plain lines where the output is not a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from corpus.reports import IndexProgress


class IndexPrinter:
    """Prints indexing progress: file n of m, pages, passages and time left."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._last = ""

    def __call__(self, event: IndexProgress) -> None:
        """Show one event."""
        line = event.line()
        if self._live:
            self._stream.write(f"\r\x1b[K{line}")
            if event.finished:
                self._stream.write("\n")
        elif event.file != self._last:
            self._last = event.file
            self._stream.write(line + "\n")
        self._stream.flush()
