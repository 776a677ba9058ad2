"""The dialogue behind a finding: the author answers in their own words; the assistant says what that settles.

It never adds a fact. What it offers back is the author's own sentence put into their own paragraph, marked as theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.feedback import CriterionFinding, Facet, Feedback, PhraseFinding, RecommendationFinding, SecondQuestion
from assistant.phrases.facets import answered
from assistant.phrases.roles import role
from assistant.render.groups import FLAG_WORDS
from corpus.document import Document
from corpus.errors import UsageError

FACET_WORDS: dict[Facet, str] = {
    "what": "what exactly was not done or asked",
    "who": "who, by role",
    "why": "what made it make sense at the time, or got in the way",
    "change": "what would be, or is, different",
}
UNKNOWN = re.compile(r"\b(?:don'?t know|do not know|not known|unclear|no idea|not sure|unknown|nobody knows)\b", re.I)
VAGUE = re.compile(
    r"^\W*(?:poor|lack of|more|better|improved?|insufficient)\s+"
    r"(?:communication|curiosity|information sharing|training|awareness|engagement|challenge)\W*$",
    re.I,
)
SENTENCE_WORDS = 5
FEWEST_WORDS: dict[Facet, int] = {"what": 4, "who": 2, "why": 5, "change": 5}
# How sure the judge must be that the author's words bear on a criterion before the assistant says that they do.
BEARS = 0.5


@dataclass(frozen=True, slots=True)
class Reply:
    """What the assistant says to one answer.

    `suggestion` is the author's paragraph with their answer placed in it, as (text, is it the new words); empty where
    there is nothing to place. `question` is what is still worth asking, or None. `notes` say what a language model had
    to do with it, if one took part.
    """

    text: str
    settled: tuple[str, ...] = ()
    still_open: tuple[str, ...] = ()
    question: str | None = None
    suggestion: tuple[tuple[str, bool], ...] = ()
    notes: tuple[str, ...] = ()


def tidy(words: str) -> str:
    """The author's words as a sentence: spaces collapsed, a capital, a full stop; nothing added or taken away.

    A few words that are no sentence ("the health visitor") are put in brackets, for the author to work in.
    """
    sentence = " ".join(words.split())
    if not sentence:
        return ""
    if len(sentence.split()) < SENTENCE_WORDS and sentence[-1] not in ".!?)":
        return f"({sentence})"
    sentence = sentence[0].upper() + sentence[1:]
    return sentence if sentence[-1] in '.!?”")' else sentence + "."


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else "; ".join(words[:-1]) + "; and " + words[-1]


def placed(document: Document, at: int, words: str) -> tuple[tuple[str, bool], ...]:
    """The paragraph holding offset `at`, with the author's sentence after the sentence that stands there."""
    index = document.paragraph_at(at)
    if index is None or not words.strip():
        return ()
    paragraph = document.paragraphs[index]
    end = next((s.end for s in document.sentences_of(index) if s.start <= at < s.end), paragraph.end)
    before, after = document.slice(paragraph.start, end), document.slice(end, paragraph.end)
    return tuple(piece for piece in ((before + " ", False), (tidy(words), True), (after, False)) if piece[0].strip())


def settles(facet: Facet, words: str) -> bool:
    """Whether an answer to a question about one facet says something of substance; a bare label does not."""
    if VAGUE.match(words) or len(words.split()) < FEWEST_WORDS[facet]:
        return False
    return bool(role().search(words.lower())) if facet == "who" else True


class PhraseDialogue:
    """About a worn phrase: one facet is asked about at a time."""

    def __init__(self, document: Document, finding: PhraseFinding) -> None:
        self._document = document
        self._finding = finding
        self._answers: list[str] = []
        self._open: list[SecondQuestion] = list(finding.second_questions)
        self._settled: list[Facet] = list(finding.answered)
        self.question = self._open[0].question if self._open else "Is there anything you would add?"

    def say(self, words: str) -> Reply:
        """Take an answer; what it settles is worked out on the paragraph with every answer so far placed in it."""
        if UNKNOWN.search(words) and len(words.split()) < 12:
            return Reply(
                "If it is not known, the review can say so, and what was tried to find out. That is an answer too.",
                still_open=self._words(self._facets_open()),
                question=self.question,
            )
        asked = self._open[0].facet if self._open else None
        if VAGUE.match(words):
            return Reply(
                f"That is another label. It does not yet say {FACET_WORDS[asked] if asked else 'what happened'}.",
                still_open=self._words(self._facets_open()),
                question=self._open[0].question if self._open else None,
            )
        self._answers.append(tidy(words))
        # An answer is to what was asked; only where it is not is it looked at for the other parts.
        now = {asked} if asked is not None and settles(asked, words) else set(self._facets())
        fresh = [item.facet for item in self._open if item.facet in now]
        self._settled += fresh
        self._open = [item for item in self._open if item.facet not in now]
        self.question = self._open[0].question if self._open else "Is there anything you would add?"
        if not fresh:
            text = "That does not yet say " + (FACET_WORDS[asked] if asked else "more than the paragraph does") + "."
        elif self._open:
            text = f"That says {_listed(self._words(fresh))}. Still open: {_listed(self._words(self._facets_open()))}."
        else:
            text = "That gets behind the phrase. Do you still need the phrase itself?"
        return Reply(
            text,
            settled=self._words(fresh),
            still_open=self._words(self._facets_open()),
            question=self._open[0].question if self._open else None,
            suggestion=placed(self._document, self._finding.start, " ".join(self._answers)),
        )

    def _facets_open(self) -> list[Facet]:
        return [item.facet for item in self._open]

    def _facets(self) -> tuple[Facet, ...]:
        pieces = placed(self._document, self._finding.start, " ".join(self._answers))
        index = self._document.paragraph_at(self._finding.start)
        if not pieces or index is None:
            return ()
        offset = self._document.paragraphs[index].start
        text = "".join(piece for piece, _ in pieces)
        return answered(text, self._finding.start - offset, self._finding.end - offset)

    @staticmethod
    def _words(facets: Iterable[Facet]) -> tuple[str, ...]:
        return tuple(FACET_WORDS[facet] for facet in facets)


