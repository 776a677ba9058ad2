"""The authentication file."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.passwords import Passwords, make_line
from corpus.errors import SettingsError


def test_the_right_password_is_allowed_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / "auth"
    file.write_text(make_line("amira", "four unrelated words") + "\n")
    passwords = Passwords(file)
    assert passwords.allow("amira", "four unrelated words")
    assert not passwords.allow("amira", "four unrelated word")
    assert not passwords.allow("nobody", "four unrelated words")
    assert "four" not in file.read_text()


def test_two_lines_for_one_password_differ() -> None:
    assert make_line("a", "four unrelated words") != make_line("a", "four unrelated words")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "amira:plain\n", "amira:scrypt$!!$??\n"])
def test_a_file_that_lets_nobody_in_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "auth"
    file.write_text(text)
    with pytest.raises(SettingsError):
        Passwords(file)


def test_a_short_password_is_refused() -> None:
    with pytest.raises(SettingsError, match="12 characters"):
        make_line("amira", "short")
