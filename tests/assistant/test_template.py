from __future__ import annotations

from pathlib import Path
from typing import get_args

import docx
import pytest

from assistant.feedback import DraftType
from assistant.guidance import Edition, editions
from assistant.kind import detect
from assistant.recommendations import find_recommendations
from assistant.template import plans, write_template
from corpus.errors import InternalError
from corpus.reading import read

TYPES: tuple[DraftType, ...] = get_args(DraftType)
PAGE = (
    "He was nine and lived with his mother and two sisters in a second-floor flat. The school nurse saw a bruise on "
    "his neck in March, wrote it down and told nobody, because the form went to a mailbox that no one had read since "
    "the autumn. His mother told us that she had rung the duty team twice and had given up. The social worker held "
    "thirty cases and had not been supervised since January, which is why the visit was put off until after Easter. "
)
ACTION = (
    "Read the mailbox every working day",
    "Head of the front door",
    "1 June 2025",
    "A monthly count of unread forms",
)


@pytest.fixture(
    params=[(item, kind) for item in editions() for kind in TYPES], ids=lambda pair: f"{pair[0].id}-{pair[1]}"
)
def asked(request: pytest.FixtureRequest) -> tuple[Edition, DraftType]:
    """An edition and a type."""
    return request.param  # type: ignore[no-any-return]


def made(asked: tuple[Edition, DraftType], folder: Path) -> Path:
    edition, draft_type = asked
    write_template(draft_type, edition, folder / "template.docx")
    return folder / "template.docx"


def test_every_question_of_the_edition_stands_in_the_prompt_style(
    asked: tuple[Edition, DraftType], tmp_path: Path
) -> None:
    edition, draft_type = asked
    template = docx.Document(str(made(asked, tmp_path)))
    prompts = [paragraph.text for paragraph in template.paragraphs if paragraph.style.name == "Prompt"]
    for criterion in edition.criteria(draft_type):
        assert sum(criterion.requirement in prompt for prompt in prompts) == 1
        assert set(criterion.questions) <= set(prompts)
    assert template.styles["Prompt"].next_paragraph_style.name == "Normal"
    order = [child.tag.partition("}")[2] for child in template.styles["Prompt"].element.pPr]
    assert order == ["pBdr", "spacing", "ind"]  # Word refuses a file that has them in another order
    assert not any(box in template.element.xml for box in ("☐", "□", "w14:checkbox", "w:checkBox"))


def test_each_criterion_is_asked_about_where_a_reader_would_look_for_it(asked: tuple[Edition, DraftType]) -> None:
    edition, draft_type = asked
    places = {name: part.heading for part in plans().types[draft_type].sections for name in part.criteria}
    for criterion in edition.criteria(draft_type):
        assert criterion.id not in places or criterion.belongs(places[criterion.id])


def test_an_empty_template_has_only_its_headings_for_a_text(asked: tuple[Edition, DraftType], tmp_path: Path) -> None:
    document = read(made(asked, tmp_path))
    plan = plans().types[asked[1]]
    lines = [plan.title, *(part.heading for part in plan.sections), " | ".join(plans().actions.columns)]
    assert sorted(filter(None, document.text.split("\n"))) == sorted(lines)
    assert any("style Prompt" in warning for warning in document.warnings)
    assert "author" not in document.metadata


def test_what_is_typed_into_it_is_recognised(asked: tuple[Edition, DraftType], tmp_path: Path) -> None:
    path = made(asked, tmp_path)
    template = docx.Document(str(path))
    for paragraph in template.paragraphs:
        if paragraph.style.name == "Normal":
            paragraph.text = PAGE
    for cell, text in zip(template.tables[0].rows[1].cells, ACTION, strict=True):
        cell.text = text
    template.save(str(path))
    document = read(path)
    kind = detect(document)
    assert (kind.type, kind.scope, kind.not_a_review) == (asked[1], "whole", None)
    (action,) = find_recommendations(document, asked[1])
    assert action.text.startswith(ACTION[0])
    assert (action.owner, action.by_when, action.measure) == (True, True, True)


def test_a_criterion_without_a_heading_is_our_fault_and_named(tmp_path: Path) -> None:
    edition = editions()[0]

    class More(Edition):
        def criteria(self, draft_type: DraftType | None = None) -> list:  # type: ignore[type-arg]
            extra = edition.criteria(draft_type)[0].model_copy(update={"id": "night-staff"})
            return [*edition.criteria(draft_type), extra]

    more = More.model_validate(edition.model_dump())
    with pytest.raises(InternalError, match="night-staff"):
        write_template("lcspr", more, tmp_path / "template.docx")
    assert not (tmp_path / "template.docx").exists()
