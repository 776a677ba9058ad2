"""Who may reach the page: this machine alone, or people with a name and password."""

from __future__ import annotations

import asyncio
import ipaddress
import threading
import time
from collections.abc import Callable

from assistant.settings import Settings
from corpus.errors import SettingsError

TRIES = 5
"""Wrong passwords for one name before it has to wait."""
WAIT = 15 * 60.0
"""Seconds for which wrong passwords count."""
MOST_NAMES = 10_000


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def require_auth(settings: Settings) -> None:
    """Refuse to listen beyond this machine without names and passwords.

    Raises:
        SettingsError: the host is not loopback and there is no authentication file.
    """
    if settings.auth is None and not is_loopback(settings.host):
        raise SettingsError(
            f"The page would listen on {settings.host}, which other machines can reach, with no one asked to sign in",
            "Make a line with `second-question password NAME > people.txt` and add --auth people.txt, "
            "or leave --host out",
        )


class Doorkeeper:
    """Checks a name and password, and makes a name wait after several wrong ones.

    Wrong tries are counted for names that do not exist too, so that waiting tells nothing about who is known.

    Args:
        allow: whether a password is right.
        clock: seconds, for tests.
    """

    def __init__(self, allow: Callable[[str, str], bool], clock: Callable[[], float] = time.monotonic) -> None:
        self._allow = allow
        self._clock = clock
        self._wrong: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def __call__(self, name: str, password: str) -> bool:
        """Whether this person may come in now."""
        with self._lock:
            if len(self._recent(name)) >= TRIES:
                return False
            # Counted before it is looked at, so that tries made side by side count as well.
            self._note(name)
        allowed = self._allow(name, password)
        if allowed:
            with self._lock:
                self._wrong.pop(name, None)
        return allowed

    async def admit(self, name: str, password: str) -> bool:
        """The same without holding up the server while the password is hashed."""
        return await asyncio.to_thread(self, name, password)

    def _recent(self, name: str) -> list[float]:
        since = self._clock() - WAIT
        found = [moment for moment in self._wrong.get(name, ()) if moment > since]
        if found:
            self._wrong[name] = found
        else:
            self._wrong.pop(name, None)
        return found

    def _note(self, name: str) -> None:
        if name not in self._wrong and len(self._wrong) >= MOST_NAMES:
            self._wrong.pop(next(iter(self._wrong)))
        self._wrong.setdefault(name, []).append(self._clock())
