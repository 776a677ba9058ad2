"""The adapter against a server on this machine: what is asked, what comes back, and one clear line for each fault."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import main
from assistant.model.chat import Message, Trouble
from assistant.model.choice import PROVIDERS, Choice, choose
from assistant.model.connect import connect
from assistant.settings import PREFIX, Settings, resolve
from corpus.errors import SettingsError
from tests.model.peer import Does, breaks_off, peer, says, status

ASKED = (Message("system", "Be brief."), Message("user", "Data:\n{}"))
SCHEMA = {"type": "object", "properties": {"items": {"type": "array", "items": {}}}, "required": ["items"]}


def ask(choice: Choice, stream: bool = False) -> str:
    return "".join(piece.text for piece in connect(choice).reply(ASKED, SCHEMA, stream))


def at(address: str, **more: Any) -> Choice:
    return Choice("openai", "local", address, **more)


def test_a_reply_comes_with_its_tokens_and_is_held_to_the_schema() -> None:
    bodies: list[dict[str, Any]] = []

    def does(handler: Any, body: dict[str, Any]) -> None:
        bodies.append(body)
        says('{"items": []}')(handler, body)

    with peer(does) as address:
        (piece,) = connect(at(address)).reply(ASKED, SCHEMA, False)
    assert (piece.text, piece.tokens_in, piece.tokens_out, piece.cut_off) == ('{"items": []}', 11, 7, False)
    assert bodies[0]["response_format"]["json_schema"]["schema"] == SCHEMA
    assert [message["role"] for message in bodies[0]["messages"]] == ["system", "user"]


def test_a_reply_that_hits_its_limit_is_given_and_says_so() -> None:
    with peer(says('{"items": [', finish="length")) as address:
        (piece,) = connect(at(address)).reply(ASKED, SCHEMA, False)
    assert piece.text == '{"items": ['
    assert piece.cut_off


FAULTS: dict[str, tuple[Does, str, str]] = {
    "wrong key": (status(401, "Incorrect API key provided: sk-x"), "key", "refused the key for openai:local"),
    "wrong model name": (status(404, "The model does not exist"), "model", "has no model local"),
    "context too long": (
        status(400, "This model's maximum context length is 8192 tokens"), "context", "longer than openai:local takes",
    ),
    "busy": (status(429, "Rate limit"), "busy", "takes no more requests for now"),
    "server fault": (status(503, "no"), "broken", "failed (status 503)"),
    "bad request": (status(422, "temperature of The Draft's Text"), "other", "would not take the request (status 422)"),
    "broken off": (breaks_off('{"items": [{"a": 1}, {"b"'), "broken", "broke off its reply"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_one_line_that_repeats_nothing_of_the_servers(fault: str) -> None:
    does, kind, words = FAULTS[fault]
    with peer(does) as address, pytest.raises(Trouble) as caught:
        ask(at(address), stream=fault == "broken off")
    assert caught.value.kind == kind
    assert words in str(caught.value)
    assert caught.value.fix
    assert "\n" not in str(caught.value)
    assert "sk-x" not in str(caught.value)
    assert "Draft's" not in str(caught.value)


def test_no_server_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Trouble, match="No server answers"):
        ask(at(f"http://127.0.0.1:{port}/v1"))


def test_no_key_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(Trouble, match=r"There is no key for openai:x\. Put it in OPENAI_API_KEY"):
        connect(Choice("openai", "x", str(PROVIDERS["openai"].base_url)))


def test_a_missing_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from assistant.model import connect as module

    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(module, "import_module", absent)
    with pytest.raises(Trouble, match=r"pip install 'second-question\[ollama\]'"):
        connect(Choice("ollama", "x", "http://127.0.0.1:9"))


@pytest.mark.parametrize("provider", PROVIDERS)
def test_every_provider_is_made_without_a_connection(provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("K", "secret")
    chat = connect(Choice(provider, "some-model", "http://127.0.0.1:9/v1", key_env="K"))
    with pytest.raises(Trouble) as caught:
        list(chat.reply(ASKED, SCHEMA, False))
    assert caught.value.kind == "server"


def test_the_key_comes_from_a_file_and_is_printed_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "key"
    file.write_text("very-secret\n")
    monkeypatch.setenv(PREFIX + "MODEL", "openai:gpt-x")
    monkeypatch.setenv(PREFIX + "MODEL_KEY_FILE", str(file))
    choice = choose(resolve()[0])
    assert choice is not None
    assert choice.key() == "very-secret"
    assert main(["settings"]) == 0
    printed = capsys.readouterr().out
    assert "openai:gpt-x" in printed
    assert "very-secret" not in printed + repr(choice) + repr(connect(choice))


@pytest.mark.parametrize(
    ("model", "address", "named"),
    [
        ("gpt-4.1", None, "provider"),
        ("acme:best", None, "openai, azure_openai, ollama, anthropic"),
        ("azure_openai:x", None, "address of your resource"),
        ("openai:x", "ftp://example.org", "http"),
        ("openai:x", "https://name:word@example.org", "without a name or key"),
    ],
)
def test_a_model_that_cannot_be_used_is_refused(model: str, address: str | None, named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        choose(Settings(model=model, model_base_url=address))
    assert named in str(caught.value) or named == "provider"


def test_where_text_goes_says_whether_others_can_read_it_on_the_way() -> None:
    assert at("http://127.0.0.1:8080/v1").where == "127.0.0.1:8080 (this machine)"
    assert at("https://models.council.example/v1").where == "models.council.example"
    assert "not encrypted" in at("http://models.council.example/v1").where


def test_importing_the_engine_imports_no_langchain() -> None:
    import subprocess
    import sys

    code = (
        "import sys, assistant.model.engine; print([n for n in sys.modules if n.startswith(('langchain', 'openai'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
