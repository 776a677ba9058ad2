"""The tests themselves cannot reach beyond this machine, and neither can what they run."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

ROOT = Path(__file__).resolve().parents[1]


def test_a_connection_beyond_this_machine_is_blocked() -> None:
    # The block also warns, and warnings are errors here: either way nothing was connected.
    with pytest.raises((SocketConnectBlockedError, UserWarning)), socket.socket() as made:
        made.connect(("192.0.2.1", 80))


def test_a_check_and_a_question_open_no_connection(starter_folder: Path) -> None:
    code = f"""
import sys
seen = []
def hook(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        seen.append((event, str(args[-1] if event != "socket.getaddrinfo" else args[0])))
sys.addaudithook(hook)
from assistant.cli.main import main
main(["check", {str(ROOT / "tests/data/examples/lcspr-05.md")!r}, "--library", {str(starter_folder)!r}])
main(["ask", "What did reviews find about fathers?", "--library", {str(starter_folder)!r}])
print(seen, file=sys.stderr)
"""
    environment = {
        "LANGSMITH_TRACING": "true",
        "LANGSMITH_API_KEY": "x",
        "ANONYMIZED_TELEMETRY": "True",
        "PATH": "/usr/bin",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT, env=environment
    )
    assert done.stderr.strip().splitlines()[-1] == "[]"
    assert "bear" in done.stdout
