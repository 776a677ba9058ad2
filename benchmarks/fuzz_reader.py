"""Coverage-guided fuzzing of the readers: `python -m benchmarks.fuzz_reader [MINUTES] [FOLDER]` (needs `.[fuzz]`).

Atheris mutates files and keeps those that reach new branches of `corpus.reading` and pypdf: PDFs byte by byte, Word
files as programs of elements (always well-formed XML), text byte by byte. A finding is an input whose reading takes
more than five seconds, ends in an exception that our own code raised, or gives a document that is empty or unsound. It
is written to FOLDER/findings under the place of the fault, and the run goes on. Prints for each reader the inputs
tried, the branches reached by the seeds and at the end, the inputs kept, and the findings.
"""

from __future__ import annotations

import io
import logging
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus.reading.limits import Limits
from tests.support import files
from tests.support.documents import assert_sound
from tests.support.files import Pdf

ROOT = Path(__file__).resolve().parents[1]
SHARES = {"pdf": 0.6, "word": 0.25, "text": 0.15}
LIMITS = Limits(pages=300, characters=1_000_000, unpacked_bytes=20_000_000)
SLOW_SECONDS = 5.0
LARGEST = 40_000
WORD_LIST = (
    "/Type /Pages /Page /Kids /Count /Parent /Contents /Resources /Font /XObject /Form /Subtype /MediaBox /CropBox "
    "/Rotate /Annots /AP /N /Rect /BBox /Matrix /Widget /AS /F /Encoding /Differences /ToUnicode /DescendantFonts /W "
    "/Widths /FirstChar /LastChar /Identity-H /FlateDecode /ASCIIHexDecode /ASCII85Decode /LZWDecode /RunLengthDecode "
    "/DecodeParms /Predictor /Columns /Filter /Length /ObjStm /XRef /Prev /Index /Encrypt /PageLabels /Nums /St /P "
    "obj endobj stream endstream xref trailer startxref BT ET Tf Td TD Tm Tj TJ T* Tc Tw Tz TL Ts cm q Q re f S Do "
    "BDC EMC /Artifact beginbfchar endbfchar beginbfrange endbfrange begincodespacerange null true << >> [ ] BI ID EI"
)
TAG_LIST = (
    "p r t pPr rPr pStyle numPr ilvl numId outlineLvl b sz vanish del ins moveFrom moveTo tbl tr tc tcPr trPr vMerge "
    "gridSpan hyperlink fldChar instrText fldSimple sdt sdtContent sdtPr tab br cr noBreakHyphen softHyphen sym "
    "footnoteReference endnoteReference txbxContent drawing pict object customXml smartTag altChunk ptab delText "
    "rStyle spacing caps smallCaps rPrChange pPrChange bookmarkStart commentRangeStart"
)
VALUE_LIST = "Heading1 Quote TOC1 Normal 0 1 2 3 -1 99999999999 begin separate end restart continue false x"
WORDS, TAGS, VALUES = WORD_LIST.split(), TAG_LIST.split(), VALUE_LIST.split()


def main() -> None:
    """Share the minutes out between the readers, one after another, and print what happened."""
    if len(sys.argv) == 5 and sys.argv[1] in SHARES:
        _fuzz(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
        return
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 20.0
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="fuzz-"))
    found = folder / "findings"
    found.mkdir(parents=True, exist_ok=True)
    for kind, share in SHARES.items():
        print(_run(kind, minutes * 60 * share, folder / kind, found), flush=True)
    print("\n".join(["findings:", *(f"  {path.name}" for path in sorted(found.iterdir()))]))


def _run(kind: str, seconds: float, kept: Path, found: Path) -> str:
    """Fuzz one reader in a process of its own, started again if an input ends it; a line of figures."""
    kept.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[kind]()):
        (kept / f"seed-{number}").write_bytes(seed)
    ends = time.monotonic() + seconds
    tried, starts, first, last = 0, 0, 0, 0
    while (left := ends - time.monotonic()) > 1:
        command = [sys.executable, "-m", "benchmarks.fuzz_reader", kind, str(left), str(kept), str(found)]
        log = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace").stderr
        (found.parent / f"{kind}-{starts}.log").write_text(log, encoding="utf-8")
        starts += 1
        tried += sum(map(int, re.findall(r"stat::number_of_executed_units:\s*(\d+)", log)))
        reached = [int(count) for count in re.findall(r"cov: (\d+)", log)]
        if not reached:
            raise SystemExit(f"The fuzzer of {kind} did not start:\n{log[-2000:]}")
        first, last = first or reached[0], max(last, *reached)
    inputs = len(list(kept.iterdir()))
    return (
        f"{kind}: {tried} inputs in {seconds / 60:.1f} min, branches {first} by the seeds and {last} at the end, "
        f"{inputs} inputs kept, started {starts} times"
    )


