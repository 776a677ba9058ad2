"""Real weights behind a real server on this machine: check, ask as a stream, dialogue, timeout, killed half-way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ask import ask
from assistant.check import check
from assistant.cli.main import main
from assistant.model.choice import Choice
from assistant.model.connect import connect
from assistant.model.engine import ModelEngine
from assistant.model.task import task
from assistant.settings import PREFIX
from corpus.library import Library
from corpus.quotes import locate
from corpus.reading import read_text
from tests.model.weights import CONTEXT, Server, server

pytestmark = pytest.mark.slow
QUESTION = "What did reviews find about fathers who were never asked?"
DRAFT = """# Findings

There was a lack of professional curiosity about the bruise on the cheek of the child.

# Recommendations

Partners should ensure that information is shared promptly between agencies.
"""


@pytest.fixture(scope="module")
def running() -> Iterator[Server]:
    with server() as made:
        yield made


@pytest.fixture
def choice(running: Server) -> Choice:
    return Choice("openai", "local", running.address, timeout=300, context=2200, reply=100)


def test_check_from_the_command_line(
    running: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "part.md"
    file.write_text(DRAFT, encoding="utf-8")
    for name, value in {
        "MODEL": "openai:local", "MODEL_BASE_URL": running.address, "MODEL_CONTEXT": CONTEXT, "MODEL_REPLY": 100,
        "MODEL_TIMEOUT": 300, "MODEL_BUDGET": 2500,
    }.items():  # fmt: skip
        monkeypatch.setenv(PREFIX + name, str(value))
    arguments = ["check", str(file), "--type", "lcspr", "--scope", "section", "--format", "json"]
    assert main([*arguments, "--engine", "model", "--consent"]) == 0
    told = json.loads(capsys.readouterr().out)
    document = read_text(DRAFT, "part.md", "md")
    sent = next(line for line in told["warnings"] if line.startswith("Sent to the language model openai:local at 127."))
    assert "about" not in sent.split("requests")[-1]  # the server's own count of tokens
    assert "tokens sent" in sent
    spans = [span for item in told["criteria"] for span in item["evidence"]] + told["phrases"] + told["recommendations"]
    assert spans
    assert all(document.text[span["start"] : span["end"]] == span["text"] for span in spans)
    assert told["phrases"][0]["text"] == "professional curiosity"


def test_an_answer_streams_and_every_quote_is_on_its_page(shelf: Library, choice: Choice) -> None:
    first = ask(QUESTION, shelf)
    lines: list[str] = []
    engine = ModelEngine(choice)
    after = engine.ask(QUESTION, shelf, first, tell=lines.append)
    assert after.answered
    assert engine.ledgers[0].tokens_out > 0
    for citation in after.citations:
        assert locate(citation.quote, shelf.page_text(citation.review_id, citation.page))
    assert any("openai:local" in line for line in after.cautions)
    assert all(line.count("[") == line.count("]") for line in lines)


def test_a_reply_arrives_in_pieces_that_follow_the_schema(choice: Choice) -> None:
    data = {"recommendations": [{"id": "r1", "text": "The board will write to every school.", "not_found": ["owner"]}]}
    wanted = task("flags")
    pieces = list(connect(choice).reply(wanted.messages(data), wanted.reply_schema, True))
    text = "".join(piece.text for piece in pieces)
    assert len([piece for piece in pieces if piece.text]) > 5
    assert text.lstrip().startswith("{")
    assert '"items"' in text
    assert pieces[-1].tokens_in or any(piece.tokens_in for piece in pieces)


def test_a_dialogue_turn_adds_no_word_to_the_authors(choice: Choice) -> None:
    document = read_text(DRAFT, "part.md", "md")
    feedback = check(document, draft_type="lcspr", scope="section")
    words = "the health visitor did not ask who had been in the house that night"
    reply = ModelEngine(choice).talk(document, feedback, "p-1").say(words)
    placed = " ".join(piece for piece, new in reply.suggestion if new).lower()
    assert sorted(word.strip(".,") for word in placed.split()) == sorted(words.split())
    assert reply.notes


def test_a_server_that_is_too_slow_is_left(shelf: Library, choice: Choice) -> None:
    first = ask(QUESTION, shelf)
    after = ModelEngine(replace(choice, timeout=0.05)).ask(QUESTION, shelf, first)
    assert (after.answer, after.engine) == (first.answer, "builtin")
    assert any("took longer than 0.05 seconds" in line for line in after.cautions)


def test_a_server_killed_in_the_middle_leaves_the_builtin_result() -> None:
    document = read_text(DRAFT, "part.md", "md")
    first = check(document, draft_type="lcspr", scope="section")
    with server() as made:
        choice = Choice("openai", "local", made.address, timeout=300, context=CONTEXT, reply=300, pause=0.1)
        wanted = task("flags")
        stream = connect(choice).reply(wanted.messages({"recommendations": []}), wanted.reply_schema, True)
        assert next(stream) is not None

        steps: list[str] = []

        def tell(step: str) -> None:
            steps.append(step)
            if len(steps) == 1:
                made.kill()

        after = ModelEngine(choice).check(document, first, tell)
        with pytest.raises(Exception, match=r"broke off its reply|No server answers"):
            list(stream)
    assert (after.criteria, after.phrases, after.recommendations) == (
        first.criteria,
        first.phrases,
        first.recommendations,
    )
    assert any("broke off its reply" in line or "No server answers" in line for line in after.warnings)
    assert after.document.engine == "builtin"
