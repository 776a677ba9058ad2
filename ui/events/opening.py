"""A tab opens."""

from __future__ import annotations

import gradio as gr

from corpus.errors import LibraryError
from ui.events.desk import NO_COOKIE, Events, Updates, owner_of
from ui.session import Session
from ui.views import conversation, frame


class Opening(Events):
    """What happens when the page is loaded."""

    def wire(self) -> None:
        """Connect the load event."""
        page = self.page
        self.context.blocks.load(
            self.open,
            None,
            [page.session, page.log, page.signal],
            api_visibility="private",
            show_progress="hidden",
            concurrency_limit=None,
        )

    def open(self, request: gr.Request) -> Updates:
        """Make the session of this tab and say what can be done."""
        page = self.page
        owner = owner_of(request)
        if not owner:
            return {page.log: conversation.log([conversation.problem(NO_COOKIE)])}
        session: Session = self.context.sessions.open(str(request.session_hash), owner, request.username)
        try:
            reviews: int | None = len(self.engine.reviews({}))
        except LibraryError:
            reviews = None
        session.turns = [conversation.welcome(reviews, self.context.loopback, self.engine.offer() is not None)]
        session.sent += 1
        return {
            page.session: session,
            page.log: conversation.log(session.turns),
            page.signal: frame.signal(session.sent, session=session.key),
        }
