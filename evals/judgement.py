"""One judgement: what was expected of the assistant on one item of one review, what it said, and why they differ."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Judgement:
    """One scored item.

    `expected` and `got` are labels; "" stands for "nothing there". `confidence` is the assistant's own, where it gave
    one. `reason` is a line a reader can check; `text` is the passage it is about.
    """

    task: str
    review: str
    item: str
    expected: str
    got: str
    reason: str = ""
    text: str = ""
    confidence: float | None = None

    @property
    def right(self) -> bool:
        """Whether the assistant said what was expected."""
        return self.expected == self.got
