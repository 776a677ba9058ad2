"""Recommendations are found wherever reviews put them, and what only looks like one is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.feedback import DraftType, RecommendationFinding
from assistant.recommendations import find_recommendations
from corpus.reading import read_text


def found(text: str, draft_type: DraftType = "lcspr") -> list[RecommendationFinding]:
    return find_recommendations(read_text(text, format="md"), draft_type)


def acts(text: str, draft_type: DraftType = "lcspr") -> list[str]:
    return [each.text for each in found(text, draft_type) if each.kind != "learning_point"]


def flags(finding: RecommendationFinding) -> str:
    named = {"o": finding.owner, "s": finding.specific, "w": finding.by_when, "m": finding.measure}
    return "".join(letter for letter, held in named.items() if held)


def test_a_numbered_item_is_one_recommendation_without_its_commentary() -> None:
    text = (
        "## Recommendations\n\n"
        "1. Families are reached through those they trust. The partnership manager will meet six ministers by 30"
        " November 2026 to agree one contact in each. Being asked is a right and not a test.\n\n"
        "2. The partnership will raise awareness of eating disorders.\n"
    )
    first, second = found(text)
    assert first.text.startswith("The partnership manager")
    assert first.text.endswith("one contact in each.")
    assert (flags(first), flags(second)) == ("osw", "")
    assert second.rung == 1


def test_a_table_row_runs_from_the_act_to_the_last_cell_and_each_column_gives_its_flag() -> None:
    text = (
        "## Next steps\n\n"
        "| No. | Action | Owner | By | How we shall know |\n|---|---|---|---|---|\n"
        "| 1 | Add a due-date field to the record | Head of midwifery | 31 January 2027 | Sample of 40 files, June |\n"
        "| 2 | Strengthen supervision | All agencies | Ongoing | Will be monitored |\n"
    )
    first, second = found(text, "rapid_review")
    assert first.text.startswith("Add a due-date field")
    assert first.text.endswith("files, June")
    assert (first.kind, flags(first), flags(second)) == ("action", "oswm", "")


def test_a_table_of_who_saw_what_is_not_one_of_actions() -> None:
    text = (
        "## What was seen\n\n| Sign | Who noticed | What it was taken for |\n|---|---|---|\n"
        "| A padded coat in summer | Foster carer | Modesty |\n| A fainting fit | Teacher | Fasting |\n"
    )
    assert acts(text) == []


def test_prose_is_read_sentence_by_sentence() -> None:
    text = (
        "## What the partners have agreed to do\n\n"
        "The maternity lead will rewrite the booking form by June 2027 with three questions to the father. The form"
        " will not close until they are answered. The partnership will consider the garrison further.\n"
    )
    assert [each.split()[1] for each in acts(text)] == ["maternity", "partnership"]


@pytest.mark.parametrize(
    "text",
    [
        "## Analysis\n\nThe form has no line. It is recommended that the head of midwifery adds one by 1 June 2027.\n",
        "## Learning\n\nA form can hide a father. I was asked for recommendations, and these are they. The head of"
        " midwifery will add a line to the form by 1 June 2027.\n",
        "# Minutes\n\n## 4. Health\n\nThe letter was late. Action: Sister Obi to obtain the triage times by 3 May.\n",
        "## Finding 3\n\nNobody rang.\n\n> **Recommendation 3.** The trust's chief executive should give each ward a"
        " number for the duty social worker by 1 July 2027.\n",
        "| 11. Actions agreed | 1. Head of placements to visit the home by 3 May. 2. Remind all staff. |\n|---|---|\n",
    ],
)
def test_recommendations_outside_their_own_section_are_found(text: str) -> None:
    assert any(flags(each).startswith("osw") for each in found(text, "rapid_review"))


@pytest.mark.parametrize(
    "text",
    [
        "## Recommendations\n\nProgress will be monitored by the learning and improvement group.\n",
        "## Recommendation to partners\n\nThe partners are asked to decide whether the criteria are met.\n",
        "## Decision\n\nIt is recommended that a local child safeguarding practice review be commissioned.\n",
        "## Summary\n\nWe recommend that missed clinics be followed up, and that care plans be reviewed.\n",
        "## What has been done already\n\n- The head of service withdrew the form on 3 May.\n- Staff were reminded.\n",
        "## Earlier reviews\n\n1. The partnership should promote the protocol.\n",
        "## Questions for your team\n\n- Who will hold the plan by 1 May?\n- Who should ring the head of service?\n",
        "## The visit\n\nThe head of service should have visited by 3 May.\n",
        '## Her words\n\n"The head of housing should mend the window by Friday," her mother said.\n',
    ],
)
def test_what_only_looks_like_a_recommendation_is_left_alone(text: str) -> None:
    assert acts(text, "rapid_review") == []


def test_learning_points_are_told_from_recommendations() -> None:
    text = (
        "## Learning points\n\n1. A child who is silent may be a child in pain.\n2. Being clean on the day is not being"
        " kept clean.\n\n## Recommendations\n\n1. The head of care will show each agency worker the plan.\n"
    )
    assert [each.kind for each in found(text)] == ["learning_point", "learning_point", "recommendation"]


def test_neighbours_speak_for_a_whole_list() -> None:
    text = (
        "## What should happen\n\nThe following are for the director of children's services:\n\n"
        "- add a question on nights to the assessment form\n- strengthen supervision\n\n"
        "All of these are to be done by 31 March 2027. Each will be tested by a sample of 20 files.\n"
    )
    assert [flags(each) for each in found(text)] == ["oswm", "owm"]


def test_lines_under_a_recommendation_fill_in_its_parts() -> None:
    text = (
        "### Recommendation 1: interpreters\n\nThe trust should book an interpreter for each first appointment.\n\n"
        "**Owner:** chief nurse. **By:** 1 May 2027. **Measure:** a sample of 30 bookings.\n"
    )
    (only,) = found(text)
    assert (flags(only), only.text[-1]) == ("oswm", ".")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Owner: head of nursing, by June 2027.", "ow"),
        ("Owner: head of nursing.", "o"),
        ("Owner: all agencies.", ""),
        ("", ""),
    ],
)
def test_an_owner_named_in_the_next_sentence_of_a_paragraph_is_the_actions(sentence: str, told: str) -> None:
    text = f"The nursery should raise awareness of burns. Action 2: strengthen handovers. {sentence}"
    action = next(each for each in found(text) if "handovers" in each.text)
    assert flags(action) == told


def test_a_measure_for_numbered_recommendations_is_given_to_those_alone() -> None:
    text = (
        "## Recommendations\n\n1. The council will write a script.\n2. The council will open a line.\n\n"
        "Recommendation 2 will be measured as follows: a count of 200 calls in May.\n"
    )
    assert [each.measure for each in found(text)] == [False, True]


def test_notes_say_when_there_are_too_many_the_same_or_nothing_behind_them() -> None:
    many = "\n".join(f"{number}. The head of team {number} will telephone ward {number}." for number in range(1, 13))
    text = f"## Learning points\n\n- Pain hides.\n\n## Recommendations\n\n{many}\n"
    notes = [note for each in found(text) for note in each.notes]
    assert any("12 recommendations" in note for note in notes)
    assert any("No learning point" in note for note in notes)
    twice = (
        "## Recommendations\n\n1. Staff should be reminded of the escalation policy.\n2. All staff should be reminded"
    )
    twice += " of the escalation policy.\n"
    assert any("another one" in note for note in found(twice)[1].notes)


def test_a_recommendation_that_names_its_learning_is_traced() -> None:
    text = (
        "## Learning\n\nL1. Pain hides.\n\n## Recommendations\n\n"
        "R1 (from L1). The named nurse will issue a chart by 1 May 2027.\n"
    )
    assert not any("No learning point" in note for each in found(text) for note in each.notes)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "## Recommendations\n\n", "## Learning\n\n", "1. ", "- ", "| ", " | ", "\n", "\n\n", "|---|---|\n",
                "Action | Owner | By", "The head of care will write by 1 May 2027. ", "All agencies must be told. ",
                "(a) ", "; and ", "→ ", "**Recommendation 2.** ", "That the council appoint a lead. ", "Owner: ",
                "é\u2028", "*", "?", "R1 (from L2). ",
            ]
        ),
        max_size=25,
    ).map("".join)
)  # fmt: skip
def test_spans_are_in_order_apart_and_verbatim(text: str) -> None:
    document = read_text(text, format="md")
    findings = find_recommendations(document, "lcspr")
    assert all(document.slice(each.start, each.end) == each.text != "" for each in findings)
    assert all(one.end <= other.start for one, other in pairwise(findings))
    assert findings == find_recommendations(document, "lcspr")
