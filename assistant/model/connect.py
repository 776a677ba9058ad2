"""The one place that speaks to language models, through LangChain's `init_chat_model`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

from assistant.model.chat import Chat, Message, Piece, Trouble
from assistant.model.choice import PROVIDERS, Choice
from corpus.quiet import silence_telemetry

PACKAGES = {
    "openai": "langchain_openai",
    "azure_openai": "langchain_openai",
    "ollama": "langchain_ollama",
    "anthropic": "langchain_anthropic",
}
TOO_LONG = (
    "context length",
    "context_length",
    "context size",
    "context window",
    "too many tokens",
    "prompt is too long",
)
CUT = frozenset({"length", "max_tokens"})


def connect(choice: Choice) -> Chat:
    """The chosen model, ready to be asked; nothing is sent yet.

    Raises:
        Trouble: the provider's package is not installed, or there is no key.
    """
    silence_telemetry()
    key = choice.key()
    try:
        import_module(PACKAGES[choice.provider])
    except ImportError as error:
        extra = PROVIDERS[choice.provider].extra
        raise Trouble(
            "package", f"What is needed for {choice.id} is not installed", f"pip install 'second-question[{extra}]'"
        ) from error
    return _LangChain(choice, _made(choice, key))


def _made(choice: Choice, key: str) -> Any:
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"temperature": 0}
    if choice.provider == "ollama":
        given |= {"base_url": choice.base_url, "num_predict": choice.reply, "num_ctx": choice.context}
        given |= {"client_kwargs": {"timeout": choice.timeout}}
        if key != "none":
            given["client_kwargs"]["headers"] = {"Authorization": f"Bearer {key}"}
    else:
        given |= {"api_key": key, "max_tokens": choice.reply, "timeout": choice.timeout, "max_retries": 0}
        given |= {"azure_endpoint" if choice.provider == "azure_openai" else "base_url": choice.base_url}
        given |= {} if choice.provider == "anthropic" else {"stream_usage": True}
    if choice.provider == "azure_openai":
        given |= {"azure_deployment": choice.name, "api_version": choice.api_version or "2024-10-21"}
    return init_chat_model(choice.name, model_provider=choice.provider, **given)


def _held_to(provider: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """What holds a reply to a schema; where a maker has no such thing, the schema stands in the request alone."""
    if provider == "ollama":
        return {"format": schema}
    if provider == "anthropic":
        return {}
    # As a plain field of the request: LangChain's own parameter raises where a reply is cut off, and loses its text.
    named = {"name": "reply", "schema": schema, "strict": True}
    return {"extra_body": {"response_format": {"type": "json_schema", "json_schema": named}}}


class _LangChain:
    def __init__(self, choice: Choice, model: Any) -> None:
        self._choice = choice
        self._model = model

    def reply(self, messages: Sequence[Message], schema: Mapping[str, Any], stream: bool) -> Iterator[Piece]:
        """See `Chat.reply`."""
        sent = [(message.role, message.text) for message in messages]
        model = self._model.bind(**_held_to(self._choice.provider, schema))
        try:
            for message in model.stream(sent) if stream else (model.invoke(sent),):
                yield _piece(message)
        except Trouble:
            raise
        except Exception as error:
            raise _trouble(error, self._choice) from error


def _piece(message: Any) -> Piece:
    used = message.usage_metadata or {}
    about = message.response_metadata
    ended = about.get("finish_reason") or about.get("done_reason") or about.get("stop_reason")
    return Piece(str(message.text), used.get("input_tokens"), used.get("output_tokens"), ended in CUT)


def _trouble(error: Exception, choice: Choice) -> Trouble:
    """What went wrong, in one line that repeats nothing of the server's words, which may repeat the draft's."""
    status, said = getattr(error, "status_code", None), str(error).lower()
    names = _kinds(error)
    if any(words in said for words in TOO_LONG) or "ContextOverflowError" in names:
        return Trouble("context", f"A request was longer than {choice.id} takes", "Set model_context to what it takes")
    if status in (401, 403):
        return Trouble("key", f"{choice.where} refused the key for {choice.id}", "Check the key and what it may use")
    if status == 404:
        return Trouble("model", f"{choice.where} has no model {choice.name}", "Check the name and model_base_url")
    if status in (408, 504) or any("Timeout" in name for name in names):
        return too_slow(choice)
    if status == 429:
        return Trouble("busy", f"{choice.where} takes no more requests for now", "Try again later")
    if status is not None and status >= 500:
        return Trouble("broken", f"{choice.where} failed (status {status})", "Try again later")
    if names & {"ReadError", "RemoteProtocolError", "WriteError", "CloseError"}:
        return Trouble("broken", f"{choice.where} broke off its reply", "Check that the server still runs")
    if names & {"APIConnectionError", "ConnectError", "ConnectionError"}:
        return Trouble("server", f"No server answers at {choice.where}", "Start it, or check model_base_url")
    if status is not None:
        return Trouble("other", f"{choice.where} would not take the request (status {status})", "Check the settings")
    return Trouble("other", f"The request to {choice.id} failed ({type(error).__name__})", "Try again")


def _kinds(error: BaseException) -> set[str]:
    """Names of the classes of an error and of what it came from."""
    names: set[str] = set()
    cause: BaseException | None = error
    while cause is not None:
        names |= {kind.__name__ for kind in type(cause).__mro__}
        cause = cause.__cause__ or cause.__context__
    return names


def too_slow(choice: Choice) -> Trouble:
    """A request that ran out of time."""
    return Trouble("timeout", f"{choice.id} took longer than {choice.timeout:g} seconds", "Raise model_timeout")
