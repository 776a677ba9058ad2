"""Serve the page until interrupted."""

from __future__ import annotations

import os
import signal
import socket
import threading
import webbrowser
from types import FrameType

from assistant.settings import Settings
from corpus.errors import SettingsError
from ui.auth import Doorkeeper, require_auth
from ui.engine import Engine
from ui.storage import make_home

SWEEP = 30.0
"""Seconds between two looks for sessions that nobody came back to."""
# Gradio's page for signing in has no title and no heading of the first level; its message may hold them.
WELCOME = (
    '<title>Second question: sign in</title><span role="heading" aria-level="1">Second question</span>. '
    "Sign in with the name and password that you were given."
)


def serve(settings: Settings, open_browser: bool = True, engine: Engine | None = None) -> None:
    """Open the page, print its address, and stay until interrupted.

    Args:
        settings: where to listen, who may come in, which library.
        open_browser: whether to show the page in the person's browser.
        engine: the assistant, the one of this machine by default.

    Raises:
        SettingsError: the host would let others in without a password, or the address cannot be listened on.
    """
    require_auth(settings)
    admit = None
    if settings.auth is not None:
        from assistant.passwords import Passwords

        admit = Doorkeeper(Passwords(settings.auth).allow).admit
    port = free_port(settings)
    home = make_home()
    os.environ["GRADIO_TEMP_DIR"] = str(home / "uploads")
    _leave_proxies_out()
    from ui.app import build

    app = build(settings, home, engine)
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    app.blocks.launch(
        **app.options,
        server_name=settings.host,
        server_port=port,
        auth=admit,
        auth_message=WELCOME if admit else None,
        prevent_thread_lock=True,
    )
    address = f"http://{shown_host(settings.host)}:{port}"
    print(f"Second question is open at {address} (Ctrl+C closes it)", flush=True)
    if open_browser:
        webbrowser.open(address)
    # Loaded once the page is up, so that the page comes quickly and the first check does too.
    threading.Thread(target=_warm, args=(app.engine, stopping), name="warm", daemon=True).start()
    try:
        while not stopping.wait(SWEEP):
            app.sessions.sweep()
    finally:
        app.sessions.close_all()
        app.blocks.close(verbose=False)


def free_port(settings: Settings) -> int:
    """The port to listen on: the one set, or a free one where 0 is set.

    Raises:
        SettingsError: the address is in use or is not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host.strip("[]"), settings.port))
        except OSError as error:
            raise SettingsError(
                f"The page cannot listen on {settings.host}, port {settings.port}: {str(error.strerror).lower()}",
                "Choose another port with --port, or 0 for any free one",
            ) from error
        return int(probe.getsockname()[1])


def shown_host(host: str) -> str:
    """The host as it is written in an address."""
    if host in ("0.0.0.0", "::"):
        return socket.gethostname()
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _warm(engine: Engine, stopping: threading.Event) -> None:
    if stopping.wait(1.0):
        return
    try:
        engine.warm()
    except Exception:
        # What could not be loaded now is said, with what to do about it, when it is needed.
        return


def _leave_proxies_out() -> None:
    """Gradio asks its own address whether it is up; a proxy set for the network must not be asked instead."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [part for part in os.environ.get(name, "").split(",") if part]
        os.environ[name] = ",".join(dict.fromkeys([*known, "127.0.0.1", "localhost", "::1"]))
