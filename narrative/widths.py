"""Digits as wide as Hanzi (１２．５０) made narrow, one for one, so that every offset of the text is kept."""

from __future__ import annotations

import re
from dataclasses import replace

from .model import Cell, Table

_WIDE = re.compile("[０-９]")
_NARROW = {ord("０") + i: ord("0") + i for i in range(10)}
_POINT = re.compile(r"(?<=\d)．(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))")
_PER_CENT = re.compile(r"(?<=\d)％")
_MINUS = re.compile(r"－(?=\d)")


def narrowed(text: str) -> str:
    """The text with narrow digits and, among them, narrow points, thousands marks, % and minus signs."""
    if not _WIDE.search(text):
        return text
    text = _POINT.sub(".", text.translate(_NARROW))
    return _MINUS.sub("-", _PER_CENT.sub("%", _THOUSANDS.sub(",", text)))


def as_printed(table: Table, text: str) -> Table:
    """A table that was read from the narrowed text, with its values as they stand in the text itself."""
    stubs = table.stub_columns
    rows = [(*row[:stubs], *[_printed(cell, text) for cell in row[stubs:]]) for row in table.rows]
    return replace(table, rows=tuple(rows))


def _printed(cell: Cell, text: str) -> Cell:
    if cell.start is None or cell.end is None or cell.end - cell.start != len(cell.text):
        return cell
    return replace(cell, text=text[cell.start : cell.end])
