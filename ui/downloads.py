"""Files that a person may fetch, each under an address that cannot be guessed and only from their own browser."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from pathlib import Path

PREFIX = "/download/"
TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One file offered. `inline` files are shown in the browser; the rest are saved."""

    path: Path
    owner: str
    session: str
    inline: bool = False

    @property
    def media_type(self) -> str:
        """What the file is."""
        return TYPES.get(self.path.suffix.lower(), "application/octet-stream")


class Downloads:
    """Every file on offer, by token."""

    def __init__(self) -> None:
        self._offers: dict[str, Offer] = {}
        self._lock = threading.Lock()

    def offer(self, path: Path, owner: str, session: str, inline: bool = False) -> str:
        """Offer a file to the browser that owns the session; returns the address to fetch it from."""
        offer = Offer(path, owner, session, inline)
        with self._lock:
            known = next((token for token, other in self._offers.items() if other == offer), None)
            token = known or secrets.token_urlsafe(32)
            self._offers[token] = offer
        return PREFIX + token

    def find(self, token: str, owner: str) -> Offer | None:
        """What a token stands for, if it is this browser's and the file is still there."""
        with self._lock:
            offer = self._offers.get(token)
        if offer is None or not secrets.compare_digest(offer.owner, owner) or not offer.path.is_file():
            return None
        return offer

    def forget(self, owner: str, session: str) -> None:
        """Take back everything offered to a session."""
        with self._lock:
            gone = [token for token, offer in self._offers.items() if (offer.owner, offer.session) == (owner, session)]
            for token in gone:
                del self._offers[token]
