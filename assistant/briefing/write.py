"""A briefing as a file: Word or a web page, by the ending of its name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from assistant.briefing.model import Briefing
from assistant.word.paper import Paper
from assistant.word.saving import saved
from corpus.errors import UsageError

SUBJECT = "Seven-minute briefing"
QUESTIONS, SOURCES = "Questions to talk over", "Sources"


def write_briefing(briefing: Briefing, out: Path) -> None:
    """Write a briefing as .docx or .html.

    Raises:
        UsageError: the name has another ending.
        UserError: it cannot be written there.
    """
    ending = out.suffix.lower()
    if ending == ".docx":
        _write_word(briefing, out)
    elif ending in (".html", ".htm"):
        with saved(out) as stream:
            stream.write(as_html(briefing).encode("utf-8"))
    else:
        raise UsageError(f"{out.name} is neither .docx nor .html", "Give the file one of these endings")


def as_html(briefing: Briefing) -> str:
    """The briefing as one self-contained page; everything from the library and the reader is escaped."""
    return str(_template().render(briefing=briefing, subject=SUBJECT, questions=QUESTIONS, sources=SOURCES))


@cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("assistant.briefing", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2")


def _write_word(briefing: Briefing, out: Path) -> None:
    paper = Paper(briefing.title, SUBJECT)
    paper.title(briefing.title)
    paper.small(briefing.about)
    for part in briefing.parts:
        paper.heading(part.title, 2)
        paper.bullets([f"{line.text} [{line.citation.n}]" for line in part.lines])
    paper.heading(QUESTIONS, 2)
    paper.bullets(briefing.questions)
    paper.heading(SOURCES, 2)
    for line in (*briefing.sources, *briefing.cautions):
        paper.small(line)
    paper.save(out)
