"""The two appraised examples: every recommendation found, nothing else, and every flag right."""

from __future__ import annotations

import json

import pytest

from assistant.recommendations import find_recommendations
from corpus.reading import read_text
from tests.conftest import EXAMPLES

FLAGS = ("owner", "specific", "by_when", "measure")


@pytest.mark.parametrize("name", ["lcspr-05", "rr-05"])
def test_an_appraised_example_is_read_as_its_appraisers_did(name: str) -> None:
    labels = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    text = (EXAMPLES / f"{name}.md").read_text(encoding="utf-8")
    findings = find_recommendations(read_text(text, format="md"), labels["type"])
    acts = [finding for finding in findings if finding.kind != "learning_point"]
    assert [act.text for act in acts] == [label["text"] for label in labels["recommendations"]]
    for act, label in zip(acts, labels["recommendations"], strict=True):
        assert {flag: getattr(act, flag) for flag in FLAGS} == {flag: label[flag] for flag in FLAGS}, act.text
