"""Files made to trap a reader: each ends as it should, soon, and in words that a person understands."""

from __future__ import annotations

import io
import os
import re
import socket
import struct
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import DamagedFile, EmptyFile, EncryptedFile, FileTooLarge, NoTextLayer, ReadError, ReadTimeout
from corpus.reading import Limits, read
from tests.corpus.reading.conftest import Reader
from tests.support.damage import assert_told
from tests.support.files import MACRO_MAIN, Pdf, W, docx, p, r, zipped

SAID = "A page of text that is quite ordinary."
ONE = Pdf().page().text(72, 700, SAID)
LIMITS = Limits(seconds=90, page_seconds=60, memory_bytes=1_000_000_000)
LINE = "Nobody asked the father how he was, and the record does not say why. "
READ = None
Cases = dict[str, tuple[bytes | Callable[[], bytes], type[ReadError] | None]]


def changed(old: bytes, new: bytes, **parts: object) -> bytes:
    """The plain page with something else in one place."""
    data = ONE.data(**parts)  # type: ignore[arg-type]
    assert old in data
    return data.replace(old, new)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def also(content: bytes, entries: bytes = b"") -> bytes:
    """The plain page with a second stream of content."""
    return changed(b"/Contents 6 0 R", b"/Contents[6 0 R 8 0 R]", more=[stream(content, entries)])


def font(old: bytes, new: bytes, **parts: object) -> bytes:
    return changed(b"/Subtype/Type1/BaseFont/Courier" + old, new, **parts)


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 3 0 R>>/XObject<</X 8 0 R>>>>"
TREE = [b"<</Type/Pages/Kids[%s]/Count 1>>" % (b"%d 0 R " % (number + 1) * 20) for number in range(8, 20)]
CMAP = b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
CID = b"/Subtype/Type0/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType2%s>>]"

