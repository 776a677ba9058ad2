"""Is every quote on its page? `python -m benchmarks.answers_on_page LIBRARY [FOLDER OF PDFS]`.

Asks 100 questions of a library made of PDF files and looks each quote up in what pypdf reads on the cited page, by a
path that shares no code with the assistant: letters and digits only, so that hyphens and line ends do not matter.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from pathlib import Path

from pypdf import PdfReader

from assistant.ask import ask
from corpus.library import Library

TOPICS = """fathers; safe sleeping; bruising in babies; interpreters; neglect; poverty and housing; case closure
was not brought; asthma; methadone
 alcohol; parental mental health; domestic abuse; pre-birth assessment; concealed pregnancy; care leavers
private fostering; faith and belief; sexual abuse; home education; self-harm; school exclusion; criminal exploitation
sexual exploitation; residential care; missing children; diabetes; coercive control
information sharing; good practice"""
FORMS = (
    "What did reviews find about {}?",
    "What was recommended about {}?",
    "{}",
    "How did professionals respond to {}?",
)


def main(library_folder: Path, files: Path) -> int:
    topics = [topic.strip() for topic in re.split(r"[;\n]", TOPICS)]
    questions = [form.format(topic) for form in FORMS for topic in topics][:100]
    answered = quotes = marked = failed = 0
    with Library.open(library_folder) as library:
        names = {review.id: review.file for review in library.reviews()}
        for question in questions:
            answer = ask(question, library)
            answered += answer.answered
            for citation in answer.citations:
                quotes += 1
                page = page_letters(files / names[citation.review_id], citation.page or 0)
                if letters(citation.quote) in page:
                    continue
                # A footnote's mark within the quote, or a list number that the file keeps elsewhere on the page.
                if without_digits(citation.quote) in without_digits(page):
                    marked += 1
                else:
                    failed += 1
                    print("NOT ON PAGE", names[citation.review_id], citation.page, citation.quote, sep="\t")
    print(
        f"{len(questions)} questions, {answered} answered, {quotes} quotes, {marked} there but for a mark,"
        f" {failed} not on their page"
    )
    return 1 if failed else 0


def letters(text: str) -> str:
    """Letters and digits of a text, lower case."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def without_digits(text: str) -> str:
    """Letters of a text alone."""
    return "".join(sign for sign in letters(text) if not sign.isdigit())


@cache
def page_letters(path: Path, page: int) -> str:
    """The same of a page of a PDF file, counting from 1."""
    return letters(PdfReader(path).pages[page - 1].extract_text())


if __name__ == "__main__":
    default = Path(__file__).parents[1] / "corpus" / "starter"
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else default))
