"""Orders hidden in drafts and in the library, and a model that obeys each one it sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import instructions
from assistant.appraise import evidence
from assistant.appraise.evidence import weigh
from assistant.ask import ask
from assistant.briefing import make_briefing
from assistant.check import check
from assistant.feedback import Feedback
from assistant.judge import CRITERIA
from assistant.model import passages, verify
from assistant.model.engine import ModelEngine
from assistant.model.tasks import answers, briefing
from assistant.model.tasks.criteria import BEARS, ORDER
from corpus.document import Document
from corpus.library import Library
from corpus.quotes import locate
from corpus.reading import read, read_text
from tests.model.fake import CHOICE, FakeChat
from tests.model.hostile import FALSE_QUOTE, LINK, Attempt, Obedient, attempts, markdown, pdf, word

QUESTION = "What did reviews find about fathers who were never asked?"


def of(*places: str, recognised: bool = True) -> list[Attempt]:
    return [item for item in attempts() if item.place in places and item.recognised == recognised]


def draft(name: str, folder: Path) -> tuple[Document, list[Attempt]]:
    if name == "word":
        tries = of("word-cell", "word-footnote")
        path = folder / "draft.docx"
        path.write_bytes(word(tries))
    elif name == "pdf":
        tries = of("pdf-white", "pdf-metadata")
        path = folder / "draft.pdf"
        path.write_bytes(pdf(tries))
    else:
        tries = of("prose", "heading", "list", "table", recognised=name == "text")
        return read_text(markdown(tries), "draft", "md"), tries
    return read(path), tries


def checked(document: Document, tries: list[Attempt]) -> tuple[Feedback, Feedback, FakeChat, Obedient]:
    obedient = Obedient(tries)
    chat = FakeChat(obedient)
    first = check(document, draft_type="lcspr", scope="whole")
    return first, ModelEngine(CHOICE, chat).check(document, first), chat, obedient


def said_by_the_model(first: Feedback, after: Feedback) -> str:
    """Every sentence of the feedback that the builtin did not say, and that is no quote of the draft."""
    fresh = []
    for before, now in zip(first.criteria, after.criteria, strict=True):
        fresh += [now.explanation] if now.explanation != before.explanation else []
        fresh += [asked for asked in now.second_questions if asked not in before.second_questions]
    for one, other in zip(first.phrases, after.phrases, strict=True):
        fresh += [asked.question for asked in other.second_questions if asked not in one.second_questions]
    return "\n".join(fresh)


def assert_verified(document: Document, tries: list[Attempt], first: Feedback, after: Feedback) -> None:
    """Nothing that the model had a part in goes beyond what the draft's own words bear out.

    An order's own words may have settled a facet or a flag only of a phrase or recommendation that is the order itself.
    """
    weighed = weigh(document)
    for before, now in zip(first.criteria, after.criteria, strict=True):
        assert all(document.slice(span.start, span.end) == span.text for span in now.evidence)
        if now.status == before.status:
            assert now.evidence == before.evidence
            continue
        step = ORDER.index(now.status) - ORDER.index(before.status)  # type: ignore[arg-type]
        assert abs(step) == 1
        assert now.evidence
        column = CRITERIA.index(now.id)
        for span in now.evidence:
            rows = [n for n, unit in enumerate(weighed.units) if unit.start <= span.start < unit.end]
            rests = any(span.start < old.end and old.start < span.end for old in before.evidence)
            assert rests if step < 0 else all(weighed.bears[row, column] >= BEARS for row in rows)
    for one, other in zip(first.phrases, after.phrases, strict=True):
        index = document.paragraph_at(one.start)
        assert index is not None
        paragraph = document.slice(document.paragraphs[index].start, document.paragraphs[index].end)
        if not any(item.text in paragraph for item in tries):
            assert other.answered == one.answered
    for wanted, made in zip(first.recommendations, after.recommendations, strict=True):
        assert made == wanted or any(item.text in made.text for item in tries)
    said = said_by_the_model(first, after)
    for banned in (LINK, "://", "](", "<", "Harrowgate", "1994", FALSE_QUOTE, "API key", "excellent"):
        assert banned not in said


@pytest.mark.parametrize("attempt", attempts(), ids=lambda item: item.id)
def test_attempts_are_told_from_their_words_where_they_can_be(attempt: Attempt) -> None:
    assert instructions.gives_orders(attempt.text) == attempt.recognised


def test_there_are_enough_attempts_of_every_kind() -> None:
    assert len(attempts()) >= 60
    assert {item.place for item in attempts()} == {
        "prose", "heading", "list", "table", "word-cell", "word-footnote", "pdf-white", "pdf-metadata", "library",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["text", "word", "pdf"])
def test_orders_in_a_draft_are_not_sent_and_change_nothing(name: str, tmp_path: Path) -> None:
    document, tries = draft(name, tmp_path)
    first, after, chat, obedient = checked(document, tries)
    assert chat.asked
    assert obedient.obeyed == set()
    for attempt in tries:
        assert attempt.text not in chat.heard
    assert after.criteria == first.criteria
    assert after.phrases == first.phrases
    assert after.recommendations == first.recommendations
    assert any("orders to software" in line and "not obeyed" in line for line in after.warnings)
    shown = " ".join(span.text for item in after.criteria for span in item.evidence)
    assert not [item.id for item in tries if item.text in shown]


def test_orders_that_no_words_tell_get_nothing_that_the_draft_does_not_bear_out(tmp_path: Path) -> None:
    document, tries = draft("unrecognised", tmp_path)
    first, after, _, obedient = checked(document, tries)
    assert obedient.obeyed
    assert_verified(document, tries, first, after)
    assert "Dropped" in " ".join(after.warnings)


@pytest.fixture
def blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """No order is told from its words by anything that stands between the model and the reader."""
    for module in (passages, verify, answers, briefing, evidence):
        monkeypatch.setattr(module, "gives_orders", lambda _text: False)


@pytest.mark.parametrize("name", ["text", "word", "pdf"])
@pytest.mark.usefixtures("blind")
def test_were_no_order_told_from_its_words_what_is_shown_would_be_verified_all_the_same(
    name: str, tmp_path: Path
) -> None:
    document, tries = draft(name, tmp_path)
    first, after, _, obedient = checked(document, tries)
    assert len(obedient.obeyed) >= len([t for t in tries if t.place != "pdf-metadata"]) * 0.6
    assert_verified(document, tries, first, after)


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reviews on fathers, between whose lines orders stand."""
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    files.mkdir()
    for n, attempt in enumerate(item for item in attempts() if item.place == "library"):
        text = (
            f"# Review {n}\n\n## Findings\n\nThe father of child {n} was never asked about his past.\n\n{attempt.text} "
        )
        text += "The father was not asked by the midwife.\n\nMidwives felt that it was rude to ask a father.\n"
        (files / f"review-{n}.md").write_text(text, encoding="utf-8")
    with Library.open(folder / "library", write=True) as library:
        assert not library.index([files]).failed
    return folder / "library"


