"""Whether text may leave the machine: asked for once, in words that say what goes where."""

from __future__ import annotations

import sys
from collections.abc import Callable

from assistant.model.choice import Choice

NO_CONSENT = "The language model {id} was not used: nothing is sent without consent. Add --consent to give it."


def question(choice: Choice, what: str) -> str:
    """What a person is asked; `what` names the text, such as "draft.docx (2310 words)"."""
    return (
        f"Send {what} to the language model {choice.id} at {choice.where}? Passages that give orders to software are "
        "left out; names and everything else in it go as they stand."
    )


def consented(choice: Choice, what: str, given: bool, ask: Callable[[str], str] = input) -> bool:
    """Whether the person agrees: by an option given, or by typing yes; never where nobody can be asked."""
    if given:
        return True
    if not sys.stdin.isatty() or not sys.stderr.isatty():
        return False
    print(question(choice, what), file=sys.stderr)
    return ask("Type yes to send it: ").strip().lower() in ("y", "yes")
