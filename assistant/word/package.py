"""A Word file as a zip of parts: reads the few that comments touch, and copies every other part as it is."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import IO, Any

from assistant.word.xml import RELATIONSHIPS, STRICT, TYPES, parsed, printed
from corpus.errors import DamagedFile, EncryptedFile, FileTooLarge, ReadError, UnsupportedFile
from corpus.reading import DEFAULT_LIMITS

USE_REPORT = "Ask for the feedback as a Word report instead"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SAVE_AGAIN = "Open it in Word, save it and try again"


class WordFile:
    """One .docx, open for reading. Use as a context manager.

    `main` names the part that holds the text.

    Raises:
        UserError: the file is not a .docx, is damaged, holds macros, is signed, or needs a password.
    """

    def __init__(self, source: Path) -> None:
        self.source = source
        if source.suffix.lower() in {".docm", ".dotm"}:
            raise _macros(source)
        if source.suffix.lower() != ".docx":
            raise UnsupportedFile(f"{source.name} is not a .docx, so it has no margin for comments", USE_REPORT)
        try:
            self._zip = zipfile.ZipFile(source)
        except zipfile.BadZipFile as error:
            if source.read_bytes()[:4] == _OLD_OFFICE:
                raise EncryptedFile(
                    f"{source.name} needs a password or is of an older Word version", "Save a copy as .docx"
                ) from error
            raise DamagedFile(f"{source.name} is not a Word file inside", _SAVE_AGAIN) from error
        except OSError as error:
            raise ReadError(f"{source.name} cannot be opened: {error.strerror}", "Check the name and folder") from error
        try:
            self._examine()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> WordFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._zip.namelist())

    @property
    def relations_name(self) -> str:
        """The part that says which parts belong to the main part."""
        return _relations_name(self.main)

    def data(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            return self._zip.read(name)
        except (
            KeyError,
            RuntimeError,
            zipfile.BadZipFile,
            EOFError,
            NotImplementedError,
            ValueError,
            OSError,
        ) as error:
            raise DamagedFile(f"{self.source.name} is damaged: part of it cannot be unpacked", _SAVE_AGAIN) from error

    def xml(self, name: str) -> Any:
        """The root element of a part."""
        root = parsed(self.data(name))
        if root is None:
            raise DamagedFile(f"{self.source.name} is damaged: part of it is not valid XML", _SAVE_AGAIN)
        return root

    def related(self, kind: str) -> str | None:
        """The part that the main part points at as its "comments", "styles", "footnotes" ...; None if there is none."""
        return _target(self._relations(self.main), self.main, kind, self.names)

    def copy(self, stream: IO[bytes], changes: Mapping[str, bytes]) -> None:
        """Write a copy of the file with some parts changed or added."""
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in dict.fromkeys(self._zip.namelist()):
                was = self._zip.getinfo(name)
                entry = zipfile.ZipInfo(name, was.date_time)
                entry.compress_type, entry.external_attr = was.compress_type, was.external_attr
                copy.writestr(entry, changes.get(name) or self.data(name))
            for name in changes.keys() - self.names:
                copy.writestr(name, changes[name])

    def with_comments_part(self, comments: bytes) -> dict[str, bytes]:
        """The changes that give the file a first comments part."""
        folder = posixpath.dirname(self.main)
        paths = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        name = next(path for path in paths if path not in self.names)
        relations = self._relations(self.main)
        if relations is None:
            relations = parsed(f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
        used = {relation.get("Id") for relation in relations}
        fresh = next(key for number in count(1) if (key := f"rIdComments{number}") not in used)
        strict = self.xml(self.main).tag.startswith(f"{{{STRICT}}}")
        relations.append(
            relations.makeelement(
                f"{{{RELATIONSHIPS}}}Relationship",
                Id=fresh,
                Type=f"{_STRICT_RELATION if strict else _RELATION}/comments",
                Target=posixpath.basename(name),
            )
        )
        types = self.xml("[Content_Types].xml")
        types.append(types.makeelement(f"{{{TYPES}}}Override", PartName=f"/{name}", ContentType=COMMENTS_TYPE))
        return {name: comments, self.relations_name: printed(relations), "[Content_Types].xml": printed(types)}

    def _relations(self, part: str) -> Any:
        name = _relations_name(part)
        return self.xml(name) if name in self.names else None

    def _examine(self) -> None:
        if sum(info.file_size for info in self._zip.infolist()) > DEFAULT_LIMITS.unpacked_bytes:
            raise FileTooLarge(f"{self.source.name} unpacks to far more than a document holds", _SAVE_AGAIN)
        if "[Content_Types].xml" not in self.names:
            raise UnsupportedFile(f"{self.source.name} is a zip file, not a Word file", "Choose a .docx")
        main = _target(self._relations(""), "", "officeDocument", self.names)
        kinds = {
            item.get("PartName", "").lstrip("/"): item.get("ContentType", "")
            for item in self.xml("[Content_Types].xml")
        }
        if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds.values()):
            raise _macros(self.source)
        if main is None or kinds.get(main) != _MAIN_TYPE:
            raise UnsupportedFile(f"{self.source.name} is not a Word document inside", "Save it as .docx and try again")
        if any(name.startswith("_xmlsignatures/") for name in self.names):
            raise UnsupportedFile(f"{self.source.name} is signed, and comments would break the signature", USE_REPORT)
        self.main = main


def _macros(source: Path) -> UnsupportedFile:
    return UnsupportedFile(f"{source.name} holds macros, which are never copied", "Save it as a .docx without macros")


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(relations: Any, part: str, kind: str, names: frozenset[str]) -> str | None:
    for relation in () if relations is None else relations:
        if relation.get("Type") in {f"{_RELATION}/{kind}", f"{_STRICT_RELATION}/{kind}"}:
            target = relation.get("Target", "")
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            if relation.get("TargetMode") != "External" and path in names:
                return path
    return None