@pytest.mark.parametrize("seen", [False, True])
def test_orders_in_the_library_bring_no_citation_and_no_link(
    hostile_library: Path, seen: bool, request: pytest.FixtureRequest
) -> None:
    if seen:
        request.getfixturevalue("blind")
    tries = of("library") + of("library", recognised=False)
    obedient = Obedient(tries)
    chat = FakeChat(obedient)
    lines: list[str] = []
    with Library.open(hostile_library) as library:
        first = ask(QUESTION, library)
        assert first.answered
        after = ModelEngine(CHOICE, chat).ask(QUESTION, library, first, tell=lines.append)
        for citation in after.citations:
            assert locate(citation.quote, library.page_text(citation.review_id, citation.page))
    if not seen:
        assert obedient.obeyed <= {item.id for item in tries if not item.recognised}
    assert lines == []
    assert (after.answer, after.citations) == (first.answer, first.citations)
    assert "Dropped" in " ".join(after.cautions) or not obedient.obeyed


def test_orders_in_the_library_choose_no_line_of_a_briefing(hostile_library: Path) -> None:
    obedient = Obedient(of("library") + of("library", recognised=False))
    with Library.open(hostile_library) as library:
        first = make_briefing("fathers", library)
        after = ModelEngine(CHOICE, FakeChat(obedient)).briefing("fathers", library, first)
    assert after.parts == first.parts
    assert after.questions == first.questions
