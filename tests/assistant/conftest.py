"""Fixtures of this package's tests."""

from tests.assistant.shelf import shelf, shelf_folder

__all__ = ["shelf", "shelf_folder"]
