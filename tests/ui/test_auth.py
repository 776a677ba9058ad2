from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from assistant.settings import Settings
from corpus.errors import SettingsError
from ui.auth import TRIES, WAIT, Doorkeeper, is_loopback, require_auth
from ui.serve import free_port, serve


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_this_machine_alone_needs_no_password(host: str) -> None:
    assert is_loopback(host)
    require_auth(Settings(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "example.org", ""])
def test_a_wider_address_without_passwords_is_refused_with_the_fix(host: str) -> None:
    with pytest.raises(SettingsError, match="--auth"):
        serve(Settings(host=host, port=0), open_browser=False)


def test_a_wider_address_with_passwords_is_allowed(tmp_path: Path) -> None:
    require_auth(Settings(host="0.0.0.0", auth=tmp_path / "people.txt"))


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_name_has_to_wait_after_several_wrong_passwords_and_others_do_not() -> None:
    clock, asked = Clock(), []

    def allow(name: str, password: str) -> bool:
        asked.append(name)
        return password == "right"

    door = Doorkeeper(allow, clock)
    assert not any(door("ada", "wrong") for _ in range(TRIES))
    assert not door("ada", "right")
    assert asked == ["ada"] * TRIES
    assert door("bea", "right")
    clock.now += WAIT + 1
    assert door("ada", "right")


def test_a_right_password_clears_the_count() -> None:
    door = Doorkeeper(lambda _name, password: password == "right", Clock())
    for _ in range(3):
        assert not any(door("ada", "wrong") for _ in range(TRIES - 1))
        assert door("ada", "right")


def test_tries_made_side_by_side_count_as_well() -> None:
    asked: list[str] = []

    def allow(name: str, password: str) -> bool:
        asked.append(password)
        return False

    door = Doorkeeper(allow)

    async def many() -> None:
        await asyncio.gather(*(door.admit("ada", str(n)) for n in range(40)))

    asyncio.run(many())
    assert len(asked) == TRIES


def test_a_port_in_use_is_named_with_the_fix() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match="--port"):
            free_port(Settings(port=port))
    assert free_port(Settings(port=0)) > 0
