"""The words of the assistant as data: guidance, phrasebook, themes, ladder, language-model prompts.

Nothing here decides anything. Files are YAML (rules), Markdown (prompts) and JSON (public contracts); a person who
knows the field can change them without reading Python. This module only finds and parses them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent


@cache
def data(name: str) -> Any:
    """The parsed YAML file `name` (such as "phrasebook/assurance.yaml"); treat the result as read-only.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: the file is not valid YAML; the message names the file, line and column.
    """
    path = FOLDER / name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise ValueError(f"prompts/{name} is not valid YAML: {error}") from error


def files(folder: str, suffix: str = ".yaml") -> list[str]:
    """Names, relative to this package, of the data files in a folder, sorted."""
    return sorted(str(path.relative_to(FOLDER)) for path in (FOLDER / folder).glob(f"*{suffix}"))


def text(name: str) -> str:
    """The text of a data file, such as a language-model prompt or a JSON schema."""
    return (FOLDER / name).read_text(encoding="utf-8")
