"""What is scored: the assistant, as one object with the three things it does."""

from __future__ import annotations

from typing import cast

from assistant.answers import Answer
from assistant.feedback import DraftType, Feedback
from corpus.document import Document
from corpus.library import Library


class Solver:
    """The assistant itself. Checks see no library (past learning is measured by search and answers).

    Args:
        library: the starter library, open; None where questions are not asked.
    """

    def __init__(self, library: Library | None = None) -> None:
        self.library = library

    def check(self, document: Document) -> Feedback:
        """Feedback on a draft."""
        from assistant.check import check

        return check(document)

    def section(self, text: str, draft_type: str) -> Feedback:
        """Feedback on a passage, as a section of a review of a type."""
        from assistant.check import check
        from corpus.reading import read_text

        return check(read_text(text, "passage", "md"), draft_type=cast(DraftType, draft_type), scope="section")

    def search(self, query: str) -> list[str]:
        """Files of the reviews found, best first, ten at most."""
        from assistant.ask import find

        return [hit.review.file for hit in find(query, self._open(), 10)]

    def ask(self, question: str) -> Answer:
        """An answer from the library."""
        from assistant.ask import ask

        return ask(question, self._open())

    def file_of(self, review_id: str) -> str:
        """The file of a review cited; "" where the library has none of that id."""
        review = self._open().review(review_id)
        return review.file if review else ""

    def page_text(self, review_id: str, page: int | None) -> str:
        """What stands on a page; "" where there is none."""
        from corpus.errors import UserError

        try:
            return self._open().page_text(review_id, page)
        except UserError:
            return ""

    def _open(self) -> Library:
        if self.library is None:
            raise ValueError("this solver was made without a library")
        return self.library
