"""Cells whose column is not certain, and which are wrong wherever they may stand.

Where blank cells are not printed, the numbers of a row are put into columns by the row's sum; a slip in one of them
leaves the row without its places. Every order that its numbers may have is tried: a cell is accused only if the sum
of its row and that of its column name it with the same value, and no other order names anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, pairwise, product

from ...extract.model import Figure
from ..model import Evidence
from .equation import Identity
from .faults import Fault, mends
from .grids import Grid, grids
from .identities import identities, part_columns

MOST_ORDERS = 100
DOWN = ("codes", "total")
"""Families that add up the rows of a column."""


def floating_faults(evidence: Evidence) -> Iterator[Fault]:
    """The wrong cells among those without a certain column."""
    for grid in grids(evidence):
        columns = part_columns(grid) if grid.floating else None
        if columns is None:
            continue
        for row in sorted({figure.place.row for figure in grid.floating}):
            numbers = _numbers(grid, row, columns)
            if numbers:
                yield from _agreed([_named(_placed(grid, numbers, order)) for order in _orders(numbers)])


def _numbers(grid: Grid, row: int, columns: tuple[int, tuple[int, ...]]) -> tuple[Figure, ...]:
    """The numbers of a row from left to right, if they are a total and parts that do not add up to it."""
    numbers = tuple(grid.cells[place] for place in sorted(place for place in grid.cells if place[0] == row))
    numbers = tuple(figure for figure in numbers if not figure.blank)
    if len(numbers) < 2 or numbers[0].alternatives:
        return ()
    whole, members = columns
    total, *parts = numbers
    inside = all({each.place.column, *each.alternatives} <= set(members) for each in parts)
    broken = Identity("rows", total, tuple(parts)).agreement == "differs"
    return numbers if total.place.column == whole and inside and broken else ()


def _orders(numbers: tuple[Figure, ...]) -> Iterator[tuple[int, ...]]:
    """The columns that the numbers may stand in, from left to right."""
    options = product(*(sorted({each.place.column, *each.alternatives}) for each in numbers))
    orders = (each for each in options if all(left < right for left, right in pairwise(each)))
    return islice(orders, MOST_ORDERS)


def _placed(grid: Grid, numbers: tuple[Figure, ...], order: tuple[int, ...]) -> tuple[Grid, int]:
    """The table with the row's numbers in these columns and blanks between them."""
    row, first = numbers[0].place.row, numbers[0]
    blank = replace(first, blank=True, text="", start=None, end=None)
    blank = replace(blank, quantity=replace(first.quantity, value=first.quantity.value * 0))
    own = dict(zip(order, numbers, strict=True))
    cells = {place: figure for place, figure in grid.cells.items() if place[0] != row}
    for column, path in grid.columns.items():
        figure = own.get(column) or replace(blank, id=f"{first.id} {column}")
        place = replace(figure.place, column=column)
        cells[row, column] = replace(figure, place=place, column_path=path, alternatives=())
    return replace(grid, cells=cells, shaky={each for each in grid.shaky if each[0] != row}), row


def _named(placed: tuple[Grid, int]) -> Fault | None:
    """The cell of the row that the sums across and down name with one value, all that are broken there."""
    grid, row = placed
    own = [each for each in identities(grid) if any(cell.place.row == row for cell in each.cells)]
    broken = [each for each in own if each.agreement == "differs"]
    faults = [
        fault
        for fault in mends(broken)
        if fault.cell.place.row == row
        and len(fault.broken) == len(broken)
        and any(each.family in DOWN and each.telling for each in broken)
        and any(each.family == "rows" for each in broken)
        and not any(fault.cell in each.cells for each in own if each not in broken)
    ]
    return faults[0] if len(faults) == 1 else None


def _agreed(found: list[Fault | None]) -> list[Fault]:
    """The one fault that all orders agree on that name any, where the cell was one without a place."""
    named = [each for each in found if each is not None]
    return named[:1] if len({(each.cell.id, each.right) for each in named}) == 1 else []
