"""The starter library, indexed once and kept in the user's cache folder until what it is made of changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.library import Library

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "corpus" / "starter"
CACHE_VARIABLE = "SECOND_QUESTION_CACHE"


def cache_folder() -> Path:
    """The folder named by SECOND_QUESTION_CACHE, or this user's cache folder."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return Path(named).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "second-question"
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "second-question"


def made_of() -> str:
    """Hash of the starter reviews, their catalogue, and the code, data and model that index them."""
    import prompts

    files = [*STARTER.glob("*.pdf"), STARTER / "catalogue.csv"]
    files += [path for path in STARTER.parent.rglob("*.py") if STARTER not in path.parents]
    files += Path(str(prompts.__file__)).parent.glob("*.yaml")
    files += [path for path in (STARTER.parent / "models").rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


@contextmanager
def starter_library() -> Iterator[Library]:
    """The starter library, open for reading; indexed first if need be (about a minute), its forerunners removed.

    Raises:
        LibraryBusy: another run is indexing it.
    """
    folder = cache_folder() / f"starter-{made_of()}"
    if not (folder / "complete").exists():
        with Library.open(folder / "library", write=True) as library:
            print("indexing the starter library for questions to it (kept for the next run)", file=sys.stderr)
            library.index([STARTER])
        (folder / "complete").touch()
        for old in folder.parent.glob("starter-*"):
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)
    with Library.open(folder / "library") as library:
        yield library
