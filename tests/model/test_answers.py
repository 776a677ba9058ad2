"""Answers, dialogue turns and briefings with a language model."""

from __future__ import annotations

from assistant.ask import ask
from assistant.briefing import make_briefing
from assistant.check import check
from assistant.model.engine import ModelEngine
from corpus.library import Library
from corpus.quotes import locate
from corpus.reading import read_text
from tests.model.fake import CHOICE, Data, FakeChat, nothing

QUESTION = "What did reviews find about fathers who were never asked?"
DRAFT = "# Findings\n\nThere was a lack of professional curiosity about the bruise on the cheek of the child.\n"


def quoting(_task: str, data: Data) -> list[object]:
    """Two points that quote, one whose quote is false and one whose sentence names somebody."""
    passage = next(item for item in data["passages"] if "full name" in item["text"])
    real = {"passage": passage["id"], "quote": "The father was never asked for his full name"}
    return [
        {"sentence": "The father was never asked for his full name.", "quotes": [real]},
        {
            "sentence": "The father was asked twice.",
            "quotes": [{"passage": passage["id"], "quote": "He was asked twice"}],
        },
        {"sentence": "Mr Bellamy was never asked for his full name.", "quotes": [real]},
        {"sentence": "His history was not looked up.", "quotes": [{**real, "quote": "his history was not looked up"}]},
    ]


def test_an_answer_is_sentences_beside_the_words_they_rest_on(shelf: Library) -> None:
    first = ask(QUESTION, shelf)
    lines: list[str] = []
    chat = FakeChat(quoting)
    after = ModelEngine(CHOICE, chat).ask(QUESTION, shelf, first, tell=lines.append)
    assert after.engine == "openai:fake"
    assert after.answer.splitlines() == lines
    assert len(lines) == 2
    assert (
        lines[0] == "- The father was never asked for his full name. “The father was never asked for his full name” [1]"
    )
    assert [item.n for item in after.citations] == [1, 2]
    assert all(locate(c.quote, shelf.page_text(c.review_id, c.page)) for c in after.citations)
    assert after.dropped_citations == 1
    review_ids = {review.id for review in shelf.reviews()}
    assert not any(id in chat.heard for id in review_ids)


def test_an_answer_that_breaks_off_gives_way_to_the_builtins(shelf: Library) -> None:
    import json

    first = ask(QUESTION, shelf)
    lines: list[str] = []

    def half(name: str, data: Data) -> str:
        return json.dumps({"items": quoting(name, data)})[:-40]

    after = ModelEngine(CHOICE, FakeChat(half, cut_off=True)).ask(QUESTION, shelf, first, tell=lines.append)
    assert lines
    assert (after.answer, after.citations, after.engine) == (first.answer, first.citations, "builtin")
    assert any("cut off" in line for line in after.cautions)


def test_what_the_library_does_not_hold_is_asked_of_no_model(shelf: Library) -> None:
    chat = FakeChat(nothing)
    question = "how to bake sourdough bread"
    first = ask(question, shelf)
    after = ModelEngine(CHOICE, chat).ask(question, shelf, first)
    assert after.model_copy(update={"cautions": first.cautions}) == first
    assert "openai:fake was not asked" in after.cautions[-1]
    assert chat.asked == []


def test_a_turn_takes_the_models_part_and_keeps_the_authors_words() -> None:
    document = read_text(DRAFT, "part.md", "md")
    feedback = check(document, draft_type="lcspr", scope="section")
    words = "the health visitor did not ask about the bruise because the clinic was late"

    def says(_task: str, data: Data) -> list[object]:
        settled = [{"part": item["id"], "quote": "because the clinic was late"} for item in data["open"]]
        suggestion = "Because the clinic was late, the health visitor did not ask about the bruise."
        return [{"settled": settled, "question": "What would the clinic do?", "suggestion": suggestion}]

    talk = ModelEngine(CHOICE, FakeChat(says)).talk(document, feedback, "p-1")
    reply = talk.say(words)
    assert ("Because the clinic was late, the health visitor did not ask about the bruise.", True) in reply.suggestion
    assert any("Sent to the language model" in note for note in reply.notes)


def test_a_turn_drops_what_adds_to_the_authors_words() -> None:
    document = read_text(DRAFT, "part.md", "md")
    feedback = check(document, draft_type="lcspr", scope="section")
    words = "the health visitor did not ask about the bruise"

    def says(_task: str, data: Data) -> list[object]:
        settled = [{"part": item["id"], "quote": "because Dr Ames was ill"} for item in data["open"]]
        suggestion = "The health visitor asked about the bruise, and Dr Ames was ill."
        return [{"settled": settled, "question": "What did Dr Ames say?", "suggestion": suggestion}]

    engine = ModelEngine(CHOICE, FakeChat(says))
    reply = engine.talk(document, feedback, "p-1").say(words)
    plain = ModelEngine(CHOICE, FakeChat(nothing)).talk(document, feedback, "p-1").say(words)
    assert (reply.settled, reply.question, reply.suggestion) == (plain.settled, plain.question, plain.suggestion)
    assert set(engine.ledgers[0].dropped) >= {"quote", "words"}


def test_a_briefing_is_made_of_sentences_that_were_offered(shelf: Library) -> None:
    first = make_briefing("fathers", shelf)

    def says(_task: str, data: Data) -> list[object]:
        chosen = [{"kind": "sentence", "id": item["id"], "question": ""} for item in data["sentences"][-2:]]
        asked = [
            {"kind": "question", "id": "", "question": question}
            for question in (
                "How do we ask fathers about their history?", "When do we offer fathers a contact of their own?",
                "Who asks the father for his full name?", "What did Mr Bellamy of Leeds say?",
            )
        ]  # fmt: skip
        return [*chosen, {"kind": "sentence", "id": "x0", "question": ""}, *asked]

    engine = ModelEngine(CHOICE, FakeChat(says))
    after = engine.briefing("fathers", shelf, first)
    assert len(after.citations) == 2
    assert [item.n for item in after.citations] == [1, 2]
    for line in (line for part in after.parts for line in part.lines):
        assert locate(line.text, shelf.page_text(line.citation.review_id, line.citation.page))
    assert len(after.questions) == 3
    assert engine.ledgers[0].dropped["id"] == 1
