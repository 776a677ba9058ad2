"""The files that reviews were read from: where one is now, and copies that the library keeps itself.

Files that were indexed where they lie stay there. Those that have no place of their own (given to the page) are copied
into the library's folder, each in a folder named after its content.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.sources import id_of, sha256_of

FOLDER = "originals"


def keep(library: Path, given: Path) -> Path:
    """Copy a file into the library's folder; returns where the copy is. The same content always goes to one place."""
    kept = library / FOLDER / id_of(sha256_of(given)) / given.name
    kept.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    shutil.copyfile(given, kept)
    return kept


def original(catalogue: Catalogue, review_id: str) -> Path | None:
    """The file that a review was read from, if it is still there with the same content."""
    row = catalogue.one("SELECT source, sha256 FROM reviews WHERE id = ?", (review_id,))
    if row is None:
        return None
    path = Path(str(row[0]))
    try:
        return path if sha256_of(path) == row[1] else None
    except OSError:
        return None


def sweep(catalogue: Catalogue) -> None:
    """Remove what the library keeps and no review was read from: refused, removed, or left by a killed process."""
    home = catalogue.folder / FOLDER
    if not home.is_dir():
        return
    used = {Path(str(source)) for (source,) in catalogue.rows("SELECT source FROM reviews")}
    for folder in home.iterdir():
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.resolve() not in used:
                path.unlink(missing_ok=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
