"""Two readers of a phrase, rules and the trained judge, weighed into one answer.

Whether a phrase is worn there: the rules have found no sign that it is not, and the judge may still doubt it.

Facets: the rules say yes or no, the judge how likely. On passages that neither had seen each agrees with labels about
as often, and they err on different passages: a rule finds an answer by its form and seldom wrongly, and misses answers
of other forms. So its yes stands unless the judge is nearly sure that it is wrong, and its no less firmly.

Asking for a higher chance of being worn would leave more look-alikes alone, and more worn phrases whose paragraph gets
behind them, which the judge tends to take for look-alikes: on 150 passages with one worn phrase each, 0.05 loses 2 and
0.2 loses 18; of 160 look-alikes the rules leave 111 alone, 0.05 leaves 122 and 0.2 leaves 132.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.feedback import Facet
from assistant.judge import FACETS, get_judge, phrase_input
from corpus.document import Document

# A rule's yes stands unless the judge gives the facet less than LEAST_ANSWERED; its no, unless more than MOST_OPEN.
LEAST_ANSWERED, MOST_OPEN = 0.15, 0.7
# A phrase is left alone where the judge gives it less than this chance of being worn.
LEAST_WORN = 0.05


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether a phrase is worn where it stands, and the facets that its passage answers."""

    worn: bool
    answered: tuple[Facet, ...]


def weigh(document: Document, spans: Sequence[tuple[int, int]], ruled: Sequence[tuple[Facet, ...]]) -> list[Reading]:
    """One reading a span, from what the rules said there and what the judge thinks.

    Args:
        document: the draft.
        spans: offsets of phrases that the rules take to be worn.
        ruled: what the rules found answered, one for each span.

    Raises:
        EngineError: the judge's model is missing or damaged.
    """
    if not spans:
        return []
    judged = get_judge().phrases([phrase_input(document, start, end) for start, end in spans])
    return [
        Reading(
            bool(worn >= LEAST_WORN),
            tuple(
                facet
                for facet, chance in zip(FACETS, row, strict=True)
                if chance > (LEAST_ANSWERED if facet in said else MOST_OPEN)
            ),
        )
        for said, row, worn in zip(ruled, judged.facets, judged.worn, strict=True)
    ]
