"""`python -m tests.browser.fake_site CONTROL`: the page with the fake engine, on a free port."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.settings import resolve
from corpus.quiet import silence_telemetry
from tests.ui.fake import FakeEngine
from ui.serve import serve

if __name__ == "__main__":
    silence_telemetry()
    serve(resolve({"port": 0})[0], open_browser=False, engine=FakeEngine(Path(sys.argv[1])))
