"""Cuts the content of a PDF page into operators with their operands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_OPERANDS = 64  # more than any operator takes

_NESTED = rb"\((?:[^()\\]++|\\[\s\S])*+\)"
for _ in range(3):
    _NESTED = rb"\((?:[^()\\]++|\\[\s\S]|" + _NESTED + rb")*+\)"
_TOKEN = re.compile(
    rb"(?P<word>[^\s\x00()<>\[\]{}/%]++)|(?P<name>/[^\s\x00()<>\[\]{}/%]*+)|(?P<hex><(?!<)[^<>]*+>)"
    rb"|(?P<string>" + _NESTED + rb")|(?P<open>\[)|(?P<close>\])|%[^\r\n]*+"
)
_WORD, _NAME, _HEX, _STRING, _OPEN, _CLOSE = range(1, 7)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_IMAGE_END = re.compile(rb"[\s\x00]EI(?=[\s\x00]|$)")
_NUMERIC = frozenset(b"+-.0123456789")
_CONSTANTS = frozenset((b"true", b"false", b"null"))


def operations(content: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """Each operator with its operands.

    Numbers come as floats, strings as bytes, names as str with their slash, arrays as lists. Dictionaries are not told
    apart from what is in them: no operator that matters takes one. What cannot be understood is left out. The data of
    inline pictures is skipped.
    """
    operands: list[Any] = []
    array: list[Any] | None = None
    at = 0
    while at < len(content):
        resume = len(content)
        for match in _TOKEN.finditer(content, at):
            kind = match.lastindex
            value: Any
            if kind == _WORD:
                token = match[0]
                if token[0] not in _NUMERIC:
                    if token not in _CONSTANTS:
                        array = None  # an operator inside an array: the array was never closed
                        yield token, operands
                        operands = []
                        if token == b"ID":
                            end = _IMAGE_END.search(content, match.end())
                            resume = end.end() if end else len(content)
                            break
                    continue
                try:
                    value = float(token)
                except ValueError:
                    value = 0.0
            elif kind == _STRING:
                value = unescape(match[0][1:-1])
            elif kind == _HEX:
                value = unhex(match[0][1:-1])
            elif kind == _NAME:
                value = match[0].decode("latin-1")
            elif kind == _OPEN:
                array = []
                continue
            elif kind == _CLOSE and array is not None:
                value, array = array, None
            else:
                continue
            if array is not None:
                array.append(value)
            elif len(operands) < _OPERANDS:
                operands.append(value)
        at = resume


def unescape(string: bytes) -> bytes:
    """The bytes of a literal string, given without its outer brackets."""
    if b"\\" not in string:
        return string

    def one(match: re.Match[bytes]) -> bytes:
        if match[1]:
            return bytes([int(match[1], 8) & 255])
        return _ESCAPED.get(match[2], match[2])

    return _ESCAPE.sub(one, string)


def unhex(string: bytes) -> bytes:
    """The bytes of a string of hexadecimal digits, with whatever else is in it left out."""
    try:
        return bytes.fromhex(string.decode("ascii"))
    except ValueError:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", string)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
