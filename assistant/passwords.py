"""Names and hashed passwords for a page that others can reach: one `name:scrypt$...` a line of a file.

scrypt with n=2^15, r=8, p=1 (about 0.1 s and 32 MB for each guess), a 16-byte random salt, compared in constant time.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from pathlib import Path

from corpus.errors import SettingsError

N, R, P = 2**15, 8, 1


def _hash(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8"), salt=salt, n=N, r=R, p=P, maxmem=128 * N * R * 2, dklen=32)


def make_line(name: str, password: str) -> str:
    """One line for the authentication file.

    Raises:
        SettingsError: the name holds a colon or space, or the password is under 12 characters.
    """
    if not name or ":" in name or " " in name:
        raise SettingsError(f"The name {name!r} cannot be used", "Use letters, digits, dots and hyphens")
    if len(password) < 12:
        raise SettingsError("The password is under 12 characters", "Choose a longer one, such as four unrelated words")
    salt = os.urandom(16)
    return f"{name}:scrypt${base64.b64encode(salt).decode()}${base64.b64encode(_hash(password, salt)).decode()}"


class Passwords:
    """The people allowed in, read from a file."""

    def __init__(self, path: Path) -> None:
        self._known: dict[str, tuple[bytes, bytes]] = {}
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except OSError as error:
            raise SettingsError(
                f"The authentication file {path} cannot be read: {error.strerror}",
                "Make it with `second-question password NAME > FILE`",
            ) from error
        for number, line in enumerate(lines, 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                name, rest = line.strip().split(":", 1)
                scheme, salt, digest = rest.split("$")
                if scheme != "scrypt":
                    raise ValueError(scheme)
                self._known[name] = base64.b64decode(salt, validate=True), base64.b64decode(digest, validate=True)
            except ValueError as error:
                raise SettingsError(
                    f"{path}, line {number} is not a name and hashed password",
                    "Make each line with `second-question password NAME`",
                ) from error
        if not self._known:
            raise SettingsError(f"{path} holds no names", "Make a line with `second-question password NAME`")

    def allow(self, name: str, password: str) -> bool:
        """Whether the password is right; takes as long for an unknown name as for a known one."""
        salt, digest = self._known.get(name, (b"\0" * 16, b""))
        return hmac.compare_digest(_hash(password, salt), digest)
