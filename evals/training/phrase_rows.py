"""What the phrase reader learns from, as rows of targets and masks.

Labelled phrases and look-alikes of the build reviews, the phrasebook's own passages, pairs of passages that use the
same words in both ways, and passages written so as to answer some of a phrase's questions and not the others.
"""

from __future__ import annotations

import json
from pathlib import Path

from assistant.phrases.book import FACETS, phrasebook
from assistant.phrases.findings import places
from assistant.phrases.reader import OUTPUTS, phrase_input
from corpus.document import Document
from corpus.reading import read_text
from evals.dataset import DATA, Example, locate
from evals.training.rows import Row

WORN = OUTPUTS - 1
PASSED_OVER = 0.3
"""Weight of a wording that the reader did not label: mostly a look-alike, sometimes an oversight."""


def phrase_rows(example: Example, document: Document) -> list[Row]:
    """One row a labelled phrase or look-alike, and one a wording of the phrasebook that the reader passed over."""
    rows, labelled = [], []
    for label in example.phrases:
        place = locate(example.text, label["text"], label.get("occurrence", 1))
        if place:
            labelled.append(place)
            rows.append(_use(document, place, 1.0, 1.0, example.id, label["answered"]))
    for label in example.not_phrases:
        place = locate(example.text, label["text"], label.get("occurrence", 1))
        if place:
            labelled.append(place)
            rows.append(_use(document, place, 0.0, 1.0, example.id))
    for found in places(document):
        start, end = found.match.start, found.match.end
        if all(end <= other or start >= last for other, last in labelled):
            rows.append(_use(document, (start, end), 0.0, PASSED_OVER, example.id))
    return rows


def use_rows(path: Path = DATA / "uses.jsonl") -> list[Row]:
    """Two rows a pair, the same words worn in one passage and not in the other; one for a wording that stands alone."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        for side, worn in (("worn", 1.0), ("left", 0.0)):
            if side not in item:
                continue
            document = read_text(item[side], item["id"], "md")
            at = document.text.index(item[f"words_{side}"])
            rows.append(_use(document, (at, at + len(item[f"words_{side}"])), worn, 1.0, item["id"]))
    return rows


def book_rows() -> list[Row]:
    """One row for each passage that the phrasebook says must be flagged: mostly short, bare sentences."""
    rows = []
    for phrase in phrasebook().entries:
        for number, passage in enumerate(phrase.must_flag):
            document = read_text(passage)
            for found in places(document):
                if found.match.entry.id == phrase.id:
                    span = (found.match.start, found.match.end)
                    rows.append(_use(document, span, 1.0, 1.0, f"{phrase.id} {number}"))
    return rows


def facet_rows(path: Path = DATA / "facets.jsonl") -> list[Row]:
    """One row a phrase of each passage that was written to answer some of its questions."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        document = read_text(item["text"], item["id"], "md")
        for use in item["phrases"]:
            at = document.text.index(use["words"])
            rows.append(_use(document, (at, at + len(use["words"])), 1.0, 1.0, item["id"], use["answered"]))
    return rows


def _use(
    document: Document, place: tuple[int, int], worn: float, sure: float, group: str, answered: list[str] | None = None
) -> Row:
    target, weight = [0.0] * OUTPUTS, [0.0] * OUTPUTS
    target[WORN], weight[WORN] = worn, sure
    if answered is not None:
        for index, facet in enumerate(FACETS):
            target[index] = float(facet in answered)
            weight[index] = 1.0
    return Row(phrase_input(document, *place), tuple(target), tuple(weight), group)
