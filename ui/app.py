"""Put the page together: components, events, sessions, and the guard before the server."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from ui.auth import is_loopback
from ui.downloads import Downloads
from ui.engine import Engine
from ui.queue import Desk
from ui.session import Sessions

SLOTS = 400
"""Events that may be open at once; a waiting check holds one, and costs next to nothing."""
SWEEP = (60, 600)
"""Every how many seconds uploads that were never used are looked for, and the age at which they are removed."""


@dataclass(slots=True)
class App:
    """A page ready to be served. `options` are for `blocks.launch`."""

    blocks: Any
    engine: Engine
    sessions: Sessions
    options: dict[str, Any]


def build(settings: Settings, home: Path, engine: Engine | None = None) -> App:
    """Build the page.

    Args:
        settings: what can be set.
        home: private folder for what sessions put on disk; the caller removes it.
        engine: the assistant, the one of this machine by default.
    """
    from ui.quick import import_gradio

    import_gradio()
    import gradio as gr
    from starlette.middleware import Middleware

    from ui import assets, words
    from ui.events import Context, wire
    from ui.guard import Guard
    from ui.layout import lay_out
    from ui.theme import theme

    if engine is None:
        from ui.builtin import Builtin

        engine = Builtin(settings)
    loopback = is_loopback(settings.host)
    downloads = Downloads()
    with gr.Blocks(title=words.TITLE, analytics_enabled=False, delete_cache=SWEEP) as blocks:
        page = lay_out(engine.editions(), loopback, engine.offer())

        def gone(key: str) -> None:
            # Gradio keeps what a session's components last showed; that is the draft.
            holder = blocks.state_holder
            holder.session_data.pop(key, None)
            holder.time_last_used.pop(key, None)

        sessions = Sessions(home / "sessions", downloads, gone)
        wire(Context(blocks, page, engine, sessions, Desk(settings.concurrency), loopback))
    blocks.queue(api_open=False, default_concurrency_limit=None)
    most = settings.max_upload_mb * 1024 * 1024
    hosts = frozenset({"127.0.0.1", "localhost", "::1", settings.host.strip("[]").lower()}) if loopback else None
    guard = Middleware(Guard, sessions=sessions, downloads=downloads, hosts=hosts, most_bytes=10 * most)
    options = {
        "allowed_paths": [],
        "app_kwargs": {"middleware": [guard], "docs_url": None, "redoc_url": None, "openapi_url": None},
        "enable_monitoring": False,
        "footer_links": [],
        "head": assets.head(),
        "max_file_size": most,
        "max_threads": SLOTS,
        "mcp_server": False,
        "pwa": False,
        "quiet": True,
        # Gradio would otherwise keep a copy of every run, drafts included, in the browser's storage.
        "run_history": False,
        "share": False,
        "show_error": False,
        "ssr_mode": False,
        "strict_cors": True,
        "theme": theme(),
    }
    return App(blocks, engine, sessions, options)
