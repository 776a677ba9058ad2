"""Word files out: the author's own with comments in the margin, and the feedback as a report."""

from __future__ import annotations

from assistant.word.comments import comment_copy
from assistant.word.proof import unchanged
from assistant.word.report import report

__all__ = ["comment_copy", "report", "unchanged"]
