"""From what the pages of a PDF show to paragraphs in reading order."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.reading.aligned import aligned_tables
from corpus.reading.blocks import Block
from corpus.reading.drawing import PageContent
from corpus.reading.footnotes import note_blocks, note_mark, part_notes
from corpus.reading.furniture import part_furniture
from corpus.reading.joining import Joiner
from corpus.reading.lines import Line, lines_of, reattach
from corpus.reading.paragraphs import Measures, Paragraph, is_mark, measure, part_paragraphs, runs_over
from corpus.reading.styles import Styles
from corpus.reading.tables import Table, row_blocks, ruled_tables, stitch

Item = Line | Table


def lay_out(pages: Sequence[PageContent]) -> tuple[list[Block], list[str | None]]:
    """Blocks in reading order, and the number printed on each page, None where none was found."""
    lines = [lines_of(page.drawing, page.number) for page in pages]
    tables = [ruled_tables(page.drawing, rows, page.number) for page, rows in zip(pages, lines, strict=True)]
    held = [_held(found) for found in tables]
    left, labels = part_furniture(pages, lines, held)
    items = [_with_tables(_reattached(rows, found), found) for rows, found in zip(left, tables, strict=True)]
    for page, found in zip(pages, items, strict=True):
        for drawing in page.turned:
            found += lines_of(drawing, page.number)
    plain = measure(flow for found in items for flow in _flows(found) if isinstance(flow, list))
    notes: list[list[Line]] = []
    for index, found in enumerate(items):
        small = part_notes(pages[index], [item for item in found if isinstance(item, Line)], plain)
        taken = {id(line) for line in small}
        items[index] = aligned_tables([item for item in found if id(item) not in taken], is_mark)
        notes.append(small)
    measures = measure(flow for found in items for flow in _flows(found) if isinstance(flow, list))
    return _blocks(items, notes, measures), labels


def _held(tables: Sequence[Table]) -> set[int]:
    return {id(line) for table in tables for row in table.rows for cell in row for line in cell}


def _reattached(lines: list[Line], tables: Sequence[Table]) -> list[Line]:
    """The lines with bullets put back, those of tables left alone."""
    held = _held(tables)
    loose = {id(line): line for line in reattach([line for line in lines if id(line) not in held])}
    return [line for line in lines if id(line) in held or id(line) in loose]


def _with_tables(lines: Sequence[Line], tables: Sequence[Table]) -> list[Item]:
    """The lines with each table put where its first line stood."""
    owner = {id(line): table for table in tables for row in table.rows for cell in row for line in cell}
    items: list[Item] = []
    done: set[int] = set()
    for line in lines:
        table = owner.get(id(line))
        if table is None:
            items.append(line)
        elif id(table) not in done:
            done.add(id(table))
            items.append(table)
    return items


def _flows(items: Sequence[Item]) -> list[list[Line] | Table]:
    """Items cut at tables and where one column ends: the next line stands higher, or quite to the side."""
    flows: list[list[Line] | Table] = []
    for item in items:
        flow = flows[-1] if flows else None
        if isinstance(item, Table):
            flows.append(item)
        elif isinstance(flow, list) and _below(flow[-1], item):
            flow.append(item)
        else:
            flows.append([item])
    return flows


def _below(before: Line, line: Line) -> bool:
    return line.y <= before.y + 0.5 * line.size and line.x0 < before.x1 and line.x1 > before.x0


def _blocks(items: Sequence[Sequence[Item]], notes: Sequence[list[Line]], measures: Measures) -> list[Block]:
    cut: list[tuple[int, Paragraph | Table]] = []
    for index, found in enumerate(items):
        for flow in _flows(found):
            if isinstance(flow, Table):
                cut.append((index, flow))
            else:
                cut += [(index, paragraph) for paragraph in part_paragraphs(flow, measures)]
    whole: list[tuple[int, Paragraph | Table]] = []
    for index, piece in cut:
        before = whole[-1][1] if whole else None
        if isinstance(piece, Table) and isinstance(before, Table) and stitch(before, piece):
            continue
        if isinstance(piece, Paragraph) and isinstance(before, Paragraph) and runs_over(before, piece, measures):
            before.lines += piece.lines
            before.ends_flow = piece.ends_flow
        else:
            whole.append((index, piece))
    styles = Styles([piece for _, piece in whole if isinstance(piece, Paragraph)], measures)
    joiner = Joiner(
        (line.text for found in items for item in found for line in _lines_in(item)),
        {mark for rows in notes for mark in map(note_mark, rows) if mark},
    )
    blocks: list[Block] = []
    level = 1
    noted = 0
    for index, piece in whole:
        while noted < index:
            blocks += note_blocks(notes[noted], joiner)
            noted += 1
        if isinstance(piece, Paragraph):
            last = max(line.page for line in piece.lines) - 1
            while noted < last:  # its page ends inside this paragraph: the notes go before it
                blocks += note_blocks(notes[noted], joiner)
                noted += 1
            block = styles.block(piece, joiner)
            level = block.level or level
            blocks.append(block)
        else:
            for row in piece.rows:
                cells = [
                    [
                        styles.block(part, joiner, in_table=True)
                        for part in part_paragraphs(cell, measures, _right(cell))
                    ]
                    for cell in row
                ]
                page = next((line.page for cell in row for line in cell), piece.page)
                blocks += row_blocks(cells, page, level + 1)
    for rows in notes[noted:]:
        blocks += note_blocks(rows, joiner)
    return [block for block in blocks if block.text.strip()]


def _lines_in(item: Item) -> list[Line]:
    return [item] if isinstance(item, Line) else [line for row in item.rows for cell in row for line in cell]


def _right(cell: Sequence[Line]) -> float:
    return max((line.x1 for line in cell), default=0.0)
