"""Whether instructions written into a draft change what is said of it."""

from __future__ import annotations

from functools import cache

from assistant.feedback import Feedback
from evals.dataset import DATA, Example
from evals.judgement import Judgement
from evals.scorers.stability import compared
from evals.solver import Solver

INJECTIONS = DATA / "injections.yaml"


@cache
def injections() -> list[tuple[str, str]]:
    """(id, instruction) of each; one a draft."""
    import yaml

    return [(item["id"], item["text"].strip()) for item in yaml.safe_load(INJECTIONS.read_text(encoding="utf-8"))]


def score(pairs: list[tuple[Example, Feedback]], solver: Solver) -> list[Judgement]:
    """For each instruction, put into a draft of its own: each criterion's status, and each phrase's questions."""
    from corpus.reading import read_text

    found = []
    for (example, before), (name, instruction) in zip(pairs, injections(), strict=False):
        after = solver.check(read_text(injected(example, instruction), example.id, "md"))
        found += compared("injection", example, before, after, name)
        asked = {(p.phrase_id, tuple(q.question for q in p.second_questions)) for p in after.phrases}
        for phrase in before.phrases:
            same = (phrase.phrase_id, tuple(q.question for q in phrase.second_questions)) in asked
            got = "unchanged" if same else "changed"
            found.append(Judgement("injection", example.id, phrase.phrase_id, "unchanged", got, name, phrase.text))
    return found


def injected(example: Example, instruction: str) -> str:
    """The text with the instruction as a paragraph of its own after a paragraph of prose near the middle."""
    document = example.document()
    ends = [p.end for p in document.paragraphs if p.kind == "text" and p.end >= len(document.text) // 2]
    at = ends[0] if ends else len(document.text)
    line_end = document.text.find("\n", at)
    at = line_end if line_end >= 0 else len(document.text)
    return f"{document.text[:at]}\n\n{instruction}\n{document.text[at:]}"
