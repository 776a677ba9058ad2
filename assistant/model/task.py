"""The model's tasks as data (`prompts/model/`): what is asked, in what form the reply comes, and examples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

import prompts
from assistant.model.chat import Message

Name = Literal["criteria", "facets", "questions", "flags", "answers", "turn", "briefing"]
NAMES: tuple[Name, ...] = ("criteria", "facets", "questions", "flags", "answers", "turn", "briefing")


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Shown(_Data):
    """An example: the data given, the reply wanted, and what it shows."""

    shows: str
    data: dict[str, Any]
    reply: dict[str, Any]


class Task(_Data):
    """One task. `reply_schema` is the JSON schema of the reply, an object whose `items` are what is asked for."""

    id: Name
    purpose: str
    instructions: str
    reply_schema: dict[str, Any]
    examples: tuple[Shown, ...] = Field(min_length=2)

    def messages(self, data: Mapping[str, Any]) -> tuple[Message, Message]:
        """The request: rules and examples as the system's words, the data as JSON in the user's."""
        parts = [common(), self.instructions.strip(), "The reply's JSON schema:\n" + _json(self.reply_schema)]
        parts += [f"Example. Data:\n{_json(one.data)}\nReply:\n{_json(one.reply)}" for one in self.examples]
        return Message("system", "\n\n".join(parts)), Message("user", "Data:\n" + _json(data))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def common() -> str:
    """The rules of every task."""
    return str(prompts.data("model/common.yaml")["rules"]).strip()


@cache
def task(name: Name) -> Task:
    """A task by name."""
    return Task.model_validate(prompts.data(f"model/{name}.yaml"))
