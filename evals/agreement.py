"""How far two careful readers agree: the ceiling for what the assistant can be asked to reach.

`python -m evals.agreement` compares the labels that two readers gave the test split apart from each other, and their
grades of the search collection, and writes `evals/data/agreement.json` (figures, for the report) and
`evals/data/agreement.md` (figures, and how a third reader settled every disagreement, from `evals/data/settled.csv`).
The labels in `evals/data/test` are the settled ones.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from evals.dataset import DATA, Example, load_example, locate
from evals.judgement import Judgement
from evals.metrics import Figure, accuracy, f1, flag_f1, flag_macro_f1, grade_kappa, kappa, macro_f1, measured
from evals.scorers.recommendations import FLAGS
from evals.scorers.spans import Place, paired
from evals.search_set import readers

TEXTS, FIRST, SECOND = DATA / "test", DATA / "first", DATA / "second"
SETTLED = DATA / "settled.csv"
FIGURES = DATA / "agreement.json"
PAGE = DATA / "agreement.md"
FACETS = ("what", "who", "why", "change")
# Names are those of the goals in `evals.tasks`, so that the report can set the two side by side.
COMPARED: dict[str, Callable[[Sequence[Judgement]], float | None]] = {
    "appraisal: macro-F1": macro_f1,
    "appraisal: quadratic kappa": kappa,
    "phrases: F1": f1,
    "facets: macro-F1": flag_macro_f1,
    "recommendations: F1": f1,
    "flags: F1": flag_f1,
    "identifiers: F1": f1,
    "search: quadratic kappa of grades": grade_kappa,
}
SettledKey = tuple[str, str, str]


def compare(first: Example, second: Example) -> list[Judgement]:
    """Every label of one reader (`expected`) against the other's (`got`), on one review."""
    found = [
        Judgement("appraisal", first.id, name, label, second.criteria[name], "", first.evidence.get(name, "")[:200])
        for name, label in first.criteria.items()
        if name in second.criteria
    ]
    return found + _phrases(first, second) + _recommendations(first, second) + _identifiers(first, second)


def compare_folders(first: Path, second: Path, texts: Path = TEXTS) -> list[Judgement]:
    """Judgements over every review that the first folder labels; `texts` holds what both readers read.

    Raises:
        UsageError: the second folder lacks a review of the first.
    """
    found = []
    for path in sorted(first.glob("*.json")):
        other = second / path.name
        if not other.is_file():
            raise UsageError(f"{second} has no {path.name}", "Every review has to be read a second time")
        found += compare(*(_reader(labels, texts / path.name) for labels in (path, other)))
    return found


def _reader(labels: Path, text: Path) -> Example:
    """One reader's labels over a text that both read."""
    raw = json.loads(labels.read_text(encoding="utf-8"))
    return Example(
        id=raw["id"],
        type=load_example(text).type,
        overall="",
        text=text.with_suffix(".md").read_text(encoding="utf-8"),
        criteria={name: value["label"] for name, value in raw["criteria"].items()},
        evidence={name: value.get("evidence", "") for name, value in raw["criteria"].items()},
        phrases=raw.get("phrases", []),
        recommendations=raw.get("recommendations", []),
        identifiers=raw.get("identifiers", []),
    )


def _placed(text: str, labels: list[dict[str, Any]]) -> list[tuple[Place, dict[str, Any]]]:
    places = ((locate(text, label["text"], label.get("occurrence", 1)), label) for label in labels)
    return [(place, label) for place, label in places if place]


def _phrases(first: Example, second: Example) -> list[Judgement]:
    one, two = _placed(first.text, first.phrases), _placed(first.text, second.phrases)
    found = []
    for i, j in paired([place for place, _ in one], [place for place, _ in two]):
        a, b = one[i][1]["text"] if i is not None else "", two[j][1]["text"] if j is not None else ""
        found.append(Judgement("phrases", first.id, a or b, a, b))
        if i is None or j is None:
            continue
        for facet in FACETS:
            want, got = ("yes" if facet in label["answered"] else "no" for label in (one[i][1], two[j][1]))
            found.append(Judgement("facets", first.id, f"{facet}:{a}", want, got))
    return found


def _recommendations(first: Example, second: Example) -> list[Judgement]:
    one, two = _placed(first.text, first.recommendations), _placed(first.text, second.recommendations)
    found = []
    for i, j in paired([place for place, _ in one], [place for place, _ in two]):
        kinds = {labels[at][1].get("kind") for labels, at in ((one, i), (two, j)) if at is not None}
        if "learning_point" in kinds:
            continue
        a, b = one[i][1]["text"] if i is not None else "", two[j][1]["text"] if j is not None else ""
        found.append(Judgement("recommendations", first.id, (a or b)[:80], a[:80], b[:80]))
        if i is None or j is None:
            continue
        for flag in FLAGS:
            want, got = ("yes" if label[flag] else "no" for label in (one[i][1], two[j][1]))
            found.append(Judgement("flags", first.id, f"{flag}:{a[:60]}", want, got))
    return found