def _fuzz(kind: str, seconds: float, kept: Path, found: Path) -> None:
    import atheris

    logging.disable(logging.CRITICAL)
    for needless in ("PIL", "fontTools"):  # as in the child process that reads files
        sys.modules[needless] = None  # type: ignore[assignment]
    with atheris.instrument_imports(include=["corpus.reading", "pypdf"]):
        # Imported here so that atheris can see their branches.
        import corpus.reading.assemble
        import corpus.reading.pdf
        import corpus.reading.plain
        import corpus.reading.word  # noqa: F401
    sys.setrecursionlimit(2_000)
    read = READERS[kind]

    def one(data: bytes) -> None:
        began = time.perf_counter()
        faults: list[BaseException] = []
        try:
            read(data, faults)
        except Exception as error:
            faults.append(error)
        names = {name for error in faults if (name := _place(error))}
        if time.perf_counter() - began > SLOW_SECONDS:
            names.add("slow")
        for name in names:
            path = found / f"{kind}-{name}"
            if not path.exists():
                path.write_bytes(data)

    words = found.parent / "words"
    words.write_text("".join(f'"{word}"\n' for word in WORDS), encoding="utf-8")
    options = [
        f"-max_total_time={int(seconds)}",
        f"-max_len={LARGEST}",
        f"-artifact_prefix={found}/{kind}-ended-",
        *("-timeout=60", "-rss_limit_mb=4000", "-print_final_stats=1"),
        *([f"-dict={words}"] if kind == "pdf" else []),
    ]
    atheris.Setup(["fuzz", *options, str(kept)], one)
    atheris.Fuzz()


def _place(error: BaseException) -> str:
    """Where our own code raised an error, as part of a file name; empty if a library did, or if it is a refusal."""
    from corpus.errors import UserError
    from corpus.reading.child import Refusal

    if isinstance(error, (Refusal, UserError)):
        return ""
    last = traceback.extract_tb(error.__traceback__)[-1]
    ours = any(part in last.filename for part in ("/corpus/", "/tests/"))
    return f"{type(error).__name__}-{Path(last.filename).stem}-{last.lineno}" if ours else ""


def _read_pdf(data: bytes, faults: list[BaseException]) -> None:
    from corpus.reading import pdf
    from corpus.reading.assemble import _composed
    from corpus.reading.structure import build, tile

    original = pdf._Book.page

    def page(self: Any, number: int) -> Any:
        try:
            return original(self, number)
        except Exception as error:  # a page that fails is passed over: seen here, or never
            faults.append(error)
            raise

    pdf._Book.page = page  # type: ignore[method-assign]
    try:
        answer = pdf.read(io.BytesIO(data), LIMITS, lambda _page: None)
    finally:
        pdf._Book.page = original  # type: ignore[method-assign]
    text, pieces, starts = _composed(answer, "a.pdf", LIMITS)
    pages = tile(text, answer["labels"], answer["has_text"], starts)
    _judge(build("a.pdf", "pdf", text, pieces, pages, answer["metadata"], answer["warnings"]))


def _read_word(data: bytes, _faults: list[BaseException]) -> None:
    from corpus.reading import word
    from corpus.reading.assemble import _composed
    from corpus.reading.structure import build

    answer = word.read(io.BytesIO(files.docx(_program(data), {1: "A note.", 2: "Another."})), LIMITS)
    text, pieces, _ = _composed(answer, "a.docx", LIMITS)
    _judge(build("a.docx", "docx", text, pieces, (), answer["metadata"], answer["warnings"]))


def _read_text(data: bytes, _faults: list[BaseException]) -> None:
    from corpus.reading.plain import document_of

    text = data[1:].decode("utf-8", "replace")
    document = document_of(text, "a", "md" if data[:1] < b"\x80" else "txt")
    assert_sound(document)
    assert (
        document.paragraphs
        or not text.strip("\ufeff \t\r\n\x0b\x0c#*|-+>_=.0123456789)")
        or not any(character.isalpha() for character in text)
    )


