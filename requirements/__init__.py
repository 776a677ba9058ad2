"""Locked versions of what is installed, and their licences."""
