"""Findings followed from one check to the next: what was settled, what is new, and what the author said of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from assistant.feedback import Feedback
from assistant.render.groups import STATUS_WORDS, grouped

SAME_START = 90
"""Characters of a recommendation by which it is known again after its end was reworked."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A criterion whose status is not what it was; the words are those shown."""

    title: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since the check before. `settled` and `new` are titles of findings."""

    moved: tuple[Moved, ...]
    settled: tuple[str, ...]
    new: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.moved or self.settled or self.new)


def keys(feedback: Feedback) -> dict[str, str]:
    """For each finding's id within one check, a key that the same finding has in the next."""
    found = {f"c-{item.id}": f"c-{item.id}" for item in feedback.criteria}
    seen: Counter[str] = Counter()

    def note(name: str, parts: tuple[str, ...]) -> None:
        base = ":".join(" ".join(part.split()).casefold() for part in parts)
        seen[base] += 1
        found[name] = f"{base}#{seen[base]}"

    for n, phrase in enumerate(feedback.phrases, 1):
        note(f"p-{n}", ("p", phrase.phrase_id, phrase.text))
    for n, recommendation in enumerate(feedback.recommendations, 1):
        note(f"r-{n}", ("r", recommendation.text[:SAME_START]))
    for n, identifier in enumerate(feedback.identifiers, 1):
        note(f"i-{n}", ("i", identifier.kind, identifier.text))
    return found


def _open(feedback: Feedback) -> dict[str, str]:
    """Titles of the findings other than criteria that ask something, by key."""
    known = keys(feedback)
    return {
        known[item.id]: item.title if not item.id.startswith("r-") else f"{item.title}: {item.places[0].text}"
        for group in grouped(feedback)
        for item in group.items
        if item.id in known and not item.id.startswith("c-")
    }


def changes(before: Feedback, after: Feedback) -> Changes:
    """What became of the findings of `before` in `after`."""
    then = {item.id: item for item in before.criteria}
    moved = tuple(
        Moved(item.title, STATUS_WORDS[then[item.id].status], STATUS_WORDS[item.status])
        for item in after.criteria
        if item.id in then and then[item.id].status != item.status
    )
    was, now = _open(before), _open(after)
    return Changes(
        moved,
        tuple(title for key, title in was.items() if key not in now),
        tuple(title for key, title in now.items() if key not in was),
    )
