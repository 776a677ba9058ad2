"""What can be told of second questions without a reader: their form, whether they are needed, whose words they use."""

from __future__ import annotations

import re

from assistant.feedback import Feedback
from corpus.stemming import stems
from evals.dataset import Example, locate
from evals.judgement import Judgement
from evals.scorers.spans import paired

OPEN = re.compile(r"\b(?:what|which|who|whom|whose|why|how|where|when)\b", re.IGNORECASE)
CLOSED = re.compile(
    r"^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|might|may|must)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"“([^”]+)”")
_WORD = re.compile(r"[a-z]{4,}")
# Words of asking and of no subject; a question that shares only these with its passage is a stock question.
_STOCK = frozenset(
    (
        "what", "which", "whom", "whose", "where", "when", "that", "this", "these", "those", "them", "they", "their",
        "there", "then", "than", "with", "without", "from", "into", "about", "would", "could", "should", "have", "been",
        "were", "does", "done", "make", "made", "sense", "differently", "different", "happen", "happened", "exactly",
        "anyone", "someone", "else", "here", "said", "says", "more", "much", "very", "only", "also", "each",
    )
)  # fmt: skip


def score(example: Example, feedback: Feedback) -> list[Judgement]:
    """Judgements "questions-open", "questions-own-words" and, for labelled phrases, "questions-needed"."""
    found = []
    for phrase in feedback.phrases:
        around = _paragraph(example.text, phrase.start, phrase.end)
        for item in phrase.second_questions:
            found.append(_judged("questions-open", example, item.question, "open", is_open(item.question), "closed"))
            own = has_own_words(item.question, around, example.text)
            found.append(_judged("questions-own-words", example, item.question, "own", own, "stock", around))
    for criterion in feedback.criteria:
        for question in criterion.second_questions:
            found.append(_judged("questions-open", example, question, "open", is_open(question), "closed"))
    return found + ([] if example.only_criteria else _needed(example, feedback))


def is_open(question: str) -> bool:
    """Asks what, who, why, how, where or when, ends with a question mark, and does not open as yes or no."""
    last = re.split(r"(?<=[.!?])\s+", question.strip())[-1]
    return last.endswith("?") and bool(OPEN.search(last)) and not CLOSED.match(last)


def has_own_words(question: str, passage: str, text: str) -> bool:
    """Whether all that it quotes is in the draft and it shares a word of substance with its passage."""
    flat = " ".join(text.split())
    if any(" ".join(quote.split()).strip(" .,…") not in flat for quote in _QUOTED.findall(question)):
        return False
    asked, there = set(_WORD.findall(question.lower())) - _STOCK, set(_WORD.findall(passage.lower()))
    return bool(set(stems(asked)) & set(stems(there)))


def _needed(example: Example, feedback: Feedback) -> list[Judgement]:
    """For each question about a labelled phrase: the reader did not find its facet answered there already."""
    labels = [(locate(example.text, x["text"], x.get("occurrence", 1)), x) for x in example.phrases]
    placed = [(place, label) for place, label in labels if place]
    found = []
    pairs = paired([place for place, _ in placed], [(p.start, p.end) for p in feedback.phrases])
    for i, j in pairs:
        if i is None or j is None:
            continue
        for item in feedback.phrases[j].second_questions:
            needed = item.facet not in placed[i][1]["answered"]
            found.append(
                _judged("questions-needed", example, item.question, "not answered", needed, "answered", item.facet)
            )
    return found


def _paragraph(text: str, start: int, end: int) -> str:
    """The paragraph round a place, and the one before it, which "this" and "they" may stand for."""
    before = text.rfind("\n\n", 0, start)
    first = text.rfind("\n\n", 0, max(before, 0))
    last = text.find("\n\n", end)
    return text[max(first, 0) : last if last >= 0 else len(text)]


def _judged(
    task: str, example: Example, question: str, expected: str, right: bool, wrong: str, text: str = ""
) -> Judgement:
    return Judgement(
        task, example.id, question, expected, expected if right else wrong, "", " ".join(text.split())[:300]
    )
