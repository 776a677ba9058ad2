"""What every event has in common: whose session it is, how errors are said, how long work is followed."""

from __future__ import annotations

import asyncio
import functools
import logging
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import gradio as gr

from corpus.errors import UserError
from ui.engine import Asking, Engine, PageView
from ui.guard import cookie_name, owner_in
from ui.html import Html
from ui.layout import Page
from ui.queue import Desk, Job, Stopped, Tell
from ui.session import Session, Sessions
from ui.views import conversation, frame

T = TypeVar("T")
Updates = dict[Any, Any]
LOOK = 0.1
"""Seconds between two looks at work under way."""
log = logging.getLogger("second_question.page")

ENDED = UserError("This page was closed, or has been idle since it lost its connection", "Reload it to start afresh")
NO_COOKIE = UserError("The browser did not keep this page's cookie", "Allow cookies for this address, and reload")
BUSY = UserError("Something is still being worked on", "Wait for it, or choose Stop")


@dataclass(frozen=True, slots=True)
class Context:
    """What the events work with."""

    blocks: Any
    page: Page
    engine: Engine
    sessions: Sessions
    desk: Desk
    loopback: bool


class Ended(Exception):
    """The session is over, or is not this browser's."""


def owner_of(request: gr.Request) -> str:
    """The secret of the browser a request came from, "" for none."""
    raw = request.request
    return owner_in(raw.headers.get("cookie", ""), cookie_name(raw.scope))


class Events:
    """A group of events: each handler takes the session first and the request last, and returns what changes."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.page = context.page
        self.engine = context.engine

    def asking(self, session: Session) -> Asking:
        """The assistant that this session is to be answered by: with a language model only if its person agreed."""
        return session.model or self.engine

    def wire(self) -> None:
        """Connect this group's events."""
        raise NotImplementedError

    def on(
        self,
        trigger: Callable[..., Any],
        handler: Callable[..., Any],
        inputs: Sequence[Any] = (),
        outputs: Sequence[Any] = (),
        **options: Any,
    ) -> Any:
        """Connect one event, closed to everything but the page and free to run beside any other."""
        shared = [self.page.log, self.page.live, self.page.signal]
        return trigger(
            handler,
            [self.page.session, *inputs],
            [*shared, *(item for item in outputs if item not in shared)],
            api_visibility="private",
            show_progress="hidden",
            concurrency_limit=None,
            **options,
        )

    def mine(self, session: Session | None, request: gr.Request) -> Session:
        """The session, if it is open and this browser's and this person's.

        Raises:
            Ended: it is not.
        """
        if session is None or session.over or session.user != request.username:
            raise Ended
        if self.context.sessions.find(session.key, owner_of(request)) is not session:
            raise Ended
        return session

    def told(self, session: Session, words: str = "", working: Html | None = None, **orders: str | None) -> Updates:
        """The conversation as it is now, a line for screen readers, and orders for the page's script."""
        updates: Updates = {self.page.log: conversation.log(session.turns, working)}
        if words:
            updates[self.page.live] = frame.live(words)
        if orders:
            session.sent += 1
            updates[self.page.signal] = frame.signal(session.sent, session=session.key, **orders)
        return updates

    async def follow(self, session: Session, work: Callable[[Tell], T]) -> AsyncIterator[tuple[Job[T], str, int]]:
        """Put work on the desk and say, whenever it changes, what is being done and its place in the line.

        Raises:
            UserError: the session is already busy.
        """
        if session.busy:
            raise BUSY
        job = self.context.desk.put(work)
        session.job = job  # type: ignore[assignment]
        said: tuple[str, int] | None = None
        while not job.done and not job.stopping:
            now = (job.step, self.context.desk.place(job))
            if now != said:
                said = now
                yield job, *now
            await asyncio.sleep(LOOK)
        if not job.done:
            raise Stopped
        yield job, "", 0

    def pdf_of(self, session: Session, view: PageView) -> str | None:
        """The address of a page's PDF for this session; None where there is none."""
        return None if view.pdf is None else session.downloads.offer(view.pdf, session.owner, session.key, inline=True)

    def say_problem(self, session: Session, turn: Html, words: str) -> Updates:
        """Where a problem is shown: in the conversation."""
        session.turns.append(turn)
        return self.told(session, words, focus="#log .turn:last-child")


def _failed(events: Events, session: Session, error: BaseException, where: str) -> Updates:
    """What is said when a handler could not do its work; the draft's text never reaches a log."""
    if isinstance(error, UserError):
        return events.say_problem(session, conversation.problem(error), f"That did not work. {error}")
    frames = [f"{frame_.filename}:{frame_.lineno}" for frame_ in traceback.extract_tb(error.__traceback__)[-4:]]
    log.error("%s in %s (%s)", type(error).__name__, where, ", ".join(frames))
    return events.say_problem(session, conversation.fault(), "Something went wrong in the program.")


def _ended(events: Events) -> Updates:
    return {
        events.page.log: conversation.log([conversation.problem(ENDED)]),
        events.page.live: frame.live(str(ENDED)),
    }


def _request_in(values: Sequence[Any]) -> gr.Request:
    return next(value for value in values if isinstance(value, gr.Request))


def handler(method: Callable[..., Updates]) -> Callable[..., Updates]:
    """A handler that answers every error in the conversation."""

    @functools.wraps(method)
    def run(self: Events, session: Session | None, *values: Any) -> Updates:
        try:
            mine = self.mine(session, _request_in(values))
        except Ended:
            return _ended(self)
        try:
            return method(self, mine, *values)
        except Exception as error:
            return _failed(self, mine, error, method.__qualname__)

    return run


def long_handler(method: Callable[..., AsyncIterator[Updates]]) -> Callable[..., AsyncIterator[Updates]]:
    """The same for a handler that shows its progress."""

    @functools.wraps(method)
    async def run(self: Events, session: Session | None, *values: Any) -> AsyncIterator[Updates]:
        try:
            mine = self.mine(session, _request_in(values))
        except Ended:
            yield _ended(self)
            return
        try:
            async for updates in method(self, mine, *values):
                yield updates
        except Exception as error:
            yield _failed(self, mine, error, method.__qualname__)

    return run
