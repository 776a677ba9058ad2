"""Is every quote on its page? `python -m benchmarks.answers_on_page LIBRARY [FOLDER OF PDFS]`.

Asks 100 questions of a library made of PDF files and looks each quote up on the cited page by a path that shares
neither code nor PDF reader with the assistant: Poppler's `pdftotext`, which has to be installed (`poppler-utils`), and
a comparison of its own. Letters and digits count, in order; signs, spaces, hyphens and line ends do not. Each quote is

- on its page: all its letters and digits stand there in one run, either as Poppler puts columns in order or as the file
  does (`-raw`): on a page of two columns the first puts a running header in the middle of a sentence;
- there but for a note mark: the same, if numbers of one or two digits are passed over that stand on the page directly
  after a word, where notes have their marks (a quote leaves the mark out, as quotations do), and a line of the page
  begins with each of those numbers, as its notes do; or
- not on its page, which fails.
"""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

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
MARK = r"([1-9]\d?)?"


def main(library_folder: Path, files: Path) -> int:
    topics = [topic.strip() for topic in re.split(r"[;\n]", TOPICS)]
    questions = [form.format(topic) for form in FORMS for topic in topics][:100]
    counts: Counter[str] = Counter()
    with Library.open(library_folder) as library:
        names = {review.id: review.file for review in library.reviews()}
        for question in questions:
            answer = ask(question, library)
            counts["answered"] += answer.answered
            for citation in answer.citations:
                path, page = files / names[citation.review_id], citation.page or 0
                verdict = look_up(citation.quote, readings(path, page))
                counts[verdict] += 1
                if verdict != "on its page":
                    print(verdict.upper(), path.name, page, citation.quote, sep="\t", flush=True)
    quotes = counts.total() - counts["answered"]
    print(f"{len(questions)} questions, {counts['answered']} answered, {quotes} quotes, {dict(counts)}")
    return 1 if counts["not on its page"] else 0


def look_up(quote: str, readings: tuple[str, ...]) -> str:
    """Where a quote stands, given what `pdftotext` reads on the page it is cited to, in each order."""
    if any(letters(quote) in letters(page) for page in readings):
        return "on its page"
    pattern = MARK.join(filter(None, map(letters, quote.split())))
    for page in readings:
        found = re.search(pattern, letters(page))
        marks = [mark for mark in found.groups() if mark] if found else []
        if marks and all(re.search(rf"(?m)^\s*\[?{mark}\b", page) for mark in marks):
            return "there but for a note mark"
    return "not on its page"


def letters(text: str) -> str:
    """Letters and digits of a text, lower case."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


@cache
def readings(path: Path, page: int) -> tuple[str, ...]:
    """What `pdftotext` reads on a page of a PDF file, counting from 1: as it orders the text, and as the file does."""
    command = ["pdftotext", "-f", str(page), "-l", str(page), "-enc", "UTF-8"]
    return tuple(
        subprocess.run([*command, *order, str(path), "-"], capture_output=True, check=True).stdout.decode("utf-8")
        for order in ([], ["-raw"])
    )


if __name__ == "__main__":
    default = Path(__file__).parents[1] / "corpus" / "starter"
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else default))
