"""What the page asks of the assistant, as one interface, so that the page can be driven without it in tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from assistant.answers import Answer, SearchResult
    from assistant.dialogue import Reply
    from assistant.feedback import DraftType, Feedback, Scope
    from corpus.document import Document
    from corpus.records import Review
    from corpus.reports import IndexReport

Tell = Callable[[str], None]
Where = Mapping[str, list[str]]
Export = Literal["comments", "report", "html", "csv"]


@dataclass(frozen=True, slots=True)
class Options:
    """How a draft is to be taken. `guidance` None is the default edition."""

    draft_type: Literal["auto"] | DraftType = "auto"
    scope: Literal["auto"] | Scope = "auto"
    guidance: str | None = None


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """An edition of the guidance that can be chosen."""

    id: str
    title: str
    note: str
    default: bool


@dataclass(frozen=True, slots=True)
class PageView:
    """One page of a review, or its whole text where it has no pages; the quote stands at [start, end) of `text`.

    `pdf` is the file itself, where it is a PDF and still there.
    """

    title: str
    page: int | None
    pages: int | None
    label: str | None
    text: str
    start: int = 0
    end: int = 0
    pdf: Path | None = None


class Talk(Protocol):
    """A dialogue about one finding."""

    question: str

    def say(self, words: str) -> Reply:
        """The author's answer in; what it settles out."""
        ...


@dataclass(frozen=True, slots=True)
class Verified:
    """What comparing the library with itself found."""

    sound: bool
    text: str


class Asking(Protocol):
    """What a language model may take part in."""

    def check(self, document: Document, options: Options, tell: Tell) -> Feedback:
        """Feedback on a draft."""
        ...

    def talk(self, document: Document, feedback: Feedback, item_id: str) -> Talk:
        """Start a dialogue about a finding (an id of `assistant.render.grouped`)."""
        ...

    def ask(self, question: str, where: Where) -> Answer:
        """An answer from the library."""
        ...


@dataclass(frozen=True, slots=True)
class Offer:
    """A language model that is set: what a person agrees to, and what then takes the place of the builtin engine.

    `start` makes one for a session; nothing is sent by that.
    """

    label: str
    start: Callable[[], Asking]


class Engine(Asking, Protocol):
    """The assistant as the page sees it. Every method may be called from any thread."""

    def offer(self) -> Offer | None:
        """The language model that may be asked to take part; None where none is set."""
        ...

    def warm(self) -> None:
        """Load what the first check and question need."""
        ...

    def read_file(self, path: Path) -> Document:
        """A file as a draft; raises UserError."""
        ...

    def read_text(self, text: str) -> Document:
        """Pasted text as a draft; raises UserError."""
        ...

    def editions(self) -> list[EditionChoice]:
        """Editions of the guidance, oldest first."""
        ...

    def search(self, query: str, where: Where) -> SearchResult:
        """Passages of the library."""
        ...

    def page(self, review_id: str, page: int | None, quote: str) -> PageView:
        """A page of a review with a quote located on it."""
        ...

    def reviews(self, where: Where) -> list[Review]:
        """Reviews of the library, newest first; raises LibraryError where there is no library."""
        ...

    def stats(self) -> dict[str, str | int]:
        """Counts, for a person."""
        ...

    def add(self, paths: list[Path], tell: Tell, stopping: Callable[[], bool]) -> IndexReport:
        """Bring files into the library."""
        ...

    def remove(self, review_id: str) -> None:
        """Take a review out of the library."""
        ...

    def verify(self, repair: bool) -> Verified:
        """Compare the library's parts with each other."""
        ...

    def export(
        self,
        kind: Export,
        document: Document,
        feedback: Feedback,
        source: Path | None,
        remarks: Mapping[str, str],
        folder: Path,
    ) -> Path:
        """Write feedback as a file; `remarks` are what the author said of findings, by finding id."""
        ...

    def template(self, draft_type: DraftType, guidance: str | None, folder: Path) -> Path:
        """Write an empty Word template."""
        ...
