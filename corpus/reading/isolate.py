"""Runs the readers of PDF and Word files in a child process that can be stopped.

The child gets the open file as its standard input, works under limits that the operating system keeps, and answers in
lines of JSON. The parent watches the clock and the size of the answer. Nothing that the child does, short of a fault in
the operating system, can crash or hang the parent.
"""

from __future__ import annotations

import dataclasses
import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, Any, Literal

from corpus.errors import DamagedFile, EncryptedFile, FileTooLarge, NoTextLayer, ReadError, ReadTimeout, UnsupportedFile
from corpus.reading.limits import Limits

_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv.pop(1)); from corpus.reading.child import main; main()"
_ANSWER_BYTES_PER_CHARACTER = 8
_ANSWER_BYTES = 4_000_000  # for what comes on top of the text
_ERRORS: dict[str, type[ReadError]] = {
    "damaged": DamagedFile,
    "encrypted": EncryptedFile,
    "no-text": NoTextLayer,
    "too-large": FileTooLarge,
    "unsupported": UnsupportedFile,
}


def extract(kind: Literal["pdf", "word"], stream: IO[bytes], name: str, limits: Limits) -> dict[str, Any]:
    """What the child made of the file: see `corpus.reading.child` for its form.

    Args:
        kind: which reader to use.
        stream: the file, open at its start; it must have a file descriptor.
        name: what to call the file in errors.
        limits: what the child may use.

    Raises:
        ReadError: the child refused the file, failed, or used more than it may.
    """
    command = [
        sys.executable,
        "-I",
        "-X",
        "utf8",
        "-c",
        _START,
        str(_ROOT),
        kind,
        json.dumps(dataclasses.asdict(limits)),
    ]
    with subprocess.Popen(
        command, stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=_ROOT
    ) as process:
        assert process.stdout is not None
        lines: queue.Queue[bytes | None] = queue.Queue()
        allowed = limits.characters * _ANSWER_BYTES_PER_CHARACTER + _ANSWER_BYTES
        pump = threading.Thread(target=_pump, args=(process.stdout, lines, allowed), daemon=True)
        pump.start()
        try:
            answer = _watch(lines, name, limits, stepwise=kind == "pdf")
        finally:
            process.kill()
            pump.join()
    if answer is None:
        raise _failure(process.returncode, name)
    if "error" in answer:
        error, what, fix = answer["error"]
        raise _ERRORS[error](f"{name} {what}", fix)
    return answer


def _watch(lines: queue.Queue[bytes | None], name: str, limits: Limits, stepwise: bool) -> dict[str, Any] | None:
    """The child's answer, None if it ended without one. Stops waiting when a limit is passed.

    With `stepwise` the limit for a page holds for opening the file too, until the child says that all pages are done.
    """
    started = step = time.monotonic()
    page: int | None = 0
    while True:
        now = time.monotonic()
        left = started + limits.seconds - now
        if stepwise and page is not None:
            left = min(left, step + limits.page_seconds - now)
        try:
            line = lines.get(timeout=max(0.0, left))
        except queue.Empty:
            where = f" on page {page}" if page else ""
            raise ReadTimeout(
                f"{name} took too long to read and was stopped{where}",
                "Print it to a new PDF, or save it again, and try again",
            ) from None
        if line is None:
            return None
        if line == b"":
            raise FileTooLarge(
                f"{name} holds more text than is read at once", "Split it into parts and read them apart"
            )
        try:
            message: dict[str, Any] = json.loads(line)
        except ValueError:
            return None
        if "page" not in message:
            return message
        page, step = message["page"], time.monotonic()


def _pump(pipe: IO[bytes], lines: queue.Queue[bytes | None], allowed: int) -> None:
    """Pass on the child's lines; an empty one says that a line was too long, None that there are no more."""
    while line := pipe.readline(allowed):
        if line.endswith(b"\n"):
            lines.put(line)
        elif len(line) >= allowed:
            lines.put(b"")
            break
    lines.put(None)


def _failure(code: int | None, name: str) -> ReadError:
    """The error for a child that ended without an answer; a negative code is the signal that ended it."""
    if code is not None and -code in _CPU_SIGNALS:
        return ReadTimeout(f"{name} took too long to read and was stopped", "Save it again, or split it, and try again")
    return DamagedFile(
        f"{name} could not be read: its reader failed", "Save it again, or print it to PDF, and try again"
    )


_CPU_SIGNALS = {24, 30}  # SIGXCPU on Linux and macOS
