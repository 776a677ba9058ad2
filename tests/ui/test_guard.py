from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from ui.downloads import Downloads
from ui.guard import API, Guard, owner_in
from ui.session import Sessions

A, B = "a" * 43, "b" * 43
HOSTS = frozenset({"127.0.0.1", "localhost"})


class Reply:
    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {key.decode(): value.decode() for key, value in message["headers"]}
        else:
            self.body += message.get("body", b"")


class Room:
    """A guard before a server that says yes to everything it is asked."""

    def __init__(self, home: Path, most_bytes: int = 1000) -> None:
        self.downloads = Downloads()
        self.sessions = Sessions(home, self.downloads)
        self.reached: list[str] = []
        self.read = b""
        self.guard = Guard(self.server, self.sessions, self.downloads, HOSTS, most_bytes)

    async def server(self, scope: Any, receive: Any, send: Any) -> None:
        self.reached.append(scope["path"])
        while True:
            message = await receive()
            self.read += message.get("body", b"")
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"yes"})

    def ask(
        self, path: str, cookie: str = A, host: str = "127.0.0.1:7860", method: str = "GET", query: str = "",
        body: tuple[bytes, ...] = (b"",), headers: tuple[tuple[bytes, bytes], ...] = (),
    ) -> Reply:  # fmt: skip
        given = [(b"host", host.encode()), *headers]
        if cookie:
            given.append((b"cookie", f"other=1; second-question-7860={cookie}".encode()))
        scope = {
            "type": "http", "path": path, "method": method, "headers": given, "server": ("127.0.0.1", 7860),
            "query_string": query.encode(), "asgi": {"spec_version": "2.4"},
        }  # fmt: skip
        parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
        parts[-1]["more_body"] = False
        waiting = iter([*parts, {"type": "http.disconnect"}])

        async def receive() -> Any:
            return next(waiting)

        reply = Reply()
        asyncio.run(self.guard(scope, receive, reply))
        return reply


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


@pytest.mark.parametrize(
    "path",
    [
        f"{API}/file=/etc/passwd", f"{API}/file/x", f"{API}/proxy=http://x", f"{API}/info", f"{API}/openapi.json",
        f"{API}/call/check", f"{API}/run/predict", f"{API}/api/predict", f"{API}/deep_link", f"{API}/component_server",
        f"{API}/runs", f"{API}/stream/a/b/c/playlist.m3u8", "/config", "/docs", "/monitoring", f"{API}/vibe-code",
        f"{API}/queue/status", f"{API}/process_recording", "/manifest.json", f"{API}/custom_component/x/y/z/a",
    ],
)  # fmt: skip
def test_routes_that_the_page_does_not_use_are_closed(room: Room, path: str) -> None:
    assert room.ask(path).status == 404
    assert not room.reached


def test_the_page_itself_is_open_and_gives_each_browser_a_secret(room: Room) -> None:
    first, second = room.ask("/", cookie=""), room.ask("/", cookie="")
    assert first.status == 200
    assert first.headers["set-cookie"] != second.headers["set-cookie"]
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=Lax" in first.headers["set-cookie"]
    assert "set-cookie" not in room.ask("/", cookie=A).headers


def test_every_answer_forbids_what_the_page_does_not_need(room: Room) -> None:
    for reply in (room.ask("/"), room.ask("/docs")):
        assert "connect-src 'self'" in reply.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example:7860", "127.0.0.1.evil.example", "", "192.168.1.2:7860"])
def test_a_page_on_this_machine_answers_to_no_other_name(room: Room, host: str) -> None:
    assert room.ask("/", host=host).status == 421
    assert not room.reached


@pytest.mark.parametrize("path", [f"{API}/queue/data", f"{API}/heartbeat/tab"])
def test_no_other_browser_can_listen_to_a_session(room: Room, path: str) -> None:
    room.sessions.open("tab", A, None)
    assert room.ask(path, cookie=B, query="session_hash=tab").status == 403
    assert room.ask(path, cookie="", query="session_hash=tab").status == 403
    assert room.ask(path, cookie=A, query="session_hash=tab").status == 200


def test_a_body_over_the_limit_is_refused_whether_or_not_it_says_its_length(room: Room) -> None:
    told = ((b"content-length", b"1001"),)
    assert room.ask(f"{API}/upload", method="POST", headers=told).status == 413
    assert room.ask(f"{API}/upload", method="POST", headers=((b"content-length", b"-1"),)).status == 413
    room.ask(f"{API}/upload", method="POST", body=(b"x" * 600, b"x" * 600))
    assert len(room.read) <= 1000


def test_downloads_go_to_their_browser_and_to_no_other(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "feedback.html"
    path.write_text("<p>hello</p>", encoding="utf-8")
    room.sessions.open("tab", A, None)
    address = room.downloads.offer(path, A, "tab")
    reply = room.ask(address)
    assert (reply.status, reply.body) == (200, b"<p>hello</p>")
    assert reply.headers["content-disposition"].startswith("attachment")
    assert reply.headers["cache-control"] == "no-store"
    assert room.ask(address, cookie=B).status == 404
    assert room.ask(address, cookie="").status == 404
    assert room.ask("/download/../../etc/passwd").status == 404


def test_leaving_the_page_wipes_the_session_of_that_browser_only(room: Room) -> None:
    room.sessions.open("tab", A, None)
    room.ask("/goodbye", cookie=B, method="POST", query="session=tab")
    room.ask("/goodbye", cookie=A, method="GET", query="session=tab")
    assert room.sessions.find("tab", A) is not None
    assert room.ask("/goodbye", cookie=A, method="POST", query="session=tab").status == 204
    assert room.sessions.find("tab", A) is None


@pytest.mark.parametrize("cookies", ["", "second-question-7860=short", f"second-question-7860={'é' * 43}", f"x={A}"])
def test_a_cookie_of_another_form_is_no_secret(cookies: str) -> None:
    assert owner_in(cookies, "second-question-7860") == ""
