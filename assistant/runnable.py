"""Questions to the library as a LangChain runnable. Import this module only where LangChain is wanted.

See `docs/langchain.md` for a working example.
"""

from __future__ import annotations

from collections.abc import Mapping

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answers import Answer
from assistant.ask import ask
from corpus.library import Library
from corpus.quiet import silence_telemetry

silence_telemetry()  # as in `corpus.langchain_adapter`


def question_pipeline(library: Library, where: Mapping[str, list[str]] | None = None) -> Runnable[str, Answer]:
    """A runnable from a question to its answer, every quote of which is on the page that it is cited to.

    Args:
        library: open for as long as the runnable is used.
        where: keeps to some reviews, as in `Library.search`.
    """

    def answer(question: str) -> Answer:
        return ask(question, library, where)

    return RunnableLambda(answer, name="second_question")
