"""One tab of the page without a browser: speaks to the server as the page's own script does. For many at once."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import httpx

_CONFIG = re.compile(r"window\.gradio_config\s*=\s*(\{.*?\});?</script>", re.S)
_PLACE = re.compile(r"you are number (\d+) in line")
PATIENCE = 300.0


class Tab:
    """A session of its own, with its own cookie.

    `shown` is what the page last showed, by component id; `places` are the places in line that were told.
    """

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=PATIENCE, trust_env=False)
        found = _CONFIG.search(self._client.get("/").raise_for_status().text)
        assert found, "the page holds no configuration"
        config = json.loads(found.group(1))
        self._names = {item["id"]: item["props"].get("elem_id") or str(item["id"]) for item in config["components"]}
        self._lists = {item["id"] for item in config["components"] if item["type"] == "checkboxgroup"}
        self._events = config["dependencies"]
        self.key = secrets.token_hex(6)
        self.shown: dict[str, Any] = {}
        self.places: list[int] = []
        load = next(event for event in self._events if any(target[1] == "load" for target in event["targets"]))
        self._send(load, {}, None)

    def __enter__(self) -> Tab:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.post("/goodbye", params={"session": self.key})
        self._client.close()

    def fire(
        self, name: str, event: str, values: Mapping[str, Any] | None = None, data: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Make an event happen on the component of this id; returns what is shown afterwards, by component id."""
        for dependency in self._events:
            for target, kind in dependency["targets"]:
                if kind == event and self._names.get(target) == name:
                    self._send(dependency, values or {}, data)
                    return self.shown
        raise AssertionError(f"{name} has no event {event}")

    def check(self, text: str) -> dict[str, Any]:
        """Paste a draft and check it."""
        return self.fire("check", "click", {"text": text, "draft-type": "auto", "scope": "auto", "edition": None})

    def ask(self, question: str) -> dict[str, Any]:
        """Ask past reviews."""
        return self.fire("ask", "click", {"question": question, "where-years": ""})

    def _send(self, dependency: Mapping[str, Any], values: Mapping[str, Any], data: Mapping[str, Any] | None) -> None:
        body = {
            "data": [
                values.get(self._names[item], [] if item in self._lists else None) for item in dependency["inputs"]
            ],
            "fn_index": dependency["id"],
            "session_hash": self.key,
            "event_data": data,
            "trigger_id": None,
        }
        event = self._client.post("/gradio_api/queue/join", json=body).raise_for_status().json()["event_id"]
        with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.key}) as stream:
            for line in stream.iter_lines():
                if not line.startswith("data:"):
                    continue
                self.places += [int(place) for place in _PLACE.findall(line)]
                message = json.loads(line[5:])
                if message.get("msg") == "process_completed" and message.get("event_id") == event:
                    assert message["success"], message
                    self._note(dependency["outputs"], message["output"]["data"])
                    return
        raise AssertionError("the server ended without an answer")

    def _note(self, outputs: list[int], values: list[Any]) -> None:
        for item, value in zip(outputs, values, strict=True):
            if isinstance(value, dict) and value.get("__type__") == "update":
                value = value.get("value")
                if value is None:
                    continue
            self.shown[self._names[item]] = value
