"""Import Gradio in about half its usual time.

At every import Gradio 6.31 parses the source of each of its components and writes type hints beside it, into the
installation, for the sake of editors. That takes longer than all else it does, and needs an installation that can be
written to. Here that step is left out; where a later version has no such step, nothing is changed.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

MODULE, STEP = "gradio.component_meta", "create_or_modify_pyi"


class _LeaveOut(MetaPathFinder):
    """Finds one module and takes one function's work away once the module has run."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != MODULE:
            return None
        spec = PathFinder.find_spec(fullname, path)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def run_without(module: ModuleType) -> None:
                run(module)
                if hasattr(module, STEP):
                    setattr(module, STEP, _nothing)

            spec.loader.exec_module = run_without  # type: ignore[method-assign]
        return spec


def _nothing(*_values: Any, **_named: Any) -> None:
    """Does nothing."""


def import_gradio() -> None:
    """Import Gradio without its step of writing type hints."""
    finder = _LeaveOut()
    sys.meta_path.insert(0, finder)
    try:
        importlib.import_module("gradio")
    finally:
        sys.meta_path.remove(finder)
