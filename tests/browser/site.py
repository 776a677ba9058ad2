"""Starts the page in a process of its own, as `second-question serve` does, with the fake or the real engine."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0
_ADDRESS = re.compile(r"open at (http://\S+)")


class Site:
    """A running page. `control` steers the fake engine; `temp` is the process's temporary folder."""

    def __init__(self, folder: Path, arguments: list[str], variables: dict[str, str] | None = None) -> None:
        self.control, self.temp, self.output = folder / "control", folder / "tmp", folder / "output.txt"
        self.control.mkdir(parents=True)
        self.temp.mkdir()
        environment = {**os.environ, "TMPDIR": str(self.temp), "PYTHONUNBUFFERED": "1", **(variables or {})}
        environment.pop("GRADIO_TEMP_DIR", None)
        with self.output.open("w", encoding="utf-8") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
            )
        self.address = self._address()

    def _address(self) -> str:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = _ADDRESS.search(self.said())
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the page did not come up: {self.said()}")

    def said(self) -> str:
        """Everything the process has printed."""
        return self.output.read_text(encoding="utf-8")

    def hold(self) -> None:
        """Make the fake engine wait."""
        (self.control / "hold").touch()

    def release(self) -> None:
        """Let it go on."""
        (self.control / "hold").unlink(missing_ok=True)

    def fault(self, on: bool) -> None:
        """Make its checks fail."""
        (self.control / "fault").touch() if on else (self.control / "fault").unlink(missing_ok=True)

    def log(self, key: str) -> list[dict[str, object]]:
        """What the fake engine was asked, of one kind."""
        path = self.control / "log.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [entry for entry in map(json.loads, lines) if key in entry]

    def files(self) -> list[Path]:
        """Every file below the process's temporary folder."""
        # Not rglob: folders may go while they are walked.
        return [Path(here, name) for here, _, names in os.walk(self.temp) for name in names]

    def stop(self) -> None:
        """End it as a terminal does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
