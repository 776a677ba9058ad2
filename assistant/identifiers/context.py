"""What a draft itself says may stand: its area, its makers, the names it declares to be chosen, its ordinary words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.given_names import given_names
from assistant.identifiers.words import common, compiled, fine
from corpus.document import Document

_TOKEN = re.compile(r"[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\b")
_NAMES = re.compile(r"[A-Z][\w’'-]+")
_OF_AREA = re.compile(
    r"\b(?:partners|partnership|board|council|police|services) (?:of|for|in) "
    r"((?:the )?[A-Z][\w’'-]+(?: (?:and|upon|on|in) (?:the )?[A-Z][\w’'-]+| [A-Z][\w’'-]+)*)"
)
_IN_AREA = re.compile(r"\b(?:in|across|outside|of|from) ([A-Z][a-z][\w-]+)(?=[\s,.;:)’']| )")
_PREFIXES = frozenset({"Anti", "Co", "Inter", "Mid", "Multi", "Non", "Post", "Pre", "Re", "Self", "Semi", "Sub"})
_FRONT_WORDS = 25
_SHORT_WORDS = 60
_WHOLE_DRAFT = 12
_MAKERS_PLACES = re.compile(
    r"\b(?:about the (?:author|reviewer)s?|panel members?(?:hip)?|membership|the (?:author|reviewer)s?$)", re.I
)


@dataclass(frozen=True, slots=True)
class Context:
    """Words of a draft. `area` are place names of public bodies; `chosen` declared or headline names; `makers` names of
    those who made the review; `lower` every word the draft uses in lower case; `counts` how often each capitalised word
    stands; `all_changed` whether the draft says that names were changed."""

    area: frozenset[str]
    chosen: frozenset[str]
    makers: frozenset[str]
    lower: frozenset[str]
    counts: dict[str, int]
    all_changed: bool

    def known(self, word: str) -> bool:
        """Whether a capitalised word is no name of anybody, or one that may stand."""
        plain = bare(word)
        words = fine()
        return (
            plain in words.ordinary
            or plain in words.institutional
            or plain in self.chosen
            or plain in self.makers
            or plain in self.area
            or plain.lower() in self.lower
            or plain.lower() in common()
            or plain.lower().rstrip("s") in self.lower
            or self._joined(plain)
        )

    def _joined(self, plain: str) -> bool:
        """Whether words with hyphens are known ones ("Multi-Agency"), or go on in small letters ("Team-mates")."""
        parts = re.split("-+", plain.strip("-"))
        if len(parts) < 2:
            return False
        return (parts[-1].islower() and len(parts[-1]) > 2 and self.known(parts[0])) or all(
            part in _PREFIXES or self.known(part) for part in parts
        )


def bare(word: str) -> str:
    """A word without its possessive ending and marks."""
    return re.sub(r"(?:’s|'s|’|')$", "", word.strip('*_.,;:()[]"“”‘'))


def read_context(document: Document) -> Context:
    """The context of a draft."""
    text = document.text
    lower = frozenset(re.findall(r"(?<![\w’'.-])[a-z][a-z’'-]+", text))
    counts: dict[str, int] = {}
    for match in _NAMES.finditer(text):
        word = bare(match[0])
        counts[word] = counts.get(word, 0) + 1
    return Context(
        area=_area(text, counts),
        chosen=_declared(text) | _headline(document),
        makers=_makers(document),
        lower=lower,
        counts=counts,
        all_changed=compiled(fine().all_changed.patterns, True).search(text) is not None,
    )


def _area(text: str, counts: dict[str, int]) -> frozenset[str]:
    """Place names before the words that end a public body's name ("Skelforth Vale" of "Skelforth Vale Council")."""
    ends = "|".join(re.escape(word) for word in sorted(fine().public_bodies.words, key=len, reverse=True))
    small = "|".join(fine().public_bodies.not_before)
    pattern = re.compile(
        rf"((?:[A-Z][\w’'-]+ (?:(?:and|upon|on|in|the|of) (?:the )?)?)+)(?=(?:{ends})\b(?! (?:{small})\b))"
    )
    words = fine()
    found: set[str] = set()
    for match in pattern.finditer(text):
        for word in _NAMES.findall(match[1]):
            plain = bare(word)
            if plain not in words.ordinary and plain not in words.institutional:
                found.add(plain)
    for match in _OF_AREA.finditer(text):
        found.update(bare(word) for word in _NAMES.findall(match[1]))
    for match in _IN_AREA.finditer(text):
        if counts.get(match[1], 0) >= fine().often and match[1] not in given_names():
            found.add(match[1])
    return frozenset(found)


