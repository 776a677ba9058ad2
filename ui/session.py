"""What one browser tab is working on. In memory only, its files in a folder of its own; wiped when the tab goes."""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ui.downloads import Downloads
from ui.queue import Job

if TYPE_CHECKING:
    from assistant.answers import Answer, SearchResult
    from assistant.feedback import Feedback
    from assistant.overview import Overview
    from corpus.document import Document
    from ui.engine import Asking, Talk
    from ui.html import Html

GRACE = 600.0
"""Seconds for which work is kept after the connection is lost (a laptop asleep, a network gone) without the tab having
said that it closes."""

Verdict = Literal["answered", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the author said about a finding."""

    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: the draft as read and what was said of it. `source` is the author's file, None for pasted text."""

    document: Document
    feedback: Feedback
    source: Path | None = None


@dataclass(slots=True)
class Shelf:
    """What a session looks at in the library.

    `removing` is the id of a review whose removal waits to be confirmed. `overview` is the one shown, and `chosen` what
    was pressed in it: the words, and the ids of the reviews.
    """

    search: str = ""
    where: dict[str, list[str]] = field(default_factory=dict)
    shown: int = 0
    removing: str | None = None
    incoming: list[Path] = field(default_factory=list)
    overview: Overview | None = None
    chosen: tuple[str, tuple[str, ...]] | None = None


@dataclass(slots=True)
class Session:
    """One tab's work. `owner` is the secret of the browser that opened it; no other may use it.

    `source` is a file given and not yet checked. `asked` holds every answer and search, and `entry` says which of
    them the sources are shown of. `talk` is the dialogue under way, about the finding `talk_item`. `model` is
    the assistant with a language model, once the person has agreed to one. `sent` counts the orders sent to the page's
    script.
    """

    key: str
    owner: str
    user: str | None
    folder: Path
    downloads: Downloads
    source: Path | None = None
    checked: Checked | None = None
    marks: dict[str, Mark] = field(default_factory=dict)
    turns: list[Html] = field(default_factory=list)
    asked: list[Answer | SearchResult] = field(default_factory=list)
    entry: int = 0
    talk: Talk | None = None
    talk_item: str = ""
    shelf: Shelf = field(default_factory=Shelf)
    job: Job[object] | None = None
    model: Asking | None = None
    sent: int = 0
    over: bool = False

    @property
    def busy(self) -> bool:
        """Whether work is under way that has not been asked to stop."""
        return self.job is not None and not self.job.done and not self.job.stopping

    def take(self, given: Path, area: str = "drafts") -> Path:
        """Move an uploaded file into the session's own folder; returns where it now is."""
        room = self.room(area)
        kept = room / given.name
        shutil.move(given, kept)
        return kept

    def room(self, area: str) -> Path:
        """A new empty folder inside the session's folder."""
        room = self.folder / area / secrets.token_hex(6)
        room.mkdir(parents=True, mode=0o700)
        return room

    def start_afresh(self) -> None:
        """Forget the draft and what was said of it; the conversation and the library stay."""
        self.checked = self.talk = self.source = None
        self.talk_item = ""
        self.marks = {}
        self._drop("drafts", "out")

    def wipe(self) -> None:
        """Forget everything and remove every file."""
        self.over = True
        if self.job is not None:
            self.job.stop()
        self.start_afresh()
        self.job = self.model = None
        self.turns, self.asked, self.shelf = [], [], Shelf()
        self.downloads.forget(self.owner, self.key)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _drop(self, *areas: str) -> None:
        for area in areas:
            shutil.rmtree(self.folder / area, ignore_errors=True)


class Sessions:
    """The sessions of one running page.

    Args:
        home: folder in which each session gets its own.
        downloads: where files to fetch are offered.
        gone: called with a session's key once it has been wiped.
        clock: seconds, for tests.
    """

    def __init__(
        self,
        home: Path,
        downloads: Downloads,
        gone: Callable[[str], None] = lambda _key: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._home = home
        self._downloads = downloads
        self._gone = gone
        self._clock = clock
        self._open: dict[str, Session] = {}
        # When each session without a connection was last heard of; and how many connections each of the others has.
        self._lost: dict[str, float] = {}
        self._held: Counter[str] = Counter()
        self._lock = threading.Lock()

    def open(self, key: str, owner: str, user: str | None) -> Session:
        """The session of a tab, made on its first request."""
        with self._lock:
            known = self._open.get(key)
            if known is not None and known.owner != owner:
                raise PermissionError("this session belongs to another browser")
            if not self._held[key]:
                self._lost[key] = self._clock()
            if known is not None:
                return known
            folder = self._home / secrets.token_hex(16)
            folder.mkdir(parents=True, mode=0o700)
            session = Session(key, owner, user, folder, self._downloads)
            self._open[key] = session
            return session

    def find(self, key: str, owner: str) -> Session | None:
        """The session if it is still open and belongs to this browser."""
        with self._lock:
            session = self._open.get(key)
            if session is None or not secrets.compare_digest(session.owner, owner):
                return None
            if key in self._lost:
                self._lost[key] = self._clock()
            return session

    def owner_of(self, key: str) -> str | None:
        """The browser a session belongs to; None where there is no such session."""
        with self._lock:
            session = self._open.get(key)
            return None if session is None else session.owner

    def close(self, key: str, owner: str | None = None) -> None:
        """Wipe a session (only the one of `owner`, where given)."""
        with self._lock:
            session = self._open.get(key)
            if session is None or (owner is not None and session.owner != owner):
                return
            del self._open[key]
            self._lost.pop(key, None)
            self._held.pop(key, None)
        session.wipe()
        self._gone(key)

    def hold(self, key: str) -> None:
        """Note that a tab has a connection, which keeps its session."""
        with self._lock:
            self._held[key] += 1
            self._lost.pop(key, None)

    def lose(self, key: str) -> None:
        """Note that a tab's connection has gone; it is wiped after GRACE unless it comes back or is heard of."""
        with self._lock:
            self._held[key] -= 1
            if self._held[key] <= 0:
                del self._held[key]
                if key in self._open:
                    self._lost[key] = self._clock()

    def sweep(self) -> None:
        """Wipe every session without a connection that was last heard of more than GRACE ago."""
        since = self._clock() - GRACE
        with self._lock:
            late = [key for key, moment in self._lost.items() if moment <= since]
        for key in late:
            self.close(key)

    def close_all(self) -> None:
        """Wipe everything."""
        for key in list(self._open):
            self.close(key)

    def __len__(self) -> int:
        return len(self._open)
