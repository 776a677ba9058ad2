"""Runs the command line where there is no network: `python -m tests.support.sealed RESULT < COMMANDS`.

Standard input is JSON: a list of {"arguments", "stdin"}. RESULT gets JSON: the exit status of each, what was tried
towards another machine all the same, and what the dependencies say of their telemetry. `sealed` gives the prefix that
makes the place: a network namespace of its own, whose one interface is its loopback.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import socket
import struct
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

EXCUSE = "SECOND_QUESTION_NO_NAMESPACE"
"""A reason why this machine cannot make a network namespace; without one, CI fails where it cannot."""
TELEMETRY_ON = {
    "LANGSMITH_TRACING": "true", "LANGSMITH_TRACING_V2": "true", "LANGCHAIN_TRACING_V2": "true",
    "LANGCHAIN_TRACING": "true", "LANGSMITH_OTEL_ENABLED": "true", "LANGSMITH_API_KEY": "key",
    "LANGCHAIN_API_KEY": "key", "LANGSMITH_ENDPOINT": "http://192.0.2.1", "LANGCHAIN_ENDPOINT": "http://192.0.2.1",
    "LANGSMITH_RUNS_ENDPOINTS": '{"http://192.0.2.1": "key"}', "ANONYMIZED_TELEMETRY": "True",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "http://192.0.2.1:4317", "CHROMA_OTEL_GRANULARITY": "all",
    "CHROMA_API_IMPL": "chromadb.api.fastapi.FastAPI", "OTEL_SDK_DISABLED": "false",
    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://192.0.2.1:4317", "GRADIO_ANALYTICS_ENABLED": "True", "GRADIO_SHARE": "True",
    "GRADIO_RUN_HISTORY": "True", "GRADIO_ALLOWED_PATHS": "/", "GRADIO_FLAGGING_MODE": "auto", "HF_HUB_OFFLINE": "0",
    "TRANSFORMERS_OFFLINE": "0", "HF_HUB_DISABLE_TELEMETRY": "0", "HF_DEBUG": "1", "DO_NOT_TRACK": "0",
    "DISABLE_TELEMETRY": "0", "ORT_DISABLE_TELEMETRY": "0", "OPENAI_LOG": "debug", "ANTHROPIC_LOG": "debug",
}  # fmt: skip


@cache
def sealed() -> tuple[str, ...]:
    """What to put before a command so that it runs without a network; nothing where that cannot be made, which is said.

    In CI that fails, unless the variable EXCUSE gives the reason; attempts to connect are watched for either way.
    """
    try:
        made = subprocess.run(["unshare", "-rn", "true"], capture_output=True, text=True, timeout=20)
        trouble = made.stderr.strip() if made.returncode else ""
    except OSError as error:
        trouble = str(error)
    if not trouble:
        return ("unshare", "-rn")
    if os.environ.get("CI") and not os.environ.get(EXCUSE):
        pytest.fail(
            f"no network namespace can be made ({trouble}); set {EXCUSE} to the reason if that is as it must be"
        )
    print(f"WITHOUT A NETWORK NAMESPACE ({os.environ.get(EXCUSE) or trouble}): only attempts from Python are seen.")
    return ()


def environment(folder: Path) -> dict[str, str]:
    """Variables for a process whose every folder is below `folder`, with all telemetry asked for."""
    places = {"HOME": "home", "TMPDIR": "tmp", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config",
              "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state"}  # fmt: skip
    for name in places.values():
        (folder / name).mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ}
    return {**kept, **TELEMETRY_ON, **{variable: str(folder / name) for variable, name in places.items()}}


def watch() -> list[str]:
    """From now on, every attempt of Python to reach another machine is put into the list returned."""
    tried: list[str] = []

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            address = arguments[1]
            if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
                tried.append(f"{event} {address}")
        elif event == "socket.getaddrinfo" and arguments[0] not in ("127.0.0.1", "::1", "localhost", None):
            tried.append(f"{event} {arguments[0]}")

    sys.addaudithook(hook)
    return tried


def loopback_up() -> None:
    """Switch the namespace's loopback on, which starts switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh14x", b"lo", 0x41)  # up and running
        fcntl.ioctl(control, 0x8914, request)


def is_sealed() -> bool:
    """Whether there is no interface but the loopback and no way out."""
    if [name for _, name in socket.if_nameindex()] != ["lo"]:
        return False
    with socket.socket() as probe:
        return probe.connect_ex(("192.0.2.1", 80)) != 0


def telemetry() -> dict[str, bool]:
    """What the dependencies say once their libraries are loaded: is anything switched on?"""
    import gradio.analytics
    import huggingface_hub.constants as hub
    import langsmith.utils

    return {
        "langsmith": langsmith.utils.tracing_is_enabled() is True,
        "gradio": gradio.analytics.analytics_enabled(),
        "hugging face": not (hub.HF_HUB_OFFLINE and hub.HF_HUB_DISABLE_TELEMETRY),
    }


def main() -> None:
    """Run the commands one after another in this process."""
    out = Path(sys.argv[1])
    tried = watch()
    from assistant.cli.main import main as run

    commands = json.load(sys.stdin)
    apart = is_sealed()
    tried.clear()
    statuses = []
    for command in commands:
        sys.stdin = io.TextIOWrapper(io.BytesIO(command.get("stdin", "").encode()), encoding="utf-8")
        print(f"$ {' '.join(command['arguments'])}", flush=True)
        statuses.append(run(command["arguments"]))
    found = {"sealed": apart, "statuses": statuses, "tried": tried, "telemetry": telemetry()}
    out.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main()
