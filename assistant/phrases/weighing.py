"""Two readers of a facet, rules and the trained judge, weighed into one answer.

The rules say yes or no, the judge how likely. On passages that neither had seen each agrees with labels about as often
(macro-F1 0.70), and they err on different passages; so their log-odds are added, a rule's word counting as 85 %.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.feedback import Facet
from assistant.judge import FACETS, facet_input, get_judge
from corpus.document import Document

# A rule's yes stands unless the judge gives the facet less than this; its no, unless it gives more than 1 - this.
DOUBT = 0.15


def weigh_facets(
    document: Document, spans: Sequence[tuple[int, int]], ruled: Sequence[tuple[Facet, ...]]
) -> list[tuple[Facet, ...]]:
    """The facets answered at each span, from what the rules said there and what the judge thinks.

    Args:
        document: the draft.
        spans: offsets of worn phrases.
        ruled: what the rules found answered, one for each span.

    Raises:
        EngineError: the judge's model is missing or damaged.
    """
    if not spans:
        return []
    chances = get_judge().facets([facet_input(document, start, end) for start, end in spans])
    return [
        tuple(
            facet for facet, chance in zip(FACETS, row, strict=True) if chance > (DOUBT if facet in said else 1 - DOUBT)
        )
        for said, row in zip(ruled, chances, strict=True)
    ]
