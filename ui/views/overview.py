"""What the library holds: bars that are read from their numbers, and tables whose counts lead to the reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import words
from ui.html import Html, el, fold, join, name, plural, press

if TYPE_CHECKING:
    from assistant.overview import Cell, Overview, Row, Table

SHOWN = 12
"""Themes in a chart, and in a table before the rest are folded away."""
LABELS = {
    "age_group": {value: label for label, value in words.AGE_GROUPS},
    "incident": {value: label for label, value in words.INCIDENTS},
}
CHARTS = {"year": "By year", "age_group": "By age", "incident": "By incident"}


def overview(found: Overview, stats: dict[str, str | int]) -> Html:
    """Charts over the reviews that are listed, the tables behind them, and counts of the whole library."""
    if not found.reviews:
        return el("p", "Nothing to show yet.", class_="empty")
    facts = (join(el("dt", label), el("dd", name(value))) for label, value in stats.items())
    charts = [_chart(found.table(field), field, title) for field, title in CHARTS.items()]
    return join(
        el("h3", "Overview"),
        el("dl", facts, class_="facts"),
        el("div", charts, _themes(found), class_="charts"),
        fold("Themes by year, age and incident", (_table(found, table) for table in found.tables)),
    )


def pick(found: Overview, address: str) -> tuple[str, tuple[str, ...]] | None:
    """What a pressed count stands for, in words, and the ids of its reviews; None where it stands for nothing."""
    field, _, rest = address.partition(":")
    row_at, _, column_at = rest.partition(":")
    table = next((item for item in found.tables if item.field == field), None)
    if table is None or not (row_at.isdigit() and int(row_at) < len(table.rows)):
        return None
    row = table.rows[int(row_at)]
    if not column_at:
        return row.label, row.reviews
    if not (column_at.isdigit() and int(column_at) < len(row.cells)):
        return None
    cell = row.cells[int(column_at)]
    return f"{row.label}, {_label(field, cell.column)}", cell.reviews


def _label(field: str, column: str) -> str:
    return LABELS.get(field, {}).get(column, "Not known" if column == "unknown" else column)


def _count(field: str, row: int, column: int | None, cell: Cell | Row, said: str) -> Html:
    count = len(cell.reviews)
    if not count:
        return join("0")
    address = f"{field}:{row}" + (f":{column}" if column is not None else "")
    return press(count, "narrow", address, f"{plural(count, 'review')}, {said}", "link")


def _bars(title: str, rows: list[tuple[str, Html, int]]) -> Html:
    most = max((size for _, _, size in rows), default=1) or 1
    head = el("tr", el("th", title, scope="col"), el("th", "Reviews", scope="col"), el("td", ""))
    body = (
        el(
            "tr",
            el("th", name(label), scope="row"),
            el("td", count, class_="amount"),
            el("td", el("meter", min=0, max=most, value=size, aria_hidden="true", tabindex="-1"), class_="meter"),
        )
        for label, count, size in rows
    )
    return el("table", el("caption", title), el("thead", head, class_="sr"), el("tbody", body), class_="bars")


def _chart(table: Table, field: str, title: str) -> Html:
    cells = [(n, cell) for n, cell in enumerate(table.rows[0].cells) if cell.reviews]
    rows = [
        (_label(field, cell.column), _count(field, 0, n, cell, _label(field, cell.column)), len(cell.reviews))
        for n, cell in cells
    ]
    return _bars(title, rows)


def _themes(found: Overview) -> Html:
    rows = [
        (row.label, _count("year", n, None, row, row.label), len(row.reviews))
        for n, row in enumerate(found.tables[0].rows[1 : SHOWN + 1], 1)
    ]
    return _bars("By theme", rows)


def _table(found: Overview, table: Table) -> Html:
    columns = [_label(table.field, column) for column in table.columns]
    head = el("tr", (el("th", title, scope="col") for title in ("Theme", "All", *columns)))
    rows = [
        el(
            "tr",
            el("th", name(row.label), scope="row"),
            el("td", _count(table.field, n, None, row, row.label)),
            (
                el("td", _count(table.field, n, m, cell, f"{row.label}, {columns[m]}"))
                for m, cell in enumerate(row.cells)
            ),
        )
        for n, row in enumerate(table.rows[: SHOWN + 1])
    ]
    left = len(table.rows) - SHOWN - 1
    heading = f"overview-{table.field.replace('_', '-')}"
    return join(
        el("h4", table.title, id=heading),
        el(
            "div",
            el("table", el("thead", head), el("tbody", rows, _reference(found, table))),
            class_="table",
            tabindex="0",
            role="region",
            aria_labelledby=heading,
        ),
        el("p", f"{plural(left, 'theme')} in fewer reviews are left out here.", class_="about") if left > 0 else None,
    )


def _reference(found: Overview, table: Table) -> Html | None:
    """The published counts, as a last row to read the library against."""
    counts = found.reference.of(table.field)
    if not counts:
        return None
    cells = (el("td", counts.get(column, "–")) for column in table.columns)
    return el(
        "tr", el("th", found.reference.title, scope="row"), el("td", found.reference.total), cells, class_="published"
    )
