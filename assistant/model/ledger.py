"""What was sent, what came of it and what was dropped, counted while it happens and told in plain lines after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from assistant.model.chat import Trouble
from assistant.model.choice import Choice

TOLD = 12
"""Changes that are told one by one."""
Reason = Literal["form", "id", "quote", "fact", "markup", "unsupported", "question", "words", "frozen"]
DROPPED: dict[Reason, str] = {
    "form": "not in the form asked for",
    "id": "about something it was not given",
    "quote": "quoted words that are not in the source",
    "fact": "named a person, place, date or number that is in no source",
    "markup": "held a link, a picture or markup",
    "unsupported": "not borne out by a quote that bears on it",
    "question": "not one open question about the passage",
    "words": "changed or added words of the author's",
    "frozen": "a judgement on a draft that gives orders to software",
}


@dataclass
class Ledger:
    """Counts of one check, answer or turn. Tokens are the server's count where it gives one, else an estimate."""

    choice: Choice
    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    used: int = 0
    dropped: Counter[Reason] = field(default_factory=Counter)
    changes: list[str] = field(default_factory=list)
    failures: list[Trouble] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    """Words of each passage sent, by its id."""
    seconds: float = 0.0

    def drop(self, reason: Reason) -> None:
        """Count one thing that the model said and that is not shown."""
        self.dropped[reason] += 1

    @property
    def took_part(self) -> bool:
        """Whether any reply could be read."""
        return self.used > 0

    @property
    def cost(self) -> float | None:
        """What the tokens cost, None where no price is set."""
        if self.choice.price_in is None and self.choice.price_out is None:
            return None
        into, out = self.choice.price_in or 0.0, self.choice.price_out or 0.0
        return (self.tokens_in * into + self.tokens_out * out) / 1_000_000

    def lines(self, what: str) -> list[str]:
        """What a reader should know; `what` names what was sent, such as "passages of the draft"."""
        found = [self._sent(what)] if self.requests else []
        if self.took_part and not self.requests:
            found.append(f"Earlier replies of {self.choice.id} were used again; nothing was sent.")
        found += [f"The language model did not take part: {item}" for item in self._failed() if not self.took_part]
        found += [f"The language model failed in part: {item}" for item in self._failed() if self.took_part]
        if self.failures or (self.requests and not self.took_part):
            found.append("Where it gave nothing that could be used, the result is that of the builtin engine.")
        if self.took_part:
            changed = "; ".join(self.changes[:TOLD]) or "nothing"
            changed += f"; and {len(self.changes) - TOLD} more" if len(self.changes) > TOLD else ""
            found.append(f"Changed by the language model {self.choice.id}: {changed}.")
        if self.dropped:
            told = [f"{count} {DROPPED[reason]}" for reason, count in self.dropped.most_common()]
            found.append("Dropped, because it could not be verified: " + "; ".join(told) + ".")
        return found

    def _sent(self, what: str) -> str:
        words = f"{len(self.sent)} {what}, {sum(self.sent.values())} words, with the first results on them"
        about = "about " if self.estimated else ""
        tokens = f"{about}{self.tokens_in} tokens sent, {self.tokens_out} received"
        cost = f", cost {self.cost:.4f}" if self.cost is not None else ""
        asked = "1 request" if self.requests == 1 else f"{self.requests} requests"
        return f"Sent to the language model {self.choice.id} at {self.choice.where}: {words} ({asked}; {tokens}{cost})."

    def _failed(self) -> list[str]:
        told = Counter(str(item) for item in self.failures)
        return [text if count == 1 else f"{text} ({count} times)" for text, count in told.items()]
