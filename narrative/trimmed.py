"""Blank cells at the end of rows, which a text loses where its lines are stripped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from .tokens import Token


def refilled(tokens: Sequence[Token], at: int) -> tuple[list[Token], list[Token]]:
    """Head (``tokens`` before ``at``) and data with the blank cells that rows have lost at their end.

    Rows are only refilled where blank cells between others were kept, so that a cell stands where it belongs, where a
    row of the head is as wide as the widest row, where no blank cell ends a narrower row, and where no number stands
    among names: 合计 may have been one cell over two columns.
    """
    head, data = _rows(tokens[:at]), _rows(tokens[at:])
    width = max((_width(row) for row in (*head, *data)), default=0)
    wide = any(_width(row) == width for row in head)
    kept = any(_width(row) < width and row[-1].kind == "blank" for row in data)
    if not wide or kept or not any(map(_holds_blanks, data)) or _displaced(data):
        return list(tokens[:at]), list(tokens[at:])
    return [token for row in head for token in _refilled(row, width)], [
        token for row in data for token in _refilled(row, width)
    ]


def _rows(tokens: Sequence[Token]) -> list[list[Token]]:
    return [list(row) for _, row in groupby(tokens, key=lambda token: (token.row, token.line))]


def _width(row: Sequence[Token]) -> int:
    return max(token.column for token in row) + 1


def _holds_blanks(row: Sequence[Token]) -> bool:
    """Whether a blank cell stands between others of the row."""
    return any(a.kind == "blank" and b.kind != "blank" and a.column for a, b in pairwise(row))


def _displaced(data: Sequence[Sequence[Token]]) -> bool:
    """Whether a row has a number in a column that holds names in most rows."""
    cells = [token for row in data for token in row]
    named = Counter(token.column for token in cells if token.kind == "label")
    names = {column for column, times in named.items() if times * 2 > len(data)}
    return any(token.kind == "number" and token.column in names for token in cells)


def _refilled(row: Sequence[Token], width: int) -> Iterator[Token]:
    yield from row
    last = row[-1]
    if last.row >= 0:
        for column in range(_width(row), width):
            yield Token("blank", "", last.end, last.end, last.line, last.row, column)
