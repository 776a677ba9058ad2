"""Every command, and the page, work where there is no network at all, with all telemetry asked for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.commands import HANDLERS
from corpus.library import Library
from tests.corpus.conftest import REVIEWS
from tests.support import reviews
from tests.support.sealed import environment, sealed

ROOT = Path(__file__).resolve().parents[1]
SOURCE = "29-luke-care-leaver-overdose.md"
SHORT = """# Local child safeguarding practice review: Child Q

## Findings

There was a lack of professional curiosity about who lived in the house. Nobody asked the father how he was.

## Recommendations

1. The head of midwifery should offer each parent a contact before the baby is eight weeks old.
"""


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    folder = tmp_path / "drafts"
    (folder / "suite").mkdir(parents=True)
    (folder / "draft.md").write_text(SHORT, encoding="utf-8")
    (folder / "suite" / "draft.md").write_text(SHORT, encoding="utf-8")
    (folder / "suite" / "judgements.csv").write_text("file,type,criterion,label\ndraft.md,lcspr,fathers-men,missing\n")
    (folder / "arlo.md").write_text(REVIEWS["arlo.md"], encoding="utf-8")
    (folder / "draft.docx").write_bytes(reviews.word())
    (folder / "draft.pdf").write_bytes(reviews.pdf())
    (folder / "queries.jsonl").write_text('{"id": "1", "query": "crying", "filters": {}}\n')
    return folder


@pytest.mark.slow
def test_every_command_runs_without_a_network(tmp_path: Path, drafts: Path) -> None:
    there = ["--library", str(tmp_path / "library")]
    published = [str(drafts / "arlo.md"), str(ROOT / "corpus/starter/sources" / SOURCE)]
    out = tmp_path / "out"
    out.mkdir()
    commands: list[tuple[list[str], str]] = [
        (["index", *published, str(drafts / "draft.docx"), str(drafts / "draft.pdf"), *there], ""),
        (["library", "list", *there], ""),
        (["library", "stats", *there], ""),
        (["library", "verify", "--repair", *there], ""),
        (["library", "overview", "-o", str(out / "overview.html"), *there], ""),
        (["read", str(drafts / "draft.pdf")], ""),
        (["check", "-", "--format", "json", *there], SHORT),
        (["check", str(drafts / "draft.docx"), "-o", str(out / "draft.docx"), *there], ""),
        (["check", str(drafts / "draft.pdf"), "-o", str(out / "draft.html"), *there], ""),
        (["search", "crying babies", *there], ""),
        (["search", "--queries", str(drafts / "queries.jsonl"), *there], ""),
        (["ask", "What did reviews find about fathers?", *there], ""),
        (["briefing", "overdose", "-o", str(out / "briefing.docx"), *there], ""),
        (["compare", str(drafts / "draft.md"), str(drafts / "draft.docx")], ""),
        (["template", "-o", str(out / "template.docx")], ""),
        (["evals", "--suite", str(drafts / "suite"), "-o", str(out / "evals")], ""),
        (["settings"], ""),
        (["doctor", *there], ""),
        (["password", "someone"], "a long enough password\n" * 2),
    ]
    assert {arguments[0] for arguments, _ in commands} == set(HANDLERS) - {"serve"}
    asked = json.dumps([{"arguments": arguments, "stdin": stdin} for arguments, stdin in commands])
    done = subprocess.run(
        [*sealed(), sys.executable, "-m", "tests.support.sealed", str(tmp_path / "result.json")],
        input=asked,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(tmp_path / "user"),
        timeout=1200,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert result["sealed"] == bool(sealed())
    assert result["statuses"] == [0] * len(commands), done.stderr
    assert result["tried"] == []
    assert not any(result["telemetry"].values()), result["telemetry"]
    assert len(list(out.iterdir())) == 6


SERVE = """
import json, re, sys, threading, time, urllib.request
from tests.support import sealed
tried = sealed.watch()
apart = sealed.is_sealed()
tried.clear()
if apart:
    sealed.loopback_up()
from assistant.cli.main import main
from tests.support.tab import Tab
said = []
class Out:
    def write(self, text): said.append(text); return len(text)
    def flush(self): pass
    def isatty(self): return False
sys.stdout = Out()
def use():
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and not (found := re.search(r"open at (http://[0-9.:]+)", "".join(said))):
            time.sleep(0.1)
        with Tab(found[1]) as tab:
            shown = tab.check(sys.argv[2])
            answer = tab.ask("What did reviews find about fathers?")
        result = {"sealed": apart, "shown": str(shown)[-200000:], "tried": tried, "telemetry": sealed.telemetry()}
    except BaseException as error:
        result = {"error": repr(error), "said": said}
    open(sys.argv[1], "w").write(json.dumps(result))
    import os, signal
    os.kill(os.getpid(), signal.SIGTERM)
threading.Thread(target=use).start()
main(["serve", "--no-browser", "--port", "0", "--library", sys.argv[3]])
"""


@pytest.mark.slow
def test_the_page_checks_and_answers_without_a_network(tmp_path: Path, drafts: Path) -> None:
    library = tmp_path / "library"
    with Library.open(library, write=True) as opened:
        opened.index([drafts / "arlo.md"])
    done = subprocess.run(
        [*sealed(), sys.executable, "-c", SERVE, str(tmp_path / "result.json"), SHORT, str(library)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(tmp_path / "user"),
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
    assert "error" not in result, result
    assert result["sealed"] == bool(sealed())
    assert "professional curiosity" in result["shown"]
    assert re.search(r"fathers", result["shown"])
    assert result["tried"] == []
    assert not any(result["telemetry"].values()), result["telemetry"]


def test_chroma_takes_nothing_from_the_environment_or_a_file_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CHROMA_OTEL_COLLECTION_ENDPOINT=http://192.0.2.1\nANONYMIZED_TELEMETRY=True\n")
    code = """
import sys
from pathlib import Path
from corpus.vectors import VectorStore
store = VectorStore(Path(sys.argv[1]), "passages-1")
list(store.items())
settings = store._client.get_settings()
print(settings.anonymized_telemetry, repr(settings.chroma_otel_collection_endpoint), settings.chroma_api_impl)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**environment(tmp_path / "user"), "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.strip() == "False '' chromadb.api.rust.RustBindingsAPI", done.stderr


@pytest.mark.parametrize("module", ["corpus.langchain_adapter", "assistant.runnable"])
def test_a_chain_of_the_user_s_own_is_not_traced(tmp_path: Path, module: str) -> None:
    code = f"import langsmith.utils, {module}; print(langsmith.utils.tracing_is_enabled())"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environment(tmp_path)
    )
    assert done.stdout.strip() == "False", done.stderr


@pytest.mark.parametrize(
    "use",
    [
        "from corpus.embedding import get_embedder; get_embedder().embed(['a'])",
        "from assistant.judge import get_judge; get_judge().criteria(['a'])",
        "from assistant.check import check; from corpus.reading import read_text; check(read_text('A child.'))",
    ],
)
def test_onnxruntime_reports_nothing_to_its_maker(tmp_path: Path, use: str) -> None:
    """Its reports go out from native code, which no hook sees; before that it writes them to the user's folders."""
    done = subprocess.run([sys.executable, "-c", use], cwd=ROOT, env=environment(tmp_path), capture_output=True)
    assert done.returncode == 0, done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
