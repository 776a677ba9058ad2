"""Reading a reply as it arrives: the objects in its list of items, each when its last brace has come."""

from __future__ import annotations

import json
import re
from typing import Any

_START = re.compile(r'\{\s*"items"\s*:\s*\[')
_DECODER = json.JSONDecoder()
LONGEST = 400_000
"""Characters of a reply that are read; what comes after is not."""


class Items:
    """Takes pieces of `{"items": [...]}`, whatever stands before or after it, and gives the objects."""

    def __init__(self) -> None:
        self._held = ""
        self._inside = False
        self.whole = False
        """Whether the list has been closed."""

    def feed(self, text: str) -> list[Any]:
        """The objects that this piece completes."""
        if self.whole or len(self._held) > LONGEST:
            return []
        self._held += text
        if not self._inside:
            start = _START.search(self._held)
            if start is None:
                return []
            self._inside, self._held = True, self._held[start.end() :]
        found = []
        while True:
            self._held = self._held.lstrip(" \t\r\n,")
            if self._held.startswith("]"):
                self.whole = True
                break
            if not self._held.startswith("{"):
                break
            try:
                item, end = _DECODER.raw_decode(self._held)
            except (ValueError, RecursionError):
                break
            found.append(item)
            self._held = self._held[end:]
        return found