def _declared(text: str) -> frozenset[str]:
    found: set[str] = set()
    for pattern in fine().declared.patterns:
        for match in re.finditer(pattern, text):
            found.update(bare(word) for word in _NAMES.findall(match["name"]))
    return frozenset(found - {"The", "A", "This", "His", "Her"})


def _headline(document: Document) -> frozenset[str]:
    """Capitalised words of the title lines, where the child of the review is named."""
    found: set[str] = set()
    for index, paragraph in enumerate(document.paragraphs[:12]):
        text = document.text[paragraph.start : paragraph.end]
        if (
            paragraph.kind == "heading"
            and paragraph.section is not None
            and document.sections[paragraph.section].level == 1
        ):
            found.update(bare(word) for word in _NAMES.findall(text))
            found.update(bare(word).capitalize() for word in _NAMES.findall(text) if word.isupper())
        elif index < 4 and is_title_line(document, index, _FRONT_WORDS):
            found.update(bare(word) for word in _NAMES.findall(text))
        elif paragraph.kind != "heading":
            break
    return frozenset(found)


def is_whole(document: Document) -> bool:
    """Whether a text is a whole draft under its title, and not a section of one."""
    return len(document.paragraphs) > _WHOLE_DRAFT and any(section.level == 1 for section in document.sections[:1])


def is_title_line(document: Document, index: int, words: int) -> bool:
    """Whether a paragraph may be a line of the title page: short, neither a list item nor a cell, and a sentence only
    under the title of a whole draft."""
    paragraph = document.paragraphs[index]
    text = document.text[paragraph.start : paragraph.end]
    if paragraph.kind != "text" or len(text.split()) >= words:
        return False
    return is_whole(document) or not text.rstrip("*_ ").endswith((".", "?", "!"))


def _makers(document: Document) -> frozenset[str]:
    """Names of those who wrote, chaired or signed: in running text that says so, in short lines at the front and at the
    end, and in the panel's list."""
    found: set[str] = set()
    for wording in fine().makers_in_prose.patterns:
        for match in re.finditer(wording, document.text):
            found.update(bare(word) for word in _NAMES.findall(match["name"]))
    last = len(document.paragraphs) - 6
    pattern = compiled(fine().makers.patterns, True)
    for index, paragraph in enumerate(document.paragraphs):
        text = document.text[paragraph.start : paragraph.end]
        title = document.section_title(index) or ""
        if _MAKERS_PLACES.search(title):
            found.update(bare(word) for word in _TOKEN.findall(text))
            continue
        if not (index < 14 or index >= last):
            continue
        for line in text.split("\n"):
            signed = (
                index >= last + 2
                and paragraph.kind == "text"
                and re.fullmatch(
                    r"(?:Dr |Prof |Mr |Mrs |Ms |Miss )?[A-Z][\w’'.-]*(?: [A-Z][\w’'-]+){1,2}[,.]?", line.strip("*_ ")
                )
            )
            told = not is_whole(document) and line.rstrip("*_ ").endswith((".", "?", "!"))
            if signed or (len(line.split()) <= _SHORT_WORDS and not told and pattern.search(line)):
                found.update(bare(word) for word in _TOKEN.findall(line))
    return frozenset(word for word in found if len(word) > 1)
