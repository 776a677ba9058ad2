"""Questions to past reviews, and their sources opened on the page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import gradio as gr

from corpus.errors import UsageError
from ui import words
from ui.events.desk import Events, Updates, long_handler
from ui.events.drafts import tabs
from ui.events.findings import Findings
from ui.queue import Stopped, Tell
from ui.session import Session
from ui.views import answers, conversation, findings


class Questions(Events):
    """Asking, and opening what an answer rests on. Also hears the buttons of conversation and findings."""

    def wire(self) -> None:
        """Connect these events."""
        page = self.page
        where = [page.age, page.incident, page.kind, page.years]
        shown = [page.sources, page.tabs, page.question, page.ask, page.find]
        for trigger in (page.ask.click, page.question.submit):
            self.on(trigger, self.ask, [page.question, *where], shown)
        self.on(page.find.click, self.find, [page.question, *where], shown)
        self.on(page.log.act, self.heard, where, [*shown, page.findings, page.answering, page.similar])
        for part in (page.findings, page.sources, page.similar):
            self.on(part.act, self.heard, where, [*shown, page.findings, page.answering, page.similar])

    @long_handler
    async def ask(
        self, session: Session, question: str, age: list[str], incident: list[str], kind: list[str], years: str,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:  # fmt: skip
        """Answer a question."""
        async for updates in self._put(session, question, where_of(age, incident, kind, years), "answer"):
            yield updates

    @long_handler
    async def find(
        self, session: Session, question: str, age: list[str], incident: list[str], kind: list[str], years: str,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:  # fmt: skip
        """List passages."""
        async for updates in self._put(session, question, where_of(age, incident, kind, years), "passages"):
            yield updates

    @long_handler
    async def heard(
        self, session: Session, age: list[str], incident: list[str], kind: list[str], years: str,
        request: gr.Request, event: gr.EventData,
    ) -> AsyncIterator[Updates]:  # fmt: skip
        """A button in the conversation, the findings, the sources or the similar learning was pressed."""
        act, name = event.act, event.id
        if act == "stop":
            if session.job is not None:
                session.job.stop()
            yield self.told(session)
        elif act == "suggest":
            question = words.SUGGESTIONS[int(name) % len(words.SUGGESTIONS)]
            async for updates in self._put(session, question, where_of(age, incident, kind, years), "answer"):
                yield updates
        elif act in ("cite", "similar"):
            yield self._open(session, act, name)
        elif act == "close":
            # Back to the source that the page was opened from.
            where = f"#source-{name}" if re.fullmatch(r"(cite|similar)-\d{1,4}", name) else None
            said = self.told(session, "Closed.", focus=where)
            yield {**self._sources(session), **self._similar(session), **said}
        else:
            yield Findings(self.context).do(session, act, name, event.text)

    async def _put(
        self, session: Session, question: str, where: dict[str, list[str]], form: str
    ) -> AsyncIterator[Updates]:
        page = self.page
        if not question.strip():
            raise UsageError("There is no question yet", "Ask in your own words")
        session.turns.append(conversation.asked(question))

        def work(tell: Tell) -> object:
            tell("Looking through the library")
            if form == "answer":
                return self.asking(session).ask(question, where)
            return self.engine.search(question, where)

        try:
            async for job, step, place in self.follow(session, work):
                if job.done:
                    found = job.result()
                    break
                said = conversation.progress_words(step, place)
                shown = conversation.working(step, place)
                yield {page.question: "", **self.told(session, said, shown, mode="ask", tab="talk")}
        except Stopped:
            session.turns.append(conversation.stopped("Ask again whenever you like."))
            yield {page.question: question, **self.told(session, "Stopped.", focus="#question textarea")}
            return
        session.asked.append(found)  # type: ignore[arg-type]
        session.entry = len(session.asked) - 1
        if form == "answer":
            said = conversation.turn("tool", answers.answer_turn(found, session.entry))  # type: ignore[arg-type]
        else:
            said = conversation.turn("tool", answers.search_turn(found))  # type: ignore[arg-type]
        session.turns.append(said)
        yield {
            **self._sources(session),
            page.question: "",
            page.tabs: tabs(session),
            **self.told(session, "Answered.", side="sources", focus="#log .turn:last-child"),
        }

    def _sources(self, session: Session, opened: answers.Opened | None = None) -> Updates:
        asked = session.asked[session.entry] if session.asked else None
        return {self.page.sources: answers.sources(asked, session.entry, opened)}

    def _similar(self, session: Session, opened: answers.Opened | None = None) -> Updates:
        if session.checked is None:
            return {}
        feedback = session.checked.feedback
        return {self.page.similar: answers.similar(findings.openable(feedback), len(feedback.similar_learning), opened)}

    def _open(self, session: Session, act: str, name: str) -> Updates:
        """Open a source on its page; which one is looked up here, never taken from the browser."""
        entry, n = (int(part) for part in name.split("-"))
        if act == "similar" and session.checked is not None:
            passage = findings.openable(session.checked.feedback)[n - 1]
            view = self.engine.page(passage.review_id, passage.page, passage.text)
            return {
                **self._similar(session, (n, view, self.pdf_of(session, view))),
                **self.told(session, tab="similar", focus="#opened-heading"),
            }
        asked = session.asked[entry]
        session.entry = entry
        results = getattr(asked, "results", None)
        if results is not None:
            view = self.engine.page(results[n - 1].review_id, results[n - 1].page, results[n - 1].text)
        else:
            cited = next(item for item in asked.citations if item.n == n)  # type: ignore[union-attr]
            view = self.engine.page(cited.review_id, cited.page, cited.quote)
        return {
            **self._sources(session, (n, view, self.pdf_of(session, view))),
            self.page.tabs: tabs(session),
            **self.told(session, tab="sources", focus="#opened-heading"),
        }


def where_of(age: list[str], incident: list[str], kind: list[str], years: str) -> dict[str, list[str]]:
    """The filters that are set, by catalogue field."""
    given = {"age_group": age, "incident": incident, "kind": kind}
    found = {field: list(values) for field, values in given.items() if values}
    if years and years.strip():
        found["year"] = [part.strip() for part in years.split(",") if part.strip()]
    return found
