"""What an author does about a finding: answers it, sets it aside, talks it through."""

from __future__ import annotations

import gradio as gr

from assistant.render.groups import Item, grouped
from corpus.errors import UsageError
from ui.changes import keys
from ui.events.desk import Events, Updates, handler
from ui.events.drafts import tabs
from ui.session import Checked, Mark, Session
from ui.views import conversation, findings, frame

MOST_REASON = 300
GONE = UsageError("That finding is not in the latest check", "Choose one from the list")


class Findings(Events):
    """Marks and dialogues."""

    def wire(self) -> None:
        """Connect these events; the buttons themselves are heard by `Questions`, which has them all."""
        page = self.page
        for trigger in (page.send.click, page.reply.submit):
            self.on(trigger, self.say, [page.reply], [page.reply, page.answering])

    def do(self, session: Session, act: str, item_id: str, text: str) -> Updates:
        """Carry out one act on one finding."""
        checked, item = _find(session, item_id)
        if act == "discuss":
            return self._discuss(session, checked, item)
        key = keys(checked.feedback)[item_id]
        number = findings.numbers(checked.feedback)[item_id]
        if act == "undo":
            session.marks.pop(key, None)
            said = f"Finding {number} is open again."
        elif act == "answered":
            session.marks[key] = Mark("answered")
            said = f"Finding {number} marked as answered."
        elif act == "not_applicable":
            session.marks[key] = Mark("not_applicable", " ".join(text.split())[:MOST_REASON])
            said = f"Finding {number} marked as not applicable."
        else:
            raise GONE
        return {
            self.page.findings: findings.findings(checked.document, checked.feedback, session.marks),
            self.page.tabs: tabs(session),
            **self.told(session, said, focus=f"#finding-{item_id}"),
        }

    def _discuss(self, session: Session, checked: Checked, item: Item) -> Updates:
        number = findings.numbers(checked.feedback)[item.id]
        talk = self.asking(session).talk(checked.document, checked.feedback, item.id)
        session.talk, session.talk_item = talk, item.id
        session.turns.append(conversation.talk_started(number, item.title, talk.question))
        return {
            self.page.answering: frame.answering(number, talk.question),
            **self.told(session, talk.question, mode="answer", tab="talk", focus="#reply textarea"),
        }

    @handler
    def say(self, session: Session, words: str, request: gr.Request) -> Updates:
        """The author answers."""
        if session.talk is None:
            raise UsageError("No finding is being answered", "Choose “Answer it here” on one")
        if not words.strip():
            raise UsageError("There is no answer yet", "Write a sentence or two")
        session.turns.append(conversation.asked(words))
        reply = session.talk.say(words)
        session.turns.append(conversation.replied(reply, session.talk_item))
        updates: Updates = {self.page.reply: ""}
        if reply.question:
            number = findings.numbers(session.checked.feedback)[session.talk_item] if session.checked else None
            updates[self.page.answering] = frame.answering(number, reply.question)
        return {**updates, **self.told(session, f"{reply.text} {reply.question or ''}", focus="#reply textarea")}


def _find(session: Session, item_id: str) -> tuple[Checked, Item]:
    checked = session.checked
    if checked is not None and item_id in findings.numbers(checked.feedback):
        for group in grouped(checked.feedback):
            for item in group.items:
                if item.id == item_id:
                    return checked, item
    raise GONE
