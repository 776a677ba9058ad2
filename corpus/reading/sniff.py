"""What a file is, by its first bytes rather than by its name."""

from __future__ import annotations

from typing import Literal

Kind = Literal["pdf", "word", "text", "old-office", "image", "html", "rtf", "other"]

HEAD_BYTES = 4096
_PDF_WITHIN = 1024
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "word"),
    (b"PK\x05\x06", "word"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0c\x1b\x0b")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes) -> Kind:
    """The kind of a file whose first `HEAD_BYTES` bytes are `head`. Any zip counts as "word" until it is opened."""
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    for magic, kind in _MAGIC:
        if head.startswith(magic) and (magic != b"BM" or b"\x00" in head):
            return kind
    if head[4:12] in {b"ftypheic", b"ftypmif1"} or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        return "image"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower().startswith(_HTML):
        return "html"
    if head.startswith(_WIDE_MARKS) or not any(byte < 32 and byte not in _TEXT_CONTROLS for byte in head):
        return "text"
    return "other"
