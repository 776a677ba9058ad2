"""Bring your own: a partnership's own reviews with its readers' judgements, scored on its own machine.

A folder holds the reviews (.docx, .pdf, .md, .txt) and `judgements.csv` with the columns `file`, `type`, `criterion`,
`label` and, if wanted, `evidence` (words of the review that the label rests on). Criteria that have no row are not
measured, and neither is anything but criteria.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.feedback import DraftType
from corpus.errors import UsageError, UserError
from evals.dataset import Block, Example

JUDGEMENTS = "judgements.csv"
COLUMNS = ("file", "type", "criterion", "label")
TYPES: tuple[DraftType, ...] = ("rapid_review", "lcspr")
LABELS = ("met", "partial", "missing")


@dataclass
class _Labels:
    type: DraftType
    criteria: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)


def load_own(folder: Path) -> list[Example]:
    """The appraised reviews of a folder with a `judgements.csv`, by file name.

    Raises:
        UsageError: the table is not there or not in order; the message names its line.
        ReadError: a review cannot be read.
    """
    labelled: dict[str, _Labels] = {}
    for line, row in _rows(folder / JUDGEMENTS):
        _add(labelled, row, folder, f"line {line} of {folder / JUDGEMENTS}")
    if not labelled:
        raise UsageError(f"{folder / JUDGEMENTS} holds no judgements", "Add a line for each file and criterion")
    return [_example(folder, name, labels) for name, labels in sorted(labelled.items())]


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        # Spreadsheets write a byte order mark, and older ones the Windows code page.
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "Put your readers' judgements there") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    reader = csv.DictReader(io.StringIO(text, newline=""))
    reader.fieldnames = [name.strip().lower() for name in reader.fieldnames or ()]
    lacking = [name for name in COLUMNS if name not in reader.fieldnames]
    if lacking:
        raise UsageError(f"{path} has no column {', '.join(lacking)}", f"Its columns are {','.join(COLUMNS)},evidence")
    for row in reader:
        values = {name: (row.get(name) or "").strip() for name in (*COLUMNS, "evidence")}
        if any(values.values()):
            yield reader.line_num, values


def _add(labelled: dict[str, _Labels], row: dict[str, str], folder: Path, place: str) -> None:
    name, criterion, label = row["file"], row["criterion"], row["label"]
    kind = next((one for one in TYPES if one == row["type"]), None)
    if kind is None:
        raise UsageError(f"{place} has the type {row['type']!r}", f"Use {' or '.join(TYPES)}")
    if label not in LABELS:
        raise UsageError(f"{place} has the label {label!r}", f"Use {', '.join(LABELS)}")
    known = _criteria(kind)
    if criterion not in known:
        raise UsageError(
            f"{place} names the criterion {criterion!r}, which a {kind} does not have", _nearest(criterion, known)
        )
    if not name or not (folder / name).is_file():
        raise UsageError(
            f"{place} names the file {name!r}, which is not in {folder}", "Correct the name or add the file"
        )
    labels = labelled.setdefault(name, _Labels(kind))
    if labels.type != kind:
        raise UsageError(f"{place} calls {name} a {kind}, an earlier line a {labels.type}", "Give each file one type")
    if criterion in labels.criteria:
        raise UsageError(f"{place} judges {criterion} of {name} a second time", "Keep one of the two lines")
    labels.criteria[criterion] = label
    labels.evidence[criterion] = row["evidence"]


def _criteria(kind: DraftType) -> list[str]:
    from assistant.guidance import default_edition

    return [criterion.id for criterion in default_edition().criteria(kind)]


def _nearest(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower().replace(" ", "-"), known, 1)
    return f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(known)}"


def _example(folder: Path, name: str, labels: _Labels) -> Example:
    from corpus.quotes import locate
    from corpus.reading import read

    document = read(folder / name)
    blocks = []
    for criterion, quote in labels.evidence.items():
        match = locate(quote, document.text) if quote else None
        if quote and match is None:
            raise UserError(
                f"The evidence given for {criterion} of {name} is not in the file: {quote[:60]!r}",
                f"Copy it from what `second-question read {name}` prints, or leave it empty",
            )
        if match:
            blocks.append(Block(match.start, match.end, {criterion: labels.criteria[criterion]}))
    return Example(
        id=name,
        type=labels.type,
        overall="",
        text=document.text,
        criteria=labels.criteria,
        evidence=labels.evidence,
        blocks=tuple(blocks),
        source=document,
        only_criteria=True,
    )
