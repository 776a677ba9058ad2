from __future__ import annotations

import pytest

from assistant.answers import Answer, Citation
from assistant.feedback import Feedback
from assistant.overview import overview_of
from assistant.render.groups import grouped
from corpus.document import Document
from corpus.reading import read_text
from tests.support.large_library import reviews
from tests.ui.fake import REVIEWS, FakeEngine, feedback_on
from tests.ui.pages import Parsed
from tests.ui.test_html import PAYLOADS
from ui.changes import keys
from ui.engine import Options, PageView
from ui.session import Mark
from ui.views import answers, conversation, draft, findings, frame, library, overview

ALLOWED = frozenset(
    {"a", "article", "bdi", "blockquote", "br", "button", "caption", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "h2", "h3", "h4", "h5", "input", "ins", "label", "legend", "li", "mark", "meter", "ol"}
    | {"p", "section", "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
HOSTILE = ("title", "partnership", "text", "why", "section", "url")


def test_the_draft_is_shown_whole_and_in_order(document: Document, feedback: Feedback) -> None:
    shown = Parsed(draft.draft(document, feedback)).text
    at = 0
    for paragraph in document.paragraphs:
        words = " ".join(document.text[paragraph.start : paragraph.end].split())[-25:]
        at = " ".join(shown.split()).find(words, at)
        assert at >= 0, words


def test_every_finding_with_a_place_is_marked_in_the_draft_and_every_number_leads_to_its_card(
    document: Document, feedback: Feedback
) -> None:
    marked = Parsed(draft.draft(document, feedback))
    places = {name for item in marked.all("mark") for name in (item["data-f"] or "").split()}
    cards = {item.get("id") for item in Parsed(findings.findings(document, feedback, {})).all("article")}
    for group in grouped(feedback):
        for item in group.items:
            assert {f"{item.id}:{n}" for n, _ in enumerate(item.places)} <= places
    for button in marked.all("data-find"):
        assert f"finding-{button['data-find']}" in cards


def test_marks_that_lie_in_one_another_are_cut_and_lose_no_text() -> None:
    text = "The board, hard to reach on 14 March 2019, will seek assurance."
    document = read_text(f"# Actions\n\n1. {text}\n", "x.md", "md")
    shown = Parsed(draft.draft(document, feedback_on(document, Options())))
    plain = "".join(tag_text for tag_text in shown.text.split("Mark")[-1])
    for words in ("The board,", "hard to reach", "on", "14 March 2019", ", will seek assurance."):
        assert words in plain
    covered = [item["data-f"] for item in shown.all("mark")]
    assert any(len((names or "").split()) > 1 for names in covered)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Present:** the chair. *No one* left.", "Present: the chair. No one left."),
        ("*Names changed. 5 * 3", "*Names"),
    ],
)
def test_marks_of_emphasis_are_left_out_of_pasted_text_that_is_markdown(text: str, shown: str) -> None:
    document = read_text(text)
    assert shown in Parsed(draft.draft(document, feedback_on(document, Options()))).text


def test_findings_are_numbered_once_and_in_the_order_shown(document: Document, feedback: Feedback) -> None:
    given = list(findings.numbers(feedback).values())
    assert given == list(range(1, len(given) + 1))
    asked = [item.id for group in grouped(feedback) if group.id != "unchecked" for item in group.items]
    assert list(findings.numbers(feedback)) == asked


def test_long_lists_are_folded_after_the_first_few(document: Document, feedback: Feedback) -> None:
    shown = Parsed(findings.findings(document, feedback, {}))
    missing = sum(item.status in ("missing", "partial") for item in feedback.criteria)
    assert missing > findings.SHOWN
    assert f"Show {missing - findings.SHOWN} more" in shown.text


def test_criteria_not_looked_for_stand_together_under_their_reason(document: Document, feedback: Feedback) -> None:
    left = [
        item.model_copy(update={"status": "not_applicable", "explanation": "Not here."}) for item in feedback.criteria
    ]
    shown = findings.findings(document, feedback.model_copy(update={"criteria": left}), {})
    text = Parsed(shown).text
    assert text.count("Not here.") == 1
    assert all(item.title in text for item in left)


def test_where_no_criterion_was_left_out_nothing_is_said_of_it(document: Document, feedback: Feedback) -> None:
    shown = findings.findings(document, feedback, {})
    group = shown[shown.index('data-group="unchecked"') :]
    assert 'data-kind="unchecked"' in group
    assert 'data-kind="criterion"' not in group[: group.index("</section>")]


def test_a_recommendation_that_stands_whole_in_its_title_is_not_quoted_again(
    document: Document, feedback: Feedback
) -> None:
    shown = Parsed(findings.findings(document, feedback, {})).text
    assert shown.count("All agencies should strengthen information sharing.") == 2  # its card, and the table


