"""The assistant of this machine with a language model taking part, for one session that has agreed to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.model.choice import Choice
from ui.engine import Options, Talk, Tell, Where
from ui.queue import Stopped

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.feedback import Feedback
    from assistant.model.engine import ModelEngine
    from corpus.document import Document
    from ui.builtin import Builtin

STEP = "Asking the language model"


class WithModel:
    """Gives the builtin's results to the model as first views; see `assistant.model.engine`."""

    def __init__(self, builtin: Builtin, choice: Choice) -> None:
        self._builtin = builtin
        self._choice = choice
        self._made: ModelEngine | None = None

    def _model(self) -> ModelEngine:
        from assistant.model.engine import ModelEngine

        if self._made is None:
            self._made = ModelEngine(self._choice)
        return self._made

    def check(self, document: Document, options: Options, tell: Tell) -> Feedback:
        """Feedback on a draft."""
        first = self._builtin.check(document, options, tell)
        return self._model().check(document, first, tell, _stopping(tell))

    def talk(self, document: Document, feedback: Feedback, item_id: str) -> Talk:
        """Start a dialogue about a finding."""
        return self._model().talk(document, feedback, item_id)

    def ask(self, question: str, where: Where) -> Answer:
        """An answer from the library."""
        first = self._builtin.ask(question, where)
        return self._model().ask(question, self._builtin.opened(), first, where)


def _stopping(tell: Tell) -> Callable[[], bool]:
    """Whether the person has asked to stop, which `tell` says by raising."""

    def asked() -> bool:
        try:
            tell(STEP)
        except Stopped:
            return True
        return False

    return asked
