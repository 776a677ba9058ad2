"""`second-question check`: drafts in, feedback out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from assistant.cli.commands import model_of, read_source, settings_of, write_out
from assistant.feedback import Feedback
from corpus.document import Document
from corpus.errors import LibraryError, UsageError, UserError

BY_ENDING = {".json": "json", ".jsonl": "jsonl", ".html": "html", ".htm": "html", ".csv": "csv", ".docx": "docx"}


def run_check(options: argparse.Namespace) -> int:
    """Check every file named; a file that cannot be read is named on standard error and the rest go on."""
    form = options.format or (BY_ENDING.get(options.out.suffix.lower(), "text") if options.out else "text")
    if form == "docx" and (options.out is None or len(options.files) != 1):
        raise UsageError("Comments go into a copy of one Word file", "Name one draft and a new file with -o OUT.docx")
    if form == "docx" and options.out.resolve() == Path(options.files[0]).resolve():
        raise UsageError("OUT is the draft itself, which is never overwritten", "Name another file with -o")
    if options.report is not None:
        _allow_report(options)
    with_model = _with_model(options)
    done: list[tuple[Feedback, Document]] = []
    failed = 0
    for name in options.files:
        try:
            document = read_source(name)
            done.append((with_model(document, _feedback(options, document)), document))
        except UserError as error:
            if len(options.files) == 1:
                raise
            failed += 1
            print(f"second-question: {name}: {error}", file=sys.stderr)
    if done and options.report is not None:
        _report(done, options.report)
    if done and not (options.report and options.out is None and options.format is None):
        _write(form, done, options)
    return 1 if failed else 0


def _with_model(options: argparse.Namespace) -> Callable[[Document, Feedback], Feedback]:
    """What a language model, if asked for, does to feedback; consent to the first draft is for all that are named."""
    choice = model_of(options)
    if choice is None:
        return lambda _document, first: first
    from assistant.model.consent import NO_CONSENT, consented
    from assistant.model.engine import ModelEngine

    engine = ModelEngine(choice)
    agreed: list[bool] = []
    tell = (lambda step: print(f"{step} …", file=sys.stderr, flush=True)) if sys.stderr.isatty() else None

    def improved(document: Document, first: Feedback) -> Feedback:
        if not agreed:
            agreed.append(consented(choice, _named(options, document), options.consent))
        if agreed[0]:
            return engine.check(document, first, tell)
        return first.model_copy(update={"warnings": [*first.warnings, NO_CONSENT.format(id=choice.id)]})

    return improved


def _named(options: argparse.Namespace, document: Document) -> str:
    more = f" and {len(options.files) - 1} more" if len(options.files) > 1 else ""
    return f"{document.name} ({document.words} words){more}"


def _feedback(options: argparse.Namespace, document: Document) -> Feedback:
    from assistant.check import check
    from corpus.library import Library, default_folder

    settings = settings_of(options)
    folder = settings.library or default_folder()
    try:
        with Library.open(folder) as library:
            return check(document, options.type, options.scope, settings.guidance, library)
    except LibraryError as error:
        if settings.library is not None:
            raise
        return check(document, options.type, options.scope, settings.guidance, no_library=str(error))


def _allow_report(options: argparse.Namespace) -> None:
    ending = options.report.suffix.lower()
    if ending not in (".docx", ".html", ".htm"):
        raise UsageError(f"A report is a Word file or a web page, and {options.report.name} is neither",
                         "Name a .docx or .html file with --report")  # fmt: skip
    if ending == ".docx" and len(options.files) != 1:
        raise UsageError("A Word report is of one draft", "Name one draft, or a .html file with --report")
    taken = [Path(name) for name in (*options.files, options.out) if name not in (None, "-")]
    if options.report.resolve() in [path.resolve() for path in taken]:
        raise UsageError("The report would overwrite a draft or OUT", "Name another file with --report")


def _report(done: list[tuple[Feedback, Document]], out: Path) -> None:
    if out.suffix.lower() == ".docx":
        from assistant.word import report

        report(*done[0], out)
    else:
        from assistant.render import as_html

        write_out(as_html(done), out)
    print(f"Wrote {out}: what matters most, then every finding.", file=sys.stderr)


def _write(form: str, done: list[tuple[Feedback, Document]], options: argparse.Namespace) -> None:
    if form == "docx":
        from assistant.word import comment_copy

        feedback, document = done[0]
        count = comment_copy(Path(options.files[0]), feedback, document, options.out)
        print(f"Wrote {options.out}: {count} comments in the margin; your text is unchanged.")
        return
    from assistant.render import as_csv, as_html, as_text

    if form == "jsonl":
        text = "".join(feedback.to_json(indent=None) + "\n" for feedback, _ in done)
    elif form == "json":
        parts = [feedback.to_json() for feedback, _ in done]
        text = parts[0] if len(parts) == 1 else "[\n" + ",\n".join(parts) + "\n]"
    elif form == "csv":
        text = as_csv([feedback for feedback, _ in done])
    elif form == "html":
        text = as_html(done)
    else:
        text = "\n\n".join(as_text(feedback) for feedback, _ in done)
    write_out(text, options.out)