def test_a_text_that_is_no_review_is_told_so_first_and_nothing_found_is_no_praise(feedback: Feedback) -> None:
    why = "This is not a review."
    none = feedback.model_copy(
        update={"criteria": [], "phrases": [], "recommendations": [], "identifiers": [], "warnings": [why, "Another."],
                "summary": feedback.summary.model_copy(update={"met": 0, "partial": 0, "missing": 0})}
    )  # fmt: skip
    text = Parsed(conversation.checked(none, Options(), "WT", None, False, why)).text
    assert text.index(why) < text.index("Read as")
    assert text.count(why) == 1
    assert "Another." in text
    assert "does not mean that it is good" in text


def test_what_was_noted_last_time_is_not_noted_again(feedback: Feedback) -> None:
    told = feedback.model_copy(update={"warnings": ["Old.", "New."]})
    text = Parsed(conversation.checked(told, Options(), "WT", None, False, None, ["Old."])).text
    assert "New." in text
    assert "Old." not in text


@pytest.mark.parametrize(
    ("counts", "words"),
    [((1, 0, 0), "it is there."), ((0, 1, 0), "it is there in part."), ((0, 0, 1), "it was not found.")],
)
def test_a_single_thing_looked_for_is_said_as_one(feedback: Feedback, counts: tuple[int, int, int], words: str) -> None:
    summary = dict(zip(("met", "partial", "missing"), counts, strict=True))
    one = feedback.model_copy(update={"summary": feedback.summary.model_copy(update=summary)})
    assert (
        f"One thing was looked for, and {words}" in Parsed(conversation.checked(one, Options(), "WT", None, False)).text
    )


def test_a_marked_finding_says_so_with_the_reason_and_can_be_undone(document: Document, feedback: Feedback) -> None:
    key = keys(feedback)["p-1"]
    shown = Parsed(findings.findings(document, feedback, {key: Mark("not_applicable", "quoted <b>speech</b>")}))
    assert "Marked as not applicable: quoted <b>speech</b>" in shown.text
    assert [item["data-id"] for item in shown.all("data-act") if item["data-act"] == "undo"] == ["p-1"]
    card = next(item for item in shown.all("article") if item.get("id") == "finding-p-1")
    assert card["data-state"] == "not_applicable"


def test_a_card_quotes_a_phrase_in_its_sentence(document: Document, feedback: Feedback) -> None:
    assert "There was a lack of professional curiosity about a bruise" in " ".join(
        Parsed(findings.findings(document, feedback, {})).text.split()
    )


def test_ids_are_unique_so_that_labels_point_at_one_thing(document: Document, feedback: Feedback) -> None:
    whole = "".join(
        (
            findings.findings(document, feedback, {}), draft.draft(document, feedback), frame.tabs(feedback, {}, 3, 1),
            frame.head(True), frame.downloads(True), answers.similar(findings.openable(feedback), 1),
            answers.sources(FakeEngine().ask("x", {}), 0),
        )
    )  # fmt: skip
    ids = [item["id"] for item in Parsed(whole).all("id")]
    assert len(ids) == len(set(ids))
    for item in Parsed(whole).all("aria-labelledby"):
        assert item["aria-labelledby"] in ids


def test_no_score_or_percentage_is_shown(document: Document, feedback: Feedback) -> None:
    told = conversation.checked(feedback, Options(), "Working Together 2018", None, True)
    for markup in (findings.findings(document, feedback, {}), told, frame.tabs(feedback, {}, 0, 0)):
        text = Parsed(markup).text
        assert "%" not in text
        assert "0.8" not in text
        assert "score" not in text.lower()


def test_the_summary_says_what_was_assumed_only_where_it_was(feedback: Feedback) -> None:
    guessed = Parsed(conversation.checked(feedback, Options(), "WT", None, False)).text
    chosen = Parsed(conversation.checked(feedback, Options("rapid_review", "whole"), "WT", None, False)).text
    assert "I worked that out from the text" in guessed
    assert "I worked that out" not in chosen
    assert "a whole rapid review" in chosen


def test_citations_become_buttons_and_a_marker_without_a_citation_stays_text() -> None:
    answer = FakeEngine().ask("x", {}).model_copy(update={"answer": "One [1] and none [9]."})
    shown = Parsed(answers.answer_turn(answer, 2))
    assert [item["data-id"] for item in shown.all("data-act")] == ["2-1"]
    assert "none [9]." in shown.text


def test_a_declined_answer_has_no_sources() -> None:
    answer = FakeEngine().ask("unicorns", {})
    assert "Nothing in the library's 4 reviews" in Parsed(answers.answer_turn(answer, 0)).text
    assert "nothing to cite" in Parsed(answers.sources(answer, 0)).text


def test_a_page_shows_its_number_its_printed_number_and_the_quote_marked() -> None:
    view = PageView("Child Arlo", 9, 22, "iv", "before the quote after", 7, 16)
    shown = Parsed(answers.page_view(view))
    assert "page 9 of 22, printed as iv" in shown.text
    assert '<mark id="opened-quote">the quote</mark>' in answers.page_view(view)


