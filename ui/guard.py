"""Stands before the page's server: lets through what the page itself needs, and ties each session to one browser.

Gradio names a session by a short random text made in the browser. Here every browser also gets a secret cookie, and a
session may only be used with the cookie it was opened with. Routes that the page does not use are closed, among them
the one that serves uploaded files; what a person may fetch goes through `ui.downloads`.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from ui.downloads import PREFIX as DOWNLOAD
from ui.downloads import Downloads
from ui.session import Sessions

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

API = "/gradio_api"
HEARTBEAT = f"{API}/heartbeat/"
GOODBYE = "/goodbye"
OPEN = frozenset(
    {
        "/", "/login", "/logout", "/theme.css", "/favicon.ico", f"{API}/theme.css", f"{API}/startup-events",
        f"{API}/app_id", f"{API}/queue/join", f"{API}/queue/data", f"{API}/upload", f"{API}/upload_progress",
        f"{API}/cancel", f"{API}/reset", GOODBYE,
    }
)  # fmt: skip
OPEN_BELOW = ("/assets/", "/static/", HEARTBEAT, DOWNLOAD)
HEADERS = {
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
# What the page forbids would keep a browser from showing a PDF in its own viewer.
PDF_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    )
}
_SECRET = re.compile(r"^[A-Za-z0-9_-]{43}$")


def cookie_name(scope: Scope) -> str:
    """The cookie's name; it holds the port, because cookies of one address are shared by all its ports."""
    server = scope.get("server") or ("", 0)
    return f"second-question-{server[1]}"


def owner_in(cookies: str, name: str) -> str:
    """The secret in a Cookie header, "" where there is none of the right form."""
    for part in cookies.split(";"):
        key, _, value = part.strip().partition("=")
        if key == name and _SECRET.match(value):
            return value
    return ""


class Guard:
    """ASGI middleware.

    Args:
        app: the server behind it.
        sessions: who owns which session.
        downloads: what may be fetched.
        hosts: names the page answers to, None for any. A page on loopback must not answer to a name that another site
            has pointed at this machine.
        most_bytes: largest body of a request.
    """

    def __init__(
        self, app: App, sessions: Sessions, downloads: Downloads, hosts: frozenset[str] | None, most_bytes: int
    ) -> None:
        self._app = app
        self._sessions = sessions
        self._downloads = downloads
        self._hosts = hosts
        self._most = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        path: str = scope["path"]
        headers = {key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]}
        if self._hosts is not None and _host(headers.get("host", "")) not in self._hosts:
            await _answer(send, 421, "This page does not go by that name.")
            return
        if path not in OPEN and not path.startswith(OPEN_BELOW):
            await _answer(send, 404, "There is nothing here.")
            return
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._most:
            await _answer(send, 413, "That is larger than this page accepts.")
            return
        owner = owner_in(headers.get("cookie", ""), cookie_name(scope))
        if path == GOODBYE or path.startswith(DOWNLOAD):
            await self._serve(scope, receive, send, path, owner)
            return
        key = _session_in(scope, path)
        if key is not None and self._sessions.owner_of(key) not in (None, owner):
            await _answer(send, 403, "This session belongs to another browser.")
            return
        fresh = None if owner else f"{cookie_name(scope)}={secrets.token_urlsafe(32)}; Path=/; HttpOnly; SameSite=Lax"
        forward = self._app(scope, _limited(receive, self._most), _dressed(send, fresh if path == "/" else None))
        if key is None or not path.startswith(HEARTBEAT):
            await forward
            return
        self._sessions.hold(key)
        try:
            await forward
        finally:
            self._sessions.lose(key)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, path: str, owner: str) -> None:
        from starlette.responses import FileResponse

        if path == GOODBYE:
            if scope["method"] == "POST" and owner:
                self._sessions.close(_asked(scope, "session"), owner)
            await _answer(send, 204, "")
            return
        offer = self._downloads.find(path.removeprefix(DOWNLOAD), owner) if owner else None
        if offer is None:
            await _answer(send, 404, "This file is no longer here. Make it again from the page.")
            return
        response = FileResponse(
            offer.path,
            media_type=offer.media_type,
            filename=offer.path.name,
            content_disposition_type="inline" if offer.inline else "attachment",
            headers={"cache-control": "no-store", **(PDF_HEADERS if offer.media_type == "application/pdf" else {})},
        )
        await response(scope, receive, _dressed(send, None))


def _host(header: str) -> str:
    name = header.rsplit(":", 1)[0] if not header.endswith("]") else header
    return name.strip("[]").lower()


def _session_in(scope: Scope, path: str) -> str | None:
    if path.startswith(HEARTBEAT):
        return path.removeprefix(HEARTBEAT).strip("/")
    return _asked(scope, "session_hash") if path == f"{API}/queue/data" else None


def _asked(scope: Scope, name: str) -> str:
    """A value of the address's query, "" where there is none."""
    return parse_qs(bytes(scope["query_string"]).decode("latin-1")).get(name, [""])[0]


def _dressed(send: Send, cookie: str | None) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            named = {key.lower() for key, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *((key.encode(), value.encode()) for key, value in HEADERS.items() if key.encode() not in named),
                *([(b"set-cookie", cookie.encode()), (b"cache-control", b"no-store")] if cookie else []),
            ]
        await send(message)

    return sending


def _limited(receive: Receive, most: int) -> Receive:
    """A body that says no length is counted as it comes, and ends at the limit."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > most else message

    return receiving


async def _answer(send: Send, status: int, text: str) -> None:
    body = text.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    dressed = _dressed(send, None)
    await dressed({"type": "http.response.start", "status": status, "headers": headers})
    await dressed({"type": "http.response.body", "body": body})
