from __future__ import annotations

import pytest

from assistant.compare import Comparison, compare
from assistant.points import points, topics
from corpus.reading import read_text
from evals.pairs import Counts, Pair, load_pairs, score

PAIRS = {pair.id: pair for pair in load_pairs()}
NAMED = ("much-added", "little-added", "drifted-away")


@pytest.fixture(scope="module")
def compared() -> dict[str, Comparison]:
    return {id: compare(pair.rapid_review, pair.lcspr) for id, pair in PAIRS.items()}


def _total(pairs: list[Pair], compared: dict[str, Comparison]) -> Counts:
    total = Counts(0, 0, 0)
    for pair in pairs:
        total += score(pair, compared[pair.id])
    return total


def test_what_was_taken_up_dropped_and_added_is_found(compared: dict[str, Comparison]) -> None:
    named = _total([PAIRS[id] for id in NAMED], compared)
    unseen = _total([pair for pair in PAIRS.values() if pair.set == "check"], compared)
    assert named.f1 >= 0.75
    assert unseen.f1 >= 0.75


@pytest.mark.parametrize("id", PAIRS)
def test_each_pair_by_itself_is_told_well_enough_to_be_of_use(id: str, compared: dict[str, Comparison]) -> None:
    assert score(PAIRS[id], compared[id]).f1 >= 0.7


def test_much_added_little_added_and_drifted_away_look_different(compared: dict[str, Comparison]) -> None:
    shares = {}
    for id in NAMED:
        found = {fate: len(compared[id].of(fate)) for fate in ("taken_up", "dropped", "added")}  # type: ignore[arg-type]
        shares[id] = (found["taken_up"] / (found["taken_up"] + found["dropped"]), found["added"])
    assert shares["little-added"][1] < shares["much-added"][1]
    assert shares["drifted-away"][0] < 0.5 < shares["much-added"][0]


def test_each_line_has_the_passages_that_its_fate_calls_for(compared: dict[str, Comparison]) -> None:
    for id, comparison in compared.items():
        for line in comparison.lines:
            for span, document in ((line.rapid_review, PAIRS[id].rapid_review), (line.lcspr, PAIRS[id].lcspr)):
                assert span is None or document.text[span.start : span.end] == span.text
            assert (line.rapid_review is None) == (line.fate == "added")
            assert line.lcspr is not None or line.fate == "dropped"


def test_the_same_pair_gives_the_same_comparison(compared: dict[str, Comparison]) -> None:
    pair = PAIRS["little-added"]
    assert compare(pair.rapid_review, pair.lcspr) == compared["little-added"]


def test_as_text_counts_and_shows_both_passages(compared: dict[str, Comparison]) -> None:
    text = compared["little-added"].as_text()
    assert "Of 10 lines of enquiry and learning points" in text
    assert text.index("TAKEN UP") < text.index("NOT TAKEN UP") < text.index("ADDED BY THE LOCAL REVIEW")
    assert "rapid review (Key lines of enquiry for the LCSPR): What being a Black boy meant" in text
    assert "%" not in text


def test_a_matter_that_the_local_review_leaves_aside_is_not_taken_up() -> None:
    rapid = read_text(
        "# Rapid review\n\n## Lines of enquiry\n\n- How was the night staffing of the home decided?\n", format="md"
    )
    aside = (
        "## Finding 1\n\nThe school knew him well.\n\n## Finding 2\n\nThe night staffing of the home was not examined."
    )
    [line] = [item for item in compare(rapid, read_text(aside, format="md")).lines if item.rapid_review]
    assert line.fate == "dropped"
    assert line.lcspr is not None
    assert "not examined" in line.lcspr.text


def test_a_rapid_review_without_points_is_said() -> None:
    result = compare(
        read_text("Nothing much."), read_text("# Review\n\n## Learning\n\n- Ask about pain each night.", format="md")
    )
    assert "look for them by eye" in result.as_text()
    assert [line.fate for line in result.lines] == ["added"]


def test_two_empty_texts_have_nothing_between_them() -> None:
    assert compare(read_text(""), read_text("")).lines == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "## Decision\n\nThere will be a review. The review should look into how nights are staffed; "
            "why nobody rang; and what the inspector saw.",
            ["how nights are staffed", "why nobody rang", "what the inspector saw."],
        ),
        (
            "## Decision\n\nThe review will consider the score, the taxi firm, and the housing rule.",
            ["the housing rule.", "the score", "the taxi firm"],
        ),
        (
            "## Questions for the review\n\n7.1 What stopped the school?\n\n7.2 Who saw him?",
            ["What stopped the school?", "Who saw him?"],
        ),
        ("| No. | Line of enquiry |\n|---|---|\n| 1 | Response to missing episodes |", []),
        (
            "## Lines of enquiry\n\n| No. | Line of enquiry |\n|---|---|\n| 1 | Response to missing episodes |",
            ["Response to missing episodes"],
        ),
        ("## What has been learned\n\nPain can be silent. Mr Fell has put up a notice.", ["Pain can be silent."]),
        ("## Sharing the learning\n\nA note will go to all staff.", []),
    ],
)
def test_points_are_found_in_lists_tables_and_sentences(text: str, wanted: list[str]) -> None:
    document = read_text(text, format="md")
    assert sorted(document.slice(p.start, p.end) for p in points(document, "rapid_review")) == sorted(wanted)


def test_front_and_end_matter_hold_no_topic() -> None:
    titles = ("Summary", "Method", "The telephone", "Recommendations")
    text = "# Review\n\n" + "\n\n".join(f"## {title}\n\nIt rang all night." for title in titles)
    assert [topic.title for topic in topics(read_text(text, format="md"))] == ["The telephone"]
