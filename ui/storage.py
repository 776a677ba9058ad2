"""A private folder for what the page has to put on disk, gone when the page ends; leftovers of a killed one too."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "second-question-"


def make_home() -> Path:
    """A new folder that only this user can open, named after this process and removed when it ends."""
    sweep()
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    (home / "uploads").mkdir(mode=0o700)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home


def sweep() -> None:
    """Remove the folders of this user's processes that were killed before they could do so themselves."""
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        number = path.name.removeprefix(PREFIX).partition("-")[0]
        try:
            ours = path.is_dir() and not path.is_symlink() and path.stat().st_uid == os.getuid()
        except OSError:
            continue
        if ours and number.isdigit() and not _alive(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
