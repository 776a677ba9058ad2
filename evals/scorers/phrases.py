"""Worn phrases found, and the facets their passages answer."""

from __future__ import annotations

from assistant.feedback import Feedback, PhraseFinding
from assistant.phrases.book import FACETS
from evals.dataset import Example, locate
from evals.judgement import Judgement
from evals.scorers.spans import Place, paired


def _found(feedback: Feedback) -> list[tuple[Place, PhraseFinding]]:
    """Every place reported: a collapsed finding counts once for each place it names."""
    places = []
    for finding in feedback.phrases:
        places.append(((finding.start, finding.end), finding))
        places += [((span.start, span.end), finding) for span in finding.also_at]
    return places


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """Phrase judgements ("phrases"), and for each phrase found one for each facet ("facets")."""
    labels = []
    for label in example.phrases:
        place = locate(example.text, label["text"], label.get("occurrence", 1))
        if place:
            labels.append((place, label))
    found = _found(feedback)
    result = []
    for i, j in paired([place for place, _ in labels], [place for place, _ in found]):
        expected = labels[i][1]["text"] if i is not None else ""
        got = found[j][1].phrase_id if j is not None else ""
        start = labels[i][0][0] if i is not None else found[j][0][0] if j is not None else 0
        around = " ".join(example.text[max(0, start - 120) : start + 160].split())
        result.append(Judgement("phrases", example.id, expected or got, expected, got, "", around))
        if i is None or j is None:
            continue
        for facet in FACETS:
            want = "yes" if facet in labels[i][1]["answered"] else "no"
            said = "yes" if facet in found[j][1].answered else "no"
            result.append(Judgement("facets", example.id, f"{facet}:{expected}", want, said, "", around))
    return result
