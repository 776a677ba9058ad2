"""What rules and the trained phrase reader say of a phrase, weighed into one answer.

Whether it is worn there: the rules have found no sign that it is not, and the reader may still doubt it. Of 310
look-alikes of the development set the rules leave 193 alone, and with the reader 303; of 190 worn phrases of the
development reviews it loses 14, of 419 in plain sentences 31.

Facets: the rules say yes or no, the reader how likely. A rule finds an answer by its form, seldom wrongly, and misses
answers of other forms; so its yes stands unless the reader is nearly sure that it is wrong, and its no unless the
reader is fairly sure. A reason or a difference that a rule finds counts too where the reader is sure of the what or who
that it hangs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.feedback import Facet
from assistant.phrases.book import FACETS
from assistant.phrases.facets import Signs
from assistant.phrases.place import Place
from assistant.phrases.reader import get_phrase_reader, phrase_input
from corpus.document import Document

# A rule's yes stands unless the reader gives the facet less than LEAST_ANSWERED; its no, unless more than MOST_OPEN. Of
# 276 questions on development passages, each judged by two readers, 163 are then asked, and 149 of those pass on all
# counts; at 0.8 it would be 168 of 187, at 0.9 176 of 206.
LEAST_ANSWERED, MOST_OPEN = 0.1, 0.7
# A phrase is left alone where the reader gives it less than LEAST_WORN of being worn. One that the passage gets behind,
# with EXPLAINED facets likelier answered than not, looks like one that is discussed, and is kept from HARDLY_WORN on.
LEAST_WORN, HARDLY_WORN = 0.85, 0.1
EXPLAINED = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether a phrase is worn where it stands, and the facets that its passage answers."""

    worn: bool
    answered: tuple[Facet, ...]


def weigh(document: Document, places: Sequence[Place], ruled: Sequence[Signs]) -> list[Reading]:
    """One reading a place, from what the rules said there and what the reader thinks.

    Args:
        document: the draft.
        places: phrases that the rules take to be worn.
        ruled: what the rules found there, one for each place.

    Raises:
        EngineError: the phrase reader's model is missing or damaged.
    """
    if not places:
        return []
    read = get_phrase_reader().read([phrase_input(document, at.match.start, at.match.end) for at in places])
    return [
        Reading(_worn(worn, row.tolist()), _answered(said, dict(zip(FACETS, row.tolist(), strict=True))))
        for said, worn, row in zip(ruled, read.worn.tolist(), read.answered, strict=True)
    ]


def _worn(chance: float, answered: Sequence[float]) -> bool:
    explained = sum(one > 0.5 for one in answered) >= EXPLAINED
    return chance >= (HARDLY_WORN if explained else LEAST_WORN)


def _answered(said: Signs, chances: dict[Facet, float]) -> tuple[Facet, ...]:
    sure = {facet for facet, chance in chances.items() if chance > MOST_OPEN}
    ruled = said.answered(what="what" in sure, who="who" in sure)
    return tuple(f for f, chance in chances.items() if f in sure or (f in ruled and chance > LEAST_ANSWERED))
