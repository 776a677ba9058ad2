"""Proves that one Word file is another with nothing but comments added.

Text and formatting are compared run by run, after runs that stand side by side and are formatted alike have been
merged; every other part (headers, notes, styles, numbering, pictures ...) must be the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.word.package import WordFile
from assistant.word.xml import attribute, canonical, child, parsed, put_text, short, shown_text

_TEXTS = {"t", "delText", "instrText", "delInstrText"}
_MARKS = {"commentRangeStart", "commentRangeEnd", "commentReference"}


def unchanged(before: Path, after: Path) -> list[str]:
    """What differs between two Word files apart from comments that only the second has; empty if nothing does.

    Each difference says where it is, and never quotes the text.

    Raises:
        UserError: one of them cannot be read.
    """
    with WordFile(before) as old, WordFile(after) as new:
        return [*_parts(old, new), *_comments(old, new), *_main(old, new)]


def _parts(old: WordFile, new: WordFile) -> Iterator[str]:
    own = {file.related("comments") for file in (old, new)}
    touched = {old.main, old.relations_name, "[Content_Types].xml"} | own
    for name in sorted(old.names - touched):
        if name not in new.names:
            yield f"{name} is gone"
        elif old.data(name) != new.data(name) and _canonical(old.data(name)) != _canonical(new.data(name)):
            yield f"{name} differs"
    yield from (f"{name} is new" for name in sorted(new.names - old.names - touched))
    for name in (old.relations_name, "[Content_Types].xml"):
        entries = [{canonical(item) for item in file.xml(name)} if name in file.names else set() for file in (old, new)]
        if entries[0] - entries[1] or len(entries[1] - entries[0]) > (old.related("comments") is None):
            yield f"{name} differs"


def _canonical(data: bytes) -> bytes | None:
    root = parsed(data)
    return data if root is None else canonical(root)


def _comments(old: WordFile, new: WordFile) -> Iterator[str]:
    earlier, later = _by_id(old), _by_id(new)
    for number, comment in earlier.items():
        if number not in later or canonical(later[number]) != canonical(comment):
            yield f"Comment {number} is gone or differs"


def _by_id(file: WordFile) -> dict[str, Any]:
    part = file.related("comments")
    return {attribute(item, "id") or "": item for item in file.xml(part)} if part else {}


def _main(old: WordFile, new: WordFile) -> Iterator[str]:
    added = _by_id(new).keys() - _by_id(old).keys()
    roots = [_merged(file.xml(file.main), ids) for file, ids in ((old, set[str]()), (new, added))]
    paragraphs = [[item for item in root.iter() if short(item) == "p"] for root in roots]
    if len(paragraphs[0]) != len(paragraphs[1]):
        yield f"There were {len(paragraphs[0])} paragraphs and there are {len(paragraphs[1])}"
        return
    same = True
    for number, (a, b) in enumerate(zip(*paragraphs, strict=True), 1):
        if canonical(a) != canonical(b):
            same = False
            yield f"Paragraph {number}: {_what(a, b)}"
    if same and canonical(roots[0]) != canonical(roots[1]):
        yield "Tables, sections or the order of paragraphs differ"


def _what(a: Any, b: Any) -> str:
    if _words(a) != _words(b):
        return "the words differ"
    if _runs(a) != _runs(b):
        return "the formatting differs"
    return "something beside the words differs, such as a field, note, picture, link or change"


def _words(paragraph: Any) -> str:
    return "".join(
        shown_text(item) if short(item) in _TEXTS else " "
        for item in paragraph.iter()
        if short(item) in {*_TEXTS, "tab", "br"}
    )


def _runs(paragraph: Any) -> list[tuple[bytes, str]]:
    """Formatting and words of each run, neighbours that look alike as one; first of all the paragraph's formatting."""
    runs = [(_look(paragraph, "pPr"), "")]
    for run in (item for item in paragraph.iter() if short(item) == "r"):
        look, words = _look(run, "rPr"), _words(run)
        if len(runs) > 1 and runs[-1][0] == look:
            words = runs.pop()[1] + words
        runs.append((look, words))
    return runs


def _look(element: Any, name: str) -> bytes:
    found = child(element, name)
    return b"" if found is None else canonical(found)


def _merged(root: Any, added: set[str]) -> Any:
    """The root with the marks of added comments taken out, runs merged, and blanks between elements dropped."""
    for item in [item for item in root.iter() if short(item) in _MARKS and attribute(item, "id") in added]:
        run = item.getparent()
        run.remove(item)
        if short(item) == "commentReference" and all(short(rest) == "rPr" for rest in run):
            run.getparent().remove(run)
    for item in root.iter():
        if short(item) in _TEXTS:
            put_text(item, shown_text(item))
        elif item.text is not None and not item.text.strip():
            item.text = None
        if item.tail is not None and not item.tail.strip():
            item.tail = None
    for item in [item for item in root.iter() if short(item) == "r"]:
        _join_runs(item)
    for item in [item for item in root.iter() if short(item) == "t"]:
        _join_texts(item)
    return root


def _join_runs(run: Any) -> None:
    """Take over what is in a run before this one that is formatted alike."""
    before = run.getprevious()
    if before is None or short(before) != "r" or dict(before.attrib) != dict(run.attrib):
        return
    if _look(before, "rPr") == _look(run, "rPr"):
        place = 0 if child(run, "rPr") is None else 1
        run[place:place] = [item for item in before if short(item) != "rPr"]
        before.getparent().remove(before)


def _join_texts(element: Any) -> None:
    before = element.getprevious()
    if before is not None and short(before) == "t":
        put_text(element, (before.text or "") + (element.text or ""))
        before.getparent().remove(before)
