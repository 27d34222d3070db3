"""The cells of a Word table: those that go on from the row above, and columns too narrow to be any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from .document import CellText
from .numerals import W

SLIVER = 100
"""A column of less than this many twentieths of a point holds no character."""


class TableCell(NamedTuple):
    """A cell, and whether it goes on from the one above, whose words it does not repeat."""

    text: CellText
    goes_on: bool = False


def slivers(table: etree._Element) -> frozenset[int]:
    """The columns of the grid that are too narrow to hold a character.

    They are left where the borders of two rows are not drawn at quite the same place.
    """
    widths = (column.get(f"{W}w", "") for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    return frozenset(i for i, width in enumerate(widths) if width.isdecimal() and 0 < int(width) < SLIVER)


def wide_enough(narrow: frozenset[int], cells: list[TableCell]) -> list[TableCell]:
    """The cells of a row, each covering only columns that are not narrow."""
    if not narrow:
        return cells
    kept, start = [], 0
    for cell in cells:
        columns = cell.text.columns
        wide = sum(1 for column in range(start, start + columns) if column not in narrow)
        if wide or cell.text.pieces:
            kept.append(cell._replace(text=replace(cell.text, columns=max(wide, 1))))
        start += columns
    return kept


def with_heights(rows: Sequence[Sequence[TableCell]]) -> list[list[CellText]]:
    """The rows with cells that go on from the row above as part of the one that they go on from."""
    found: list[list[CellText]] = []
    above: dict[
        tuple[int, int], tuple[int, int]
    ] = {}  # (column, width): row and place of the cell that began there
    for i, row in enumerate(rows):
        line: list[CellText] = []
        here: dict[tuple[int, int], tuple[int, int]] = {}
        at = 0
        for cell in row:
            extent = (at, cell.text.columns)
            corner = above.get(extent) if cell.goes_on else None
            if corner is None:
                corner = (i, len(line))
                line.append(cell.text)
            else:
                top, k = corner
                found[top][k] = replace(found[top][k], rows=i - top + 1)
            here[extent] = corner
            at += cell.text.columns
        found.append(line)
        above = here
    return found
