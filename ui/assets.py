"""The page's own style and script, read from the files beside this one. Static: no text from outside goes into them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "static"
SCRIPTS = ("tabs.js", "links.js", "access.js")
STYLES = ("page.css", "work.css", "gradio.css")


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def style() -> str:
    """All of the page's CSS."""
    return "\n".join(_read(name) for name in STYLES)


def head() -> str:
    """What goes into the document's head."""
    scripts = "\n".join(_read(name) for name in SCRIPTS)
    return (
        '<meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">'
        f"<script>\n{scripts}\n</script>"
    )


# Runs once for each component that has buttons: says which button was pressed, and for which item.
CLICKS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-act]');
  if (!button) return;
  const order = {act: button.dataset.act, id: button.dataset.id || '', text: ''};
  const reason = button.closest('.reason');
  if (reason) order.text = reason.querySelector('input').value;
  trigger('act', order);
});
"""
# The component's orders are carried out after each change.
SIGNALS = """
watch('value', () => window.secondQuestion.obey(element));
document.addEventListener('second-question-library', () => trigger('library', {}));
window.secondQuestion.obey(element);
"""
