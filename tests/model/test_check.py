"""A draft with a language model: the builtin result at the least, what the model can show at the most."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from assistant.feedback import Feedback
from assistant.model.engine import ModelEngine
from corpus.document import Document
from tests.model.fake import CHOICE, Data, FakeChat, Says, failing, nothing

LIE = "The chair of the panel in Doncaster signed it off in 1987"


def engine(says: Says, **options: Any) -> ModelEngine:
    return ModelEngine(CHOICE, FakeChat(says, **options))


def findings(feedback: Feedback) -> dict[str, object]:
    return feedback.model_dump(include={"criteria", "phrases", "recommendations", "summary"})


def told(feedback: Feedback, first: Feedback) -> str:
    return " ".join(feedback.warnings[len(first.warnings) :])


def words_of(passage: dict[str, str], count: int = 9) -> str:
    return " ".join(passage["text"].split()[:count])


def honest(task: str, data: Data) -> list[object]:
    """Sees each partly met criterion as met, on the first view's own passage; answers and asks in the draft's words."""
    if task == "criteria":
        passages = {item["id"]: item for item in data["passages"]}
        return [
            {
                "criterion": item["id"],
                "status": "met",
                "quotes": [
                    {
                        "passage": item["first_view"]["passages"][0],
                        "quote": words_of(passages[item["first_view"]["passages"][0]]),
                    }
                ],
                "why": "",
            }
            for item in data["criteria"]
            if item["first_view"]["status"] == "partial" and item["first_view"]["passages"]
        ]
    if task == "questions":
        return [
            {
                "question": asked["id"],
                "better": f"What lay behind “{' '.join(subject['passage'].split()[:5]).strip('.,')}”?",
            }
            for subject in data["subjects"]
            for asked in subject["questions"][:1]
        ]
    return []


def test_a_good_model_moves_statuses_by_a_step_on_quotes_of_the_draft(draft: Document, first: Feedback) -> None:
    after = engine(honest).check(draft, first)
    moved = [(a, b) for a, b in zip(first.criteria, after.criteria, strict=True) if a.status != b.status]
    assert moved
    for before, now in moved:
        assert (before.status, now.status) == ("partial", "met")
        assert now.evidence
        assert all(draft.slice(span.start, span.end) == span.text for span in now.evidence)
        assert now.title in told(after, first)
    assert after.document.engine == "openai:fake"
    assert after.summary.met == first.summary.met + len(moved)
    assert "questions put in other words" in told(after, first)
    assert [item.second_questions for item in after.phrases] != [item.second_questions for item in first.phrases]


def test_what_was_sent_where_is_said(draft: Document, first: Feedback) -> None:
    chat = FakeChat(nothing)
    after = ModelEngine(CHOICE, chat).check(draft, first)
    line = next(line for line in after.warnings if line.startswith("Sent to the language model"))
    assert "openai:fake at 127.0.0.1:9 (this machine)" in line
    assert f"{len(chat.asked)} requests" in line
    assert findings(after) == findings(first)


def lying(task: str, data: Data) -> list[object]:
    if task == "criteria":
        passage = data["passages"][0]["id"]
        return [
            {"criterion": c["id"], "status": "met", "quotes": [{"passage": passage, "quote": LIE}], "why": LIE + "."}
            for c in data["criteria"]
        ]
    if task == "facets":
        return [{"finding": f["id"], "facet": facet, "quote": LIE} for f in data["findings"] for facet in f["open"]]
    if task == "flags":
        return [
            {"recommendation": r["id"], "flag": flag, "quote": LIE}
            for r in data["recommendations"]
            for flag in r["not_found"]
        ]
    return [
        {"question": q["id"], "better": f"Why did it happen that {LIE}?"}
        for subject in data["subjects"]
        for q in subject["questions"]
    ]


def wrong_ids(task: str, data: Data) -> list[object]:
    return [
        {
            "criterion": "x0", "status": "met", "quotes": [], "why": "", "finding": "x0", "facet": "what", "quote": "a",
            "recommendation": "x0", "flag": "owner", "question": "x0", "better": "What was it?",
        }
    ]  # fmt: skip


BAD: dict[str, tuple[Callable[[], ModelEngine], str]] = {
    "malformed": (lambda: engine(lambda *_: '{"items": [{"criterion": '), "not in the form asked for"),
    "of another shape": (lambda: engine(lambda *_: [{"verdict": "met"}, "met", 3]), "not in the form asked for"),
    "refusing": (lambda: engine(lambda *_: "I'm sorry, but I can't help with that."), "not in the form asked for"),
    "empty": (lambda: engine(lambda *_: ""), "not in the form asked for"),
    "lying about quotes": (lambda: engine(lying), "quoted words that are not in the source"),
    "with wrong ids": (lambda: engine(wrong_ids), "about something it was not given"),
    "cut off": (lambda: engine(lambda *_: '{"items": [', cut_off=True), "was cut off at 2000 tokens"),
    "without a key": (lambda: engine(failing("key")), "It is key. Mend it."),
    "not there": (lambda: engine(failing("server")), "It is server. Mend it."),
    "busy": (lambda: engine(failing("busy")), "It is busy. Mend it."),
    "broken inside": (lambda: engine(lambda *_: 1 / 0), "failed (ZeroDivisionError)"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_model_leaves_the_builtin_result_and_a_true_warning(kind: str, draft: Document, first: Feedback) -> None:
    made, warning = BAD[kind]
    after = made().check(draft, first)
    assert findings(after) == findings(first)
    assert warning in told(after, first)
    if kind not in ("lying about quotes", "with wrong ids", "of another shape"):
        assert after.document.engine == "builtin"
        assert "did not take part" in told(after, first) or "that of the builtin engine" in told(after, first)


def test_a_slow_model_is_left_after_its_time_and_not_asked_again(draft: Document, first: Feedback) -> None:
    from dataclasses import replace

    chat = FakeChat(nothing, slow=30)
    began = time.monotonic()
    after = ModelEngine(replace(CHOICE, timeout=0.2), chat).check(draft, first)
    assert time.monotonic() - began < 20
    assert len(chat.asked) == 1
    assert "took longer than 0.2 seconds" in told(after, first)
    assert findings(after) == findings(first)


def test_a_model_that_breaks_off_keeps_what_came_whole(draft: Document, first: Feedback) -> None:
    import json

    def half(task: str, data: Data) -> str:
        text = json.dumps({"items": honest(task, data)})
        return text if task != "questions" else text[: len(text) // 2]

    after = engine(half).check(draft, first)
    assert after.document.engine == "openai:fake"
    assert "not in the form asked for" in told(after, first)


def test_stopping_leaves_the_builtin_result(draft: Document, first: Feedback) -> None:
    chat = FakeChat(honest)
    after = ModelEngine(CHOICE, chat, cancelled=lambda: True).check(draft, first)
    assert findings(after) == findings(first)
    assert "It was stopped" in told(after, first)
    assert chat.asked == []
    assert "Sent to" not in told(after, first)


def test_a_second_check_of_the_same_draft_sends_nothing(draft: Document, first: Feedback) -> None:
    chat = FakeChat(honest)
    made = ModelEngine(CHOICE, chat)
    before = made.check(draft, first)
    sent = len(chat.asked)
    again = made.check(draft, first)
    assert len(chat.asked) == sent
    assert findings(again) == findings(before)
    assert "nothing was sent" in told(again, first)


def test_the_budget_stops_requests_and_says_so(draft: Document, first: Feedback) -> None:
    from dataclasses import replace

    chat = FakeChat(nothing)
    after = ModelEngine(replace(CHOICE, budget=10), chat).check(draft, first)
    assert chat.asked == []
    assert "The budget of 10 tokens is used up" in told(after, first)


def test_a_small_context_is_kept_to_and_prices_make_a_cost(draft: Document, first: Feedback) -> None:
    from dataclasses import replace

    from corpus.tokens import count

    chat = FakeChat(nothing)
    choice = replace(CHOICE, context=4000, reply=500, price_in=2.0, price_out=8.0)
    after = ModelEngine(choice, chat).check(draft, first)
    assert all(count(str(data)) < 3500 for task, data in chat.asked if task == "criteria")
    assert "cost 0.00" in told(after, first)


def test_a_busy_server_is_asked_again(draft: Document, first: Feedback) -> None:
    from assistant.model.chat import Trouble

    tries: list[str] = []

    def at_second(task: str, data: Data) -> object:
        tries.append(task)
        if len(tries) == 1:
            raise Trouble("busy", "Busy", "Wait")
        return []

    after = engine(at_second).check(draft, first)
    assert tries[:2] == ["criteria", "criteria"]
    assert "failed" not in told(after, first)


def test_a_text_that_is_no_review_is_not_judged_by_the_model_either() -> None:
    from assistant.check import check
    from corpus.reading import read_text

    document = read_text(
        "Shopping\n\n- milk (2)\n- eggs, free range\n- bread\n- card for Gran\n- stamps\n", "list", "md"
    )
    chat = FakeChat(honest)
    ModelEngine(CHOICE, chat).check(document, check(document))
    assert "criteria" not in [task for task, _ in chat.asked]