PDFS: Cases = {
    "pages inside themselves": (changed(b"/Kids[5 0 R]", b"/Kids[2 0 R]"), DamagedFile),
    "one page 5,000 times": (changed(b"/Kids[5 0 R]", b"/Kids[" + b"5 0 R " * 5000 + b"]"), FileTooLarge),
    "a tree of 20 to the 12 pages": (changed(b"/Kids[5 0 R]", b"/Kids[8 0 R]", more=TREE), DamagedFile),
    "parent of itself": (changed(b"/MediaBox[0 0 595 842]", b"/Parent 2 0 R"), READ),
    "absurd count": (changed(b"/Count 1", b"/Count 999999999"), READ),
    "a form that draws itself": (
        changed(b"/B 4 0 R>>", b"/B 4 0 R>>/XObject<</X 8 0 R>>", more=[stream(b"/X Do /X Do", FORM)]),
        READ,
    ),
    "absurd length": (changed(b"/Length", b"/Length 99999999999 /L"), DamagedFile),
    "negative length": (changed(b"/Length", b"/Length -5 /L"), READ),
    "length of itself": (changed(b"/Length", b"/Length 6 0 R /L"), DamagedFile),
    "cross-references in a ring": (
        changed(b"trailer<<", b"trailer<</Prev %d" % ONE.data().find(b"xref\n0")),
        READ,
    ),
    "absurd size": (changed(b"/Size 8", b"/Size 2147483647"), READ),
    "cross-references past the end": (changed(b"startxref\n", b"startxref\n999999999"), READ),
    "absurd number of cross-references": (changed(b"xref\n0 8", b"xref\n0 99999999"), DamagedFile),
    "root that is no root": (changed(b"/Root 1 0 R", b"/Root 7 0 R"), READ),
    "100,000 arrays deep": (changed(b"/Kids[5 0 R]", b"/Kids" + b"[" * 100_000), DamagedFile),
    "content 400,000 deep": (
        Pdf().page().raw(b"<<" * 200_000).raw(b"[" * 200_000).text(72, 700, SAID).data(),
        READ,
    ),
    "absurd page": (changed(b"[0 0 595 842]", b"[0 0 nan inf]"), READ),
    "page of no numbers": (changed(b"[0 0 595 842]", b"[/A /B]"), READ),
    "turned by a word": (ONE.data(page=b"/Rotate/Sideways"), READ),
    "a form that is no form": (changed(b"/B 4 0 R>>", b"/B 4 0 R>>/XObject<</X 3 0 R/Y 99 0 R>>"), READ),
    "a form that is a dictionary": (
        Pdf()
        .page()
        .raw(b"/X Do")
        .text(72, 700, SAID)
        .data(more=[b"<</Subtype/Form>>"])
        .replace(b"/B 4 0 R>>", b"/B 4 0 R>>/XObject<</X 8 0 R>>"),
        READ,
    ),
    "a font that is a number": (changed(b"/B 4 0 R", b"/F 12"), READ),
    "text at no place": (
        Pdf().page().raw(b"1000000 0 0 1000000 0 0 cm " * 90).text(72, 700, "Far").data(),
        DamagedFile,
    ),
    "page labels in a ring": (
        ONE.data(catalogue=b"/PageLabels 8 0 R", more=[b"<</Kids[8 0 R]>>"]),
        READ,
    ),
    "fields in a ring": (
        ONE.data(page=b"/Annots[8 0 R]", more=[b"<</Subtype/Widget/Rect[0 0 9 9]/AP<</N 8 0 R>>>>"]),
        READ,
    ),
    "a font made of itself": (
        font(b"/Encoding/WinAnsiEncoding", b"/Encoding 3 0 R/ToUnicode 3 0 R/DescendantFonts[3 0 R]"),
        READ,
    ),
    "a font of four thousand million letters": (
        font(b"/", b"/Subtype/Type1/ToUnicode 8 0 R/BaseFont/Courier/", more=[stream(CMAP)]),
        READ,
    ),
    "absurd widths": (font(b"/", b"/Subtype/Type1/FirstChar 0/LastChar 2147483647/Widths[600]/"), READ),
    "letters that stand for nothing": (font(b"/Encoding/WinAnsiEncoding", CID % b"/DW 500"), NoTextLayer),
    "only dots": (Pdf().page().text(72, 700, ". . . .").data(), NoTextLayer),
    "only spaces": (Pdf().page().text(72, 700, "     ").data(), NoTextLayer),
    "800 MB in 1": (lambda: also(zlib.compress(bytes(800_000_000), 1), b"/Filter/FlateDecode"), DamagedFile),
    "packed 100 times": (also(b"41>", b"/Filter[%s]" % (b"/ASCIIHexDecode" * 100)), DamagedFile),
    "absurd columns": (
        also(
            zlib.compress(b"abc" * 99),
            b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 99>>",
        ),
        DamagedFile,
    ),
    "content in a file elsewhere": (also(b"", b"/F(/etc/passwd)/FFilter/None"), READ),
}
CORE = docx(p("A paragraph."))
MANY = " ".join(f'a{number}="b"' for number in range(100_000))
NAMED_AS_PATHS = {"../../../evil.txt": "x", "/tmp/evil.txt": "x", "C:\\evil.txt": "x", "word/../../evil.txt": "x"}
RING = (
    f'<w:styles xmlns:w="{W}">'
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    + "</w:styles>"
)


def repacked(change: dict[bytes, bytes]) -> bytes:
    package = zipfile.ZipFile(io.BytesIO(CORE))
    parts = {name: package.read(name) for name in package.namelist()}
    for old, new in change.items():
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    return zipped(parts)


def directory(offset: int, value: bytes) -> bytes:
    """The Word file with something else in every entry of the zip's directory."""
    return re.sub(
        rb"PK\x01\x02.{42}",
        lambda entry: entry[0][:offset] + value + entry[0][offset + len(value) :],
        CORE,
        flags=re.S,
    )


