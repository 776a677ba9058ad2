"""The extracts and the queries; see README.md beside this file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
EXTRACTS = HERE / "extracts"
ANSWERING = HERE / "answering"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with its grades by file name (3 answers it, 1 bears on it).

    `answered_by` is the file in ANSWERING that was written to answer it, None if an extract of EXTRACTS does.
    """

    id: str
    kind: str
    query: str
    grades: dict[str, int]
    answered_by: str | None

    @property
    def answered(self) -> bool:
        """Whether an extract of EXTRACTS answers it."""
        return self.answered_by is None


@cache
def queries() -> tuple[Asked, ...]:
    """Every query, in the order of the file."""
    rows = (json.loads(line) for line in (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(Asked(row["id"], row["kind"], row["query"], row["grades"], row.get("answered_by")) for row in rows)
