"""Feedback keeps its public contract, on every kind of file, the same each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import prompts
from assistant.check import check
from assistant.feedback import Feedback
from corpus.document import Document
from corpus.library import Library
from corpus.reading import read_text
from tests.conftest import EXAMPLES

SCHEMA = json.loads(prompts.text("contract/feedback.schema.json"))


def example(name: str) -> Document:
    return read_text((EXAMPLES / f"{name}.md").read_text(encoding="utf-8"), f"{name}.md", "md")


def spans(value: object) -> list[dict[str, object]]:
    """Every object with start, end and text, wherever it stands."""
    found: list[dict[str, object]] = []
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value):
            found.append(value)
        for item in value.values():
            found += spans(item)
    elif isinstance(value, list):
        for item in value:
            found += spans(item)
    return found


@pytest.fixture(scope="module")
def done() -> dict[str, tuple[Document, Feedback]]:
    return {name: (example(name), check(example(name))) for name in ("rr-05", "lcspr-05")}


@pytest.mark.parametrize("name", ["rr-05", "lcspr-05"])
def test_feedback_fits_its_schema_and_every_span_is_in_the_draft(
    done: dict[str, tuple[Document, Feedback]], name: str
) -> None:
    document, feedback = done[name]
    value = json.loads(feedback.to_json())
    jsonschema.validate(value, SCHEMA)
    found = spans(value)
    assert len(found) > 20
    for span in found:
        assert document.text[int(str(span["start"])) : int(str(span["end"]))] == span["text"]


@pytest.mark.parametrize(("name", "kind", "criteria"), [("rr-05", "rapid_review", 18), ("lcspr-05", "lcspr", 21)])
def test_every_criterion_of_the_type_is_answered_once(
    done: dict[str, tuple[Document, Feedback]], name: str, kind: str, criteria: int
) -> None:
    feedback = done[name][1]
    assert feedback.document.type == kind
    assert len({finding.id for finding in feedback.criteria}) == len(feedback.criteria) == criteria
    for finding in feedback.criteria:
        assert finding.explanation
        assert finding.source
        assert bool(finding.evidence) or finding.status in ("missing", "not_applicable") or finding.id == "publishable"
        assert finding.second_questions or finding.status in ("met", "not_applicable")


def test_the_same_draft_gives_the_same_feedback(done: dict[str, tuple[Document, Feedback]]) -> None:
    assert check(example("rr-05")).to_json() == done["rr-05"][1].to_json()


def test_twenty_checks_of_a_draft_say_the_same_whatever_the_order_of_hashing(tmp_path: Path) -> None:
    text = "\n\n".join((EXAMPLES / "rr-05.md").read_text(encoding="utf-8").split("\n\n")[:24])
    (tmp_path / "draft.md").write_text(text, encoding="utf-8")
    said = {check(read_text(text, "draft.md", "md")).to_json() for _ in range(18)}
    assert len(said) == 1
    apart = (
        "import sys\nfrom pathlib import Path\nfrom assistant.check import check\n"
        "from corpus.reading import read_text\n"
        "text = Path(sys.argv[1]).read_text('utf-8')\nprint(check(read_text(text, 'draft.md', 'md')).to_json())"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", apart, str(tmp_path / "draft.md")],
            capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert {run.stdout.strip()} == {item.strip() for item in said}


def test_similar_learning_is_verbatim_from_the_library(starter: Library) -> None:
    feedback = check(example("lcspr-05"), library=starter)
    assert feedback.similar_learning
    for passage in feedback.similar_learning:
        texts = [item.text for item in starter.passages(passage.review_id)]
        assert passage.text in texts
        assert passage.page is not None


@pytest.mark.parametrize(
    "text",
    [
        "eggs\nmilk\nbread\nsix apples",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit. " * 30,
        "",
        "?",
        "\x00\ud800",
    ],
)
def test_what_is_no_review_is_never_appraised_with_confidence(text: str) -> None:
    feedback = check(read_text(text))
    assert feedback.warnings
    assert all(finding.status != "met" for finding in feedback.criteria)
    assert all(finding.confidence < 0.5 for finding in feedback.criteria)
    json.loads(feedback.to_json())


def test_in_a_section_what_belongs_elsewhere_is_not_applicable() -> None:
    text = (
        "## Recommendations\n\n1. The head of early help will add a question on fathers to the form by 1 May 2026 and "
        "audit fifty forms in November 2026.\n\n2. The partnership will raise awareness of neglect."
    )
    feedback = check(read_text(text, format="md"), "lcspr", "section")
    statuses = {finding.id: finding.status for finding in feedback.criteria}
    assert statuses["family-views"] == "not_applicable"
    assert statuses["recommendations-specific"] in ("met", "partial")
    assert feedback.document.scope == "section"


def test_the_edition_changes_what_is_asked_and_is_printed() -> None:
    old, new = (check(example("rr-05"), guidance=name) for name in ("wt2018", "wt2026"))
    assert (old.document.guidance, new.document.guidance) == ("wt2018", "wt2026")
    assert {item.id for item in new.criteria} > {item.id for item in old.criteria}
    assert any("newer" in warning for warning in old.warnings)
    assert not all(item.verified for item in new.criteria)


def test_no_feedback_prints_a_percentage(done: dict[str, tuple[Document, Feedback]], tmp_path: Path) -> None:
    from assistant.render import as_csv, as_html, as_text

    document, feedback = done["lcspr-05"]
    for shown in (as_text(feedback), as_html([(feedback, document)]).partition("</style>")[2], as_csv([feedback])):
        assert "%" not in shown.replace("60%", "")
        assert str(feedback.summary.strength) not in shown


def test_markup_in_a_draft_is_inert_in_the_page() -> None:
    from assistant.render import as_html

    text = "# Review <script>alert(1)</script>\n\nThe <img src=x onerror=alert(1)> lacked professional curiosity."
    document = read_text(text, "<b>draft</b>.md", "md")
    page = as_html([(check(document), document)])
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>draft" not in page
