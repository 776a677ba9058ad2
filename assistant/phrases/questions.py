"""Second questions for a finding: one for each facet left open, in the passage's own words where it has any."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.feedback import Facet, SecondQuestion
from assistant.phrases.book import SLOT, Entry
from assistant.phrases.slots import Surroundings


def second_questions(entry: Entry, around: Surroundings, open_facets: Iterable[Facet]) -> list[SecondQuestion]:
    """At most one question for each open facet, in the order given; no wording twice."""
    asked: dict[str, SecondQuestion] = {}
    for facet in open_facets:
        question = _worded(entry.questions[facet], around)
        asked.setdefault(question, SecondQuestion(facet=facet, question=question))
    return list(asked.values())


def _worded(wordings: tuple[str, ...], around: Surroundings) -> str:
    """The first wording whose every slot the passage fills; the last has none."""
    for wording in wordings:
        words = {slot: around.fill(slot) for slot in SLOT.findall(wording)}
        if all(words.values()):
            return wording.format(**words)
    return wordings[-1]
