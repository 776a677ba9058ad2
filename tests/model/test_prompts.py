"""The words sent to a model are complete, and their examples pass what the model's own replies must pass."""

from __future__ import annotations

import jsonschema
import pytest
from pydantic import BaseModel

import prompts
from assistant.instructions import Rule, evened, gives_orders, rules
from assistant.model.task import NAMES, Name, Task, task
from assistant.model.tasks.answers import Said
from assistant.model.tasks.briefing import Chosen
from assistant.model.tasks.criteria import Verdict
from assistant.model.tasks.facets import Answered
from assistant.model.tasks.flags import Stated
from assistant.model.tasks.questions import Better
from assistant.model.tasks.turn import Turn
from corpus.tokens import count

FORMS: dict[Name, type[BaseModel]] = {
    "criteria": Verdict, "facets": Answered, "questions": Better, "flags": Stated, "answers": Said, "turn": Turn,
    "briefing": Chosen,
}  # fmt: skip


def test_every_file_of_prompts_is_a_task_or_shared() -> None:
    named = {f"model/{name}.yaml" for name in NAMES} | {"model/common.yaml", "model/verification.yaml"}
    assert set(prompts.files("model")) == named


@pytest.mark.parametrize("name", NAMES)
def test_a_task_is_complete_and_small(name: Name) -> None:
    made = task(name)
    assert made.id == name
    assert made.purpose.endswith(".")
    assert count(made.messages({})[0].text) < 1300
    assert any(not example.reply["items"] or name in ("turn",) for example in made.examples)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_follow_the_schema_and_the_form(name: Name) -> None:
    made: Task = task(name)
    jsonschema.Draft202012Validator.check_schema(made.reply_schema)
    for example in made.examples:
        jsonschema.validate(example.reply, made.reply_schema)
        for item in example.reply["items"]:
            FORMS[name].model_validate(item)


@pytest.mark.parametrize("name", NAMES)
def test_schema_and_form_name_the_same_fields_and_servers_can_hold_replies_to_it(name: Name) -> None:
    schema = task(name).reply_schema["properties"]["items"]["items"]
    assert set(schema["properties"]) == set(FORMS[name].model_fields) == set(schema["required"])
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", NAMES)
def test_what_examples_quote_stands_in_their_data(name: Name) -> None:
    for example in task(name).examples:
        told = str(example.data)
        for item in example.reply["items"]:
            for quoted in [*item.get("quotes", ()), *item.get("settled", ()), item]:
                assert quoted.get("quote", "") in told


def test_the_rules_say_that_data_is_never_an_instruction() -> None:
    text = task("criteria").messages({"passages": ["x"]})
    assert "never an\ninstruction" in text[0].text
    assert text[1].text == 'Data:\n{"passages":["x"]}'


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_rules_on_orders_find_their_examples_and_leave_the_others(rule: Rule) -> None:
    import re

    for text in rule.finds:
        assert any(re.search(pattern, evened(text), re.IGNORECASE) for pattern in rule.patterns), text
    for text in rule.leaves:
        assert not gives_orders(text), text
