"""Possible identifiers in a review that will be published."""

from __future__ import annotations

from assistant.identifiers.find import find_identifiers

__all__ = ["find_identifiers"]
