"""`python -m tests.browser.fake_site CONTROL [workers]`: the page with the fake engine, on a free port."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.quiet import silence_telemetry
from assistant.settings import Settings
from tests.ui.fake import FakeEngine
from ui.serve import serve

if __name__ == "__main__":
    silence_telemetry()
    workers = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    serve(Settings(port=0, concurrency=workers), open_browser=False, engine=FakeEngine(Path(sys.argv[1])))
