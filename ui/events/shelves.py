"""The library: what is in it, adding, removing, verifying."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from corpus.errors import LibraryError, UsageError
from corpus.records import Review
from ui.events.desk import Events, Updates, handler, long_handler
from ui.events.questions import where_of
from ui.html import Html, plural
from ui.queue import Stopped, Tell
from ui.session import Session
from ui.views import answers, conversation, frame, library, overview

if TYPE_CHECKING:
    from assistant.overview import Overview


class Shelves(Events):
    """Everything in the library view."""

    def wire(self) -> None:
        """Connect these events."""
        page = self.page
        note = page.library_note
        filters = [page.library_search, page.library_age, page.library_incident, page.library_years]
        shown = [page.library_list, page.overview, note]
        for part in filters:
            self.on(part.change, self.narrow, filters, shown, trigger_mode="always_last")
        self.on(page.signal.library, self.show, [], shown)
        for part in (page.library_list, page.library_page, page.overview):
            self.on(part.act, self.act, [], [*shown, page.library_page])
        self.on(page.files.upload, self.take, [page.files], [page.files, page.incoming, note])
        self.on(page.incoming.act, self.forget, [], [page.incoming, note])
        self.on(page.add.click, self.add, [], [*shown, page.added, page.incoming, page.add])
        self.on(page.added.act, self.stop, [], [note])
        self.on(page.verify.click, self.verify, [], [page.verified, note])
        self.on(page.verified.act, self.repair, [], [page.verified, *shown])

    def say_problem(self, session: Session, turn: Html, words: str) -> Updates:
        """Problems with the library are shown where the library is."""
        return {
            self.page.library_note: conversation.log([turn]),
            self.page.live: frame.live(words),
            **self.told(session, focus="#library-note"),
        }

    @handler
    def show(self, session: Session, request: gr.Request, event: gr.EventData) -> Updates:
        """The library view was opened."""
        return self._list(session)

    @handler
    def narrow(
        self, session: Session, search: str, age: list[str], incident: list[str], years: str, request: gr.Request
    ) -> Updates:
        """The filters changed."""
        shelf = session.shelf
        shelf.search, shelf.where, shelf.shown = search.strip(), where_of(age, incident, [], years), 0
        shelf.chosen = None
        return self._list(session)

    def _list(self, session: Session, said: str = "") -> Updates:
        shelf = session.shelf
        try:
            every = self.engine.reviews({})
        except LibraryError:
            every = []
        try:
            found = self.engine.reviews(shelf.where) if every and shelf.where else every
        except UsageError:
            found = every
        found = [review for review in found if _holds(review, shelf.search)]
        shelf.overview = self._overview(found)
        chosen = ""
        if shelf.chosen is not None:
            chosen, ids = shelf.chosen
            found = [review for review in found if review.id in ids]
        shelf.shown = max(shelf.shown, library.PAGE)
        stats = self.engine.stats() if every else {}
        updates: Updates = {
            self.page.library_note: "",
            self.page.library_list: library.listing(
                found, len(every), shelf.shown, shelf.search, shelf.removing, chosen
            ),
            self.page.overview: overview.overview(shelf.overview, stats),
        }
        words = said or (plural(len(found), "review") if shelf.search or shelf.where or shelf.chosen else "")
        return {**updates, self.page.live: frame.live(words)} if words else updates

    def _overview(self, found: list[Review]) -> Overview:
        from assistant.overview import overview_of

        return overview_of(found)

    @handler
    def act(self, session: Session, request: gr.Request, event: gr.EventData) -> Updates:
        """A button in the list was pressed."""
        shelf, act, name = session.shelf, event.act, event.id
        if act == "more":
            shelf.shown += library.PAGE
        elif act == "remove":
            shelf.removing = name
        elif act == "narrow" and shelf.overview is not None:
            shelf.chosen = overview.pick(shelf.overview, name)
            return {**self._list(session), **self.told(session, focus="#library-list")}
        elif act == "all":
            shelf.chosen = None
        elif act == "keep":
            shelf.removing = None
        elif act == "confirm" and shelf.removing == name:
            shelf.removing = None
            self.engine.remove(name)
            return self._list(session, "Removed.")
        elif act == "read":
            view = self.engine.page(name, None, "")
            return {
                self.page.library_page: answers.page_view(view, self.pdf_of(session, view)),
                **self.told(session, focus="#library-page #opened-heading"),
            }
        elif act == "close":
            return {self.page.library_page: "", **self.told(session, "Closed.", focus="#library-list")}
        return self._list(session)

    @handler
    def take(self, session: Session, paths: list[str] | None, request: gr.Request) -> Updates:
        """Files were given: they are moved into the session's own folder."""
        for path in paths or []:
            session.shelf.incoming.append(session.take(Path(path), "incoming"))
        names = [path.name for path in session.shelf.incoming]
        return {
            self.page.files: None,
            self.page.incoming: library.incoming(names),
            self.page.live: frame.live(f"{plural(len(names), 'file')} ready to add."),
        }

    @handler
    def forget(self, session: Session, request: gr.Request, event: gr.EventData) -> Updates:
        """The files are taken out again."""
        self._empty(session)
        return {self.page.incoming: library.incoming([])}

    def _empty(self, session: Session) -> None:
        for path in session.shelf.incoming:
            path.unlink(missing_ok=True)
        session.shelf.incoming = []

    @handler
    def stop(self, session: Session, request: gr.Request, event: gr.EventData) -> Updates:
        """Stop adding; what has been stored stays."""
        if session.job is not None:
            session.job.stop()
        return {}

    @long_handler
    async def add(self, session: Session, request: gr.Request) -> AsyncIterator[Updates]:
        """Bring the files into the library, saying where it is."""
        page, paths = self.page, list(session.shelf.incoming)
        if not paths:
            yield {page.added: library.incoming([]), page.live: frame.live("Choose files first.")}
            return

        def work(tell: Tell) -> object:
            tell("Opening the library")
            job = session.job
            return self.engine.add(paths, tell, lambda: job is not None and job.stopping)

        try:
            async for job, step, place in self.follow(session, work):
                if job.done:
                    report = job.result()
                    break
                said = f"Waiting: number {place} in line" if place else step
                yield {
                    page.added: library.adding(said),
                    page.live: frame.live(said),
                    page.add: gr.update(interactive=False),
                }
        except Stopped:
            yield {page.added: "", page.add: gr.update(interactive=True), **self._list(session, "Stopped.")}
            return
        except Exception:
            yield {page.added: "", page.add: gr.update(interactive=True)}
            raise
        self._empty(session)
        yield {
            page.added: library.added(report),  # type: ignore[arg-type]
            page.incoming: library.incoming([]),
            page.add: gr.update(interactive=True),
            **self._list(session, "Done."),
        }

    @long_handler
    async def verify(self, session: Session, request: gr.Request) -> AsyncIterator[Updates]:
        """Compare the library with itself."""
        async for updates in self._verify(session, False):
            yield updates

    @long_handler
    async def repair(self, session: Session, request: gr.Request, event: gr.EventData) -> AsyncIterator[Updates]:
        """Put right what differs."""
        if event.act == "stop" and session.job is not None:
            session.job.stop()
            return
        async for updates in self._verify(session, True):
            yield updates

    async def _verify(self, session: Session, repair: bool) -> AsyncIterator[Updates]:
        def work(tell: Tell) -> object:
            tell("Putting the library right" if repair else "Comparing the library with itself")
            return self.engine.verify(repair)

        try:
            async for job, step, _ in self.follow(session, work):
                if job.done:
                    found = job.result()
                    break
                yield {self.page.verified: library.adding(step), self.page.live: frame.live(step)}
        except Stopped:
            yield {self.page.verified: ""}
            return
        except Exception:
            yield {self.page.verified: ""}
            raise
        yield {self.page.verified: library.verified(found), self.page.live: frame.live("Done.")}  # type: ignore[arg-type]


def _holds(review: Review, search: str) -> bool:
    text = " ".join((review.title, review.partnership or "", *review.themes)).casefold()
    return all(word in text for word in search.casefold().split())
