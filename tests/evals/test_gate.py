"""The gate, and the test of the gate: the build as it is passes, builds broken on purpose do not."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.feedback import Feedback
from corpus.document import Document
from corpus.library import Library
from evals.gate import compare
from evals.metrics import Figure
from evals.run import Run, figures_of, judge, load_run
from evals.solver import Solver
from evals.suite import Suite, open_suite


class Recorder(Solver):
    """The assistant, whose work on a text or question is kept, so that a broken build costs only the scoring."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.checked: dict[str, Feedback] = {}
        self.found: dict[str, list[str]] = {}
        self.answers: dict[str, Answer] = {}

    def check(self, document: Document) -> Feedback:
        key = document.name + document.sha256
        if key not in self.checked:
            self.checked[key] = super().check(document)
        return self.checked[key]

    def section(self, text: str, draft_type: str) -> Feedback:
        key = draft_type + text
        if key not in self.checked:
            self.checked[key] = super().section(text, draft_type)
        return self.checked[key]

    def search(self, query: str) -> list[str]:
        if query not in self.found:
            self.found[query] = super().search(query)
        return self.found[query]

    def ask(self, question: str) -> Answer:
        if question not in self.answers:
            self.answers[question] = super().ask(question)
        return self.answers[question]


class Broken(Solver):
    """A build broken in one way over what a recorder kept."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__(recorder.library)
        self.sound = recorder

    def check(self, document: Document) -> Feedback:
        return self.sound.check(document)

    def section(self, text: str, draft_type: str) -> Feedback:
        return self.sound.section(text, draft_type)

    def search(self, query: str) -> list[str]:
        return self.sound.search(query)

    def ask(self, question: str) -> Answer:
        return self.sound.ask(question)


class StatusesShuffled(Broken):
    def check(self, document: Document) -> Feedback:
        feedback = self.sound.check(document)
        statuses = [finding.status for finding in feedback.criteria]
        random.Random(document.sha256).shuffle(statuses)
        criteria = [f.model_copy(update={"status": s}) for f, s in zip(feedback.criteria, statuses, strict=True)]
        return feedback.model_copy(update={"criteria": criteria})


class PhrasesOff(Broken):
    def check(self, document: Document) -> Feedback:
        return self.sound.check(document).model_copy(update={"phrases": []})


class SearchRandom(Broken):
    def search(self, query: str) -> list[str]:
        files = sorted(review.file for review in self._open().reviews())
        return random.Random(query).sample(files, 10)


class QuotesAltered(Broken):
    def ask(self, question: str) -> Answer:
        answer = self.sound.ask(question)
        altered = [item.model_copy(update={"quote": item.quote + " indeed"}) for item in answer.citations]
        return answer.model_copy(update={"citations": altered})


class NeverDeclines(Broken):
    def ask(self, question: str) -> Answer:
        return self.sound.ask(question).model_copy(update={"answered": True})


def a_run(suite: Suite, solver: Solver) -> Run:
    judgements = judge(suite, solver)
    return Run(suite.name, "", "", suite.data, "", {}, 0.0, figures_of(judgements), {}, judgements)


@pytest.fixture(scope="session")
def suite() -> Suite:
    return open_suite("dev")


@pytest.fixture(scope="session")
def recorder(starter_folder: Path) -> Iterator[Recorder]:
    with Library.open(starter_folder) as library:
        yield Recorder(library)


@pytest.fixture(scope="session")
def dev(suite: Suite, recorder: Recorder) -> Run:
    return a_run(suite, recorder)


@pytest.mark.slow
def test_no_figure_fell_below_the_committed_run(dev: Run) -> None:
    committed = load_run("dev")
    assert committed is not None, "commit one: second-question evals --suite dev --out evals/runs"
    assert compare(dev, committed) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "caught"),
    [
        (StatusesShuffled, "appraisal: macro-F1"),
        (PhrasesOff, "phrases: F1"),
        (SearchRandom, "search: nDCG@10"),
        (QuotesAltered, "quotes: share"),
        (NeverDeclines, "declined: share"),
    ],
)
def test_a_broken_build_is_caught(
    dev: Run, suite: Suite, recorder: Recorder, broken: type[Broken], caught: str
) -> None:
    falls = compare(a_run(suite, broken(recorder)), dev)
    assert any(fall.startswith(caught) for fall in falls), falls


def run_with(value: float | None, low: float | None = None) -> Run:
    figure = Figure(value, low, None if low is None else 1.0, 10, 5)
    return Run("dev", "", "", "", "", {}, 0.0, {"phrases: F1": figure}, {}, [])


def test_a_fall_within_the_interval_passes_and_one_below_does_not() -> None:
    before = run_with(0.8, 0.7)
    assert compare(run_with(0.71), before) == []
    assert compare(run_with(0.69), before) == ["phrases: F1 fell to 0.690, below 0.700 (it was 0.800)"]


def test_a_figure_that_is_no_longer_measured_does_not_pass_and_a_new_one_does() -> None:
    assert compare(run_with(None), run_with(0.8, 0.7)) == ["phrases: F1 is no longer measured (it was 0.800)"]
    assert compare(run_with(0.1), run_with(None)) == []


def test_a_run_file_is_read_back_as_it_was_written() -> None:
    from evals.judgement import Judgement
    from evals.run import read_run

    run = replace(
        run_with(0.8, 0.7),
        baselines={"search: nDCG@10": {"words": Figure(0.5, None, None, 3, 3)}},
        judgements=[Judgement("phrases", "rr-1", "é “x”", "x", "", "why", "text", 0.5)],
    )
    assert read_run(run.to_json()) == run
    assert json.loads(run.to_json())["judgements"][0]["item"] == "é “x”"
