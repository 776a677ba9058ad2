"""One fictional review as Markdown, plain text, Word file and PDF, made from the same list of blocks."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path

from tests.support import files
from tests.support.files import Pdf, docx

Block = tuple[str, ...]  # kind, then what it needs: see REVIEW

REVIEW: tuple[Block, ...] = (
    ("heading1", "Child Safeguarding Practice Review: Rosa"),
    ("heading2", "1. Why this review was held"),
    (
        "text",
        "Rosa was fourteen months old when she was taken to hospital with a broken arm. The doctor asked how it had"
        " happened and wrote down what her mother said. She did not ask who else lived in the home, because the form"
        " had no place for it and the clinic was running ninety minutes late.",
    ),
    (
        "noted",
        "The partnership decided at its meeting of 4 May 2021 that the criteria were met. Both parents were told by"
        " letter, and a social worker who knew them well went to see them on the same day to explain what it meant.",
        "Working Together to Safeguard Children (HM Government, 2018), chapter 4.",
    ),
    ("heading2", "2. What happened"),
    ("heading3", "2.1 The first referral"),
    (
        "text",
        'Dr. Amin rang the duty team at 4.15 p.m. and was told that somebody would ring back. Nobody did. "I thought'
        ' that they had it in hand," she told the reviewer. In the fortnight that followed the health visitor called'
        " twice and saw Rosa once, asleep, in a room that she described as tidy.",
    ),
    (
        "quote",
        '"I would have told them about the stairs if one of them had sat down with me and asked," her mother said.',
    ),
    ("text", "Three things stood in the way of a second visit that month:"),
    ("bullet", "the rota had been changed and nobody had told the clinic;"),
    (
        "bullet",
        "the interpreter had been booked for an hour that did not suit the family, which was known to the clinic but"
        " was not written where the nurse would see it;",
    ),
    ("bullet", "the case was due to be closed."),
    ("heading2", "3. Recommendations"),
    ("number", "The head of the front door will by 1 June 2022 ring back every doctor on the day of the call."),
    (
        "number",
        "The integrated care board will add the question of who lives in the home to the hospital's form, and will"
        " report in March 2023 on how many of a sample of sixty forms have an answer to it.",
    ),
    ("row", "Step", "Owner", "By when"),
    ("row", "Change the form", "Chief nurse", "June 2022"),
    ("row", "Sample sixty forms", "Named doctor", "March 2023"),
    ("text", "The partnership will look at both steps at its meeting in April 2023 and will publish what it finds."),
)


def markdown() -> str:
    """The review in Markdown."""
    out: list[str] = []
    notes: list[str] = []
    counter = 0
    rows = 0
    for kind, *parts in REVIEW:
        counter = counter + 1 if kind == "number" else 0
        rows = rows + 1 if kind == "row" else 0
        if kind == "noted":
            notes.append(f"[^{len(notes) + 1}]: {parts[1]}")
        out += {
            "heading1": [f"# {parts[0]}", ""],
            "heading2": [f"## {parts[0]}", ""],
            "heading3": [f"### {parts[0]}", ""],
            "text": [parts[0], ""],
            "noted": [f"{parts[0]}[^{len(notes)}]", ""],
            "quote": [f"> {parts[0]}", ""],
            "bullet": [f"- {parts[0]}"],
            "number": [f"{counter}. {parts[0]}"],
            "row": [f"| {' | '.join(parts)} |"] + (["|---|---|---|"] if rows == 1 else []),
        }[kind]
        if kind in {"bullet", "number", "row"} and _last_of_kind(kind, parts):
            out.append("")
    return "\n".join([*out, *notes, ""])


def _last_of_kind(kind: str, parts: Sequence[str]) -> bool:
    index = REVIEW.index((kind, *parts))
    return index + 1 == len(REVIEW) or REVIEW[index + 1][0] != kind


def plain() -> str:
    """The review as text without marks, as it is pasted out of a word processor."""
    out: list[str] = []
    counter = 0
    for kind, *parts in REVIEW:
        counter = counter + 1 if kind == "number" else 0
        lead = {"bullet": "•\t", "number": f"{counter}.\t"}.get(kind, "")
        out.append(lead + (" | ".join(parts) if kind == "row" else parts[0]))
    return "\n".join(out) + "\n"


def word() -> bytes:
    """The review as a Word file."""
    body = ""
    footnotes: dict[int, str] = {}
    rows: list[Sequence[str]] = []
    for kind, *parts in REVIEW:
        if rows and kind != "row":
            body += files.table(*rows)
            rows = []
        if kind.startswith("heading"):
            body += files.p(parts[0], style=f"Heading{kind[-1]}")
        elif kind == "noted":
            footnotes[len(footnotes) + 1] = parts[1]
            body += files.p(files.r(parts[0]), files.note(len(footnotes)))
        elif kind == "row":
            rows.append(parts)
        else:
            number = {"bullet": (files.BULLETS, 0), "number": (files.NUMBERS, 0)}.get(kind)
            body += files.p(parts[0], style="Quote" if kind == "quote" else "", number=number)
    return docx(body, footnotes)


class _Typesetter:
    """Flows blocks over pages of Courier as a word processor would, with running header, footer and footnotes."""

    def __init__(self, width: int, high: float) -> None:
        self.pdf = Pdf(height=high)
        self.width, self.high = width, high
        self.y = 0.0
        self.foot: list[str] = []
        self.count = 0

    def turn_page(self) -> None:
        for index, line in enumerate(reversed(self.foot)):
            self.pdf.text(72, 70 + 10 * index, line, 7)
        self.foot = []
        self.count += 1
        self.pdf.page().text(72, self.high - 40, "Child Safeguarding Practice Review: Rosa", 8)
        self.pdf.text(280, 36, f"Page {self.count}", 8)
        self.y = self.high - 80

    def line(self, x: float, text: str, size: float = 10, bold: bool = False) -> None:
        if self.y < 90 + 10 * len(self.foot):
            self.turn_page()
        self.pdf.text(x, self.y, text, size, bold)
        self.y -= 1.3 * size

    def paragraph(self, text: str, x: float = 72, size: float = 10, bold: bool = False, lead: str = "") -> None:
        room = int((72 + self.width * 6 - x) / (0.6 * size))
        if lead:
            self.pdf.text(x - 18, self.y, lead, size) if self.y >= 90 else None
        for line in textwrap.wrap(text, room, break_on_hyphens=False):
            self.line(x, line, size, bold)
        self.y -= 8


def pdf(width: int = 70, high: float = 842) -> bytes:
    """The review as a PDF with `width` characters a line, on pages `high` points high."""
    page = _Typesetter(width, high)
    page.turn_page()
    counter = notes = 0
    for kind, *parts in REVIEW:
        counter = counter + 1 if kind == "number" else 0
        if kind.startswith("heading"):
            page.paragraph(parts[0], size={"1": 18, "2": 14, "3": 12}[kind[-1]], bold=True)
        elif kind == "quote":
            page.paragraph(parts[0], x=100)
        elif kind in {"bullet", "number"}:
            page.paragraph(parts[0], x=100, lead="•" if kind == "bullet" else f"{counter}.")
        elif kind == "row":
            for x, cell in zip((72, 250, 400), parts, strict=True):
                page.pdf.text(x + 4, page.y, cell, 10)
            for x in (72, 250, 400, 500):
                page.pdf.rule(x, page.y - 6, x, page.y + 12)
            for y in (page.y - 6, page.y + 12):
                page.pdf.rule(72, y, 500, y)
            page.y -= 18
            if _last_of_kind(kind, parts):
                page.y -= 10
        else:
            if kind == "noted":
                notes += 1
                page.foot = [f"{notes} {parts[1]}", *page.foot]
            page.paragraph(parts[0])
    page.turn_page()
    page.pdf.pages.pop()
    return page.pdf.data()


def write_all(folder: Path) -> dict[str, Path]:
    """The four files, by ending."""
    contents = {"md": markdown().encode(), "txt": plain().encode(), "docx": word(), "pdf": pdf()}
    paths = {ending: folder / f"review.{ending}" for ending in contents}
    for ending, data in contents.items():
        paths[ending].write_bytes(data)
    return paths
