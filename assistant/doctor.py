"""Look the installation over: what is there, what is missing, what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from assistant.settings import Settings
from corpus.errors import UserError

NEEDED = ("chromadb", "gradio", "langchain", "onnxruntime", "pypdf", "python-docx", "tiktoken")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `fix` says what to do when it is not ok."""

    name: str
    ok: bool
    found: str
    fix: str = ""


def _package(name: str) -> Check:
    try:
        return Check(name, True, version(name))
    except PackageNotFoundError:
        return Check(name, False, "not installed", "Run `make install`")


def _works(name: str, action: Callable[[], str]) -> Check:
    try:
        return Check(name, True, action())
    except UserError as error:
        return Check(name, False, error.what, error.fix)


def _embedder() -> str:
    from corpus.embedding import get_embedder

    return f"loaded, hash verified, {get_embedder().embed(['a test']).shape[1]} dimensions"


def _judge() -> str:
    from assistant.judge import get_judge

    return f"loaded, hash verified, version {get_judge().version}"


def _phrase_reader() -> str:
    from assistant.phrases.reader import get_phrase_reader

    return f"loaded, hash verified, version {get_phrase_reader().version}"


def _question_reader() -> str:
    from assistant.relevance import get_question_reader

    return f"loaded, hash verified, version {get_question_reader().version}"


def _question_encoder() -> str:
    from corpus.question_vectors import get_question_encoder

    return f"loaded, hash verified, version {get_question_encoder().version}"


def _library(folder: Path) -> str:
    from corpus.library import Library

    with Library.open(folder) as library:
        return f"{len(library.reviews())} reviews in {folder}"


def _model(settings: Settings) -> str:
    """Which model is set, and that what it needs is there; nothing is sent to it."""
    from assistant.model.choice import choose
    from assistant.model.connect import connect

    choice = choose(settings)
    if choice is None:
        return "none; the builtin engine does everything, nothing leaves this machine"
    connect(choice)
    return f"{choice.id} at {choice.where}, asked only with --engine model and consent; not contacted now"


def examine(settings: Settings) -> list[Check]:
    """Every check, in order."""
    from corpus.library import default_folder

    folder = settings.library or default_folder()
    checks = [_package(name) for name in NEEDED]
    checks += [_works("embedding model", _embedder), _works("judge", _judge)]
    checks += [_works("phrase reader", _phrase_reader), _works("question reader", _question_reader)]
    checks.append(_works("question encoder", _question_encoder))
    checks.append(_works("library", lambda: _library(folder)))
    checks.append(_works("language model", lambda: _model(settings)))
    cores = os.cpu_count() or 1
    checks.append(Check("processor cores", True, str(cores)))
    return checks
