"""The marks that writers put before lines: list bullets and numbers, headings, tables, quotes, notes.

Used for Markdown and plain text, and for what is typed by hand in Word files and PDFs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ITEM = re.compile(
    r"[ \t]*(?:\*\*|__)?(?P<marker>[•▪◦‣●○■□◆➢➤✓✔·∙⁃–—*+-](?:[ \t]+\[[ xX]\])?"
    r"|\d{1,3}[.)]|\(\d{1,3}\)|\(?[a-z][.)]|[A-Z]\)|\([A-Z]\)|\(?[ivx]{1,5}[.)])"
    r"[ \t\xa0]+(?=\S)"
)
_PARAGRAPH_NUMBER = re.compile(r"[ \t]*(?P<marker>\d{1,2}(?:\.\d{1,3}){1,3}\.?)[ \t\xa0]+(?=\S)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_BOLD = re.compile(r"[ \t]*(\*\*|__)(?=\S)(.{1,160}?)(?<=\S)\1[ \t]*:?[ \t]*$")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$")
_NOTE = re.compile(r"[ \t]{0,3}\[\^([^\]\s]{1,40})\]:[ \t]*")
_QUOTE = re.compile(r"[ \t]{0,3}>[ \t]?(?:>[ \t]?)*")
_COMMENT = re.compile(r"[ \t]*<!--.*-->[ \t]*$")
_CAPITALS = re.compile(r"[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*")
_LABEL = re.compile(r"(?:[^\s:]+ ){0,2}[^\s:]+:\s+[^a-z\s]")
_NAMED = re.compile(r"(?:chapter|section|part|appendix|annex|finding|theme|learning point|recommendation)\b", re.I)
_INITIAL = re.compile(r"\b[A-Z]\.$")
_HEADING_WORDS = 12
_HEADING_CHARACTERS = 90


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a line. `end` is the offset in the line where the text after it starts."""

    text: str
    end: int


def item(line: str, start: int = 0) -> Mark | None:
    """The bullet or number of a list item that begins the line."""
    match = _ITEM.match(line, start)
    return Mark(match["marker"], match.end()) if match else None


def paragraph_number(line: str, start: int = 0) -> Mark | None:
    """The number of a numbered paragraph: "4.2" or "4.2.1" before text."""
    match = _PARAGRAPH_NUMBER.match(line, start)
    return Mark(match["marker"], match.end()) if match else None


def hash_heading(line: str) -> tuple[int, int, int] | None:
    """Level, start and end of the title of a heading marked with #."""
    match = _HEADING.match(line)
    if not match:
        return None
    title = line.rstrip()
    bare = title.rstrip("#")
    end = len(bare.rstrip()) if bare[-1:] in {" ", "\t"} else len(title)
    return (len(match[1]), match.end(), end) if end > match.end() else None


def bold_line(line: str) -> tuple[int, int] | None:
    """Start and end of the text of a line that is bold from end to end."""
    match = _BOLD.match(line)
    return (match.start(2), match.end(2)) if match and match[1] not in match[2] else None


def underline(line: str) -> bool:
    """Whether the line is only three or more = or -, as under a heading."""
    under = line.strip()
    return len(under) >= 3 and under[0] in "=-" and under.strip(under[0]) == ""


def note(line: str) -> Mark | None:
    """The label of a Markdown footnote's text."""
    match = _NOTE.match(line)
    return Mark(match[1], match.end()) if match else None


def quote(line: str) -> int | None:
    """Where the text of a block quotation's line starts."""
    match = _QUOTE.match(line)
    return match.end() if match else None


def is_delimiter(line: str) -> bool:
    """Whether the line is the row of dashes under a table's first row."""
    return "|" in line and _DELIMITER.match(line) is not None


def is_comment(line: str) -> bool:
    """Whether the line is only an HTML comment."""
    return _COMMENT.match(line) is not None


def row(line: str) -> tuple[int, int] | None:
    """Start and end of a table row's text, from its first cell to its last, without outer bars; None if all blank."""
    start, end = 0, len(line)
    while start < end and (line[start].isspace() or line[start] == "|"):
        start += 1
    while end > start and (line[end - 1].isspace() or (line[end - 1] == "|" and line[end - 2 : end - 1] != "\\")):
        end -= 1
    return (start, end) if start < end else None


def has_cells(line: str) -> bool:
    """Whether the line has cells between bars or tabs."""
    return line.lstrip().startswith("|") or " | " in line or "\t" in line.strip()


def titled(line: str, labels: bool = False) -> bool:
    """Whether a line reads like a title: short, starting with a capital or number, not a sentence.

    This says nothing of what stands around the line, which decides as much. "Date: 4 May" passes only with `labels`.
    """
    bare = line.strip()
    words = bare.split()
    if not words or len(words) > _HEADING_WORDS or len(bare) > _HEADING_CHARACTERS:
        return False
    if (
        (bare[-1] in ".,;:…|" and not _INITIAL.search(bare))
        or not (bare[0].isupper() or bare[0].isdigit())
        or has_cells(bare)
    ):
        return False
    if not any(character.isalpha() for character in bare):
        return False
    return labels or not _LABEL.match(bare) or _NAMED.match(bare) is not None


def in_capitals(line: str) -> bool:
    """Whether the line's letters are all capitals, with two of them at least."""
    return _CAPITALS.fullmatch(line.strip()) is not None
