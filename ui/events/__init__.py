"""What happens when something is pressed: opening, drafts, findings, questions, library."""

from __future__ import annotations

from ui.events.consent import Consent
from ui.events.desk import Context
from ui.events.drafts import Drafts
from ui.events.findings import Findings
from ui.events.opening import Opening
from ui.events.questions import Questions
from ui.events.shelves import Shelves

__all__ = ["Context", "wire"]


def wire(context: Context) -> None:
    """Connect every event of the page; inside the Blocks."""
    for group in (Opening, Consent, Drafts, Findings, Questions, Shelves):
        group(context).wire()