def _judge(document: Any) -> None:
    assert_sound(document)
    assert document.text.strip()


def _program(data: bytes) -> str:
    """XML of a document's body: a byte opens an element, closes one, or writes a word."""
    out: list[str] = []
    still_open: list[str] = []
    for byte in data[:4000]:
        if byte < len(TAGS):
            tag = TAGS[byte]
            value = VALUES[len(out) % len(VALUES)]
            out.append(f'<w:{tag} w:val="{value}" w:id="{len(out) % 4}" w:fldCharType="{VALUES[10 + byte % 3]}">')
            still_open.append(tag)
        elif byte < 160:
            if still_open:
                out.append(f"</w:{still_open.pop()}>")
        else:
            out.append(("word ", "1. ", "• ", "Recommendation ", "a) ", "&#160;", "\n", "2.1 ", "é", "A")[byte % 10])
    return "".join(out) + "".join(f"</w:{tag}>" for tag in reversed(still_open))


def _pdf_seeds() -> list[bytes]:
    import pypdf

    plain = Pdf().page().text(72, 740, "1 Summary", 14, bold=True).text(72, 700, "A page of text that")
    plain.text(72, 688, "runs on to a second line.").page().text(72, 700, "\x95 A bullet").text(90, 688, "and more")
    ruled = Pdf().page()
    for y in (700, 680, 660):
        ruled.rule(72, y, 400, y).text(80, y - 14, "Cell").text(240, y - 14, "Other cell")
    for x in (72, 230, 400):
        ruled.rule(x, 660, x, 700)
    turned = Pdf().page().text(72, 400, "Sideways text", turn="0 1 -1 0").text(100, 700, "small", 6)
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<</Font<</F 3 0 R>>>>/Length 44>>stream\n"
    form += b"BT /F 10 Tf 1 0 0 1 10 10 Tm (In a form) Tj ET \nendstream"
    formed = Pdf().page().raw(b"/X Do BT /F 9 Tf 12 TL 1 0 0 1 72 500 Tm [(Ki) -20 (nd) 300 (er)] TJ T* (next) ' ET")
    made = [
        plain.data(info=b"/Title(A draft)"),
        ruled.data(),
        turned.data(page=b"/Rotate 90"),
        formed.data(more=[form]).replace(b"/F 3 0 R/B 4 0 R>>>>", b"/F 3 0 R/B 4 0 R>>/XObject<</X 8 0 R>>>>"),
        plain.data(catalogue=b"/PageLabels<</Nums[0<</S/r>>1<</S/D/St 5>>]>>"),
    ]
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(made[0])))
    for page in writer.pages:
        page.compress_content_streams()
    packed = io.BytesIO()
    writer.write(packed)
    return [*made, packed.getvalue(), (ROOT / "tests/corpus/reading/files/weasyprint.pdf").read_bytes()]


def _word_seeds() -> list[bytes]:
    at = {tag: bytes([number]) for number, tag in enumerate(TAGS)}
    close, word = b"\x64", b"\xa0"
    run = at["r"] + at["t"] + word * 3 + close * 2
    paragraph = at["p"] + at["pPr"] + at["pStyle"] + close * 2 + run + close
    cell = at["tc"] + paragraph + close
    table = at["tbl"] + at["tr"] + cell * 2 + close + at["tr"] + cell * 2 + close * 2
    changed = at["p"] + at["ins"] + run + close + at["del"] + run + close * 2
    box = at["p"] + at["r"] + at["txbxContent"] + paragraph + close * 3
    return [paragraph * 3, paragraph + table + paragraph, changed + paragraph, box + paragraph]


def _text_seeds() -> list[bytes]:
    text = "# Title\n\nA paragraph.\n\n1. One\n2. Two\n\n| a | b |\n|---|---|\n| c | d |\n\n> Quoted\n\n- x\n  - y\n"
    return [b"\x00" + text.encode(), b"\xff" + text.encode(), b"\xffRECOMMENDATIONS\n\n2.1 First.\n\n2.2 Second\n"]


READERS: dict[str, Callable[[bytes, list[BaseException]], None]] = {
    "pdf": _read_pdf,
    "word": _read_word,
    "text": _read_text,
}
SEEDS: dict[str, Callable[[], list[bytes]]] = {"pdf": _pdf_seeds, "word": _word_seeds, "text": _text_seeds}

if __name__ == "__main__":
    main()
