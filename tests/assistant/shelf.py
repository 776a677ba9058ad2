"""A small library of fictional reviews for tests of what is made from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library

ARLO = """# Arlo

## What happened

Arlo was ten weeks old and lived with both his parents. He was shaken at night by his father and died in hospital.

## Findings

Nobody asked the father how he was coping with the crying.
The health visitor spoke only to the mother, because the father was at work.

## Learning

Fathers should be offered a contact of their own at a time when a working parent can come.

## Recommendations

1. The head of midwifery should offer each father <b>a contact</b> before the baby is eight weeks old.
"""
FINN = """# Finn

## Background

Finn was a baby of five weeks. His father had been known to another council for injuries to an older child.

## Findings

The father was never asked for his full name, so that his history was not looked up.
Midwives felt that it was rude to ask a father about his past.
"""
CATALOGUE = """file,title,partnership,year,review_type,age_group,incident,themes,url
arlo.md,Arlo & <Family>,Penhale,2018,SCR,<1,death,fathers and men; Head injury,
finn.md,Finn,Harrowmouth,2022,LCSPR,<1,serious harm,Fathers and men,https://example.org/finn
"""


@pytest.fixture(scope="session")
def shelf_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an indexed library."""
    folder = tmp_path_factory.mktemp("shelf")
    files = folder / "files"
    files.mkdir()
    for name, text in (("arlo.md", ARLO), ("finn.md", FINN), ("catalogue.csv", CATALOGUE)):
        (files / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", write=True) as library:
        assert not library.index([files]).failed
    return folder / "library"


@pytest.fixture
def shelf(shelf_folder: Path) -> Iterator[Library]:
    """It, opened for reading."""
    with Library.open(shelf_folder) as library:
        yield library
