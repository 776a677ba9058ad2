"""The appraised examples are sound: every label stands in its text, every criterion is judged, blocks are in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.guidance import edition
from assistant.phrases.book import FACETS, phrasebook
from evals.agreement import FIRST, SECOND, TEXTS, compare_folders, disagreements, key, settled
from evals.dataset import DATA, Example, load, load_example, locate
from evals.questions import load_questions
from evals.scorers.injection import injections
from evals.scorers.stability import PARAPHRASES
from evals.search_set import FOLDER as SEARCH
from evals.search_set import KINDS, load_queries
from evals.starter import STARTER

LABELS = {"met", "partial", "missing"}
LEVELS = {"met", "partial", "lure"}
EXAMPLES = [(split, example) for split in ("build", "dev", "test") for example in load(split)]
each = pytest.mark.parametrize("example", [e for _, e in EXAMPLES], ids=[f"{s}/{e.id}" for s, e in EXAMPLES])


def test_each_split_holds_both_types_and_none_of_another() -> None:
    names = [example.id for _, example in EXAMPLES]
    assert len(names) == len(set(names)) >= 32
    for split in ("build", "dev", "test"):
        types = [example.type for of, example in EXAMPLES if of == split]
        assert min(types.count("rapid_review"), types.count("lcspr")) >= 4


@each
def test_every_criterion_of_the_type_is_judged(example: Example) -> None:
    assert set(example.criteria) == {criterion.id for criterion in edition("wt2018").criteria(example.type)}
    assert set(example.criteria.values()) <= LABELS


@each
def test_every_label_stands_in_the_text(example: Example) -> None:
    quoted = [(label["text"], label.get("occurrence", 1)) for label in (*example.phrases, *example.not_phrases)]
    quoted += [(label["text"], 1) for label in example.recommendations]
    quoted += [(text, 1) for text in example.identifiers]
    quoted += [(text, 1) for text in example.evidence.values() if text]
    assert [quote for quote in quoted if locate(example.text, *quote) is None] == []


@each
def test_met_and_partial_rest_on_a_passage(example: Example) -> None:
    assert [n for n, label in example.criteria.items() if label != "missing" and not example.evidence[n]] == []


@each
def test_blocks_are_in_order_and_agree_with_the_labels(example: Example) -> None:
    at = 0
    for block in example.blocks:
        assert at <= block.start < block.end <= len(example.text)
        assert set(block.criteria.values()) <= LEVELS
        assert set(block.criteria) <= set(example.criteria)
        at = block.end
    for name, label in example.criteria.items():
        levels = {block.criteria[name] for block in example.blocks if name in block.criteria}
        if label == "missing":
            assert not levels & {"met", "partial"}, name


def test_questions_name_files_of_the_starter_library() -> None:
    questions = load_questions()
    files = {path.name for path in STARTER.glob("*.pdf")}
    assert len({item.id for item in questions}) == len({item.text for item in questions}) == len(questions) == 60
    assert sum(item.answerable for item in questions) == 40
    for item in questions:
        assert set(item.grades) <= files
        assert not item.grades or max(item.grades.values()) == 3


def test_every_review_of_the_starter_library_answers_some_question() -> None:
    asked = {name for item in load_questions() for name, grade in item.grades.items() if grade == 3}
    assert asked == {path.name for path in Path(STARTER).glob("*.pdf")}


def test_instructions_differ() -> None:
    assert len({text for _, text in injections()}) == len(injections()) == 10


def test_the_second_readers_labels_are_of_the_test_split() -> None:
    names = {path.name for path in (DATA / "second").glob("*.json")}
    assert names == {path.name for path in (DATA / "test").glob("*.json")}


def test_every_disagreement_of_the_two_readers_is_settled_with_a_reason() -> None:
    found = disagreements(compare_folders(FIRST, SECOND))
    stands = settled()
    assert {key(judgement) for judgement in found} == set(stands)
    assert all(reason.strip() for _, reason in stands.values())
    for judgement in found:
        if judgement.task == "appraisal":
            example = load_example(TEXTS / f"{judgement.review}.json")
            assert example.criteria[judgement.item] == stands[key(judgement)][0]


def test_a_paraphrase_is_of_a_development_review_and_in_other_words() -> None:
    own = {example.id: example for example in load("dev")}
    found = sorted(PARAPHRASES.glob("*.md"))
    assert len(found) >= 4
    for path in found:
        said = {sentence.strip() for sentence in own[path.stem].text.split(". ") if len(sentence.split()) > 8}
        again = path.read_text(encoding="utf-8")
        assert sum(sentence in again for sentence in said) <= len(said) / 10, path.name


def test_the_search_collection_is_as_large_as_its_figures_need() -> None:
    queries = load_queries()
    assert len(list((SEARCH / "extracts").glob("*.md"))) >= 120
    assert len([query for query in queries if query.answerable]) >= 80
    assert len([query for query in queries if not query.answerable]) >= 20
    files = {path.name for path in (SEARCH / "extracts").glob("*.md")}
    for query in queries:
        assert set(query.grades) <= files
        assert query.answerable == (query.kind in KINDS)


@pytest.mark.parametrize("path", sorted((DATA / "relevance").glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_cluster_has_three_passages_and_questions_of_each_kind(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        cluster = json.loads(line)
        assert len({*cluster["passages"]}) == 3, cluster["id"]
        assert [kind for kind, _ in cluster["queries"]] == ["question", "keywords", "pasted", "oblique"], cluster["id"]
        assert len(cluster["near"]) == 2, cluster["id"]


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


def test_every_use_stands_once_in_its_passage() -> None:
    uses = _lines("uses.jsonl")
    assert len({use["id"] for use in uses}) == len(uses)
    sides = [(use, side) for use in uses for side in ("worn", "left") if side in use]
    assert [use["id"] for use, side in sides if use[side].count(use[f"words_{side}"]) != 1] == []


@pytest.mark.parametrize("name", ["facets.jsonl", "passages/dev/facets.jsonl"])
def test_passages_of_facets_hold_their_phrases_and_answer_each_facet_about_half_the_time(name: str) -> None:
    passages = _lines(name)
    assert len({passage["id"] for passage in passages}) == len(passages)
    uses = [(passage, use) for passage in passages for use in passage["phrases"]]
    assert {use["phrase_id"] for _, use in uses} == {entry.id for entry in phrasebook().entries}
    assert [passage["id"] for passage, use in uses if passage["text"].count(use["words"]) != 1] == []
    for facet in FACETS:
        assert 0.35 < sum(facet in use["answered"] for _, use in uses) / len(uses) < 0.65
