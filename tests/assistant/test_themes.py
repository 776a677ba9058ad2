from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assistant.themes import Theme, find_themes, themes
from corpus.document import Document
from corpus.reading import read_text

STARTER = Path(__file__).resolve().parents[2] / "corpus" / "starter"
SAME = {  # themes as the starter catalogue words them
    "fathers and men": "fathers-and-men",
    "pandemic": "pandemic",
    "policies and protocols": "policies-and-protocols",
    "professional curiosity": "opportunities-to-be-curious",
    "information sharing": "inter-agency-communication",
    "babies": "babies",
    "resources": "resources",
    "culture and ethnicity": "culture-and-ethnicity",
    "racism and ethnicity": "culture-and-ethnicity",
    "concealed pregnancy": "concealed-pregnancy",
    "adolescents": "adolescents",
    "looked-after children": "looked-after-children",
    "care leavers": "looked-after-children",
    "substance misuse": "substance-misuse",
    "domestic abuse": "domestic-abuse",
    "training": "training",
    "identification and referral": "identification-and-referral",
    "elective home education": "elective-home-education",
    "neglect": "neglect",
    "engagement": "engagement",
    "case closure": "closure",
    "parental mental health": "parental-mental-health",
    "suicide and self-harm": "self-harm-and-suicide",
    "gender and sexual identity": "gender-and-sexual-identity",
    "peer-on-peer abuse": "peer-on-peer-abuse",
    "trafficking": "trafficking",
    "criminal exploitation": "exploitation",
    "sexual exploitation": "exploitation",
    "disability": "disability",
    "sexual abuse": "sexual-abuse",
    "poverty and housing": "poverty-and-housing",
}


def _ids(text: str) -> list[str]:
    return [finding.id for finding in find_themes(read_text(text))]


@pytest.mark.parametrize("theme", themes().themes, ids=lambda theme: theme.id)
def test_each_theme_does_what_its_examples_say(theme: Theme) -> None:
    for text in theme.must_find:
        assert theme.id in _ids(text), f"not found by {theme.id}: {text!r}"
    for text in theme.must_pass:
        assert theme.id not in _ids(text), f"false positive against {theme.id}: {text!r}"


def _catalogue() -> list[tuple[Document, set[str]]]:
    rows = csv.DictReader((STARTER / "catalogue.csv").read_text(encoding="utf-8").splitlines())
    found = []
    for row in rows:
        path = STARTER / "sources" / row["file"].replace(".pdf", ".md")
        labels = {SAME[name.strip()] for name in row["themes"].split(";") if name.strip() in SAME}
        found.append((read_text(path.read_text(encoding="utf-8"), path.name, "md"), labels))
    return found


def test_themes_in_the_catalogue_of_the_starter_library_are_found_and_come_early() -> None:
    found = early = total = 0
    for document, labels in _catalogue():
        ids = [finding.id for finding in find_themes(document)]
        total += len(labels)
        found += len(labels & set(ids))
        early += len(labels & set(ids[:12]))
    assert found >= 0.95 * total
    assert early >= 0.8 * total


def test_a_theme_of_every_page_stands_above_one_of_a_single_page() -> None:
    pages = "\n\n".join(
        f"## Part {n}\n\nHis father was not asked about that night, and the new partner was not known to the nurse."
        for n in range(6)
    )
    text = pages + "\n\n## Other\n\nDomestic abuse was recorded once; he had hit her, and she went to a refuge."
    ids = [finding.id for finding in find_themes(read_text(text, format="md"))]
    assert ids[0] == "fathers-and-men"


def test_a_heading_with_nothing_under_it_is_no_theme() -> None:
    assert _ids("# Domestic abuse\n\n# Neglect\n\n# Training\n") == []


def test_evidence_is_the_drafts_own_words_in_order_and_at_most_three_passages() -> None:
    document, _ = _catalogue()[0]
    for finding in find_themes(document):
        assert 1 <= len(finding.evidence) <= 3
        assert [span.start for span in finding.evidence] == sorted(span.start for span in finding.evidence)
        for span in finding.evidence:
            assert document.text[span.start : span.end] == span.text


def test_every_stage_of_the_pathways_and_every_named_source_is_there() -> None:
    assert [theme.id for theme in themes().themes if theme.kind == "pathway"] == [
        "identification-and-referral",
        "case-management",
        "engagement",
        "closure",
    ]
    assert all("2021 national review ch" in theme.source for theme in themes().themes)
