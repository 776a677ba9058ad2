"""A draft's text is found on the disk and in what is printed only where it was asked for."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from tests.browser.site import Site
from tests.corpus.conftest import REVIEWS
from tests.support.canary import files_with, holds, new_shared_files_with, now
from tests.support.files import Pdf, docx, p
from tests.support.sealed import environment
from tests.support.tab import Tab

ROOT = Path(__file__).resolve().parents[1]
CANARY = "Xanthippe Quorlworth"
TEXT = f"""# Rapid review: {CANARY}

{CANARY} was hard to reach. There was a lack of professional curiosity about who lived with {CANARY}.
Nobody asked the father how he was.

1. The head of midwifery should offer {CANARY} a contact before the baby is eight weeks old.
"""
PARAGRAPHS = [line for line in TEXT.splitlines() if line.strip()]


class Place:
    """Folders of one imaginary user: what was given, what was asked for, and everything else."""

    def __init__(self, root: Path, published: Path) -> None:
        self.root, self.given, self.out, self.library = root, root / "given", root / "out", root / "library"
        for folder in (self.given, self.out):
            folder.mkdir()
        self.variables = environment(root / "user")
        self.since = now()
        shutil.copytree(published, self.library)
        (self.given / "draft.md").write_text(TEXT, encoding="utf-8")
        (self.given / "draft.docx").write_bytes(docx("".join(map(p, PARAGRAPHS))))
        page = Pdf().page()
        for number, line in enumerate(PARAGRAPHS):
            page.text(72, 740 - 30 * number, line[:80])
        (self.given / "draft.pdf").write_bytes(page.data())

    def run(self, code: str, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=self.variables,
            timeout=240,
        )

    def assert_clean(self, *printed: str) -> None:
        assert files_with(CANARY, self.root, but=(self.given, self.out)) == []
        assert new_shared_files_with(CANARY, self.since, but=self.root) == []
        assert not any(CANARY.lower() in text.lower() for text in printed)
        home = self.root / "user"
        assert [path for path in home.rglob("*") if path.is_file() and "second-question-" not in str(path)] == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one short review."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "arlo.md").write_text(REVIEWS["arlo.md"], encoding="utf-8")
    with Library.open(folder / "library", write=True) as library:
        library.index([folder / "arlo.md"])
    return folder / "library"


@pytest.fixture
def place(tmp_path: Path, published: Path) -> Iterator[Place]:
    place = Place(tmp_path, published)
    yield place
    assert not list(ROOT.glob("core*"))


def test_the_search_itself_finds_what_is_there(tmp_path: Path) -> None:
    for number, encoding in enumerate(("utf-8", "utf-16", "utf-16-be")):
        (tmp_path / str(number)).write_bytes(CANARY.upper().encode(encoding))
    (tmp_path / "zipped").write_bytes(docx(p(CANARY)))
    (tmp_path / CANARY).touch()
    (tmp_path / "other").write_text("Xanthippe")
    assert len(files_with(CANARY, tmp_path)) == 5


COMMANDS = """
import io, json, sys
from assistant.cli.main import main
for arguments, stdin in json.loads(sys.argv[1]):
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    assert main(arguments) == 0, arguments
"""


@pytest.mark.slow
def test_commands_leave_nothing_but_what_was_asked_for(place: Place) -> None:
    there = ["--library", str(place.library)]
    drafts = {ending: str(place.given / f"draft.{ending}") for ending in ("md", "docx", "pdf")}
    wanted = [place.out / name for name in ("a.docx", "a.html", "a.json", "a.csv")]
    (place.given / "queries.jsonl").write_text(json.dumps({"id": "1", "query": f"{CANARY} crying"}) + "\n")
    commands: list[tuple[list[str], str]] = [
        (["check", drafts["docx"], "-o", str(wanted[0]), *there], ""),
        (["check", drafts["pdf"], "-o", str(wanted[1]), *there], ""),
        (["check", drafts["md"], "-o", str(wanted[2]), *there], ""),
        (["check", "-", "-o", str(wanted[3]), *there], TEXT),
        (["ask", f"What happened to {CANARY}?", *there], ""),
        (["search", "-", *there], f"{CANARY} crying"),
        (["search", "--queries", str(place.given / "queries.jsonl"), *there], ""),
        (["compare", drafts["md"], drafts["docx"]], ""),
        (["read", drafts["pdf"]], ""),
        (["template", "-o", str(place.out / "template.docx")], ""),
    ]
    done = place.run(COMMANDS, json.dumps(commands))
    assert done.returncode == 0, done.stderr
    assert CANARY in done.stdout
    assert all(holds(path.read_bytes(), CANARY) for path in wanted)
    place.assert_clean(done.stderr)


@pytest.mark.parametrize(
    "fault",
    [
        "raise ValueError(document.text)",
        "raise RuntimeError('nothing') from ValueError(document.text)",
        "from assistant.feedback import Feedback; Feedback.model_validate({'document': document.text})",
        "import json; json.loads(document.text)",
        "{}[document.text]",
    ],
)
def test_a_fault_in_the_program_is_said_without_the_draft(place: Place, fault: str) -> None:
    code = f"""
import sys
import assistant.check
def broken(document, *rest):
    {fault}
assistant.check.find_recommendations = broken
from assistant.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
    done = place.run(code, "check", str(place.given / "draft.md"))
    assert done.returncode == 70
    assert "something went wrong in the program" in done.stderr
    assert "<string>:5" in done.stderr
    place.assert_clean(done.stderr, done.stdout)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.parametrize("end", ["os.abort()", "os.kill(os.getpid(), 11)", "raise ValueError(data)", "print(data)"])
def test_a_reader_that_crashes_takes_the_draft_with_it(place: Place, ending: str, end: str) -> None:
    code = f"""
import sys
from corpus.reading import isolate
isolate._START = "import os, sys; data = sys.stdin.buffer.read(); print(data, file=sys.stderr); {end}"
from assistant.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
    done = place.run(code, "check", str(place.given / f"draft.{ending}"))
    assert done.returncode == 1
    assert "reader failed" in done.stderr
    place.assert_clean(done.stderr, done.stdout)


@pytest.mark.slow
def test_the_page_keeps_a_pasted_draft_in_memory_and_says_nothing_of_it(place: Place) -> None:
    arguments = ["assistant.cli.main", "serve", "--no-browser", "--port", "0", "--library", str(place.library)]
    site = Site(place.root / "site", arguments, place.variables)
    try:
        with Tab(site.address) as tab:
            assert CANARY in str(tab.check(TEXT))
            assert tab.ask(f"What happened to {CANARY}?")
            place.assert_clean(site.said())
    finally:
        site.stop()
    place.assert_clean(site.said())
    assert list((place.root / "user" / "tmp").iterdir()) == []
