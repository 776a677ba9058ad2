"""Cues: the small pattern language in which the data files say what to look for.

A cue is a regular expression in lower case over plain text (see `plain`), matched at word boundaries. In it a space
stands for any run of white space, " ?" for an optional one, and "~" for an optional hyphen or space ("half~sister"
finds "half-sister").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "*": " ", "_": " "}
)

_SPACE = re.compile(r" ([?*])?")
_ESCAPE = re.compile(r"\\.")


def plain(text: str) -> str:
    """The text in lower case, with curly quotes, dashes, hard spaces and Markdown's emphasis made plain.

    The length, and so every offset, is unchanged.
    """
    text = text.translate(_STRAIGHT)
    lower = text.lower()
    if len(lower) != len(text):  # a few letters become two in lower case
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return lower


@lru_cache(maxsize=4096)
def pattern(cue: str) -> re.Pattern[str]:
    """A cue as a compiled expression.

    Raises:
        ValueError: the cue has capitals, or is not a valid expression; the message names it.
    """
    if re.search(r"[A-Z]", _ESCAPE.sub("", cue)):
        raise ValueError(f"the cue {cue!r} has capitals; cues are matched against lower case")
    body = _SPACE.sub(lambda space: r"\s*" if space[1] else r"\s+", cue).replace("~", r"[\s-]?")
    try:
        return re.compile(rf"(?<!\w)(?:{body})(?!\w)")
    except re.error as error:
        raise ValueError(f"the cue {cue!r} is not a valid pattern: {error}") from error


@lru_cache(maxsize=1024)
def any_of(cues: tuple[str, ...]) -> re.Pattern[str]:
    """One expression that finds any of several cues (the leftmost, then the first listed)."""
    return pattern("|".join(f"(?:{cue})" for cue in cues)) if cues else re.compile(r"(?!)")


def hits(cues: Iterable[str], text: str) -> bool:
    """Whether any cue matches in `text`."""
    return any_of(tuple(cues)).search(plain(text)) is not None


def found(cues: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Offsets [start, end) in `text` of every place that a cue matches, in order, not overlapping."""
    for match in any_of(tuple(cues)).finditer(plain(text)):
        yield match.start(), match.end()
