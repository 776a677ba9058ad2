"""One writer at a time: a lock on the library folder that the system releases when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import json
import os
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from corpus.errors import LibraryBusy, LibraryError

LOCK_FILE = "writer.lock"


class WriterLock:
    """Held while a process writes to the library; readers do not need it. A context manager.

    Raises (on acquiring):
        LibraryBusy: another writer has it, with its process number and since when.
        LibraryError: the lock file cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK_FILE
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock, or raise at once."""
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise LibraryError(
                f"The library at {self._path.parent} cannot be written to: {error.strerror}",
                "Ask for write permission on the folder, or choose another with --library",
            ) from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = _holder(file)
            file.close()
            raise LibraryBusy(
                f"The library at {self._path.parent} is being written to by {holder}",
                "Wait until it has finished, or stop it, and try again",
            ) from error
        # The note is for the message above only: the lock itself is the system's and cannot go stale.
        file.seek(0)
        file.truncate()
        json.dump({"pid": os.getpid(), "since": datetime.now().astimezone().isoformat(timespec="seconds")}, file)
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give the lock up; does nothing if it is not held."""
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            self._file.close()
            self._file = None

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _holder(file: IO[str]) -> str:
    try:
        file.seek(0)
        note = json.load(file)
        return f"process {int(note['pid'])} since {str(note['since']).replace('T', ' ')}"
    except (ValueError, KeyError, TypeError, OSError):
        return "another process"
