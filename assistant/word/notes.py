"""What comments say: findings in the order and words of every other form of feedback, one note a place."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.feedback import Feedback, Span
from assistant.render.groups import TYPE_WORDS, Item, engine_words, grouped
from assistant.render.words import CAUTION, quoted
from assistant.word.names import edition_title

QUESTIONS = 2
"""How many questions each criterion has in the comment on what was not found; all of them are in the report."""
Line = tuple[str, str]
"""One paragraph of a comment: words in bold, and the words after them."""


@dataclass(frozen=True, slots=True)
class Note:
    """One or more findings about one place; `place` is None for the draft as a whole."""

    place: Span | None
    lines: tuple[Line, ...]


def notes(feedback: Feedback) -> list[Note]:
    """The notes on a draft: that on what was not found anywhere first, then each group's, most important first."""
    groups = {group.id: group.items for group in grouped(feedback)}
    found = [Note(item.places[0], _lines(item)) for item in groups["guidance"] if item.places]
    found += [Note(item.places[0], _lines(item)) for item in groups["asking"]]
    found += _wording(groups["wording"])
    absent = [item for item in groups["guidance"] if not item.places]
    return [_absent(feedback, absent), *found] if absent else found


def quote_line(place: Span) -> Line:
    """Names the words that a note is about, for a comment that cannot hang on just those."""
    return ("About these words: ", quoted(place))


def _lines(item: Item) -> tuple[Line, ...]:
    title = f"{item.status}: {item.title}" if item.status else item.title
    lines: list[Line] = [(f"{title}. ", item.why)]
    lines += [("", question) for question in item.questions]
    if item.source:
        lines.append(("", f"Source: {item.source}"))
    return tuple(lines)


def _wording(items: tuple[Item, ...]) -> list[Note]:
    """Possible identifiers, each kept to its first place."""
    repeats: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        repeats.setdefault((item.title, " ".join(item.places[0].text.split()).casefold()), []).append(item)
    found = []
    for same in repeats.values():
        more = "" if len(same) == 1 else f" It stands in the draft {len(same)} times."
        found.append(Note(same[0].places[0], ((f"{same[0].title}. ", same[0].why + more),)))
    return found


def _absent(feedback: Feedback, items: list[Item]) -> Note:
    info = feedback.document
    part = "a section of a" if info.scope == "section" else "a whole"
    read = (
        f"Read as {part} {TYPE_WORDS[info.type]}, against {edition_title(info.guidance)}, by "
        f"{engine_words(info.engine)}. {CAUTION}"
    )
    lines: list[Line] = [("The guidance asks for these, and they were not found in the draft. ", read)]
    for item in items:
        lines.append((f"{item.title}. ", " ".join([*item.questions[:QUESTIONS], f"({item.source})"])))
    return Note(None, tuple(lines))
