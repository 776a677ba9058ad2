"""Every recommendation of a draft in one table: what it says, and whether it says who, what, by when and how known."""

from __future__ import annotations

from assistant.feedback import Feedback, RecommendationFinding
from assistant.render.groups import FLAG_WORDS, KIND_WORDS
from ui.html import Html, cut, el, join, name

SHOWN = 160
"""Characters of a recommendation shown in its row."""
HEADS = tuple(words[:1].upper() + words[1:] for words in FLAG_WORDS.values())


def table(feedback: Feedback) -> Html | None:
    """The table, for the tab of recommendations only; None where there are none."""
    if not feedback.recommendations:
        return None
    head = el("tr", (el("th", words, scope="col") for words in ("What the draft says", "Kind", *HEADS)))
    rows = (el("tr", _cells(n, item)) for n, item in enumerate(feedback.recommendations, 1))
    return el(
        "section",
        el("h3", "Every recommendation found", id="group-all"),
        el(
            "div",
            el("table", el("thead", head), el("tbody", rows), class_="stacks"),
            class_="table",
            tabindex="0",
            role="region",
            aria_labelledby="group-all",
        ),
        class_="group",
        data_only="recommendation",
        aria_labelledby="group-all",
    )


def _cells(n: int, item: RecommendationFinding) -> Html:
    show = el("button", "Show in the draft", type="button", data_show=f"r-{n}", data_place=0, class_="link")
    if item.kind == "learning_point":
        said: list[object] = ["–" for _ in FLAG_WORDS]
    else:
        said = ["said" if getattr(item, flag) else el("strong", "not said") for flag in FLAG_WORDS]
    flags = (el("td", words, data_label=head) for head, words in zip(HEADS, said, strict=True))
    return join(
        el("th", name(cut(item.text, SHOWN)), el("br"), show, scope="row"), el("td", KIND_WORDS[item.kind]), flags
    )
