"""How long the command line takes, against starting the interpreter: `python -m benchmarks.start_up`.

Each command is run as a whole process, in turn with the baseline, after one uncounted run; medians are printed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = " ".join((ROOT / "tests/data/examples/rr-05.md").read_text(encoding="utf-8").split(" ")[:420])
RUNS = 7
CLI = [sys.executable, "-c", "import sys; from assistant.cli import main; sys.exit(main(sys.argv[1:]))"]


def seconds(command: list[str], stdin: str = "") -> float:
    """Wall-clock seconds of one run of a command."""
    began = time.perf_counter()
    subprocess.run(
        command, input=stdin.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, check=False
    )
    return time.perf_counter() - began


def compare(name: str, command: list[str], stdin: str = "") -> None:
    """Print the medians of a command and of the bare interpreter, and their ratio."""
    bare = [sys.executable, "-c", "pass"]
    seconds(command, stdin)
    pairs = [(seconds(command, stdin), seconds(bare)) for _ in range(RUNS)]
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(f"{name:34} {ours:6.2f} s   interpreter alone {theirs:5.3f} s   ratio {ours / theirs:6.1f}")


def main() -> None:
    """Run every comparison."""
    compare("--help", [*CLI, "--help"])
    compare("check of one page, cold", [*CLI, "check", "-"], PAGE)
    compare("settings", [*CLI, "settings"])


if __name__ == "__main__":
    main()
