"""Tables as seen by the table checks: figures by row and column, and which of them are certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ...extract.model import FACTORS, Figure
from ...extract.named import CODED, named_codes
from ..model import Evidence
from ..once import once

ColumnPath = tuple[str, ...]
TOTAL_LABELS = re.compile(r"^(?:本年)?(?:收入|支出)?(?:合计|总计|小计)$|^合计金额$")
_WHOLE = re.compile(r"[1-9]\d{0,2}")
"""What a page number or the number of a row looks like."""


@dataclass(slots=True)
class Grid:
    """One table: its figures by (row, column); ``shaky`` are the places where a value is not certain.

    ``parents[j]`` is the column that column j adds up to, −1 for none; empty if the head does not tell. ``named`` if
    the table prints no codes and those of its figures were read off their names; those of the rows ``unsure`` may be
    others of the same name.
    """

    table: str
    kind: str
    cells: dict[tuple[int, int], Figure] = field(default_factory=dict)
    shaky: set[tuple[int, int]] = field(default_factory=set)
    floating: list[Figure] = field(default_factory=list)
    columns: dict[int, ColumnPath] = field(default_factory=dict)
    parents: tuple[int, ...] = ()
    named: bool = False
    unsure: set[int] = field(default_factory=set)
    kept: dict[Callable[..., object], object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def codes(self) -> dict[str, int]:
        """The rows of the codes that stand in one row only; read once the cells are in."""
        return _rows_of_codes(self)

    def sure(self, row: int, column: int) -> Figure | None:
        """The figure at a place, if it surely stands there."""
        place = (row, column)
        return None if place in self.shaky else self.cells.get(place)

    def rows(self) -> Iterator[int]:
        """The rows that hold figures, from the top."""
        return iter(_rows(self))

    @property
    def totals(self) -> frozenset[int]:
        """The rows of the grand total."""
        return _rows_of_totals(self)


@once
def grids(evidence: Evidence) -> tuple[Grid, ...]:
    """All tables that have money figures."""
    found: dict[str, Grid] = {}
    parents = {table.id: table.parents for table in evidence.report.tables}
    coded = {table.id for table in evidence.report.tables if table.stub_columns == 2}
    for figure in evidence.figures:
        if figure.column == "change" or (figure.quantity.unit not in FACTORS and not figure.blank):
            continue
        table, row, column = figure.place.table, figure.place.row, figure.place.column
        grid = found.get(table)
        if grid is None:
            grid = found[table] = Grid(table, figure.table_kind, parents=parents.get(table, ()))
        if column not in grid.columns:
            grid.columns[column] = tuple(map(head, figure.column_path))
        if figure.alternatives:
            grid.floating.append(figure)
            grid.shaky |= {(row, each) for each in (column, *figure.alternatives)}
        if (row, column) in grid.cells or figure.signed < 0:
            grid.shaky.add((row, column))
        grid.cells[row, column] = figure
    for grid in found.values():
        grid.shaky |= _strays(grid)
        if grid.kind in CODED and grid.table not in coded:
            _name(grid)
    return tuple(found.values())


def _name(grid: Grid) -> None:
    """Give the figures of a table without codes those of their names, if all of its rows have one."""
    rows = {row: row_label(figure) for (row, _), figure in sorted(grid.cells.items())}
    found = named_codes(list(rows.values()))
    codes_of = {row: found[i].code for i, row in enumerate(rows) if i in found}
    grid.named = bool(found)
    grid.unsure = {row for i, row in enumerate(rows) if i in found and not found[i].sure}
    for place, figure in grid.cells.items() if found else ():
        grid.cells[place] = replace(figure, code=codes_of.get(place[0]))


def _strays(grid: Grid) -> set[tuple[int, int]]:
    """The rows that hold a small whole number where nearly all others have decimals: the number of a page got in."""
    amounts = {place: figure.text.strip() for place, figure in grid.cells.items() if figure.quantity.value}
    whole = {place for place, text in amounts.items() if _WHOLE.fullmatch(text)}
    if not whole:
        return set()
    pointed = sum(1 for text in amounts.values() if "." in text)
    rows = {row for row, _ in whole} if pointed >= 10 and len(whole) * 10 <= pointed else set()
    return {place for place in grid.cells if place[0] in rows}


@lru_cache(maxsize=4096)
def label(text: str) -> str:
    """A label without white space."""
    return "".join(text.split())


def head(text: str) -> str:
    """The name of a column without white space and without what dirt or a rule beside it was taken for."""
    found = label(text)
    return found if "“" in found else found.strip("”’'\"、，,.。·;；|") or found


def row_label(figure: Figure) -> str:
    """The innermost row label, which has no white space (extract/figures.py)."""
    return figure.row_path[-1] if figure.row_path else ""


def is_total(figure: Figure) -> bool:
    """Whether the figure stands in the row of the grand total."""
    return figure.code is None and bool(TOTAL_LABELS.match(row_label(figure)))


@once
def _rows(grid: Grid) -> tuple[int, ...]:
    return tuple(sorted({row for row, _ in grid.cells}))


@once
def _rows_of_totals(grid: Grid) -> frozenset[int]:
    return frozenset(row for (row, _), figure in grid.cells.items() if is_total(figure))


@once
def _rows_of_codes(grid: Grid) -> dict[str, int]:
    rows: dict[str, set[int]] = {}
    for (row, _), figure in grid.cells.items():
        if figure.code and figure.code.isdigit() and len(figure.code) in (3, 5, 7):
            rows.setdefault(figure.code, set()).add(row)
    return {code: next(iter(where)) for code, where in rows.items() if len(where) == 1}


def ancestor(code: str, known: dict[str, int]) -> str | None:
    """The nearest level above that is printed."""
    for length in (5, 3):
        if length < len(code) and code[:length] in known:
            return code[:length]
    return None
