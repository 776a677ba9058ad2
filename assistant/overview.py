"""What a library holds: themes by year, age group and incident, each count with the reviews behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

import prompts
from assistant.themes import find_themes
from corpus.document import Document
from corpus.library import Library, Review

AGES = ("<1", "1-5", "6-10", "11-15", "16-17", "18+", "unknown")
INCIDENTS = ("death", "serious harm", "other")
UNKNOWN = "unknown"
MOST_BARS = 15
BAR_WIDTH = 300
"""Length of the longest bar, in units of the drawing."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cell(_Model):
    """How many reviews fall under `column`: the ids, newest review first."""

    column: str
    reviews: tuple[str, ...]


class Row(_Model):
    """A theme (or "All reviews"), every review that has it, and the same cut by the columns of its table."""

    label: str
    reviews: tuple[str, ...]
    cells: tuple[Cell, ...]


class Table(_Model):
    """Themes by one field; the first row counts all reviews. A review may stand in several rows, in one column only."""

    field: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Named(_Model):
    """A review as the lists behind the cells name it."""

    id: str
    title: str
    year: int | None
    url: str | None


class Reference(_Model):
    """Counts published elsewhere, by field and column."""

    title: str
    source: str
    total: int
    incident: dict[str, int]
    age_group: dict[str, int]

    def of(self, field: str) -> dict[str, int]:
        """Its counts for a field; empty where it has none."""
        return {"incident": self.incident, "age_group": self.age_group}.get(field, {})


class Overview(_Model):
    """The whole: three tables over the same reviews, and the reference counts."""

    reviews: tuple[Named, ...]
    tables: tuple[Table, ...]
    reference: Reference

    def table(self, field: str) -> Table:
        """The table of a field: `year`, `age_group` or `incident`."""
        return next(item for item in self.tables if item.field == field)

    def as_text(self) -> str:
        """Counts for a terminal."""
        lines = []
        for table in self.tables:
            width = max(len(row.label) for row in table.rows)
            lines += [table.title, " " * width + "  all  " + "  ".join(table.columns)]
            for row in table.rows:
                counts = "  ".join(str(len(cell.reviews)).rjust(len(cell.column)) for cell in row.cells)
                lines.append(f"{row.label:{width}}  {len(row.reviews):3}  {counts}")
            lines.append("")
        return "\n".join(lines).rstrip()


@cache
def reference() -> Reference:
    """The counts published in 2021, checked."""
    return Reference.model_validate(prompts.data("overview.yaml")["reference"])


def overview(library: Library, where: Mapping[str, list[str]] | None = None) -> Overview:
    """Themes of a library's reviews: those its catalogue gives, and those that the cues find in their text."""
    reviews = library.reviews(where or {})
    found = {review.id: [*review.themes, *_by_cues(library, review)] for review in reviews}
    return overview_of(reviews, found)


def overview_of(reviews: Iterable[Review], themes: Mapping[str, Iterable[str]] | None = None) -> Overview:
    """The same from reviews and the themes of each by its id; those of the catalogue by default."""
    listed = list(reviews)
    by_theme: dict[str, list[Review]] = {}
    labels: dict[str, str] = {}
    for review in listed:
        given = review.themes if themes is None else themes.get(review.id, ())
        for key in dict.fromkeys(" ".join(label.lower().split()) for label in given if label.strip()):
            labels.setdefault(key, key[:1].upper() + key[1:])
            by_theme.setdefault(key, []).append(review)
    ranked = sorted(by_theme.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    groups = [("All reviews", listed), *((labels[key], having) for key, having in ranked)]
    years = sorted({review.year for review in listed if review.year is not None})
    fields = {
        "year": ("Themes by year", tuple(map(str, years))),
        "age_group": ("Themes by age group", AGES[:-1]),
        "incident": ("Themes by incident", INCIDENTS),
    }
    return Overview(
        reviews=tuple(Named(id=item.id, title=item.title, year=item.year, url=item.url) for item in listed),
        tables=tuple(_table(field, title, columns, groups) for field, (title, columns) in fields.items()),
        reference=reference(),
    )


def _table(field: str, title: str, known: tuple[str, ...], groups: list[tuple[str, list[Review]]]) -> Table:
    def column(review: Review) -> str:
        value = str(getattr(review, field) or UNKNOWN)
        return value if value in known else UNKNOWN

    columns = (*known, UNKNOWN) if any(column(review) == UNKNOWN for review in groups[0][1]) else known
    rows = tuple(
        Row(
            label=label,
            reviews=tuple(review.id for review in having),
            cells=tuple(
                Cell(column=name, reviews=tuple(review.id for review in having if column(review) == name))
                for name in columns
            ),
        )
        for label, having in groups
    )
    return Table(field=field, title=title, columns=columns, rows=rows)


def _by_cues(library: Library, review: Review) -> list[str]:
    from corpus.reading import read_text

    document: Document = read_text("\n\n".join(passage.text for passage in library.passages(review.id)), review.title)
    return [finding.title for finding in find_themes(document)]


def as_html(found: Overview) -> str:
    """One self-contained page: bars with their numbers, tables, and the reviews behind each cell; all escaped."""
    return str(_template().render(found=found, bars=[_bars(table) for table in found.tables], top=_top(found)))


def _bars(table: Table) -> dict[str, Any]:
    """A chart of the first row: (label, count, length) each."""
    return _chart(table.title.replace("Themes", "Reviews"), [(c.column, len(c.reviews)) for c in table.rows[0].cells])


def _top(found: Overview) -> dict[str, Any]:
    rows = found.tables[0].rows[1 : MOST_BARS + 1]
    return _chart("Reviews by theme, the most frequent", [(row.label, len(row.reviews)) for row in rows])


def _chart(title: str, counts: list[tuple[str, int]]) -> dict[str, Any]:
    most = max((count for _, count in counts), default=0) or 1
    return {"title": title, "bars": [(label, count, round(BAR_WIDTH * count / most, 1)) for label, count in counts]}


@cache
def _template() -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(
        loader=PackageLoader("assistant.render", "."), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("overview.html.j2")
