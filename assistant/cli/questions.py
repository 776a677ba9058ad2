"""`second-question search` and `second-question ask`, one query or a file of them."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.commands import model_of, open_library, where_of
from corpus.errors import UsageError

if TYPE_CHECKING:
    from assistant.answers import Answer
    from corpus.library import Library

Query = tuple[str | None, str, dict[str, list[str]]]


def run_questions(options: argparse.Namespace, door: str) -> int:
    """Answer or search; prints as `--format` says."""
    from assistant.ask import ask, search

    form = options.format or ("jsonl" if options.queries else "text")
    asked = list(_queries(options))
    answerer = _answerer(options, streamed=form == "text") if door == "ask" else None
    with open_library(options) as library:
        for name, query, where in asked:
            result = (
                search(query, library, options.top, where, one_per_review=not options.passages)
                if answerer is None
                else answerer(query, library, where, ask(query, library, where))
            )
            if form == "text":
                print(result.as_text())
                continue
            value: dict[str, Any] = json.loads(result.to_json())
            if name is not None:
                value = {"schema": value.pop("schema"), "id": name, **value}
            print(json.dumps(value, ensure_ascii=False, indent=None if form == "jsonl" else 2), flush=True)
    return 0


def _answerer(
    options: argparse.Namespace, streamed: bool
) -> Callable[[str, Library, Mapping[str, list[str]], Answer], Answer]:
    """What a language model, if asked for, does to an answer; its lines are shown on the way, once verified."""
    choice = model_of(options)
    if choice is None:
        return lambda _question, _library, _where, first: first
    from assistant.model.consent import NO_CONSENT, consented
    from assistant.model.engine import ModelEngine

    engine = ModelEngine(choice)
    agreed = consented(choice, "the question and passages of the library", options.consent)
    tell = (lambda line: print(line, file=sys.stderr, flush=True)) if streamed and sys.stderr.isatty() else None

    def improved(question: str, library: Library, where: Mapping[str, list[str]], first: Answer) -> Answer:
        if agreed:
            return engine.ask(question, library, first, where, tell)
        return first.model_copy(update={"cautions": [*first.cautions, NO_CONSENT.format(id=choice.id)]})

    return improved


def _queries(options: argparse.Namespace) -> Iterator[Query]:
    where = where_of(options)
    if options.queries is None:
        if not options.query:
            raise UsageError("There is no query", "Write it in quotation marks, or name a file with --queries")
        text = sys.stdin.read() if options.query == "-" else options.query
        yield None, text, where
        return
    for number, line in enumerate(_lines(options.queries), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            query, filters = item["query"], item.get("filters") or {}
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{options.queries}, line {number} is not a query",
                'Write one {"id": ..., "query": ..., "filters": {...}} a line',
            ) from error
        yield str(item.get("id", number)), query, {**where, **_filters(filters)}


def _filters(filters: Mapping[str, Any]) -> dict[str, list[str]]:
    return {
        field: [str(item) for item in value] if isinstance(value, list) else [str(value)]
        for field, value in filters.items()
    }


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}", "Check the name given to --queries") from error
