"""Words and their stems, exactly as the catalogue's word indexes cut and stem them (SQLite's porter tokenizer)."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterable
from functools import cache

_WORD = re.compile(r"[^\W_]+")
_lock = threading.Lock()


def words(text: str) -> list[str]:
    """The words of a text, lower case, cut at everything that is not a letter or digit."""
    return _WORD.findall(text.lower())


def stem(word: str) -> str:
    """The stem of one word."""
    return stems([word])[0]


def stems(items: Iterable[str]) -> list[str]:
    """The stem of each word, in order."""
    wanted = list(items)
    known = _known()
    with _lock:
        new = sorted({word for word in wanted if word not in known})
        if new:
            known.update(_ask_sqlite(new))
        return [known[word] for word in wanted]


@cache
def _known() -> dict[str, str]:
    return {}


def _ask_sqlite(new: list[str]) -> dict[str, str]:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE w USING fts5(t, tokenize='porter unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(w, 'instance')")
        connection.executemany("INSERT INTO w (rowid, t) VALUES (?, ?)", list(enumerate(new)))
        found = dict(connection.execute("SELECT doc, term FROM v").fetchall())
        return {word: str(found.get(number, word)) for number, word in enumerate(new)}
    finally:
        connection.close()
