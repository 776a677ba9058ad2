"""The command line: `second-question COMMAND`."""

from __future__ import annotations

from assistant.cli.main import main

__all__ = ["main"]
