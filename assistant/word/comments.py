"""A copy of the author's own Word file with the findings as comments in the margin, and nothing else changed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.feedback import Feedback
from assistant.word.align import Spot
from assistant.word.anchors import Body, Range
from assistant.word.notes import Line, Note, notes, quote_line
from assistant.word.package import USE_REPORT, WordFile
from assistant.word.proof import unchanged
from assistant.word.saving import saved
from assistant.word.xml import attribute, child, made, made_root, printed, short, shown_text
from corpus.document import Document
from corpus.errors import InternalError, UnsupportedFile, UserError

AUTHOR = "Second Question"
INITIALS = "SQ"
_LANGUAGE = "en-GB"
_HALF_POINTS = "20"  # size of type where the file has no style for comments


def comment_copy(source: Path, feedback: Feedback, document: Document, out: Path) -> int:
    """Write a copy of a .docx with a comment for each finding, anchored on its words.

    Where words cannot be marked (in a footnote or text box, or from one cell into another), the comment hangs on the
    nearest paragraph and quotes them. What was not found anywhere stands in one comment at the start. Comments that
    are there already stay; a comment that an earlier check left at the same paragraph is not repeated.

    Args:
        source: the Word file that was read; never written to.
        feedback: what was found in it.
        document: what was read from it.
        out: the copy, which appears whole or not at all.

    Returns:
        how many comments were added.

    Raises:
        UserError: the source is no .docx or has macros or a signature, or the copy cannot be written there.
    """
    if document.format != "docx":
        raise UnsupportedFile(f"{document.name} was not read from a Word file, so it has no margin", USE_REPORT)
    if out.suffix.lower() != ".docx":
        raise UserError(f"{out.name} would be a Word file by another name", "Let the name of the copy end in .docx")
    if _same(source, out):
        raise UserError("The copy would replace the draft itself", "Choose another name for the copy")
    with WordFile(source) as file:
        root = file.xml(file.main)
        body = Body(file, root, document)
        if not body.paragraphs:
            raise UnsupportedFile(f"{source.name} has no paragraph to hang a comment on", USE_REPORT)
        part = file.related("comments")
        comments = file.xml(part) if part else made_root(root, "comments")
        said = _said(comments, root)
        written = [
            (place, lines)
            for place, lines in _placed(body, notes(feedback))
            if (_plain(lines), body.paragraphs[place.start.paragraph].element) not in said
        ]
        signs, texts = _styles(file)
        first = _next_id(comments, root)
        body.mark([place for place, _ in written], first, signs)
        for number, (_, lines) in enumerate(written, first):
            comments.append(_comment(comments, number, lines, signs, texts))
        changes = {file.main: printed(root)}
        changes |= {part: printed(comments)} if part else file.with_comments_part(printed(comments))
        with saved(out) as stream:
            file.copy(stream, changes if written else {})
            stream.flush()
            if unchanged(source, Path(stream.name)):
                raise InternalError(f"The comments would have changed the text of {source.name}; no copy was written")
    return len(written)


def _same(source: Path, out: Path) -> bool:
    return source.resolve() == out.resolve() or (out.exists() and source.exists() and source.samefile(out))


def _placed(body: Body, found: list[Note]) -> list[tuple[Range, tuple[Line, ...]]]:
    """Ranges in the order of the text with what is said there, one comment a range."""
    places: dict[tuple[Spot, Spot], tuple[Range, list[Line]]] = {}
    for note in found:
        place = body.range_of(note.place.start, note.place.end) if note.place else body.opening()
        _, lines = places.setdefault((place.start, place.end), (place, []))
        if note.place and not place.exact and " ".join(note.place.text.split()) not in note.lines[0][0]:
            lines.append(quote_line(note.place))
        lines += note.lines
    ordered = sorted(places.values(), key=lambda pair: (pair[0].start, pair[0].end))
    return [(place, tuple(lines)) for place, lines in ordered]


def _plain(lines: tuple[Line, ...]) -> str:
    return "\n".join((bold + text).strip() for bold, text in lines)


def _said(comments: Any, root: Any) -> set[tuple[str, Any]]:
    """Our own comments that the file has already: their text, and the paragraph that they hang on."""
    ours: dict[str | None, str] = {}
    for comment in comments:
        if short(comment) == "comment" and attribute(comment, "author") == AUTHOR:
            texts = ("".join(shown_text(item) for item in p.iter() if short(item) == "t") for p in comment)
            ours[attribute(comment, "id")] = "\n".join(text.strip() for text in texts)
    found = set()
    for element in root.iter():
        if short(element) == "commentRangeStart" and attribute(element, "id") in ours:
            paragraph = next((item for item in element.iterancestors() if short(item) == "p"), None)
            found.add((ours[attribute(element, "id")], paragraph))
    return found


def _next_id(comments: Any, root: Any) -> int:
    """An id above every one that a comment or the mark of one has."""
    marks = (
        item for item in root.iter() if short(item) in {"commentRangeStart", "commentRangeEnd", "commentReference"}
    )
    ids = [attribute(item, "id") or "" for item in (*comments, *marks)]
    return 1 + max((int(number) for number in ids if number.isdecimal()), default=-1)


def _styles(file: WordFile) -> tuple[str | None, str | None]:
    """Ids of the styles for the sign of a comment and for its text, where the file has them."""
    part = file.related("styles")
    ids = {}
    for style in file.xml(part) if part else ():
        name = child(style, "name") if short(style) == "style" else None
        if name is not None:
            ids[(attribute(name, "val") or "").lower()] = attribute(style, "styleId")
    return ids.get("annotation reference"), ids.get("annotation text")


def _comment(comments: Any, number: int, lines: tuple[Line, ...], sign: str | None, style: str | None) -> Any:
    now = datetime.now().strftime("%Y-%m-%dT%H:%M:%SZ")  # Word writes local time like this
    comment = made(comments, "comment", id=str(number), author=AUTHOR, date=now, initials=INITIALS)
    for index, (bold, text) in enumerate(lines):
        paragraph = made(comments, "p")
        paragraph.append(_properties(comments, "pPr", pStyle=style))
        if index == 0:
            mark = made(comments, "r")
            mark.append(_properties(comments, "rPr", rStyle=sign))
            mark.append(made(comments, "annotationRef"))
            paragraph.append(mark)
        for words, weight in ((bold if text else bold.rstrip(), "1"), (text, None)):
            if words:
                run = made(comments, "r")
                size = None if style else _HALF_POINTS
                run.append(_properties(comments, "rPr", b=weight, sz=size, lang=_LANGUAGE))
                run.append(made(comments, "t", words))
                paragraph.append(run)
        comment.append(paragraph)
    return comment


def _properties(like: Any, name: str, **values: str | None) -> Any:
    """Properties with these values; what is None is left to the styles."""
    properties = made(like, name)
    properties.extend([made(like, key, val=value) for key, value in values.items() if value is not None])
    return properties
