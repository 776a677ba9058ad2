"""What the child process does to a hostile file never reaches the caller as more than a `ReadError`."""

import sys
from pathlib import Path

import pytest

from corpus.errors import DamagedFile, FileTooLarge, ReadError, ReadTimeout
from corpus.reading import Limits, isolate
from tests.corpus.reading.conftest import Reader
from tests.support.files import Pdf, W, docx, p
from tests.support.needs import needs

NESTED = "<w:tbl><w:tr><w:tc>" * 60 + "</w:tc></w:tr></w:tbl>" * 60
SPACES = f'xmlns:w="{W}"'


def second_page(page: bytes) -> Pdf:
    """A PDF whose second page has this content."""
    return Pdf().page().text(72, 700, "First page.").page().raw(page)


def test_a_page_that_takes_too_long_is_named(read_bytes: Reader) -> None:
    data = second_page(b"q 1 0 0 1 0 0 cm " * 3_000_000).data()
    with pytest.raises(ReadTimeout, match="page 2"):
        read_bytes(data, limits=Limits(page_seconds=1.5))


def test_the_whole_file_has_a_limit_too(read_bytes: Reader) -> None:
    with pytest.raises(ReadTimeout):
        read_bytes(second_page(b"q 1 0 0 1 0 0 cm " * 3_000_000).data(), limits=Limits(seconds=0.9))


@needs(sys.platform == "linux", "Linux, where a process's memory can be limited")
def test_memory_has_a_limit(read_bytes: Reader) -> None:
    with pytest.raises(FileTooLarge):
        read_bytes(second_page(b"(" + b"a" * 30_000_000 + b")").data(), limits=Limits(memory_bytes=120_000_000))


@pytest.mark.parametrize(
    "act",
    [
        "os._exit(3)",
        "os.kill(os.getpid(), 11)",
        "os.abort()",
        "sys.stdout.write('x' * 10)",
        "print('no JSON')",
        "1 / 0",
    ],
)
def test_a_child_that_dies_is_a_damaged_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, act: str) -> None:
    monkeypatch.setattr(isolate, "_START", f"import os, sys; {act}")
    (tmp_path / "a").write_bytes(b"x")
    with (tmp_path / "a").open("rb") as stream, pytest.raises(DamagedFile):
        isolate.extract("pdf", stream, "a.pdf", Limits())


def test_a_child_that_writes_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(isolate, "_START", "import sys\nwhile True: sys.stdout.write('x' * 65536)")
    (tmp_path / "a").write_bytes(b"x")
    with (tmp_path / "a").open("rb") as stream, pytest.raises(FileTooLarge):
        isolate.extract("pdf", stream, "a.pdf", Limits(characters=1000))


def test_the_child_sees_neither_the_environment_nor_the_folder_it_is_started_from(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, read_bytes: Reader
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert read_bytes(Pdf().page().text(72, 700, "Text.").data()).text == "Text."


@pytest.mark.parametrize(
    "xml",
    [
        f'<!DOCTYPE d [<!ENTITY a "text">]><w:document {SPACES}><w:body>{p("&a;")}</w:body></w:document>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document>&a;</w:document>',
        "<!DOCTYPE d ["
        + '<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(12))
        + "]><d>&m;</d>",
        f"<w:document {SPACES}><w:body>{'<w:sdt>' * 3000}{'</w:sdt>' * 3000}</w:body></w:document>",
        f"<w:document {SPACES}><w:body>{NESTED}</w:body></w:document>",
    ],
    ids=["entity", "external", "laughs", "deep", "nested"],
)
def test_xml_that_is_a_trap_is_refused(read_bytes: Reader, xml: str) -> None:
    with pytest.raises(ReadError):
        read_bytes(docx("", extra={"word/document.xml": xml}), "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_a_zip_bomb_is_refused(read_bytes: Reader, part: str) -> None:
    with pytest.raises(FileTooLarge):
        read_bytes(docx(p("Text."), extra={part: b"<a>" + b" " * 20_000_000 + b"</a>"}), "a.docx")
