"""The child process that takes a PDF or Word file apart. It reads standard input and writes lines of JSON.

While it works it writes `{"page": n}` as it starts each page of a PDF. It ends with one of

    {"blocks": [...], "metadata": {...}, "warnings": [...], "labels": [...], "has_text": [...]}
    {"error": [kind, what, fix]}

where a block is `Block.as_json()`, `labels` and `has_text` have one entry a page (none for Word), and `kind` is a key
of `corpus.reading.isolate`'s table of errors.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from typing import Any

from corpus.reading.limits import Limits


class Refusal(Exception):
    """The file is not read. `kind` names the error, `what` completes "FILE ..."."""

    def __init__(self, kind: str, what: str, fix: str) -> None:
        super().__init__(what)
        self.kind, self.what, self.fix = kind, what, fix


SAVE_AGAIN = "Save it again, or print it to a new PDF, and try again"


def main() -> None:
    """Read what `sys.argv` asks for: kind and limits."""
    kind, limits = sys.argv[1], Limits(**json.loads(sys.argv[2]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _confine(limits)

    def send(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message).encode() + b"\n")
        answers.flush()

    try:
        stream = os.fdopen(0, "rb", closefd=False)
        if kind == "pdf":
            from corpus.reading.pdf import read

            send(read(stream, limits, lambda page: send({"page": page})))
        else:
            from corpus.reading.word import read as read_word

            send(read_word(stream, limits))
    except Refusal as refusal:
        send({"error": [refusal.kind, refusal.what, refusal.fix]})
    except MemoryError:
        send({"error": ["too-large", "needs more memory to read than is allowed", SAVE_AGAIN]})
    except Exception:
        send({"error": ["damaged", "is damaged and could not be read", SAVE_AGAIN]})
    os._exit(0)


def _confine(limits: Limits) -> None:
    """Have the operating system keep the limits, where it can."""
    logging.disable(logging.CRITICAL)
    for needless in ("PIL", "fontTools"):  # pictures and font files are never opened: less can go wrong without these
        sys.modules[needless] = None  # type: ignore[assignment]
    sys.setrecursionlimit(2_000)
    try:
        import resource
    except ImportError:
        return
    cpu = int(limits.seconds) + 1
    wanted = (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in wanted:
        with contextlib.suppress(ValueError, OSError):
            hard = resource.getrlimit(what)[1]
            top = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (top, top))
