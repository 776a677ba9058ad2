"""Names of people and of small places in a draft."""

from __future__ import annotations

from assistant.identifiers.context import Context
from assistant.identifiers.openers import initials
from assistant.identifiers.people import Named, people, titled_people
from assistant.identifiers.places import place
from assistant.identifiers.runs import runs
from assistant.identifiers.whereabouts import find_whereabouts
from corpus.document import Document


def find_names(document: Document, context: Context) -> list[Named]:
    """Start, end and kind of every mention of a possible name; none overlaps another."""
    found = list(titled_people(document, context))
    for start, end in initials(document, context):
        if _free((start, end, "name"), found):
            found.append((start, end, "name"))
    everything = list(runs(document))
    for run in everything:
        named = place(document, run, context)
        if named and _free(named, found):
            found.append(named)
    found += [named for named in find_whereabouts(document, context) if _free(named, found)]
    for run in everything:
        found += [named for named in people(document, run, context) if _free(named, found)]
    return found


def _free(named: Named, found: list[Named]) -> bool:
    return not any(start < named[1] and named[0] < end for start, end, _ in found)
