"""The commented copies of the messy files opened by another program: LibreOffice shows every comment on its words.

Needs `soffice` (Debian: libreoffice-writer); `make word-check` runs it and fails without. The pages are kept under
`test-artefacts/word/`, to be looked at.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pypdf
import pytest

from assistant.word import comment_copy
from corpus.document import Document
from corpus.errors import EmptyFile
from corpus.reading import read
from tests.conftest import ROOT
from tests.support.feedback import criterion, feedback, phrase
from tests.support.messy_word import MESSY
from tests.support.needs import needs
from tests.support.word_comments import Comment, comments_of

SOFFICE = shutil.which("soffice")
PATIENCE = 300
PDF = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
pytestmark = [
    pytest.mark.slow,
    needs(SOFFICE is not None, "LibreOffice (make word-check)"),
]
NAMES = [make().name for make in MESSY]


def convert(paths: list[Path], form: str, out: Path, profile: Path) -> None:
    """Have LibreOffice open each file and save it in another form."""
    assert SOFFICE is not None, "LibreOffice is not installed"
    done = subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form, "--outdir", out,
         *paths],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert sorted(path.stem for path in out.iterdir()) == sorted(path.stem for path in paths), done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`sent` has the commented copies; `pages` and `saved` what LibreOffice made of them."""
    home = tmp_path_factory.mktemp("word")
    for name in ("drafts", "sent", "pages", "saved"):
        (home / name).mkdir()
    for make in MESSY:
        messy = make()
        source = messy.write(home / "drafts")
        try:
            document = read(source)
        except EmptyFile:
            document = Document(source.name, "docx", "")
        found = feedback(
            document,
            phrases=[phrase(document, words.quote, words.occurrence, "Who, by role?") for words in messy.words],
            criteria=[criterion("ethnicity", "missing")],
        )
        comment_copy(source, found, document, home / "sent" / source.name)
    sent = sorted((home / "sent").iterdir())
    convert(sent, PDF, home / "pages", home / "profile")
    convert(sent, "docx", home / "saved", home / "profile")
    shutil.copytree(home / "pages", ROOT / "test-artefacts" / "word", dirs_exist_ok=True)
    return home


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_every_comment_is_among_the_annotations_of_the_pages(folder: Path, name: str) -> None:
    shown = [
        str(note.get_object().get("/Contents", ""))
        for page in pypdf.PdfReader(folder / "pages" / f"{name}.pdf").pages
        for note in page.get("/Annots", [])
        if note.get_object().get("/Subtype") == "/Text"
    ]
    sent = [comment.text for comment in comments_of(folder / "sent" / f"{name}.docx")]
    assert sent
    assert Counter(map(squeezed, shown)) == Counter(map(squeezed, sent))


# LibreOffice saves no range for a comment on an empty paragraph.
@pytest.mark.parametrize("name", [name for name in NAMES if name != "empty"])
def test_every_comment_hangs_on_the_same_words_after_libreoffice_has_saved_it(folder: Path, name: str) -> None:
    def anchors(comments: list[Comment]) -> list[tuple[str, str, str]]:
        return sorted((item.author, squeezed(item.text), squeezed(item.anchor)) for item in comments)

    sent, saved = (comments_of(folder / where / f"{name}.docx") for where in ("sent", "saved"))
    assert anchors(saved) == anchors(sent)
