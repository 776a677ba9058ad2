"""A draft comes in, is checked, checked again, and taken away."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr

from corpus.errors import UsageError, UserError
from ui.changes import changes, keys
from ui.engine import Options
from ui.events.desk import Events, Updates, handler, long_handler
from ui.html import cut, plural
from ui.queue import Stopped, Tell
from ui.session import Checked, Session
from ui.views import answers, conversation, draft, findings, frame

NO_DRAFT = UsageError("There is no draft to check yet", "Paste some text, or give a file")


class Drafts(Events):
    """Giving, checking and exporting a draft."""

    def wire(self) -> None:
        """Connect these events."""
        page = self.page
        shown = [
            page.draft,
            page.findings,
            page.similar,
            page.downloads,
            page.tabs,
            page.check,
            page.afresh,
            page.ready,
        ]
        self.on(page.file.upload, self.take, [page.file], [page.file, page.ready, page.text])
        self.on(page.ready.act, self.drop, [], [page.ready])
        self.on(page.check.click, self.check, [page.text, page.draft_type, page.scope, page.edition], shown)
        self.on(page.afresh.click, self.start_afresh, [], [*shown, page.text])
        self.on(page.downloads.act, self.export, [], [page.downloads])
        self.on(page.templates.act, self.template, [page.edition], [page.templates])

    @handler
    def take(self, session: Session, path: str | None, request: gr.Request) -> Updates:
        """A file was given: it is moved into the session's own folder."""
        page = self.page
        if not path:
            return {page.ready: ""}
        session.source = session.take(Path(path))
        size = session.source.stat().st_size
        return {
            page.file: None,
            page.text: "",
            page.ready: frame.ready(session.source.name, size),
            **self.told(session, f"{session.source.name} is ready to check.", focus="#check"),
        }

    @handler
    def drop(self, session: Session, request: gr.Request, event: gr.EventData) -> Updates:
        """The file is taken out again."""
        if session.source is not None:
            session.source.unlink(missing_ok=True)
            session.source = None
        return {self.page.ready: "", **self.told(session, "The file was taken out.", focus="#text textarea")}

    @long_handler
    async def check(
        self, session: Session, text: str, draft_type: Any, scope: Any, guidance: str | None, request: gr.Request
    ) -> AsyncIterator[Updates]:
        """Read and check the draft, saying what is being done."""
        page = self.page
        given = text if text and text.strip() else None
        source = None if given else session.source or (session.checked.source if session.checked else None)
        if given is None and source is None:
            raise NO_DRAFT
        options = Options(draft_type, scope, guidance)
        before = session.checked

        def work(tell: Tell) -> Checked:
            tell("Reading the draft")
            document = self.engine.read_file(source) if source is not None else self.engine.read_text(given or "")
            return Checked(document, self.asking(session).check(document, options, tell), source)

        session.turns.append(conversation.draft_given(_title(source, given), before is not None))
        try:
            async for job, step, place in self.follow(session, work):
                if job.done:
                    done = job.result()
                    break
                words = conversation.progress_words(step, place)
                yield {
                    **self.told(session, words, conversation.working(step, place)),
                    page.check: gr.update(interactive=False),
                }
        except Stopped:
            session.turns.append(conversation.stopped("Your draft is still here; check it whenever you like."))
            yield {**self.told(session, "Stopped.", focus="#check"), page.check: gr.update(interactive=True)}
            return
        except BaseException:
            yield {page.check: gr.update(interactive=True)}
            raise
        session.checked, session.source = done, None
        session.talk, session.talk_item = None, ""
        yield self._show(session, options, before)

    def _show(self, session: Session, options: Options, before: Checked | None) -> Updates:
        page, checked = self.page, session.checked
        assert checked is not None
        feedback = checked.feedback
        known = set(keys(feedback).values())
        session.marks = {key: mark for key, mark in session.marks.items() if key in known}
        edition = next((item.title for item in self.engine.editions() if item.id == feedback.document.guidance), "")
        can_comment = checked.source is not None and checked.source.suffix.lower() == ".docx"
        changed = changes(before.feedback, feedback) if before else None
        session.turns.append(
            conversation.checked(
                feedback,
                options,
                edition or feedback.document.guidance,
                changed,
                can_comment,
                _no_review(checked),
                before.feedback.warnings if before else (),
            )
        )
        asked = len(findings.numbers(feedback))
        return {
            page.draft: draft.draft(checked.document, feedback),
            page.findings: findings.findings(checked.document, feedback, session.marks),
            page.similar: answers.similar(findings.openable(feedback), len(feedback.similar_learning)),
            page.downloads: frame.downloads(can_comment),
            page.tabs: tabs(session),
            page.check: gr.update(value="Check again", interactive=True),
            page.afresh: gr.update(visible=True),
            page.ready: "",
            **self.told(session, f"Done. {plural(asked, 'finding')}.", side="all", focus="#log .turn:last-child"),
        }

    @handler
    def start_afresh(self, session: Session, request: gr.Request) -> Updates:
        """Forget this draft."""
        page = self.page
        if session.busy:
            raise UserError("A check is still running", "Choose Stop first")
        session.start_afresh()
        session.turns.append(conversation.turn("tool", "I have forgotten that draft. Give me the next one."))
        return {
            page.draft: frame.empty_draft(),
            page.findings: "",
            page.similar: "",
            page.downloads: frame.downloads(False),
            page.tabs: tabs(session),
            page.check: gr.update(value="Check"),
            page.afresh: gr.update(visible=False),
            page.ready: "",
            page.text: "",
            **self.told(session, "Ready for a new draft.", mode="check", focus="#text textarea"),
        }

    @handler
    def export(self, session: Session, request: gr.Request, event: gr.EventData) -> Updates:
        """Make a file of the feedback and offer it."""
        checked = session.checked
        kind = event.id
        if checked is None or kind not in ("comments", "report", "html", "csv"):
            raise NO_DRAFT
        can_comment = checked.source is not None and checked.source.suffix.lower() == ".docx"
        path = self.engine.export(
            kind, checked.document, checked.feedback, checked.source, _remarks(session, checked), session.room("out")
        )
        made = (session.downloads.offer(path, session.owner, session.key), path.name)
        return {
            self.page.downloads: frame.downloads(can_comment, made),
            **self.told(session, f"{path.name} is ready.", fetch="#downloads [data-fetch]"),
        }

    @handler
    def template(self, session: Session, guidance: str | None, request: gr.Request, event: gr.EventData) -> Updates:
        """Make an empty document and offer it."""
        kind = event.id
        if kind not in ("rapid_review", "lcspr"):
            raise UsageError("There is no such template", "Choose one of the two")
        path = self.engine.template(kind, guidance, session.room("out"))
        made = (session.downloads.offer(path, session.owner, session.key), path.name)
        return {
            self.page.templates: frame.templates(made),
            **self.told(session, f"{path.name} is ready.", fetch="#templates [data-fetch]"),
        }


def tabs(session: Session) -> str:
    """The tabs for what the session holds."""
    feedback = session.checked.feedback if session.checked else None
    asked = session.asked[session.entry] if session.asked else None
    sources = len(getattr(asked, "citations", None) or getattr(asked, "results", None) or ())
    return frame.tabs(feedback, session.marks, sources, len(feedback.similar_learning) if feedback else 0)


def _no_review(checked: Checked) -> str | None:
    """Why the text does not read as a review, where that is among the warnings."""
    from assistant.not_reviews import recognise

    return next((words for words in (recognise(checked.document),) if words in checked.feedback.warnings), None)


def _title(source: Path | None, given: str | None) -> str:
    if source is not None:
        return source.name
    first = next((line.strip("#*- \t") for line in (given or "").splitlines() if line.strip("#*- \t")), "")
    return f"“{cut(first, 60)}”"


def _remarks(session: Session, checked: Checked) -> dict[str, str]:
    words = {"answered": "Answered", "not_applicable": "Does not apply"}
    found = {}
    for item, key in keys(checked.feedback).items():
        mark = session.marks.get(key)
        if mark is not None:
            found[item] = words[mark.verdict] + (f": {mark.reason}" if mark.reason else "")
    return found
