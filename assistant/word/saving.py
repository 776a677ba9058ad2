"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corpus.errors import UserError


@contextmanager
def saved(out: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes become `out` when the block ends without an error; nothing is left behind otherwise.

    Raises:
        UserError: nothing can be written there.
    """
    unfinished = out.with_name(f".{secrets.token_hex(6)}{out.suffix}")
    try:
        try:
            with unfinished.open("xb") as stream:
                yield stream
            os.replace(unfinished, out)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        reason = error.strerror or "the name cannot be used"
        raise UserError(f"Cannot write {out}: {reason}", "Choose another place, or close the file first") from error
