"""The engine with a language model: the builtin result goes in as a first view and stands where the model's fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answers import Answer
from assistant.appraise import strength
from assistant.appraise.evidence import weigh
from assistant.ask import POOL, find
from assistant.briefing import Briefing
from assistant.briefing.make import offered, probes
from assistant.dialogue import Dialogue, start
from assistant.feedback import Feedback, Summary
from assistant.guidance import edition
from assistant.model.calls import Calls
from assistant.model.chat import Chat
from assistant.model.choice import Choice
from assistant.model.connect import connect
from assistant.model.ledger import Ledger
from assistant.model.passages import Passages
from assistant.model.tasks import answers, briefing, criteria, facets, flags, questions, turn
from assistant.not_reviews import recognise
from assistant.wording import HARD_CASES
from corpus.document import Document
from corpus.library import Library

FROZEN = (
    "Because this draft gives orders to software, nothing but the wording of questions was taken from the language "
    "model, and those passages were not sent."
)
NOT_ASKED = "The language model {id} was not asked, because the library holds nothing to answer from."
OFFERED = 10
"""Sentences that a briefing's every part may be chosen from."""
Tell = Callable[[str], None]


class ModelEngine:
    """What a language model adds to results of the builtin engine. One object serves one session: it holds a cache.

    Sending text needs the person's consent, which whoever makes this object has to have.

    Args:
        choice: the model and its limits.
        chat: another way to reach it, for tests.
        cancelled: asked often; when it says so, the model is asked nothing more and what there is stands.
    """

    def __init__(self, choice: Choice, chat: Chat | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        self.choice = choice
        self._made = chat
        self._cancelled = cancelled
        self._cache: dict[str, str] = {}
        self.ledgers: list[Ledger] = []

    def _chat(self) -> Chat:
        if self._made is None:
            self._made = connect(self.choice)
        return self._made

    def _calls(self, stopping: Callable[[], bool] | None = None) -> Calls:
        calls = Calls(self._chat, self.choice, self._cache, stopping or self._cancelled)
        self.ledgers.append(calls.ledger)
        return calls

    def check(
        self,
        document: Document,
        first: Feedback,
        tell: Tell | None = None,
        stopping: Callable[[], bool] | None = None,
    ) -> Feedback:
        """Feedback in which the model took part as far as it could show why.

        Of a text that is no review it is asked nothing about the guidance, as the builtin judges nothing there.

        Args:
            document: the draft.
            first: the builtin's feedback on it.
            tell: called with a few words as each step starts.
            stopping: asked often, in place of the engine's own `cancelled`.
        """
        say = tell or (lambda _step: None)
        calls, passages = self._calls(stopping), Passages(document)
        found_criteria, phrases, recommendations = first.criteria, first.phrases, first.recommendations
        if not passages.withheld:
            say("Asking the language model about the guidance")
            if recognise(document) is None:
                chosen = edition(first.document.guidance).criteria(first.document.type)
                found_criteria = criteria.judged(calls, passages, weigh(document), found_criteria, chosen)
            say("Asking it about phrases and recommendations")
            phrases = facets.answered(calls, passages, phrases)
            recommendations = flags.flagged(calls, passages, recommendations)
        say("Asking it for questions")
        found_criteria, phrases = questions.worded(calls, passages, found_criteria, phrases)
        ledger = calls.ledger
        warnings = [*first.warnings, *([FROZEN] if passages.withheld else []), *ledger.lines("passages of the draft")]
        statuses = [finding.status for finding in found_criteria]
        return first.model_copy(
            update={
                "criteria": found_criteria,
                "phrases": phrases,
                "recommendations": recommendations,
                "warnings": warnings,
                "document": first.document.model_copy(update={"engine": self._name(ledger)}),
                "summary": Summary(
                    met=statuses.count("met"),
                    partial=statuses.count("partial"),
                    missing=statuses.count("missing"),
                    strength=strength(found_criteria),
                ),
            }
        )

    def ask(
        self,
        question: str,
        library: Library,
        first: Answer,
        where: Mapping[str, list[str]] | None = None,
        tell: Tell | None = None,
    ) -> Answer:
        """An answer in the model's words beside the reviews' own, or the builtin's where there is nothing better.

        Where the builtin declines because the library holds nothing, the model is not asked.

        Args:
            question: in the reader's words.
            library: open.
            first: the builtin's answer.
            where: keeps to some reviews.
            tell: given each line of the answer as soon as it is whole and its quotes have been found on their pages.
        """
        if not first.answered:
            return first.model_copy(update={"cautions": [*first.cautions, NOT_ASKED.format(id=self.choice.id)]})
        calls = self._calls()
        hits = find(question, library, POOL, where, one_per_review=False)
        points = []
        for point in answers.points(calls, question, library, hits, first):
            points.append(point)
            if tell is not None:
                tell(point.line)
        ledger = calls.ledger
        whole = bool(points) and not ledger.failures
        if whole:
            ledger.changes.append("the answer")
        dropped = sum(ledger.dropped[reason] for reason in ("quote", "id"))
        about = ledger.lines("passages of the library and your question")
        if not whole:
            return first.model_copy(update={"cautions": [*first.cautions, *about], "dropped_citations": dropped})
        return Answer(
            question=question,
            answered=True,
            answer="\n".join(point.line for point in points),
            citations=[citation for point in points for citation in point.citations],
            engine=self._name(ledger),
            dropped_citations=dropped,
            cautions=[*(first.cautions or [HARD_CASES]), *about],
        )

    def talk(self, document: Document, feedback: Feedback, item_id: str) -> turn.ModelDialogue:
        """A dialogue about a finding, as `assistant.dialogue.start` opens one."""
        passages = Passages(document)
        at = _place(feedback, item_id)
        held = passages.holding(at) if at is not None else None
        builtin: Dialogue = start(document, feedback, item_id)
        return turn.ModelDialogue(builtin, document, at, self._calls, held.text if held else "")

    def briefing(
        self, topic: str, library: Library, first: Briefing, where: Mapping[str, list[str]] | None = None
    ) -> Briefing:
        """A briefing of sentences that the model chose among those that the library offers on the topic."""
        calls = self._calls()
        lines = offered(probes(topic, library, where or {}), library, OFFERED)
        made = briefing.chosen(calls, topic, first, lines)
        about = calls.ledger.lines("sentences of the library and the topic")
        return made.model_copy(update={"cautions": (*made.cautions, *about)})

    def _name(self, ledger: Ledger) -> str:
        return self.choice.id if ledger.took_part else "builtin"


def _place(feedback: Feedback, item_id: str) -> int | None:
    """Where the finding of an id stands in the draft, if it stands anywhere."""
    kind, _, name = item_id.partition("-")
    number = int(name) - 1 if name.isdigit() else -1
    if kind == "p" and 0 <= number < len(feedback.phrases):
        return feedback.phrases[number].start
    if kind == "r" and 0 <= number < len(feedback.recommendations):
        return feedback.recommendations[number].start
    if kind == "c":
        return next((item.evidence[0].start for item in feedback.criteria if item.id == name and item.evidence), None)
    return None
