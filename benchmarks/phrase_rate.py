"""How fast worn phrases are found, in KB of text a second: `python -m benchmarks.phrase_rate`.

Against one plain compiled alternation of the same wordings (no context, no facets, no questions) and against proselint
on the same text in the same run. The phrase reader reads each phrase found in its paragraph; it is timed apart, since
it costs by the phrase and not by the letter.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.phrases import find_phrases
from assistant.phrases.book import phrasebook
from assistant.phrases.findings import places
from assistant.phrases.wording import expression, normalise
from benchmarks.check_rate import draft, median
from corpus.reading import read_text


def alternation() -> re.Pattern[str]:
    """Every wording of the phrasebook in one expression."""
    wordings = (expression(pattern) for entry in phrasebook().entries for pattern in entry.patterns)
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{wording})' for wording in wordings)})(?!\w)")


def main() -> None:
    """Print a table."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    text = draft()
    document, normal, pattern = read_text(text, format="md"), normalise(text), alternation()
    CheckRegistry().register_many(__register__)
    ways: dict[str, Callable[[], object]] = {
        "plain alternation": lambda: list(pattern.finditer(normal)),
        "matched and read in context": lambda: places(document),
        "the same, reader, facets and questions": lambda: find_phrases(document),
        "proselint": lambda: LintFile("draft", text).lint(),
    }
    size = len(text.encode()) / 1000
    base = 0.0
    print(f"{size:.0f} KB, {len(places(document))} phrases")
    for name, action in ways.items():
        seconds = median(action)
        base = base or seconds
        print(f"{name:40} {size / seconds:8.0f} KB/s   {seconds / base:6.1f} times the alternation's time")


if __name__ == "__main__":
    main()
