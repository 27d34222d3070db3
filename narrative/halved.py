"""Digits of full width (２０２３年，４５０４．４６万元，９．５６％) as ordinary ones, for all that reads a text."""

from __future__ import annotations

import re
from dataclasses import replace

from .model import Cell, Table

_WIDE = "０１２３４５６７８９"
_HALF = str.maketrans(_WIDE + "％", "0123456789%")
_THOUSANDS = re.compile(rf"(?<=[{_WIDE}])，(?=[{_WIDE}]{{3}}(?![{_WIDE}]))")
_POINT = re.compile(rf"(?<=[{_WIDE}])．(?=[{_WIDE}])(?!２０[{_WIDE}]{{2}}年)")


def halved(text: str) -> str:
    """The text with ordinary digits, points and thousands marks between them, signs of percent; its length is kept.

    In １．２０２３年度 the point belongs to the number of a heading.
    """
    if not any(digit in text for digit in _WIDE):
        return text
    return _THOUSANDS.sub(",", _POINT.sub(".", text)).translate(_HALF)


def as_printed(tables: tuple[Table, ...], text: str) -> tuple[Table, ...]:
    """The tables of :func:`halved` ``text`` with each cell in the digits that it is printed in."""
    return tuple(
        replace(table, rows=tuple(tuple(_printed(cell, text) for cell in row) for row in table.rows))
        for table in tables
    )


def _printed(cell: Cell, text: str) -> Cell:
    if cell.start is None or cell.end is None:
        return cell
    said = text[cell.start : cell.end]
    return replace(cell, text=said) if said != cell.text and halved(said) == cell.text else cell
