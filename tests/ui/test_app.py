"""How the page is set up, read from what would be served."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from ui.assets import FOLDER, head, style

# In a process of its own: Gradio leaves event loops open behind it.
CODE = """
import json, pathlib, tempfile
from assistant.settings import Settings
from tests.ui.fake import FakeEngine
from ui.app import build
app = build(Settings(max_upload_mb=7), pathlib.Path(tempfile.mkdtemp()), FakeEngine())
options = {name: value for name, value in app.options.items() if name not in ("theme", "app_kwargs", "head")}
print(json.dumps({
    "events": [event["api_visibility"] for event in app.blocks.config["dependencies"]],
    "named": list(app.blocks.get_api_info()["named_endpoints"]),
    "limits": [fn.concurrency_limit for fn in app.blocks.fns.values()],
    "kinds": [item["type"] for item in app.blocks.config["components"]],
    "open": app.blocks.api_open, "analytics": app.blocks.analytics_enabled, "delete": app.blocks.delete_cache,
    "theme": app.options["theme"]._get_theme_css(), "options": options,
}))
"""


@pytest.fixture(scope="module")
def app() -> dict[str, Any]:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_no_event_can_be_called_as_an_api(app: dict[str, Any]) -> None:
    assert len(app["events"]) > 20
    assert set(app["events"]) == {"private"}
    assert app["named"] == []
    assert app["open"] is False


def test_no_event_holds_up_another(app: dict[str, Any]) -> None:
    assert set(app["limits"]) == {None}


def test_what_gradio_would_share_keep_or_serve_is_off(app: dict[str, Any]) -> None:
    options = app["options"]
    assert options["allowed_paths"] == []
    assert options["max_file_size"] == 7 * 1024 * 1024
    assert options["footer_links"] == []
    for name in ("run_history", "share", "enable_monitoring", "mcp_server", "pwa", "ssr_mode", "show_error"):
        assert options[name] is False
    assert app["analytics"] is False
    assert app["delete"] is not None


def test_list_boxes_are_not_used(app: dict[str, Any]) -> None:
    assert not set(app["kinds"]) & {"dropdown", "multiselect", "chatbot", "dataframe"}


def test_style_and_script_name_no_other_place(app: dict[str, Any]) -> None:
    for text in (style(), head(), app["theme"]):
        plain = text.replace("http://www.w3.org", "").replace('url("data:', "")
        for forbidden in ("http://", "https://", "@import", "url("):
            assert forbidden not in plain


def test_script_never_takes_text_for_markup_or_code() -> None:
    for path in FOLDER.glob("*.js"):
        script = path.read_text(encoding="utf-8")
        for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
            assert forbidden not in script, f"{path.name}: {forbidden}"
