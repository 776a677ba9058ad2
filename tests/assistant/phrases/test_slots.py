"""Words of the passage that a question may take up."""

from __future__ import annotations

import pytest

from assistant.phrases.slots import Cast, Surroundings
from corpus.reading import read_text


@pytest.mark.parametrize(
    ("passage", "roles"),
    [
        (
            "A drawing was given to a teaching assistant. The designated safeguarding lead did not see it. There was a "
            "lack of professional curiosity.",
            "the teaching assistant, the designated safeguarding lead",
        ),
        (
            "The sexual health clinic rang twice, and the clinic wrote. There was a lack of professional curiosity.",
            "the sexual health clinic",
        ),
        ("The head of children in care agreed. There was a lack of professional curiosity.", None),
        ("Professionals and midwives met. There was a lack of professional curiosity.", None),
    ],
)
def test_the_roles_that_a_paragraph_names_are_whole_posts_each_given_once(passage: str, roles: str | None) -> None:
    document = read_text(passage)
    at = passage.index("professional curiosity")
    around = Surroundings(passage, at, at + len("professional curiosity"), Cast(document))
    assert around.fill("roles") == roles
