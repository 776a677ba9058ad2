"""Recommendations, actions and learning points: found, told apart, and read for who, what, when and how known."""

from __future__ import annotations

from assistant.recommendations.find import find_recommendations

__all__ = ["find_recommendations"]
