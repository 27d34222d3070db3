"""The report's tables for the page: heads put together from the columns' paths, cells that are used with a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ...compare.model import Audit
from ...narrative.model import Table
from ..phrases import Entry
from ..places import squeezed
from .prose import Knife, Segment

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A label over one or several columns."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the body; ``key`` names those that a number or a finding speaks of."""

    text: str
    key: str
    stub: bool
    number: bool
    findings: tuple[str, ...]
    severity: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is shown."""

    id: str
    title: str
    unit: str
    page: int | None
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[tuple[GridCell, ...], ...]
    notes: tuple[tuple[Segment, ...], ...] = ()


def key_of(table: str, row: int, column: int) -> str:
    """The name of a cell in the page."""
    return f"{table}r{row}c{column}"


def grids(audit: Audit, entries: Sequence[Entry], knife: Knife) -> list[Grid]:
    """All tables, in the report's order, with the notes below them."""
    used = _used(audit, entries)
    marked = _marked(entries)
    found = (table for table in audit.report.tables if table.rows)
    return [replace(_grid(table, used, marked), notes=tuple(_notes(table, knife))) for table in found]


def _notes(table: Table, knife: Knife) -> Iterator[tuple[Segment, ...]]:
    """The lines of the table's note, as they stand in the report."""
    note = "".join(table.note.split())
    for _, cut in knife.lines(table.start, table.end) if note else ():
        if "".join("".join(segment.text for segment in cut).split()) in note:
            yield cut


def _used(audit: Audit, entries: Iterable[Entry]) -> set[str]:
    """The cells that a claim copies or a finding rests on."""
    found = {key_of(f.place.table, f.place.row, f.place.column) for f in audit.figures if f.start is not None}
    places = (each for entry in entries for each in entry.finding.evidence if each.what == "cell")
    for each in places:
        if each.table is not None and each.row is not None and each.column is not None:
            found.add(key_of(each.table, each.row, each.column))
    return found


def _marked(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.finding.cause is not None, entry.finding.start))


def _grid(table: Table, used: set[str], marked: Sequence[Entry]) -> Grid:
    inside = [entry for entry in marked if table.start <= entry.finding.start < table.end]
    width = max(len(row) for row in table.rows)
    head = _head(table, width) if table.header_rows else ()
    rows = []
    for i in range(table.header_rows, len(table.rows)):
        cells = [_cell(table, i, j, used, inside) for j in range(len(table.rows[i]))]
        cells += [GridCell("", "", False, False, (), "")] * (width - len(cells))
        rows.append(tuple(cells))
    return Grid(table.id, squeezed(table.title), table.unit or "", table.page, head, tuple(rows))


def _cell(table: Table, row: int, column: int, used: set[str], inside: Sequence[Entry]) -> GridCell:
    cell = table.rows[row][column]
    text, key = squeezed(cell.text), key_of(table.id, row, column)
    over = [entry for entry in inside if cell.start is not None and _meet(entry, cell.start, cell.end or 0)]
    return GridCell(
        text,
        key if key in used else "",
        column < table.stub_columns,
        text[-1:].isdigit() or text[-1:] in "%％",
        tuple(entry.finding.id for entry in over),
        over[0].finding.severity if over else "",
    )


def _meet(entry: Entry, start: int, end: int) -> bool:
    return entry.finding.start < end and start < entry.finding.end


def _head(table: Table, width: int) -> tuple[tuple[HeadCell, ...], ...]:
    """The head's rows: columns whose paths begin alike share a label, one that has no more labels reaches down."""
    paths = [table.columns[j] if j < len(table.columns) else () for j in range(width)]
    paths = [tuple(dict.fromkeys(squeezed(label) for label in path if label.strip())) for path in paths]
    depth = max((len(path) for path in paths), default=0)
    return tuple(tuple(_head_row(paths, level, depth)) for level in range(depth))


def _head_row(paths: Sequence[tuple[str, ...]], level: int, depth: int) -> Iterator[HeadCell]:
    def group(j: int) -> tuple[tuple[str, ...], int]:
        return paths[j][: level + 1], j if len(paths[j]) <= level + 1 else -1

    for (path, alone), columns in groupby(range(len(paths)), key=group):
        if alone < 0:
            yield HeadCell(path[level], sum(1 for _ in columns), 1)
        elif len(path) == level + 1 or (not path and not level):
            yield HeadCell(path[level] if path else "", 1, depth - level)
