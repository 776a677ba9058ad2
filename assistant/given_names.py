"""The given names that the project knows, from `prompts/identifiers/given-names.yaml`."""

from __future__ import annotations

from functools import cache

import prompts


@cache
def given_names() -> frozenset[str]:
    """Given names that are hardly ever anything else."""
    rows = prompts.data("identifiers/given-names.yaml")["names"]
    return frozenset(word for row in rows for word in row["words"])


@cache
def doubtful_names() -> frozenset[str]:
    """Given names that are ordinary words, places or months too."""
    return frozenset(prompts.data("identifiers/given-names.yaml")["also_words"]["words"])
