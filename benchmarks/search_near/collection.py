"""The extracts and the queries; see README.md beside this file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
EXTRACTS = HERE / "extracts"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the file of the extract that answers it or, where `answered` is false, that it nearly misses."""

    id: str
    kind: str
    query: str
    extract: str
    answered: bool


@cache
def queries() -> tuple[Asked, ...]:
    """Every query, in the order of the file."""
    rows = (json.loads(line) for line in (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(Asked(**row) for row in rows)
