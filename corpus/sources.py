"""Which files an indexing run is about."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.details import CATALOGUE_NAME, CatalogueFile, load_catalogue
from corpus.errors import UsageError

SUFFIXES = (".pdf", ".docx", ".md", ".txt")
NOT_REVIEWS = ("readme", "license", "licence", "notice", "changelog")
ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A file to index. `below` is its path under the folder that was named; `row` its row of the catalogue."""

    path: Path
    below: str
    row: dict[str, str] | None
    other_form_of: str | None = None


def find_sources(paths: Iterable[Path], catalogue: Path | None) -> tuple[list[Source], list[CatalogueFile]]:
    """The files meant by `paths`, in a fixed order, each once, with the catalogues that describe them.

    In a folder, files of a known kind are taken from it and the folders in it, leaving out hidden files, what links
    elsewhere, and README and licence files. Without `catalogue`, a `catalogue.csv` in a named folder (or beside a named
    file) is used. Where a catalogue lists a review in one form, the same name in another form is left aside.

    Raises:
        UsageError: a path does not exist, or a catalogue cannot be used.
    """
    given = load_catalogue(catalogue) if catalogue is not None else None
    catalogues: dict[Path, CatalogueFile] = {given.path: given} if given else {}
    found: dict[Path, Source] = {}
    for path in map(Path, paths):
        root = path if path.is_dir() else path.parent
        table = given or _table(root, catalogues)
        if path.is_dir():
            files: Sequence[Path] = _files_in(path)
        elif path.exists():
            files = [path]
        else:
            raise UsageError(f"There is no file or folder {path}", "Check the name")
        for file in files:
            below = file.relative_to(root).as_posix()
            row = table.row_for(file, below) if table else None
            other = table.lists_other_form_of(file) if table and row is None and path.is_dir() else None
            found.setdefault(file.resolve(), Source(file.resolve(), below, row, other))
    return list(found.values()), list(catalogues.values())


def sha256_of(path: Path) -> str:
    """Hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def id_of(sha256: str) -> str:
    """The review id for a file with this content."""
    return sha256[:ID_DIGITS]


def _table(root: Path, known: dict[Path, CatalogueFile]) -> CatalogueFile | None:
    path = root / CATALOGUE_NAME
    if path not in known and path.is_file():
        known[path] = load_catalogue(path)
    return known.get(path)


def _files_in(folder: Path) -> list[Path]:
    found = []
    for here, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(here, name)
            known = path.suffix.lower() in SUFFIXES and path.stem.lower() not in NOT_REVIEWS
            if known and not name.startswith((".", "~$")) and not path.is_symlink():
                found.append(path)
    return found
