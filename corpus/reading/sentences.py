"""Where sentences begin and end.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis (with any closing quotes, brackets and
note marks) that is followed by white space and by something that can begin a sentence: a capital, a figure, an
opening quote or bracket before one of these. A full stop after an abbreviation, an initial or an item's number does not
end it; `prompts/reading.yaml` lists the abbreviations.
"""

from __future__ import annotations

import re

from corpus.reading.words import abbreviations, words

_END = re.compile(r"(?<![.?!…])[.?!…]++[\"'”’»)\]}*_]*+(?:\[\^?\w{1,4}\])*+\s++(?=[\"'“‘«(\[*_•>]*+(\w?)([^\W_]*))")
_CELL = re.compile(r"(?<!\\)\||\t")
_ENUMERATOR = re.compile(r"[(\[]?(?:\d+(?:\.\d+)*|[a-zA-Z]|[ivxIVX]{1,5})")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_LONGEST_WORD = 24


def sentence_spans(text: str, start: int, end: int, cells: bool = False) -> list[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, in order, without the white space around them.

    Args:
        text: the whole text; offsets are into it.
        start: where the paragraph starts.
        end: where it ends.
        cells: the paragraph is a table row, so that a bar or tab also ends a sentence.
    """
    if cells:
        spans: list[tuple[int, int]] = []
        at = start
        for bar in _CELL.finditer(text, start, end):
            spans += sentence_spans(text, at, bar.start())
            at = bar.end()
        return spans + sentence_spans(text, at, end)
    spans = []
    at = start
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends(text, at, match):
            spans.append(_trimmed(text, at, match.end()))
            at = match.end()
    spans.append(_trimmed(text, at, end))
    return [(first, last) for first, last in spans if first < last]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends(text: str, at: int, match: re.Match[str]) -> bool:
    """Whether the mark matched ends the sentence that began at `at`."""
    first, rest = match[1], match[2]
    if not first or first.islower():
        return False
    mark = match.start()
    if text[mark] != "." or text[mark + 1] == ".":
        return True
    before = text[max(at, mark - _LONGEST_WORD) : mark]
    parts = before.split()
    word = parts[-1] if parts and not before[-1].isspace() else ""
    bare = word.lstrip("\"'“‘«([*_")
    lower = bare.lower()
    if lower in abbreviations("never"):
        return False
    if first.isdigit() and lower in abbreviations("before_number"):
        return False
    if _ENUMERATOR.fullmatch(word) and text[at:mark].strip() == word:
        return bare.isalpha() and bare.isupper() and first + rest in words().openers
    if len(bare) == 1 and bare.isupper():
        return first + rest in words().openers or not _named(parts[:-1])
    if _DOTTED.fullmatch(bare) and bare.isupper():
        return first + rest in words().openers
    return True


def _named(before: list[str]) -> bool:
    """Whether the words before an initial show that a surname follows it.

    They do where the last one is a title, a first name or another initial, where there is none, and where "and"
    joins the name to an earlier one ("Smith and A. Jones", but not "between R. and T.").
    """
    last = [word.strip("\"'“‘«([*_") for word in before[-2:]]
    if not last:
        return True
    if last[-1] in {"and", "&"} and len(last) == 2:
        return last[0][:1].isupper() and len(last[0].rstrip(".,")) > 1
    return last[-1][:1].isupper() and not last[-1].endswith((",", ";", ":"))
