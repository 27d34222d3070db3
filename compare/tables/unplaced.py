"""Rows whose numbers fit no columns: where blank cells are not printed, a slip leaves a row without any placing.

All other such rows of the table have one. A number of the row is accused only if one slip of the pen undone gives
the row its places, and if no other number of it would do as well. A wrong digit explains too much by itself: it
counts only where another sum or table asks for the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...extract.model import FACTORS, Figure
from ...extract.placings import Numbers, Row, is_open, numbers_of, placings
from ...narrative.model import Table
from ..diagnosis import written_slip
from ..model import Evidence
from ..slips import cost_of, meant
from .faults import account
from .grids import row_label
from .identities import judged

ENOUGH = 3
"""So many other rows with two numbers or more must have their places."""
_STRAY = re.compile(r"[1-9]\d{0,2}")
"""What the number of a page or of a row looks like, which may have got in."""
DEAREST = 140
"""What a wrong digit costs, which explains too much, is more."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A row of ``figures`` that fits no columns; ``right`` is what its ``cell`` should be, None if not certain."""

    figures: tuple[Figure, ...]
    cell: Figure
    right: Decimal | None
    slip: str


def misfits(evidence: Evidence) -> Iterator[Misfit]:
    """The rows that one slip undone would fit into the table, where the table's other rows fit."""
    for table in evidence.report.tables:
        rows = _rows_without_places(table) if table.parents else []
        written = _written(evidence, table) if rows else {}
        for row in rows if written else ():
            misfit = _misfit(evidence, table, row, written)
            if misfit is not None:
                yield misfit


def _written(evidence: Evidence, table: Table) -> dict[int, Figure]:
    """The amounts that a table prints, by their places in the text."""
    return {
        figure.start: figure
        for figure in evidence.figures
        if figure.place.table == table.id and figure.start is not None and figure.quantity.unit in FACTORS
    }


def _rows_without_places(table: Table) -> list[Row]:
    """The rows that no columns fit, if they are one in five at most."""
    stubs = table.stub_columns
    body = table.rows[table.header_rows :]
    if not any(map(is_open, body)):
        return []
    rows = [row for row in body if len(numbers_of(row, stubs)) > 1]
    lost = [row for row in rows if is_open(row) and not placings(table, numbers_of(row, stubs), None)]
    return lost if len(rows) - len(lost) >= max(ENOUGH, 4 * len(lost) - 1) else []


def _misfit(evidence: Evidence, table: Table, row: Row, written: dict[int, Figure]) -> Misfit | None:
    numbers = numbers_of(row, table.stub_columns)
    figures = tuple(written[cell.start] for cell, _ in numbers if cell.start in written)
    if len(figures) != len(numbers) or any(_STRAY.fullmatch(figure.text.strip()) for figure in figures):
        return None
    holding = {cell.id for each in account(evidence).holding if each.telling for cell in each.cells}
    found = list(_options(table, numbers, figures, holding))
    confirmed = [option for option in found if _confirmed(evidence, option[2], option[3])]
    options = sorted(confirmed or found, key=lambda option: option[0])
    if not options:
        digits = list(_wrong_digits(table, numbers, figures, holding))
        options = [option for option in digits if _confirmed(evidence, option[2], option[3])]
    if not options:
        return None
    best = [option for option in options if option[0] == options[0][0]]
    _, slip, cell, value = best[0]
    return Misfit(figures, cell, value if len(best) == 1 else None, slip if len(best) == 1 else "")


def _confirmed(evidence: Evidence, cell: Figure, right: Decimal) -> bool:
    """Whether a sum that does not hold asks for this number, or another table shows it in the row of the item."""
    factor = FACTORS[cell.quantity.unit or "元"]
    for each, how in judged(evidence).get(cell.place.table, ()):
        asked = each.corrections().get(cell.id) if how == "differs" else None
        if asked is not None and abs(asked - right * factor) <= each.slack:
            return True
    shown = {
        figure.quantity.yuan / factor
        for figure in evidence.figures
        if figure.place.table != cell.place.table
        and figure.quantity.unit in FACTORS
        and (figure.code == cell.code if cell.code else row_label(figure) == row_label(cell))
    }
    shown |= {each / factor for each in _left_over(evidence, cell)}
    return right in shown and cell.quantity.value not in shown


def _left_over(evidence: Evidence, cell: Figure) -> Iterator[Decimal]:
    """What the columns of the row above leave for the cell's row, once the rows beside it are taken away, in 元."""
    code = cell.code or ""
    columns: dict[int, dict[str, Decimal]] = {}
    for figure in evidence.figures:
        certain = figure.place.table == cell.place.table and not figure.alternatives
        if certain and figure.code and figure.quantity.unit in FACTORS:
            columns.setdefault(figure.place.column, {})[figure.code] = figure.quantity.yuan
    above, length = code[:-2], len(code)
    for amounts in columns.values():
        if len(code) > 3 and above in amounts:
            beside = (
                value
                for other, value in amounts.items()
                if other.startswith(above) and len(other) == length and other != code
            )
            yield amounts[above] - sum(beside, Decimal(0))


Option = tuple[int, str, Figure, Decimal]


def _wrong_digits(
    table: Table, numbers: Numbers, figures: tuple[Figure, ...], holding: set[str]
) -> Iterator[Option]:
    """The same for one wrong digit, where the row's first number should be the sum of the others."""
    gap = numbers[0][1] - sum(value for _, value in numbers[1:])
    for i, ((cell, value), figure) in enumerate(zip(numbers, figures, strict=True)):
        right = value + (gap if i else -gap)
        if figure.id in holding or right <= 0 or not written_slip(value, right):
            continue
        if placings(table, [*numbers[:i], (cell, right), *numbers[i + 1 :]], None):
            yield DEAREST, written_slip(value, right), figure, right


def _options(
    table: Table, numbers: Numbers, figures: tuple[Figure, ...], holding: set[str]
) -> Iterator[Option]:
    """The slips that, undone, give the row its places, in numbers that no sum confirms."""
    for i, ((cell, value), figure) in enumerate(zip(numbers, figures, strict=True)):
        if figure.id in holding or value <= 0:
            continue
        for right in dict.fromkeys(meant(value)):
            cost, slip = cost_of(value, right)
            mended = [*numbers[:i], (cell, right), *numbers[i + 1 :]]
            if cost <= DEAREST and placings(table, mended, None):
                yield cost, slip, figure, right
