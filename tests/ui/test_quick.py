from __future__ import annotations

import subprocess
import sys

CODE = """
import pathlib, sys
from ui.quick import import_gradio
import_gradio()
import gradio
from gradio import component_meta
print(component_meta.create_or_modify_pyi.__module__, hasattr(gradio.Textbox, 'submit'), len(sys.meta_path))
"""


def test_gradio_is_whole_without_the_step_left_out() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    module, has_events, finders = done.stdout.split()
    assert (module, has_events) == ("ui.quick", "True")
    bare = subprocess.run(
        [sys.executable, "-c", "import sys, gradio; print(len(sys.meta_path))"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert finders == bare.stdout.strip()
