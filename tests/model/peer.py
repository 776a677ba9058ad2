"""A server that speaks as OpenAI's interface does and answers each request as a test has it answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Does = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


@contextmanager
def peer(does: Does) -> Iterator[str]:
    """Its address, while it runs; `does` answers a request, given its body."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            does(self, body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()


def status(code: int, message: str) -> Does:
    """Refuses every request."""

    def does(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
        _send(handler, code, {"error": {"message": message, "type": "x", "code": None}})

    return does


def says(text: str, finish: str = "stop") -> Does:
    """Answers every request with this text."""

    def does(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
        usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
        _send(
            handler,
            200,
            {"id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], "usage": usage},
        )

    return does


def breaks_off(text: str) -> Does:
    """Streams some of a reply, then closes the connection in the middle of it."""

    def does(handler: BaseHTTPRequestHandler, _body: dict[str, Any]) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for at in range(0, len(text), 9):
            delta = {"index": 0, "delta": {"content": text[at : at + 9]}, "finish_reason": None}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [delta]}
            data = f"data: {json.dumps(chunk)}\n\n".encode()
            handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        handler.wfile.flush()
        handler.close_connection = True
        handler.connection.close()

    return does


def _send(handler: BaseHTTPRequestHandler, code: int, value: object) -> None:
    data = json.dumps(value).encode()
    handler.send_response(code)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)
