"""The house stays in order: dependencies point one way, heavy libraries stay behind their adapters."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = {
    "prompts": {"prompts"},
    "corpus": {"prompts", "corpus"},
    "assistant": {"prompts", "corpus", "assistant"},
    "ui": {"prompts", "corpus", "assistant", "ui"},
    "evals": {"prompts", "corpus", "assistant", "evals"},
}
# The command line starts the page and the evals suite; it names them in functions that run only for those commands.
EXCEPTIONS = {("assistant/cli/commands.py", "ui"), ("assistant/cli/commands.py", "evals")}
# Each heavy library, and where it may be imported.
ADAPTERS = {
    "chromadb": {"corpus/vectors.py"},
    "gradio": {"ui"},
    "docx": {"assistant/word", "assistant/template.py", "assistant/briefing"},
    "pypdf": {"corpus/reading", "corpus/starter/build.py"},
    "onnxruntime": {"corpus/embedding.py", "corpus/trained.py", "evals/training"},
    "langchain": {"corpus/langchain_adapter.py", "assistant/model/connect.py"},
    "langchain_core": {"corpus/langchain_adapter.py", "assistant/runnable.py"},
    "tiktoken": {"corpus/tokens.py"},
    "torch": {"evals/training"},
}


def modules() -> list[Path]:
    return sorted(path for name in ALLOWED for path in (ROOT / name).rglob("*.py"))


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_dependencies_point_one_way(path: Path) -> None:
    relative = path.relative_to(ROOT)
    wrong = {
        name
        for name in imported(path) & set(ALLOWED)
        if name not in ALLOWED[relative.parts[0]] and (str(relative), name) not in EXCEPTIONS
    }
    assert not wrong, f"{relative} may not import {sorted(wrong)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_libraries_stay_behind_their_adapter(path: Path) -> None:
    relative = str(path.relative_to(ROOT))
    for name in imported(path) & set(ADAPTERS):
        assert any(relative == place or relative.startswith(place + "/") for place in ADAPTERS[name]), (
            f"{relative} imports {name}, which belongs in {sorted(ADAPTERS[name])}"
        )


def test_importing_the_packages_imports_nothing_heavy() -> None:
    heavy = [*ADAPTERS, "numpy", "gradio", "openai", "tokenizers"]
    code = (
        "import sys, assistant, corpus, prompts, assistant.check, corpus.library\n"
        f"print([n for n in {[n for n in heavy if n != 'numpy']!r} if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
