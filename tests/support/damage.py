"""Ways to damage a file, the same each time for the same random numbers, and what must be said of a file refused."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

from corpus.errors import ReadError

Damage = Callable[[bytearray, random.Random], None]
_NUMBERS = (b"0", b"-1", b"99999999999", b"2147483648", b"1", b"65536")
_JARGON = re.compile(r"Error|Exception|Traceback|None\b|xref|0x[0-9a-f]|object at|\\x|errno|codec|\bXPath\b|[\r\n]")


def cut(data: bytearray, rng: random.Random) -> None:
    """The end is missing."""
    del data[rng.randrange(1, len(data)) :]


def flip(data: bytearray, rng: random.Random) -> None:
    """Some bytes are others."""
    for _ in range(rng.choice((1, 8, 80))):
        data[rng.randrange(len(data))] = rng.randrange(256)


def splice(data: bytearray, rng: random.Random) -> None:
    """A stretch stands where another was."""
    start, other = rng.randrange(len(data)), rng.randrange(len(data))
    data[start : start + rng.randrange(900)] = data[other : other + rng.randrange(900)]


def repeat(data: bytearray, rng: random.Random) -> None:
    """A stretch comes several times."""
    start = rng.randrange(len(data))
    data[start:start] = data[start : start + rng.randrange(1, 900)] * rng.randrange(1, 5)


def absurd_numbers(data: bytearray, rng: random.Random) -> None:
    """Lengths, counts and places are absurd."""
    found = list(re.finditer(rb"\d+", bytes(data)))
    for match in sorted(rng.sample(found, min(len(found), 6)), key=lambda match: match.start(), reverse=True):
        data[match.start() : match.end()] = rng.choice(_NUMBERS)


def bad_references(data: bytearray, rng: random.Random) -> None:
    """References point at other objects, at themselves or at nothing."""
    data[:] = re.sub(
        rb"\d+ 0 R", lambda old: b"%d 0 R" % rng.randrange(40) if rng.random() < 0.3 else old[0], bytes(data)
    )


def wrong_places(data: bytearray, rng: random.Random) -> None:
    """The table of where objects are is wrong."""
    data[:] = re.sub(
        rb"\d{10} 00000 n",
        lambda old: b"%010d 00000 n" % rng.randrange(len(data)) if rng.random() < 0.5 else old[0],
        bytes(data),
    )


def recursive(data: bytearray, rng: random.Random) -> None:
    """Some objects refer to themselves or to each other in a ring."""
    objects = list(re.finditer(rb"(\d+) 0 obj.*?endobj", bytes(data), re.S))
    for match in sorted(rng.sample(objects, min(len(objects), 3)), key=lambda match: match.start(), reverse=True):
        own = b"%s 0 R" % match[1]
        data[match.start() : match.end()] = re.sub(rb"\d+ 0 R", own, match[0])


BYTES: tuple[Damage, ...] = (cut, flip, splice, repeat)
OF_PDF: tuple[Damage, ...] = (*BYTES, absurd_numbers, bad_references, wrong_places, recursive)


def inside_word(data: bytearray, rng: random.Random) -> None:
    """One part of a Word file is damaged, and the file packed again so that the damage is reached."""
    package = zipfile.ZipFile(io.BytesIO(bytes(data)))
    parts = {name: package.read(name) for name in package.namelist()}
    name = rng.choice(sorted(parts))
    part = bytearray(parts[name])
    rng.choice((*BYTES, absurd_numbers, _swap_tags, _nest))(part, rng)
    parts[name] = bytes(part)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for each, content in parts.items():
            made.writestr(zipfile.ZipInfo(each), content)
    data[:] = packed.getvalue()


def _swap_tags(data: bytearray, rng: random.Random) -> None:
    """Elements have the names of others, opening and closing alike: the XML stays well formed."""
    names = sorted(set(re.findall(rb"<(w:\w+)", bytes(data))))
    if len(names) < 2:
        return
    one, other = rng.sample(names, 2)
    data[:] = re.sub(rb"(</?)%s\b" % one, rb"\1" + other, bytes(data))


def _nest(data: bytearray, rng: random.Random) -> None:
    """Paragraphs stand inside paragraphs, hundreds deep."""
    tag = rng.choice((b"w:p", b"w:r", b"w:tbl", b"w:sdt", b"w:ins"))
    deep = rng.choice((30, 300, 3000))
    body = bytes(data)
    at = body.find(b"<w:body>")
    data[at + 8 : at + 8] = b"<%s>" % tag * deep + b"</%s>" % tag * deep if at >= 0 else b""


OF_WORD: tuple[Damage, ...] = (*BYTES, inside_word, inside_word, inside_word)


def assert_told(error: ReadError, name: str) -> None:
    """The reason names the file and says what to do, on one line, in words that are not a programmer's."""
    assert error.what.startswith(name), error
    assert error.fix, error
    assert not _JARGON.search(str(error).removeprefix(name)), error
    assert len(str(error)) < 300
