"""Tables as seen by the table checks: figures by row and column, and which of them are certain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..extract.model import FACTORS, Figure
from .model import Evidence

ColumnPath = tuple[str, ...]
TOTAL_LABELS = re.compile(r"^(?:本年)?(?:收入|支出)?(?:合计|总计|小计)$|^合计金额$")
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Grid:
    """One table: its figures by (row, column); ``shaky`` are the places where a value is not certain."""

    table: str
    kind: str
    cells: dict[tuple[int, int], Figure] = field(default_factory=dict)
    shaky: set[tuple[int, int]] = field(default_factory=set)
    floating: list[Figure] = field(default_factory=list)
    columns: dict[int, ColumnPath] = field(default_factory=dict)

    def sure(self, row: int, column: int) -> Figure | None:
        """The figure at a place, if it surely stands there."""
        return None if (row, column) in self.shaky else self.cells.get((row, column))

    def rows(self) -> Iterator[int]:
        """The rows that hold figures, from the top."""
        return iter(sorted({row for row, _ in self.cells}))


def grids(evidence: Evidence) -> list[Grid]:
    """All tables that have money figures."""
    found: dict[str, Grid] = {}
    for figure in evidence.figures:
        if figure.column == "change" or (figure.quantity.unit not in FACTORS and not figure.blank):
            continue
        place = figure.place
        grid = found.setdefault(place.table, Grid(place.table, figure.table_kind))
        if place.column not in grid.columns:
            grid.columns[place.column] = tuple(label(part) for part in figure.column_path)
        if figure.alternatives:
            grid.floating.append(figure)
            grid.shaky |= {(place.row, column) for column in (place.column, *figure.alternatives)}
        if (place.row, place.column) in grid.cells or figure.signed < 0:
            grid.shaky.add((place.row, place.column))
        grid.cells[place.row, place.column] = figure
    return list(found.values())


def label(text: str) -> str:
    """A label without white space."""
    return _SPACES.sub("", text)


def row_label(figure: Figure) -> str:
    """The innermost row label."""
    return label(figure.row_path[-1]) if figure.row_path else ""


def is_total(figure: Figure) -> bool:
    """Whether the figure stands in the row of the grand total."""
    return figure.code is None and bool(TOTAL_LABELS.match(row_label(figure)))


def codes(grid: Grid) -> dict[str, int]:
    """The rows of the codes that stand in one row only."""
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
