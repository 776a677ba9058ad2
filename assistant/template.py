"""Empty Word templates: headings in a sensible order, and under each the questions to think about.

The headings and what stands under each are in `prompts/templates.yaml`; the questions are those of the criteria.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.feedback import DraftType
from assistant.guidance import Criterion, Edition
from assistant.render.groups import STRENGTH_WORDS, TYPE_WORDS
from assistant.word.paper import Paper
from corpus.errors import InternalError


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Data):
    """One heading; `actions` says whether the table of actions stands under it."""

    heading: str
    criteria: tuple[str, ...]
    actions: bool = False


class Plan(_Data):
    """The template of one type of review; `opening` holds criteria about the report as a whole."""

    title: str
    opening: tuple[str, ...]
    sections: tuple[Part, ...]


class Actions(_Data):
    """The table of actions: what it is for, its columns and how many empty rows it has."""

    about: str
    columns: tuple[str, str, str, str]
    rows: int


class Plans(_Data):
    """The whole data file."""

    about: tuple[str, ...]
    actions: Actions
    types: dict[DraftType, Plan]


@cache
def plans() -> Plans:
    """The data file, checked."""
    return Plans.model_validate(prompts.data("templates.yaml"))


def write_template(draft_type: DraftType, edition: Edition, out: Path) -> None:
    """Write an empty Word template for a type of review, with the questions of an edition of the guidance.

    Raises:
        UserError: it cannot be written there.
        InternalError: the edition has a criterion that stands under no heading.
    """
    plan, shared = plans().types[draft_type], plans()
    criteria = {item.id: item for item in edition.criteria(draft_type)}
    homeless = criteria.keys() - {name for part in plan.sections for name in part.criteria} - set(plan.opening)
    if homeless:
        raise InternalError(f"prompts/templates.yaml: {draft_type} has no place for {', '.join(sorted(homeless))}")
    paper = Paper(TYPE_WORDS[draft_type].capitalize(), f"Set out for {edition.title}")
    paper.title(plan.title)
    paper.prompt(f"The questions follow {edition.title}. {edition.note}")
    for line in shared.about:
        paper.prompt(line)
    for name in plan.opening:
        _ask(paper, criteria.get(name))
    for part in plan.sections:
        paper.heading(part.heading, 1)
        for name in part.criteria:
            _ask(paper, criteria.get(name))
        paper.text("")
        if part.actions:
            actions = shared.actions
            paper.table(
                actions.about, actions.columns, [[""] * len(actions.columns)] * actions.rows, (6.6, 3.4, 2.4, 4.2)
            )
    paper.save(out)


def _ask(paper: Paper, criterion: Criterion | None) -> None:
    """The prompts of a criterion, if the edition has it: what is asked for, and its questions."""
    if criterion is not None:
        paper.prompt(criterion.requirement, f"{STRENGTH_WORDS[criterion.strength].capitalize()}: ")
        for question in criterion.questions:
            paper.prompt(question)
