"""The page's components, laid out. Nothing happens here; see `ui.events`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui import words
from ui.assets import CLICKS, SIGNALS
from ui.engine import EditionChoice, Offer
from ui.html import Html
from ui.views import answers, frame, library

ENDINGS = [".docx", ".pdf", ".md", ".txt"]


def _html(value: str = "", elem_id: str | None = None, clicks: bool = False, js: str | None = None) -> gr.HTML:
    return gr.HTML(
        value,
        elem_id=elem_id,
        js_on_load=CLICKS if clicks else js,
        apply_default_css=False,
        padding=False,
        container=False,
    )


@dataclass(slots=True)
class Page:
    """Every component that an event reads or changes."""

    session: Any
    signal: Any
    live: Any
    log: Any
    modes: Any
    model: Any
    text: Any
    file: Any
    ready: Any
    draft_type: Any
    scope: Any
    edition: Any
    check: Any
    afresh: Any
    templates: Any
    question: Any
    age: Any
    incident: Any
    kind: Any
    years: Any
    ask: Any
    find: Any
    answering: Any
    reply: Any
    send: Any
    tabs: Any
    draft: Any
    findings: Any
    similar: Any
    sources: Any
    downloads: Any
    library_search: Any
    library_age: Any
    library_incident: Any
    library_years: Any
    library_list: Any
    library_page: Any
    library_note: Any
    files: Any
    incoming: Any
    add: Any
    added: Any
    verify: Any
    verified: Any
    overview: Any


def lay_out(editions: list[EditionChoice], loopback: bool, offer: Offer | None) -> Page:
    """Build every component inside the current Blocks."""
    made: dict[str, Any] = {"session": gr.State(None)}
    _html(frame.head(loopback, offer is not None), "top")
    made["signal"] = _html(frame.signal(0), "signal", js=SIGNALS)
    made["live"] = _html(frame.live(""), "live")
    with gr.Row(elem_id="workspace", elem_classes="sq-view"):
        made["tabs"] = _html(frame.tabs(None, {}, 0, 0), "tabs")
        with gr.Column(elem_id="talk", elem_classes="sq-part"):
            _talk(made, editions, offer)
        with gr.Column(elem_id="draft-panel", elem_classes="sq-part"):
            made["draft"] = _html(frame.empty_draft(), "draft", clicks=True)
        with gr.Column(elem_id="findings-panel", elem_classes="sq-part"):
            made["findings"] = _html("", "findings", clicks=True)
        with gr.Column(elem_id="similar-panel", elem_classes="sq-part"):
            made["similar"] = _html("", "similar", clicks=True)
        with gr.Column(elem_id="sources-panel", elem_classes="sq-part"):
            made["sources"] = _html(answers.sources(None, 0), "sources", clicks=True)
        with gr.Column(elem_id="downloads-panel", elem_classes="sq-part"):
            made["downloads"] = _html(frame.downloads(False), "downloads", clicks=True)
    with gr.Column(elem_id="library", elem_classes="sq-view"):
        _library(made)
    with gr.Column(elem_id="about", elem_classes="sq-view"):
        _html(frame.about(loopback, offer is not None), "about-text")
    return Page(**made)


def _talk(made: dict[str, Any], editions: list[EditionChoice], offer: Offer | None) -> None:
    made["log"] = _html("", "log", clicks=True)
    with gr.Column(elem_id="composer"):
        made["modes"] = _html(frame.modes(), "modes")
        with gr.Column(elem_id="mode-check", elem_classes="sq-mode"):
            _check(made, editions)
        with gr.Column(elem_id="mode-ask", elem_classes="sq-mode"):
            _ask(made)
        with gr.Column(elem_id="mode-answer", elem_classes="sq-mode"):
            made["answering"] = _html(frame.answering(None, ""), "answering")
            made["reply"] = gr.Textbox(label="Your answer", lines=3, max_lines=8, elem_id="reply", max_length=20_000)
            made["send"] = gr.Button("Answer", variant="primary", elem_id="send")
        made["model"] = gr.Checkbox(
            label=offer.label if offer else "", value=False, visible=offer is not None, container=False, elem_id="model"
        )


def _check(made: dict[str, Any], editions: list[EditionChoice]) -> None:
    made["text"] = gr.Textbox(
        label="Paste a draft, or a section of one", lines=4, max_lines=10, elem_id="text", autoscroll=False
    )
    made["file"] = gr.File(
        label="Or give a file: .docx, .pdf, .md or .txt", file_types=ENDINGS, elem_id="file", height=70
    )
    made["ready"] = _html("", "ready", clicks=True)
    with gr.Accordion("How to read it", open=False, elem_id="how"):
        made["draft_type"] = gr.Radio(list(words.TYPES), value="auto", label="Kind of review", elem_id="draft-type")
        made["scope"] = gr.Radio(list(words.SCOPES), value="auto", label="How much of it this is", elem_id="scope")
        default = next((item.id for item in editions if item.default), editions[-1].id if editions else None)
        made["edition"] = gr.Radio(
            [(item.title, item.id) for item in editions],
            value=default,
            label="Guidance to hold it against",
            elem_id="edition",
        )
        notes = [f"{item.title}: {item.note}" for item in editions if item.note]
        _html(frame.notes(notes), "edition-notes")
    with gr.Row(elem_id="check-row"):
        made["check"] = gr.Button("Check", variant="primary", elem_id="check")
        made["afresh"] = gr.Button("New draft", elem_id="afresh", visible=False)
    made["templates"] = _html(frame.templates(), "templates", clicks=True)


def _ask(made: dict[str, Any]) -> None:
    made["question"] = gr.Textbox(
        label="Ask what past reviews found",
        lines=1,
        max_lines=6,
        elem_id="question",
        max_length=8_000,
        autoscroll=False,
    )
    with gr.Accordion("Keep to some reviews", open=False, elem_id="where"):
        made["age"], made["incident"], made["years"] = _filters("where")
        made["kind"] = gr.CheckboxGroup(list(words.KINDS), label="Keep to", elem_id="where-kind")
    with gr.Row(elem_id="ask-row"):
        made["ask"] = gr.Button("Ask", variant="primary", elem_id="ask")
        made["find"] = gr.Button("List passages", elem_id="find")


def _filters(prefix: str) -> tuple[Any, Any, Any]:
    age = gr.CheckboxGroup(list(words.AGE_GROUPS), label="Age of the child", elem_id=f"{prefix}-age")
    incident = gr.CheckboxGroup(list(words.INCIDENTS), label="What happened", elem_id=f"{prefix}-incident")
    years = gr.Textbox(label="Years, such as 2021 or 2019-2022", max_lines=1, elem_id=f"{prefix}-years", max_length=40)
    return age, incident, years


def _library(made: dict[str, Any]) -> None:
    _html(Html("<h2>Library of past reviews</h2>"), "library-heading")
    with gr.Row(elem_id="library-columns"):
        with gr.Column(elem_id="library-find"):
            _html(Html("<h3>Find reviews</h3>"))
            made["library_search"] = gr.Textbox(
                label="Words in the title, area or themes", max_lines=1, elem_id="library-search", max_length=200
            )
            made["library_age"], made["library_incident"], made["library_years"] = _filters("library")
        with gr.Column(elem_id="library-main"):
            made["library_note"] = _html("", "library-note")
            made["library_page"] = _html("", "library-page", clicks=True)
            made["library_list"] = _html("", "library-list", clicks=True)
            made["overview"] = _html("", "overview", clicks=True)
        with gr.Column(elem_id="library-tend"):
            _tend(made)


def _tend(made: dict[str, Any]) -> None:
    _html(Html("<h3>Add reviews</h3>"))
    made["files"] = gr.File(
        label="Files to add: .docx, .pdf, .md, .txt, and a catalogue.csv",
        file_types=[*ENDINGS, ".csv"],
        file_count="multiple",
        elem_id="files",
        height=90,
    )
    made["incoming"] = _html(library.incoming([]), "incoming", clicks=True)
    made["add"] = gr.Button("Add to the library", elem_id="add")
    made["added"] = _html("", "added", clicks=True)
    _html(Html("<h3>Look after it</h3>"))
    made["verify"] = gr.Button("Verify the library", elem_id="verify")
    made["verified"] = _html("", "verified", clicks=True)