WORDS: Cases = {
    "parts named as paths": (docx(p("A paragraph."), extra=dict(NAMED_AS_PATHS)), READ),
    "text in a file elsewhere": (repacked({b"/word/document.xml": b"/../../etc/passwd"}), ReadError),
    "all deleted": (docx('<w:p><w:del w:id="1"><w:r><w:delText>Gone</w:delText></w:r></w:del></w:p>'), EmptyFile),
    "all hidden": (docx(p(r("Hidden", "<w:vanish/>"))), EmptyFile),
    "only dots": (docx(p("….…") + p("—")), EmptyFile),
    "only in its header": (docx("", extra={"word/header1.xml": f'<w:hdr xmlns:w="{W}">{p("A")}</w:hdr>'}), EmptyFile),
    "only another document": (docx('<w:altChunk r:id="x"/>'), EmptyFile),
    "20,001 parts": (lambda: docx(p("A"), extra={f"x/{number}": "" for number in range(20_001)}), FileTooLarge),
    "400,000 paragraphs": (lambda: docx("<w:p><w:r><w:t>ab</w:t></w:r></w:p>" * 400_000), FileTooLarge),
    "styles in a ring": (docx(p("A", style="A"), extra={"word/styles.xml": RING}), READ),
    "absurd list": (docx(p("One", number=(2, 999_999_999)) + p("Two", number=(99, -5))), READ),
    "100,000 attributes": (lambda: docx(f"<w:p {MANY}>{r('x')}</w:p>"), READ),
    "XML in UTF-7": (repacked({b"UTF-8": b"UTF-7"}), DamagedFile),
    "absurd sizes": (directory(24, struct.pack("<I", 0xFFFFFFF0)), FileTooLarge),
    "sizes too small": (directory(24, struct.pack("<I", 3)), DamagedFile),
    "parts on top of each other": (directory(42, bytes(4)), DamagedFile),
    "a password": (directory(8, b"\x01\x00"), EncryptedFile),
}  # fmt: skip
TEXTS: Cases = {
    "invisible characters": ("\u200b\ufeff\u00a0\u2003".encode(), EmptyFile),
    "a rule": (b"---", EmptyFile),
    "a million lines": (b"x\n" * 1_000_000, READ),
    "200,000 bars": (b"|" * 200_000 + b"a", READ),
    "100,000 stars": (b"*" * 100_000 + b"a", READ),
    "200,000 numbers": (b"1." * 200_000 + b" a", READ),
}
CASES = [
    pytest.param(f"a.{ending}", *case, id=f"{ending}: {name}")
    for ending, cases in (("pdf", PDFS), ("docx", WORDS), ("md", TEXTS), ("txt", TEXTS))
    for name, case in cases.items()
]


@pytest.mark.parametrize(("name", "data", "error"), CASES)
def test_a_trap_ends_as_it_should(
    read_bytes: Reader, name: str, data: bytes | Callable[[], bytes], error: type[ReadError] | None
) -> None:
    data = data if isinstance(data, bytes) else data()
    if error is None:
        assert any(character.isalnum() for character in read_bytes(data, name, LIMITS).text)
        return
    with pytest.raises(error) as caught:
        read_bytes(data, name, LIMITS)
    assert_told(caught.value, name)


def test_damage_inside_packed_content_is_never_passed_over_in_silence(read_bytes: Reader) -> None:
    words = "".join(f"({number} {LINE}) Tj T* " for number in range(60))
    packed = zlib.compress(f"BT /F 10 Tf 12 TL 72 700 Td {words} ET".encode())
    two = Pdf().page().text(72, 700, SAID).page()
    outcomes = set()
    for place in range(8, len(packed), 20):
        content = bytearray(packed)
        content[place] ^= 0x55
        more = [stream(bytes(content), b"/Filter/FlateDecode")]
        document = read_bytes(two.data(more=more).replace(b"/Contents 8 0 R", b"/Contents 10 0 R"))
        outcomes.add(document.warnings)
        assert "Page 2" in document.warnings[0]
    assert outcomes


def test_a_pdf_of_10_000_pages_is_too_large_and_one_of_2_900_is_read(read_bytes: Reader) -> None:
    many = Pdf()
    for number in range(2_900):
        many.page().text(72, 700, f"Page {number} says little.")
    assert len(read_bytes(many.data()).pages) == 2_900
    for _ in range(7_100):
        many.page().text(72, 700, "And more.")
    with pytest.raises(FileTooLarge, match=r"10,000 pages; at most 3,000") as caught:
        read_bytes(many.data())
    assert_told(caught.value, "draft.pdf")


