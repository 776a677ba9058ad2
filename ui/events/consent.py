"""The person agrees that a language model takes part, or takes that back; off until then, and for this session only."""

from __future__ import annotations

import gradio as gr

from ui.events.desk import Events, Updates, handler
from ui.session import Session

ON = "The language model takes part from now on. Every result says what was sent."
OFF = "The language model takes no part from now on. Nothing is sent."


class Consent(Events):
    """One box."""

    def wire(self) -> None:
        """Connect it, where a model is set."""
        self.on(self.page.model.input, self.agree, [self.page.model])

    @handler
    def agree(self, session: Session, agreed: bool, request: gr.Request) -> Updates:
        """Start or stop asking the model; a dialogue under way is begun anew by whoever answers next."""
        offer = self.engine.offer()
        session.model = offer.start() if agreed and offer is not None else None
        if session.talk is not None and session.checked is not None:
            session.talk = self.asking(session).talk(
                session.checked.document, session.checked.feedback, session.talk_item
            )
        return self.told(session, ON if session.model is not None else OFF)