class CriterionDialogue:
    """About a criterion: the judge reads the author's words as it would a passage of the draft."""

    def __init__(self, document: Document, finding: CriterionFinding) -> None:
        self._document = document
        self._finding = finding
        self._left = list(finding.second_questions)
        self.question = self._left.pop(0) if self._left else f"What could the draft say on: {finding.title.lower()}?"

    def say(self, words: str) -> Reply:
        """Say whether the words bear on the criterion, and where the sentence could go."""
        from assistant.judge import CRITERIA, get_judge

        if UNKNOWN.search(words) and len(words.split()) < 12:
            return Reply(
                "If it is not known, the review can say so, and what was tried to find out.", question=self.question
            )
        settled: tuple[str, ...] = ()
        if self._finding.id in CRITERIA:
            judgement = get_judge().criteria([f"{self._finding.title} | {tidy(words)}", f" | {tidy(words)}"])
            column = CRITERIA.index(self._finding.id)
            if float(judgement.bears[:, column].max()) >= BEARS:
                settled = (self._finding.title,)
        self.question = self._left.pop(0) if self._left else ""
        at = self._finding.evidence[0].start if self._finding.evidence else None
        text = (
            "Put into the draft, that would count towards this."
            if settled
            else "That does not yet seem to speak to this, as far as the assistant can tell. You are the judge of it."
        )
        return Reply(
            text,
            settled=settled,
            still_open=() if settled else (self._finding.title,),
            question=self.question or None,
            suggestion=placed(self._document, at, words) if at is not None else ((tidy(words), True),),
        )


class RecommendationDialogue:
    """About a recommendation: which of who, what, by when and how known the author's words add."""

    def __init__(self, document: Document, finding: RecommendationFinding) -> None:
        self._document = document
        self._finding = finding
        self._added: list[str] = []
        self._open = [flag for flag in FLAG_WORDS if not getattr(finding, flag)]
        self.question = self._ask()

    def _ask(self) -> str:
        if not self._open:
            return "What stopped this taking hold before, if it has been recommended before?"
        return f"What would this recommendation say on {FLAG_WORDS[self._open[0]]}?"

    def say(self, words: str) -> Reply:
        """Read the recommendation again with the author's words after it."""
        from assistant.recommendations import find_recommendations
        from corpus.reading import read_text

        self._added.append(tidy(words))
        whole = f"## Recommendations\n\n1. {self._finding.text.rstrip('.')}. {' '.join(self._added)}"
        again = find_recommendations(read_text(whole, format="md"), "lcspr")
        has = {flag for flag in FLAG_WORDS for item in again if getattr(item, flag)}
        fresh = [flag for flag in self._open if flag in has]
        self._open = [flag for flag in self._open if flag not in has]
        self.question = self._ask()
        return Reply(
            "That adds something it lacked." if fresh else "That does not yet add who, what, by when or how known.",
            settled=tuple(FLAG_WORDS[flag] for flag in fresh),
            still_open=tuple(FLAG_WORDS[flag] for flag in self._open),
            question=self.question if self._open else None,
            suggestion=placed(self._document, self._finding.start, " ".join(self._added)),
        )


Dialogue = PhraseDialogue | CriterionDialogue | RecommendationDialogue


def start(document: Document, feedback: Feedback, item_id: str) -> Dialogue:
    """A dialogue about one finding, named as `assistant.render.groups` names it (c-…, p-…, r-…).

    Raises:
        UsageError: there is no such finding, or it is of a kind that asks nothing.
    """
    kind, _, name = item_id.partition("-")
    if kind == "c":
        for finding in feedback.criteria:
            if finding.id == name:
                return CriterionDialogue(document, finding)
    number = int(name) - 1 if name.isdigit() else -1
    if kind == "p" and 0 <= number < len(feedback.phrases):
        return PhraseDialogue(document, feedback.phrases[number])
    if kind == "r" and 0 <= number < len(feedback.recommendations):
        return RecommendationDialogue(document, feedback.recommendations[number])
    raise UsageError(f"There is nothing to talk about at {item_id}", "Start from a criterion, phrase or recommendation")
