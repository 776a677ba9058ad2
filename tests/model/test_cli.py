"""The command line with a language model: nothing is sent without consent, and every output says what took part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import main
from assistant.model.choice import Choice
from assistant.model.consent import consented
from assistant.settings import PREFIX
from tests.model.peer import peer, says

DRAFT = "# Findings\n\nThere was a lack of professional curiosity about the bruise on the cheek of the child.\n"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """Requests that reach the model that is set; it agrees with everything."""
    bodies: list[dict[str, Any]] = []

    def does(handler: Any, body: dict[str, Any]) -> None:
        bodies.append(body)
        says('{"items": []}')(handler, body)

    with peer(does) as address:
        monkeypatch.setenv(PREFIX + "MODEL", "openai:local")
        monkeypatch.setenv(PREFIX + "MODEL_BASE_URL", address)
        yield bodies


@pytest.fixture
def draft(tmp_path: Path) -> str:
    file = tmp_path / "part.md"
    file.write_text(DRAFT, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("arguments", [["check"], ["ask", "--library"]])
def test_nothing_is_sent_without_consent(
    arguments: list[str], sent: list[Any], draft: str, shelf_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["check", draft] if arguments == ["check"] else ["ask", "What of fathers?", "--library", str(shelf_folder)]
    assert main([*asked, "--engine", "model"]) == 0
    assert sent == []
    assert "nothing is sent without consent" in " ".join(capsys.readouterr().out.split())


def test_nothing_is_sent_unless_the_model_is_asked_for(sent: list[Any], draft: str) -> None:
    assert main(["check", draft, "--consent"]) == 0
    assert sent == []


@pytest.mark.parametrize("form", ["text", "html", "csv", "json"])
def test_every_output_names_the_engine_and_those_for_reading_say_what_was_sent(
    form: str, sent: list[Any], draft: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", draft, "--engine", "model", "--consent", "--format", form]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert sent
    assert "openai:local" in out
    assert form == "csv" or "Sent to the language model openai:local at 127.0.0.1" in out


def test_an_answer_says_what_was_sent(sent: list[Any], shelf_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["ask", "What was found about fathers?", "--library", str(shelf_folder), "--engine", "model", "--consent"])
        == 0
    )
    out = " ".join(capsys.readouterr().out.split())
    assert len(sent) == 1
    assert "passages of the library and your question" in out


def test_the_builtin_result_stands_with_one_line_where_no_server_answers(
    draft: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(PREFIX + "MODEL", "openai:local")
    monkeypatch.setenv(PREFIX + "MODEL_BASE_URL", "http://127.0.0.1:9/v1")
    assert main(["check", draft, "--engine", "model", "--consent"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert (
        "did not take part: No server answers at 127.0.0.1:9 (this machine). Start it, or check model_base_url." in out
    )
    assert "Sent to the language model" not in out
    assert "“professional curiosity”" in out


def test_a_model_that_is_not_set_is_a_usage_error(draft: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", draft, "--engine", "model"]) == 2
    assert "No language model is set" in capsys.readouterr().err


def test_consent_is_asked_for_in_words_that_say_what_goes_where(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    choice = Choice("openai", "m", "https://models.council.example/v1")
    assert consented(choice, "part.md (9 words)", False, ask=lambda _: "yes")
    assert "part.md (9 words) to the language model openai:m at models.council.example" in capsys.readouterr().err
    assert not consented(choice, "part.md", False, ask=lambda _: "")
