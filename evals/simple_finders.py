"""What finding must beat: the phrase list without context, facets never answered, regular expressions alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.feedback import Feedback, IdentifierFinding
from evals.dataset import Example, locate
from evals.judgement import Judgement
from evals.metrics import Figure, f1, flag_macro_f1, measured, precision, recall
from evals.scorers import identifiers
from evals.scorers.spans import Place, paired


def finder_baselines(examples: Sequence[Example], judgements: Sequence[Judgement]) -> dict[str, dict[str, Figure]]:
    """By "task: metric", each simple way's figure; `judgements` are the assistant's own, for what it found."""
    listed = [judgement for example in examples for judgement in phrase_list(example)]
    unanswered = [replace(j, got="no") for j in judgements if j.task == "facets"]
    patterns = [judgement for example in examples for judgement in expressions_alone(example)]
    way = "phrase list without context"
    return {
        "phrases: F1": {way: measured(f1, listed)},
        "phrases: precision": {way: measured(precision, listed)},
        "phrases: recall": {way: measured(recall, listed)},
        "facets: macro-F1": {"never answered": measured(flag_macro_f1, unanswered)},
        "identifiers: recall": {"regular expressions alone": measured(recall, patterns)},
        "identifiers: precision": {"regular expressions alone": measured(precision, patterns)},
    }


def phrase_list(example: Example) -> list[Judgement]:
    """Every wording of the phrasebook wherever it stands, the longest where two overlap."""
    from assistant.phrases.match import matches, without_overlaps
    from assistant.phrases.wording import normalise

    labels = [locate(example.text, x["text"], x.get("occurrence", 1)) for x in example.phrases]
    wanted = [place for place in labels if place]
    found = without_overlaps(list(matches(normalise(example.text))))
    return [
        Judgement("phrases", example.id, "", _text(example, wanted, i), found[j].entry.id if j is not None else "")
        for i, j in paired(wanted, [(match.start, match.end) for match in found])
    ]


def _text(example: Example, places: list[Place], index: int | None) -> str:
    return "" if index is None else example.text[slice(*places[index])]


def expressions_alone(example: Example) -> list[Judgement]:
    """Numbers, codes, exact dates, street addresses and titles with a name, wherever they stand."""
    from assistant.identifiers.numbers import find_addresses, find_numbers
    from assistant.identifiers.words import compiled, dates, titles

    if example.type != "lcspr":
        return []
    text = example.text
    named = compiled((rf"\b(?:{'|'.join((*titles().working, *titles().private))})\.? [A-Z]\w+",))
    found = [(start, end) for start, end, _ in (*find_numbers(text), *find_addresses(text))]
    found += [match.span() for match in (*compiled(dates().exact, True).finditer(text), *named.finditer(text))]
    reported = [
        IdentifierFinding(start=start, end=end, text=text[start:end], page=None, section=None, kind="date", advice="")
        for start, end in found
    ]
    return identifiers.score(example, Feedback.model_construct(identifiers=reported))