def test_10_mb_of_text_on_one_page_is_too_large_and_3_mb_is_read(read_bytes: Reader) -> None:
    def page(characters: int) -> bytes:
        lines = LINE * (characters // len(LINE))
        return Pdf().page().raw(b"BT /F 10 Tf 72 700 Td (%s) Tj ET" % lines.encode()).data()

    with pytest.raises(FileTooLarge, match="5,000,000 characters"):
        read_bytes(page(10_000_000))
    document = read_bytes(page(3_000_000))
    assert (len(document.pages), len(document.text) > 2_990_000) == (1, True)


def test_a_slow_file_is_stopped_and_said_to_be_slow(read_bytes: Reader) -> None:
    with pytest.raises(ReadTimeout) as caught:
        read_bytes(Pdf().page().raw(b"q 1 0 0 1 0 0 cm " * 3_000_000).data(), limits=Limits(seconds=0.5))
    assert_told(caught.value, "draft.pdf")


def test_macros_are_ignored_and_said_to_be(read_bytes: Reader) -> None:
    data = docx(p("Text."), main=MACRO_MAIN, extra={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(999)})
    for name in ("a.docx", "a.docm"):
        document = read_bytes(data, name)
        assert document.text == "Text."
        assert document.warnings == ("The file has macros, which were ignored.",)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine, and who connected to it."""
    calls: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            try:
                while True:
                    calls.append(str(server.accept()[1]))
            except OSError:
                return

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1], calls
        server.shutdown(socket.SHUT_RDWR)


def test_what_a_file_refers_to_outside_is_never_fetched(read_bytes: Reader, listener: tuple[int, list[str]]) -> None:
    port, calls = listener
    url = f"http://127.0.0.1:{port}/x"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="{kind}" Type="{office}/{kind}" Target="{url}" TargetMode="External"/>'
            for kind in ("attachedTemplate", "image", "aFChunk", "oleObject", "styles", "frame")
        )
        + "</Relationships>"
    )
    body = p("Text.") + '<w:p><w:r><w:object r:id="oleObject"/></w:r></w:p><w:altChunk r:id="aFChunk"/>'
    external = {f"word/_rels/{name}.xml.rels": relations for name in ("document", "settings")}
    assert read_bytes(docx(body, extra=dict(external)), "a.docx").text == "Text."
    trap = f'<!DOCTYPE d SYSTEM "{url}" [<!ENTITY % a SYSTEM "{url}"> %a;]><d/>'
    with pytest.raises(ReadError):
        read_bytes(docx("", extra={"word/document.xml": trap}), "b.docx")
    action = b"<</S/URI/URI(%s)>>" % url.encode()
    pdf = ONE.data(
        catalogue=b"/OpenAction" + action + b"/AA<</WC" + action + b">>",
        page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A" + action + b">>]",
    )
    assert read_bytes(pdf, "c.pdf").text == SAID
    linked = also(b"", b"/F<</FS/URL/F(%s)>>" % url.encode())
    assert read_bytes(linked, "d.pdf").text == SAID
    assert not calls


def test_nothing_is_written_by_reading(read_bytes: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    monkeypatch.chdir(tmp_path)
    read_bytes(docx(p("A paragraph."), extra=dict(NAMED_AS_PATHS)), "a.docx")
    read_bytes(ONE.data(), "a.pdf")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.docx", "a.pdf", "temp"]
    assert not Path("/tmp/evil.txt").exists()
    assert not (tmp_path.parent / "evil.txt").exists()


@pytest.mark.parametrize(
    "name",
    ["-o.txt", "a\nb.txt", "a\x1b[2Jb.txt", "..txt.txt", "\u202etxt.exe.txt", "a;rm -rf ~.txt", "ö" * 120 + ".txt",
     "CON.txt", "<img src=x onerror=alert(1)>.txt", "%2e%2e%2fetc.txt"],
)  # fmt: skip
def test_a_name_full_of_tricks_is_only_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Text.")
    shown = read(tmp_path / name).name
    assert shown.isprintable()
    assert "\u202e" not in shown
    (tmp_path / name).write_text("")
    with pytest.raises(EmptyFile) as caught:
        read(tmp_path / name)
    assert str(caught.value).isprintable()


def test_links_that_lead_nowhere_round_in_a_ring_or_to_a_device_are_refused(tmp_path: Path) -> None:
    for name, target in (("gone", "nothing"), ("ring", "ring.txt"), ("device", "/dev/zero"), ("folder", "/etc")):
        link = tmp_path / f"{name}.txt"
        os.symlink(target, link)
        with pytest.raises(ReadError) as caught:
            read(link)
        assert caught.value.fix
        assert link.name in str(caught.value)
