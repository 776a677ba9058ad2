"""Opens a file, makes sure it is what its name says, and has it read by the reader for its kind."""

from __future__ import annotations

import stat
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from corpus.errors import DamagedFile, EmptyFile, EncryptedFile, FileTooLarge, NoTextLayer, ReadError, UnsupportedFile
from corpus.reading.limits import Limits
from corpus.reading.sniff import HEAD_BYTES, Kind, sniff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.document import Document, FileFormat

_EXPECTED: dict[str, Kind] = {
    ".pdf": "pdf",
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".md": "text",
    ".markdown": "text",
    ".txt": "text",
    ".text": "text",
}
_CALLED: dict[Kind, str] = {
    "pdf": "a PDF",
    "word": "a zip file or a Word file",
    "text": "plain text",
    "old-office": "a file of an older Office version",
    "image": "a picture",
    "html": "a web page",
    "rtf": "a rich text file",
    "other": "of an unknown kind",
}
_KINDS = "Save it as .docx, .pdf, .md or .txt and try again"
_NAME_CHARACTERS = 120
_OLD_OFFICE_BYTES = 8_000_000


def read_file(path: Path, limits: Limits) -> Document:
    """See `corpus.reading.read`."""
    name = shown(path)
    suffix = path.suffix.lower()
    with _opened(path, name, limits) as stream:
        head = stream.read(HEAD_BYTES)
        kind = sniff(head)
        expected = _EXPECTED.get(suffix, kind if not suffix and kind in {"pdf", "word", "text"} else None)
        if kind == "old-office":
            raise _old_office(name, head + stream.read(_OLD_OFFICE_BYTES))
        if expected is None:
            raise UnsupportedFile(f"{name} is {_CALLED[kind]}", _KINDS)
        if kind == "other" and expected == "pdf":
            kind = "pdf"  # damage at the very start: the reader may still find its way
        if kind == "other" and expected == "word":
            raise DamagedFile(f"{name} is not a Word file inside", "Open it in Word, save it again and try again")
        if kind != expected:
            raise UnsupportedFile(*_mismatch(name, suffix, kind))
        stream.seek(0)
        document = _read(stream, kind, name, suffix, limits)
        if not any(character.isalnum() for character in document.text):
            raise _wordless(name, kind)
        return document


def _read(stream: IO[bytes], kind: Kind, name: str, suffix: str, limits: Limits) -> Document:
    if kind == "text":
        return _read_plain(stream.read(), name, "md" if suffix in {".md", ".markdown"} else "txt", limits)
    from corpus.reading.assemble import read_pdf, read_word

    return (read_pdf if kind == "pdf" else read_word)(stream, name, limits)


def _wordless(name: str, kind: Kind) -> ReadError:
    """For a file that was read and gave neither a letter nor a digit."""
    if kind == "pdf":
        return NoTextLayer(
            f"{name} has no text to read: it does not say which letters its signs stand for",
            "Scan it with text recognition (OCR), or use the file it was printed from",
        )
    return EmptyFile(f"{name} has no text in it", "Choose a file with text in it")


def shown(path: Path) -> str:
    """The file's name, safe to show on one line."""
    name = path.name.encode("utf-8", "replace").decode("utf-8")
    clean = "".join(character if character.isprintable() else "?" for character in name)
    return clean if len(clean) <= _NAME_CHARACTERS else f"{clean[: _NAME_CHARACTERS - 1]}…"


@contextmanager
def _opened(path: Path, name: str, limits: Limits) -> Iterator[IO[bytes]]:
    """The file, open for reading, once it is known to be an ordinary file of a size that is read."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise ReadError(f"{name} is a folder", "Give the files in it")
        if not stat.S_ISREG(state.st_mode):
            raise UnsupportedFile(f"{name} is not an ordinary file", _KINDS)
        stream = path.open("rb")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ReadError(f"There is no file {name}", "Check the name and the folder") from error
    except PermissionError as error:
        raise ReadError(f"{name} may not be read", "Ask for permission to read it, or copy it elsewhere") from error
    except (OSError, ValueError) as error:
        raise ReadError(f"{name} cannot be opened", "Copy it elsewhere and try again") from error
    with stream:
        if state.st_size == 0:
            raise EmptyFile(f"{name} is empty", "Choose a file with text in it")
        if state.st_size > limits.file_bytes:
            raise FileTooLarge(
                f"{name} is larger than {limits.file_bytes // 1_000_000} MB",
                "Save it with smaller pictures, or split it, and try again",
            )
        yield stream


def _mismatch(name: str, suffix: str, kind: Kind) -> tuple[str, str]:
    endings: dict[Kind, str] = {"pdf": ".pdf", "word": ".docx", "text": ".txt"}
    if kind in endings:
        return (
            f"{name} is {_CALLED[kind]} although its name ends in {suffix}",
            f"Rename it to end in {endings[kind]} and try again",
        )
    return f"{name} is {_CALLED[kind]}, not what its name says", _KINDS


def _old_office(name: str, data: bytes) -> ReadError:
    """Word wraps a file with a password in the container that older versions used for everything."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return EncryptedFile(f"{name} needs a password", "Save a copy without the password and try again")
    return UnsupportedFile(f"{name} is in the format of an older Office version", _KINDS)


def _read_plain(data: bytes, name: str, file_format: FileFormat, limits: Limits) -> Document:
    warnings: list[str] = []
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
            warnings.append("The file is not in UTF-8 and was read as Windows text: check accents and quotation marks.")
    if "\x00" in text:
        raise UnsupportedFile(f"{name} is not plain text", _KINDS)
    if len(text) > limits.characters:
        raise FileTooLarge(
            f"{name} has more than {limits.characters:,} characters of text", "Split it into parts and read them apart"
        )
    from corpus.reading.plain import document_of

    return document_of(text, name, file_format, warnings)
