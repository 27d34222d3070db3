"""Rows whose cells are certain, before they become records: what their places alone tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from .labels import NUMERAL, TOTALS
from .tokens import Token


def amounts_read(cells: list[Token]) -> list[Token]:
    """The cells of a row, amounts that look like codes (208 behind a name) as what they are: no name follows them."""
    found = list(cells)
    named = False
    for i, cell in enumerate(cells):
        looks = cell.kind == "code" and cell.text.isdigit() and len(cell.text) in (3, 5, 7)
        if looks and named and not _goes_on(cell, cells[i + 1] if i + 1 < len(cells) else None):
            found[i] = replace(cell, kind="number")
        named = named or cell.kind == "label"
    return found


def _goes_on(code: Token, token: Token | None) -> bool:
    """Whether a token may follow a code: the code of the level below or its name."""
    if token is None or token.kind == "label":
        return token is not None and not NUMERAL.match(token.flat) and not token.flat.endswith("计")
    return token.kind == "code" and token.flat.startswith(code.text) and token.flat != code.text


def as_wide(rows: list[list[Token]]) -> list[list[Token]]:
    """The rows, the last with the blank cells that the end of a table's text has lost."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    if len(rows) < 3 or not 0 < len(rows[-1]) < width:
        return rows
    last = rows[-1][-1]
    blank = replace(last, kind="blank", text="", start=last.end)
    return [*rows[:-1], rows[-1] + [blank] * (width - len(rows[-1]))]


def without_blank_names(rows: list[list[Token]]) -> list[list[Token]]:
    """The rows, totals without the blank cells below the codes and names of rows as wide: 合计 | | 8.00."""
    places = Counter((len(row), _values_at(row)) for row in rows if row[0].kind == "code")
    if not places:
        return rows
    (width, first), _ = places.most_common(1)[0]
    return [
        [row[0], *row[first:]]
        if len(row) == width
        and row[0].flat in TOTALS
        and first > 1
        and all(cell.kind == "blank" for cell in row[1:first])
        else row
        for row in rows
    ]


def _values_at(row: list[Token]) -> int:
    """How many cells of a row are its code and name."""
    return next((j for j, cell in enumerate(row) if cell.kind == "label"), len(row) - 1) + 1


def without_idle_numbers(rows: list[list[Token]]) -> list[list[Token]]:
    """The rows without the numbers of sides that have no name: the 18 of 六、经营收入 | 6 | | | 18."""
    steps = Counter(
        j
        for above, row in pairwise(rows)
        for j, (before, cell) in enumerate(zip(above, row, strict=False))
        if before.text.isdigit() and cell.text == str(int(before.text) + 1)
    )
    numbered = {j for j, count in steps.items() if count * 2 > len(rows) > 4}
    return [
        [
            replace(cell, kind="blank", text="")
            if j and j in numbered and row[j - 1].kind == "blank" and cell.text.isdigit()
            else cell
            for j, cell in enumerate(row)
        ]
        for row in rows
    ]