def _identifiers(first: Example, second: Example) -> list[Judgement]:
    if first.type != "lcspr":
        return []
    one, two = ([(locate(first.text, x), x) for x in reader.identifiers] for reader in (first, second))
    left, right = [(p, x) for p, x in one if p], [(p, x) for p, x in two if p]
    found = []
    for i, j in paired([place for place, _ in left], [place for place, _ in right]):
        a, b = left[i][1] if i is not None else "", right[j][1] if j is not None else ""
        found.append(Judgement("identifiers", first.id, a or b, a, b))
    return found


def figures(judgements: Sequence[Judgement]) -> dict[str, Figure]:
    """Agreement by "task: metric"; F1 is the same whichever reader is taken as the first."""
    return {
        name: measured(metric, [j for j in judgements if j.task == name.split(":")[0]])
        for name, metric in COMPARED.items()
    }


def by_criterion(judgements: Sequence[Judgement]) -> dict[str, tuple[int, float | None, float | None]]:
    """For each criterion: n, share that agree, and kappa (None where all labels are one)."""
    judged: dict[str, list[Judgement]] = {}
    for j in judgements:
        if j.task == "appraisal":
            judged.setdefault(j.item, []).append(j)
    return {name: (len(js), accuracy(js), kappa(js)) for name, js in judged.items()}


def disagreements(judgements: Sequence[Judgement]) -> list[Judgement]:
    """What had to be settled. Two phrases or recommendations that overlap are the same, however far each reaches.

    Grades of the search collection are not settled one by one: their mean counts.
    """
    spans = ("phrases", "recommendations", "identifiers")
    return [
        j for j in judgements if j.task != "search" and not j.right and not (j.task in spans and j.expected and j.got)
    ]


def settled(path: Path = SETTLED) -> dict[SettledKey, tuple[str, str]]:
    """By review, task and item: the label that stands, and the third reader's reason."""
    with path.open(encoding="utf-8", newline="") as file:
        return {(r["review"], r["task"], r["item"]): (r["settled"], r["reason"]) for r in csv.DictReader(file)}


def page(judgements: Sequence[Judgement]) -> str:
    """The Markdown page."""
    reviews = len({j.review for j in judgements if j.task != "search"})
    lines = [
        "# How far two readers agree",
        "",
        f"The {reviews} reviews of the test split were labelled by two readers apart from each other, and the",
        "pools of the search collection graded by two others. None is a safeguarding professional. F1 takes the first",
        "reader as right; the second would give the same.",
        "",
        "| what | value | 95 % interval | n | reviews or queries |",
        "|---|---|---|---|---|",
    ]
    for name, figure in figures(judgements).items():
        value = "not measured" if figure.value is None else f"{figure.value:.2f}"
        interval = "" if figure.low is None else f"{figure.low:.2f} to {figure.high:.2f}"
        lines.append(f"| {name} | {value} | {interval} | {figure.n} | {figure.reviews} |")
    lines += ["", "## By criterion", "", "| criterion | n | agree | quadratic kappa |", "|---|---|---|---|"]
    for name, (n, agree, weighted) in by_criterion(judgements).items():
        shown = "all one label" if weighted is None else f"{weighted:.2f}"
        lines.append(f"| {name} | {n} | {agree or 0:.2f} | {shown} |")
    open_ones = disagreements(judgements)
    lines += [
        "",
        f"## Settled by a third reader: {len(open_ones)}",
        "",
        "| review | task | item | first | second | stands | why |",
        "|---|---|---|---|---|---|---|",
    ]
    stands = settled()
    for j in open_ones:
        cells = (j.review, j.task, j.item, j.expected or "not labelled", j.got or "not labelled", *stands[key(j)])
        lines.append("| " + " | ".join(" ".join(cell.split()).replace("|", "/") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def key(judgement: Judgement) -> SettledKey:
    """Under which a disagreement is settled."""
    return judgement.review, judgement.task, " ".join(judgement.item.split()).replace("|", "/")


def human() -> dict[str, Figure]:
    """The published agreement by "task: metric"; empty where none has been measured."""
    if not FIGURES.is_file():
        return {}
    return {name: Figure(**value) for name, value in json.loads(FIGURES.read_text(encoding="utf-8")).items()}


def main() -> None:
    """Compare the two readers of the test split and write both files."""
    judgements = compare_folders(FIRST, SECOND) + readers()
    made = {name: asdict(figure) for name, figure in figures(judgements).items()}
    FIGURES.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(judgements), encoding="utf-8")
    for name, figure in figures(judgements).items():
        print(name, figure)


if __name__ == "__main__":
    main()
