"""Small fictional reviews, and a count of what is embedded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.embedding import Embedder

REVIEWS = {
    "arlo.md": """# Arlo

## What happened

Arlo was ten weeks old when he was shaken. The father had him at night. Nobody had asked the father how he was.

## Recommendations

1. The head of midwifery should offer each parent a contact before the baby is eight weeks old.
""",
    "callum.md": """# Callum

## What happened

Callum drank methadone from a beaker in the kitchen. A locked box had been issued and was still in its wrapping.

## Learning

Seeing the box locked is part of the decision to allow doses at home.
""",
    "hazel.txt": """Hazel was born on a bathroom floor. Her mother was nineteen and had told nobody.

The college tutor had noticed the loose clothes and had not liked to mention them.
""",
}
CATALOGUE = """file,title,partnership,year,review_type,age_group,incident,themes,url,lead
arlo.md,Arlo,Penhale,2022,LCSPR,<1,death,head injury; fathers and men,https://example.org/arlo,M. Orr
callum.md,Callum,Harrowmouth,2020,LCSPR,1-5,death,substance misuse,,
hazel.txt,Baby Hazel,Stourfield,2019,SCR,<1,serious harm,concealed pregnancy,,
"""


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of three reviews with a catalogue."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in REVIEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "catalogue.csv").write_text(CATALOGUE, encoding="utf-8")
    return folder


@pytest.fixture
def embedded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text put through the embedding model from now on."""
    seen: list[str] = []

    def counted(original: Callable[..., object]) -> Callable[..., object]:
        def call(self: Embedder, texts: list[str], *rest: object) -> object:
            seen.extend(texts)
            return original(self, texts, *rest)

        return call

    monkeypatch.setattr(Embedder, "embed", counted(Embedder.embed))
    monkeypatch.setattr(Embedder, "embed_parts", counted(Embedder.embed_parts))
    return seen
