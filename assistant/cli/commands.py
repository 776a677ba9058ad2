"""One function a command. Each imports what it needs when it runs."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings, resolve
from corpus.errors import UsageError, UserError

if TYPE_CHECKING:
    from assistant.model.choice import Choice
    from corpus.document import Document
    from corpus.library import Library


def run(options: argparse.Namespace) -> int:
    """Run the command that was parsed; returns the exit status."""
    return HANDLERS[options.command](options)


def settings_of(options: argparse.Namespace) -> Settings:
    """Settings with this command line on top."""
    names = ("library", "guidance", "host", "port", "auth")
    return resolve({name: getattr(options, name, None) for name in names})[0]


def read_source(name: str) -> Document:
    """The document named on the command line; `-` is standard input as plain text."""
    from corpus.reading import read, read_text

    if name == "-":
        return read_text(sys.stdin.buffer.read().decode("utf-8", "replace"), "standard input")
    return read(Path(name))


def open_library(options: argparse.Namespace, write: bool = False) -> Library:
    """The library in force, opened."""
    from corpus.library import Library, default_folder

    return Library.open(settings_of(options).library or default_folder(), write=write)


def where_of(options: argparse.Namespace) -> dict[str, list[str]]:
    """`--where FIELD=VALUE` options by field.

    Raises:
        UsageError: one has no equals sign.
    """
    found: dict[str, list[str]] = {}
    for item in options.where:
        field, sign, value = item.partition("=")
        if not sign or not field.strip():
            raise UsageError(f"--where {item!r} has no field", "Write it as FIELD=VALUE, such as year=2021")
        found.setdefault(field.strip(), []).append(value.strip())
    return found


def write_out(text: str, out: Path | None) -> None:
    """To a file, or the screen."""
    if out is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UserError(f"Cannot write {out}: {error.strerror}", "Choose another place with -o") from error


def model_of(options: argparse.Namespace) -> Choice | None:
    """The language model asked for with `--engine model`, or None.

    Raises:
        UsageError: none is set.
        SettingsError: what is set cannot be used.
    """
    if options.engine != "model":
        return None
    from assistant.model.choice import SEE_README, choose

    choice = choose(settings_of(options))
    if choice is None:
        raise UsageError("No language model is set", f"Set SECOND_QUESTION_MODEL to provider:name. {SEE_README}")
    return choice


def do_serve(options: argparse.Namespace) -> int:
    """Open the page."""
    from ui.serve import serve

    serve(settings_of(options), open_browser=not options.no_browser)
    return 0


def do_read(options: argparse.Namespace) -> int:
    """Print a document's text and nothing else."""
    document = read_source(options.file)
    sys.stdout.write(document.text)
    for warning in document.warnings:
        print(f"second-question: {warning}", file=sys.stderr)
    return 0


def do_index(options: argparse.Namespace) -> int:
    """Add reviews to the library."""
    from assistant.cli.progress import IndexPrinter

    with open_library(options, write=True) as library:
        report = library.index(options.paths, options.catalogue, progress=IndexPrinter(sys.stderr))
    print(report.summary())
    for failure in report.failed:
        print(f"second-question: {failure}", file=sys.stderr)
    return 1 if report.failed else 0


def do_library(options: argparse.Namespace) -> int:
    """List, show, remove, verify or count."""
    from assistant.cli.library import run_library

    return run_library(options)


def do_settings(options: argparse.Namespace) -> int:
    """Print every setting."""
    _, origins = resolve({"library": options.library})
    for origin in origins:
        value = "not set" if origin.value is None else origin.value
        print(f"{origin.name:18} {value!s:28} {origin.source:24} {origin.description}")
    return 0


def do_doctor(options: argparse.Namespace) -> int:
    """Look the installation over."""
    from assistant.doctor import examine

    checks = examine(settings_of(options))
    for item in checks:
        print(
            f"{'ok     ' if item.ok else 'MISSING'} {item.name}: {item.found}" + ("" if item.ok else f". {item.fix}.")
        )
    return 0 if all(item.ok for item in checks) else 1


def do_template(options: argparse.Namespace) -> int:
    """Write an empty template."""
    from assistant.guidance import default_edition, edition
    from assistant.template import write_template

    chosen = edition(options.guidance) if options.guidance else default_edition()
    write_template(options.type, chosen, options.out)
    print(f"Wrote {options.out}: headings with questions to think about ({chosen.title}). Delete what does not apply.")
    return 0


def do_compare(options: argparse.Namespace) -> int:
    """Compare a rapid review with the LCSPR that followed it."""
    from assistant.compare import compare

    result = compare(read_source(options.rapid_review), read_source(options.lcspr))
    write_out(result.model_dump_json(indent=2) if options.format == "json" else result.as_text(), None)
    return 0


def do_briefing(options: argparse.Namespace) -> int:
    """Write a seven-minute briefing."""
    from assistant.briefing import make_briefing, write_briefing

    with open_library(options) as library:
        briefing = make_briefing(options.topic, library, where_of(options))
        choice = model_of(options)
        if choice is not None:
            from assistant.model.consent import NO_CONSENT, consented

            if consented(choice, "the topic and sentences of the library", options.consent):
                from assistant.model.engine import ModelEngine

                briefing = ModelEngine(choice).briefing(options.topic, library, briefing, where_of(options))
            else:
                print(f"second-question: {NO_CONSENT.format(id=choice.id)}", file=sys.stderr)
    write_briefing(briefing, options.out)
    print(f"Wrote {options.out}: {len(briefing.citations)} citations, each checked on its page.")
    return 0


def do_evals(options: argparse.Namespace) -> int:
    """Run the evals suite."""
    from evals.metrics import ensure_metrics

    ensure_metrics()
    choice = model_of(options)
    if choice is not None:
        from assistant.model.consent import NO_CONSENT, consented

        if not consented(choice, f"every review of the suite {options.suite}", options.consent):
            raise UsageError(NO_CONSENT.format(id=choice.id).rstrip("."))
        from assistant.model.engine import ModelEngine
        from evals.engines import compare_engines

        return compare_engines(options.suite, options.out, ModelEngine(choice))
    from evals.run import run_suite

    return run_suite(options.suite, options.out)


def do_password(options: argparse.Namespace) -> int:
    """Print a line for the authentication file."""
    from getpass import getpass

    from assistant.passwords import make_line

    print(make_line(options.name, getpass("Password: ")))
    return 0


def do_check(options: argparse.Namespace) -> int:
    """Give feedback on drafts."""
    from assistant.cli.check import run_check

    return run_check(options)


def do_search(options: argparse.Namespace) -> int:
    """Find passages."""
    from assistant.cli.questions import run_questions

    return run_questions(options, "search")


def do_ask(options: argparse.Namespace) -> int:
    """Answer from the library."""
    from assistant.cli.questions import run_questions

    return run_questions(options, "ask")


HANDLERS = {
    "serve": do_serve, "read": do_read, "check": do_check, "search": do_search, "ask": do_ask, "index": do_index,
    "library": do_library, "compare": do_compare, "template": do_template, "briefing": do_briefing,
    "evals": do_evals, "settings": do_settings, "doctor": do_doctor, "password": do_password,
}  # fmt: skip


def print_json(value: object) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))
