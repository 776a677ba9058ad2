"""The real engine: every call goes to the assistant and the library, imported when first used."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.settings import Settings
from corpus.errors import LibraryError, UsageError
from ui.engine import EditionChoice, Export, Offer, Options, PageView, Talk, Tell, Verified, Where

if TYPE_CHECKING:
    from assistant.answers import Answer, SearchResult
    from assistant.feedback import DraftType, Feedback
    from assistant.guidance import Edition
    from corpus.document import Document
    from corpus.library import Library
    from corpus.records import Review
    from corpus.reports import IndexReport

PROBE = "What did reviews find about the voice of the child?"


class Builtin:
    """The assistant of this machine. The library is opened for reading once and shared; writing opens it anew."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._reading: Library | None = None
        self._opening = threading.Lock()
        self._writing = threading.Lock()

    @property
    def folder(self) -> Path:
        """The library folder."""
        from corpus.library import default_folder

        return self._settings.library or default_folder()

    def close(self) -> None:
        """Close the library."""
        with self._opening:
            if self._reading is not None:
                self._reading.close()
                self._reading = None

    def warm(self) -> None:
        """Load the models and the index by using them once."""
        from assistant.check import check

        document = self.read_text("The father was not asked. A lack of professional curiosity was found.")
        try:
            self._library().search(PROBE, 1)
            check(document, library=self._library())
        except LibraryError:
            check(document)

    def read_file(self, path: Path) -> Document:
        """A file as a draft."""
        from corpus.reading import read

        return read(path)

    def read_text(self, text: str) -> Document:
        """Pasted text as a draft."""
        from corpus.reading import read_text

        return read_text(text)

    def check(self, document: Document, options: Options, tell: Tell) -> Feedback:
        """Feedback on a draft; without a library, without past learning and with the reason."""
        from assistant.check import check

        guidance = options.guidance or self._settings.guidance
        given = (document, options.draft_type, options.scope, guidance)
        try:
            library = self._library()
        except LibraryError as error:
            return check(*given, None, tell, no_library=str(error))
        return check(*given, library, tell)

    def talk(self, document: Document, feedback: Feedback, item_id: str) -> Talk:
        """Start a dialogue about a finding."""
        from assistant.dialogue import start

        return start(document, feedback, item_id)

    def offer(self) -> Offer | None:
        """The language model that is set; a setting that cannot be used stops the page from starting."""
        from assistant.model.choice import choose

        choice = choose(self._settings)
        if choice is None:
            return None
        from ui.with_model import WithModel

        label = f"Let the language model {choice.id} take part: drafts, answers and questions go to {choice.where}"
        return Offer(label, lambda: WithModel(self, choice))

    def opened(self) -> Library:
        """The library, opened for reading once for everybody; raises LibraryError where there is none."""
        return self._library()

    def editions(self) -> list[EditionChoice]:
        """Editions of the guidance, oldest first."""
        from assistant.guidance import editions

        chosen = self._edition(self._settings.guidance)
        return [EditionChoice(item.id, item.title, item.note, item.id == chosen.id) for item in editions()]

    def ask(self, question: str, where: Where) -> Answer:
        """An answer from the library."""
        from assistant.ask import ask

        return ask(question, self._library(), where)

    def search(self, query: str, where: Where) -> SearchResult:
        """Passages of the library."""
        from assistant.ask import search

        return search(query, self._library(), 10, where)

    def page(self, review_id: str, page: int | None, quote: str) -> PageView:
        """A page of a review with a quote located on it."""
        from corpus.quotes import locate

        library = self._library()
        review = library.review(review_id)
        if review is None:
            raise UsageError("This review is no longer in the library", "Ask again")
        text = library.page_text(review_id, page)
        found = locate(quote, text) if quote.strip() else None
        label = None
        if page is not None:
            label = next((item.page_label for item in library.passages(review_id) if item.page == page), None)
        start, end = (found.start, found.end) if found else (0, 0)
        file = library.original(review_id)
        pdf = file if file is not None and file.suffix.lower() == ".pdf" else None
        return PageView(review.title, page, review.pages, label, text, start, end, pdf)

    def reviews(self, where: Where) -> list[Review]:
        """Reviews of the library, newest first."""
        return self._library().reviews(where)

    def stats(self) -> dict[str, str | int]:
        """Counts, for a person; where the folder is on the disk is nobody's business but its keeper's."""
        return {label: value for label, value in self._library().stats().items() if label != "folder"}

    def add(self, paths: list[Path], tell: Tell, stopping: Callable[[], bool]) -> IndexReport:
        """Bring files into the library."""
        catalogue = next((path for path in paths if path.suffix.lower() == ".csv"), None)
        with self._writing, self._open(write=True) as library:
            return library.index(
                library.keep(path for path in paths if path != catalogue),
                catalogue,
                progress=lambda event: tell(event.line()),
                cancel=stopping,
            )

    def remove(self, review_id: str) -> None:
        """Take a review out of the library."""
        with self._writing, self._open(write=True) as library:
            library.remove(review_id)

    def verify(self, repair: bool) -> Verified:
        """Compare the library's parts with each other."""
        with self._writing, self._open(write=True) as library:
            report = library.verify(repair=repair)
        lines = [line for line in report.summary().splitlines() if "second-question" not in line]
        return Verified(report.sound, "\n".join(lines))

    def export(
        self,
        kind: Export,
        document: Document,
        feedback: Feedback,
        source: Path | None,
        remarks: Mapping[str, str],
        folder: Path,
    ) -> Path:
        """Write feedback as a file."""
        from ui.exports import write

        return write(kind, document, feedback, source, remarks, folder)

    def template(self, draft_type: DraftType, guidance: str | None, folder: Path) -> Path:
        """Write an empty Word template."""
        from assistant.template import write_template

        out = folder / f"{draft_type.replace('_', '-')}-template.docx"
        write_template(draft_type, self._edition(guidance or self._settings.guidance), out)
        return out

    def _edition(self, guidance: str | None) -> Edition:
        from assistant.guidance import default_edition, edition

        return edition(guidance) if guidance else default_edition()

    def _open(self, write: bool = False) -> Library:
        from corpus.library import Library

        return Library.open(self.folder, write=write)

    def _library(self) -> Library:
        with self._opening:
            if self._reading is None:
                self._reading = self._open()
            return self._reading
