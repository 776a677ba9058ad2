"""How editions are called where a person reads it."""

from __future__ import annotations

from assistant.guidance import edition
from corpus.errors import SettingsError


def edition_title(name: str) -> str:
    """The title of an edition of the guidance, or its id if this installation does not have it."""
    try:
        return edition(name).title
    except SettingsError:
        return name
