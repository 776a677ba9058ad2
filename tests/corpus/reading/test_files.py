"""Every way in which a file is not what it should be has its own error, which names the file and says what to do."""

import io
import os
from pathlib import Path

import pypdf
import pytest

from corpus.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    NoTextLayer,
    ReadError,
    UnsupportedFile,
)
from corpus.reading import Limits, read
from corpus.reading.files import shown
from tests.corpus.reading.conftest import Reader
from tests.support.files import Pdf, docx, p, zipped

WORDS = Pdf().page().text(72, 700, "A page of text that is quite ordinary.")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BLANK = Pdf().page().raw(b"q 100 0 0 100 0 0 cm Q")


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(WORDS.data())))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.pdf", b"", EmptyFile),
        ("a.txt", b" \n\t ", EmptyFile),
        ("a.docx", docx(""), EmptyFile),
        ("a.docx", WORDS.data(), UnsupportedFile),
        ("a.pdf", docx(p("Text.")), UnsupportedFile),
        ("a.pdf", b"Plain text and no more.", UnsupportedFile),
        ("a.doc", OLD_OFFICE, UnsupportedFile),
        ("a.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(9), UnsupportedFile),
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + bytes(9), UnsupportedFile),
        ("a.docx", b"<!DOCTYPE html><html></html>", UnsupportedFile),
        ("a.rtf", b"{\\rtf1 Text.}", UnsupportedFile),
        ("a.txt", bytes(range(256)), UnsupportedFile),
        ("a.docx", zipped({"a.txt": "Text."}), UnsupportedFile),
        ("a.docx", zipped({"[Content_Types].xml": TYPES, "xl/workbook.xml": "<x/>"}), UnsupportedFile),
        ("a.docx", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), UnsupportedFile),
        ("a.docx", b"\x00\x01\x02\x03" * 50, DamagedFile),
        ("a.docx", docx(p("Text."))[:400], DamagedFile),
        ("a.docx", docx("<w:p>"), DamagedFile),
        ("a.pdf", WORDS.data()[:200], DamagedFile),
        ("a.pdf", b"%PDF-1.7\n" + bytes(3000), DamagedFile),
        ("a.pdf", BLANK.data(), NoTextLayer),
        ("a.pdf", locked("secret"), EncryptedFile),
    ],
)
def test_each_kind_of_bad_file_has_its_error(
    read_bytes: Reader, name: str, data: bytes, error: type[ReadError]
) -> None:
    with pytest.raises(error) as caught:
        read_bytes(data, name)
    assert type(caught.value) is error
    assert caught.value.what.startswith(name)
    assert caught.value.fix
    assert "\n" not in str(caught.value)


def test_a_pdf_that_only_forbids_changes_is_read(read_bytes: Reader) -> None:
    assert read_bytes(locked("")).text == "A page of text that is quite ordinary."


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_the_encodings_that_announce_themselves(read_bytes: Reader, name: str, encoding: str) -> None:
    document = read_bytes("A café –\r\nso they said.".encode(encoding), name)
    assert document.text == "A café –\nso they said."
    assert document.format == ("md" if name == "a.md" else "txt")
    assert not document.warnings


def test_text_of_an_old_windows_program_is_read_with_a_warning(read_bytes: Reader) -> None:
    document = read_bytes("A “café”.".encode("cp1252"), "a.txt")
    assert document.text == "A “café”."
    assert document.warnings


def test_what_is_not_an_ordinary_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    for path in (tmp_path / "missing.pdf", tmp_path, tmp_path / "pipe.pdf", Path("/dev/null"), tmp_path / ("a" * 300)):
        with pytest.raises(ReadError):
            read(path)


def test_a_link_is_read_as_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text("Text.")
    (tmp_path / "link.txt").symlink_to(tmp_path / "draft.txt")
    assert read(tmp_path / "link.txt").text == "Text."


def test_names_are_shown_on_one_line_and_at_length(tmp_path: Path) -> None:
    assert shown(Path("a\nb\x1b[31m\udcff.pdf")) == "a?b?[31m?.pdf"
    assert len(shown(Path("a" * 400))) == 120


@pytest.mark.parametrize(
    ("name", "data", "limits"),
    [
        ("a.txt", b"Text." * 50, Limits(file_bytes=100)),
        ("a.txt", b"Text." * 50, Limits(characters=100)),
        ("a.pdf", WORDS.data(), Limits(characters=10)),
        ("a.pdf", Pdf().page().page().page().data(), Limits(pages=2)),
        ("a.docx", docx(p("Text." * 50)), Limits(characters=100)),
        ("a.docx", docx(p("Text." * 5000)), Limits(unpacked_bytes=10_000)),
    ],
)
def test_limits_are_kept(read_bytes: Reader, name: str, data: bytes, limits: Limits) -> None:
    with pytest.raises(FileTooLarge):
        read_bytes(data, name, limits)
