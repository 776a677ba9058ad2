"""The runnable, and the example in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.runnable import question_pipeline
from corpus.library import Library

PAGE = Path(__file__).resolve().parents[2] / "docs" / "langchain.md"


def test_the_pipeline_answers_several_questions_in_a_chain(shelf: Library) -> None:
    chain = question_pipeline(shelf) | (lambda answer: (answer.answered, len(answer.citations) > 0))
    asked = ["Were fathers asked how they were coping with crying?", "What is known about surrogacy arrangements?"]
    assert chain.batch(asked) == [(True, True), (False, False)]


def test_the_example_in_the_documentation_runs(
    shelf_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SECOND_QUESTION_LIBRARY", str(shelf_folder))
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    exec(compile(code, str(PAGE), "exec"), {})
    said = capsys.readouterr().out
    assert "Finn None" in said
    assert "father" in said
