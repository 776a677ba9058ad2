"""What a test needs of the machine: without it a test is skipped at home, and fails in continuous integration."""

from __future__ import annotations

import os

import pytest


def needs(there: bool, what: str) -> pytest.MarkDecorator:
    """A mark that skips where something is missing, unless CI is set: there a check that can't run must fail."""
    return pytest.mark.skipif(not there and not os.environ.get("CI"), reason=f"needs {what}")
