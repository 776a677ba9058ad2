"""The command line as a person types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.commands import HANDLERS
from assistant.cli.main import main
from assistant.cli.parser import build_parser

HEAVY = ("gradio", "chromadb", "langchain", "langchain_core", "onnxruntime", "docx", "pypdf", "numpy", "pydantic")


def test_help_imports_nothing_heavy() -> None:
    code = f"""import sys
from assistant.cli.main import main
try: main(["--help"])
except SystemExit: pass
print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "not for live concerns" in done.stdout.lower()


def test_every_command_has_a_handler_and_help() -> None:
    actions = [action for action in build_parser()._actions if action.dest == "command"]
    choices = actions[0].choices
    assert isinstance(choices, dict)
    assert set(choices) == set(HANDLERS)
    for name, parser in choices.items():
        assert parser.description, name


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["check", "nowhere.docx"], 1, "nowhere.docx"),
        (["search"], 2, "no query"),
        (["search", "x", "--where", "nonsense"], 2, "FIELD=VALUE"),
        (["check", "a.docx", "--format", "docx"], 2, "-o"),
        (["check", "a.docx", "--report", "out.pdf"], 2, ".docx or .html"),
        (["check", "a.docx", "b.docx", "--report", "out.docx"], 2, "one draft"),
        (["check", "a.docx", "--report", "./a.docx"], 2, "overwrite"),
        (["check", "a.docx", "-o", "b.docx", "--report", "b.docx"], 2, "overwrite"),
        (["ask", "x", "--library", "/nowhere/at/all"], 1, "/nowhere/at/all"),
        (["check", "-", "--guidance", "wt1999"], 1, "wt2018"),
    ],
)
def test_a_mistake_is_one_line_that_says_the_fix(
    arguments: list[str], status: int, says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A short draft about a child.")))
    assert main(arguments) == status
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
    assert "Traceback" not in error


def test_read_prints_the_text_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "draft.txt"
    file.write_text("One line.\n\nAnother, with “quotes”.")
    assert main(["read", str(file)]) == 0
    assert capsys.readouterr().out == "One line.\n\nAnother, with “quotes”."


@pytest.mark.parametrize("name", ["report.docx", "report.html"])
def test_a_report_is_written_and_nothing_else_is_printed_unless_asked_for(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from corpus.reading import read

    draft, out = tmp_path / "draft.txt", tmp_path / name
    draft.write_text("The rapid review met on 3 May. The family were hard to reach. Nobody asked the father why.")
    assert main(["check", str(draft), "--report", str(out)]) == 0
    captured = capsys.readouterr()
    assert (captured.out, str(out) in captured.err) == ("", True)
    written = read(out).text if out.suffix == ".docx" else out.read_text(encoding="utf-8")
    assert "hard to reach" in written
    assert "Worth asking" in written
    assert main(["check", str(draft), "--report", str(out), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["document"]["name"] == "draft.txt"


def test_a_file_that_fails_is_named_and_the_others_are_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "good.txt"
    good.write_text("The rapid review met on 3 May. The criteria for a review are met. The health visitor did not ask.")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing here")
    assert main(["check", str(good), str(bad), "--format", "jsonl"]) == 1
    captured = capsys.readouterr()
    assert [json.loads(line)["document"]["name"] for line in captured.out.splitlines()] == ["good.txt"]
    assert "bad.pdf" in captured.err
