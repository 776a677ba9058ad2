"""The small pattern language of the phrasebook, and the form of a text that its patterns are matched against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_SAME_LENGTH = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "\t": " ",
        "\r": " ",
    }
)
_TOKEN = re.compile(r"\(\?<[=!][^()]*\)|\[[^\]]*\]|\\.| |~|.", re.DOTALL)
_LETTER = re.compile(r"[a-z0-9]")
_OTHER = "."  # ends a head: whatever is not a letter or digit
_HEAD = 3  # letters; more would not part the phrasebook further
_WORD = re.compile(rf"(?<![\w-])[a-z0-9]{{1,{_HEAD}}}")


def normalise(text: str) -> str:
    """Lower case, straight quotes and hyphens, plain spaces; every offset stays as it was."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.translate(_SAME_LENGTH)


def expression(pattern: str) -> str:
    """The regular expression of a pattern: a space is any run of spaces, "~" an optional hyphen or space.

    Look-behinds and character classes are left as they are.
    """
    return "".join({" ": "(?: +)", "~": "[- ]?"}.get(token, token) for token in _TOKEN.findall(pattern))


@cache
def any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One compiled expression that finds any of the patterns, as whole words, in a normalised text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(expression(pattern) for pattern in patterns)})(?!\w)")


def word_heads(normal: str) -> Iterator[tuple[int, str]]:
    """Where each word of a normalised text starts, and its head: its first letters, marked if that is all of it."""
    for found in _WORD.finditer(normal):
        letters = found[0]
        yield found.start(), letters if len(letters) == _HEAD else letters + _OTHER


def heads(pattern: str) -> frozenset[str]:
    """Every head with which a match of `pattern` can begin; a text is searched only where one of them stands.

    Raises:
        ValueError: the pattern does not begin with letters that can be told from it.
    """
    found = _heads(pattern)
    if not all(_complete(head) for head in found):
        raise ValueError(f"pattern {pattern!r} may end before its first word does")
    return frozenset(found)


def _heads(pattern: str) -> set[str]:
    starts, at = {""}, 0
    while at < len(pattern) and not all(_complete(start) for start in starts):
        if pattern.startswith(("(?<", "(?!", "(?="), at):
            at = _closing(pattern, at) + 1
            continue
        if pattern.startswith("(?:", at):
            end = _closing(pattern, at)
            step = {head for option in _options(pattern[at + 3 : end]) for head in _heads(option)}
            at = end + 1
        elif _LETTER.match(pattern, at):
            step, at = {pattern[at]}, at + 1
        elif pattern[at] in " '-":
            step, at = {_OTHER}, at + 1
        elif pattern[at] == "~":
            step, at = {_OTHER, ""}, at + 1
        else:
            raise ValueError(f"pattern {pattern!r} does not begin with plain letters")
        if at < len(pattern) and pattern[at] in "?*":
            step, at = step | {""}, at + 1
        starts = {start if _complete(start) else _cut(start + more) for start in starts for more in step}
    return starts


def _cut(letters: str) -> str:
    end = letters.find(_OTHER) + 1
    return letters[: min(end, _HEAD) if end else _HEAD]


def _complete(head: str) -> bool:
    return len(head) == _HEAD or head.endswith(_OTHER)


def _closing(pattern: str, at: int) -> int:
    depth = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "[":
            at = pattern.index("]", at)
        elif pattern[at] == "(":
            depth += 1
        elif pattern[at] == ")":
            depth -= 1
            if depth == 0:
                return at
        at += 1
    raise ValueError(f"unbalanced brackets in {pattern!r}")


def _options(inside: str) -> list[str]:
    options, depth, start, at = [], 0, 0, 0
    while at < len(inside):
        if inside[at] == "\\":
            at += 1
        elif inside[at] in "()":
            depth += 1 if inside[at] == "(" else -1
        elif inside[at] == "|" and depth == 0:
            options.append(inside[start:at])
            start = at + 1
        at += 1
    return [*options, inside[start:]]