def test_the_library_list_says_how_many_of_how_many_and_folds_the_rest() -> None:
    many = [REVIEWS[0]] * 120
    shown = Parsed(library.listing(many, 2000, 50, "", None))
    assert "120 of 2,000 reviews" in shown.text
    assert len(shown.all("tr")) == 51
    assert "Show 20 more" in shown.text


def test_a_catalogue_of_two_thousand_shows_no_more_at_once_than_one_of_five_hundred() -> None:
    sizes = []
    for count in (500, 2000):
        listed = reviews(count)
        shown = library.listing(listed, count, library.PAGE, "", None)
        charts = overview.overview(overview_of(listed), {"reviews": count})
        assert f"{count:,} reviews" in Parsed(shown).text
        assert len(Parsed(shown).all("tr")) == library.PAGE + 1
        sizes.append(len(Parsed(shown).elements) + len(Parsed(charts).elements))
    assert sizes[1] <= 1.1 * sizes[0]
    assert sizes[1] < 3000


def test_every_count_of_the_overview_leads_to_its_reviews() -> None:
    found = overview_of(REVIEWS)
    pressed = Parsed(overview.overview(found, {})).all("data-act")
    assert pressed
    for button in pressed:
        picked = overview.pick(found, button["data-id"] or "")
        assert picked is not None
        assert f"{len(picked[1])} review" in (button["aria-label"] or "")
    assert overview.pick(found, "year:1") == ("Fathers", ("a1", "c3"))


@pytest.mark.parametrize(
    "address", ["", "year", "year:99", "year:1:99", "nothing:0", "year:-1", "year:x:0", "year:1:x"]
)
def test_a_count_that_was_never_shown_leads_nowhere(address: str) -> None:
    assert overview.pick(overview_of(REVIEWS), address) is None


def test_removing_is_asked_twice() -> None:
    acts = [item["data-act"] for item in Parsed(library.listing(REVIEWS, 4, 50, "", "b2")).all("data-act")]
    assert acts.count("confirm") == 1
    assert acts.count("remove") == 3


def test_text_from_files_catalogue_and_model_is_inert_in_every_view() -> None:
    for payload in PAYLOADS:
        hostile = read_text(f"{payload} hard to reach {payload}\n\n1. All agencies {payload}\n", payload, "md")
        found = feedback_on(hostile, Options())
        found = found.model_copy(
            update={
                "warnings": [payload],
                "similar_learning": [
                    item.model_copy(update=dict.fromkeys(HOSTILE, payload)) for item in found.similar_learning
                ],
                "criteria": [
                    item.model_copy(update={"title": payload, "explanation": payload}) for item in found.criteria
                ],
            }
        )
        review = REVIEWS[0].__class__(
            id=payload, title=payload, partnership=payload, review_type=payload, age_group=payload, incident=payload,
            themes=(payload,), url=payload,
        )  # fmt: skip
        cited = Citation(
            n=1,
            review_id="x",
            title=payload,
            page=1,
            page_label=payload,
            quote=payload,
            verdict="verified",
            url=payload,
        )
        answer = Answer(
            question=payload,
            answered=True,
            answer=f"- {payload} [1]",
            citations=[cited],
            engine="x",
            cautions=[payload],
        )
        marks = dict.fromkeys(keys(found).values(), Mark("not_applicable", payload))
        views = (
            draft.draft(hostile, found),
            findings.findings(hostile, found, {}),
            findings.findings(hostile, found, marks),
            conversation.checked(found, Options(), payload, None, True),
            conversation.draft_given(payload, False),
            conversation.asked(payload),
            answers.answer_turn(answer, 0),
            answers.sources(answer, 0),
            answers.similar(findings.openable(found), 1),
            answers.page_view(PageView(payload, 1, 2, payload, payload, 0, 3)),
            library.listing([review], 1, 5, payload, None),
            overview.overview(overview_of([review]), {payload: payload}),
            library.incoming([payload]),
            frame.ready(payload, 10),
            frame.answering(1, payload),
            frame.downloads(True, ("/download/x", payload)),
        )
        for view in views:
            for tag, attributes in Parsed(view).elements:
                assert tag in ALLOWED
                assert not any(name.startswith("on") or name == "style" for name in attributes)
                assert not (attributes.get("href") or "").lower().startswith(("javascript", "data", "//"))


@pytest.mark.parametrize(("draft_given", "sources"), [(True, 0), (True, 3), (False, 0), (False, 3)])
def test_tabs_are_those_that_have_something_to_show(feedback: Feedback, draft_given: bool, sources: int) -> None:
    shown = Parsed(frame.tabs(feedback if draft_given else None, {}, sources, 1))
    names = [item["data-tab"] for item in shown.all("data-tab")]
    assert ("criteria" in names) is draft_given
    assert "sources" in names


def test_the_count_on_a_tab_goes_down_as_findings_are_marked(feedback: Feedback) -> None:
    before = Parsed(frame.tabs(feedback, {}, 0, 0)).text
    after = Parsed(frame.tabs(feedback, {keys(feedback)["p-1"]: Mark("answered")}, 0, 0)).text
    assert "Second questions 3" in before
    assert "Second questions 2" in after
