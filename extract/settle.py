"""Which column a number stands in, where blank cells have vanished from the text.

Sums decide: within a row (合计 = 基本支出 + 项目支出), down a column (类 = Σ款 = Σ项, 合计 = Σ of the
rows), and between sibling tables that print the same amounts. What they do not decide stays open: the cell
keeps its set of possible columns.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ..narrative.model import Table
from .cells import plain_label
from .downward import by_columns
from .placings import Numbers, Placing, Row, is_open, moved, numbers_of, placings
from .siblings import Ledger, echoes, floors, hints, is_total, ledger_of

_NEAR = Decimal("0.05")
_LEFT_OVER = re.compile(r"年末|结转下年|年终|期末|结余分配")
_PUBLIC = ("302", "307", "309", "310", "311", "312", "313", "399")


def settle(tables: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables with every number moved to its column as far as sums decide it."""
    left = [i for i, table in enumerate(tables) if _is_open(table)]
    if not left:
        return tables
    settled = list(tables)
    for own in (True, False, False):
        units = set() if own else {settled[i].unit for i in left}
        books = {unit: ledger_of(tuple(settled), unit) for unit in units}
        before = list(settled)
        for i in left:
            settled[i] = by_columns(_by_rows(settled[i], books.get(settled[i].unit, Ledger())))
        left = [i for i in left if _is_open(settled[i])]
        if not left or (not own and settled == before):
            break
    return tuple(settled)


def _is_open(table: Table) -> bool:
    return bool(table.parents) and any(is_open(row) for row in table.rows[table.header_rows :])


def _by_rows(table: Table, ledger: Ledger) -> Table:
    """Settle each row by its own sums, the rows of totals first: a column that is empty there is empty in
    every row.
    """
    body = list(table.rows)
    data = range(table.header_rows, len(body))
    totals = [i for i in data if is_total(body[i], table.stub_columns)]
    for i in [*totals, *(i for i in data if i not in totals), *totals[1:]]:
        if is_open(body[i]):
            body[i] = _row(table, body[i], _allowed(table, body, totals, i), ledger)
    return replace(table, rows=tuple(body))


def _allowed(table: Table, body: list[Row], totals: list[int], i: int) -> frozenset[int] | None:
    """The columns that the row of totals fills: what is carried over is in the last total only, not in
    本年支出合计.
    """
    if not totals or i == totals[0]:
        return None
    if i in totals:
        return _summed(table, body, totals[0])
    label = plain_label(body[i][table.stub_columns - 1].text)
    return _filled(table, body[totals[-1] if "结转" in label or "结余" in label else totals[0]])


def _filled(table: Table, row: Row) -> frozenset[int] | None:
    values = numbers_of(row, table.stub_columns)
    return None if is_open(row) or len(values) < 2 else frozenset(cell.columns[0] for cell, _ in values)


def _summed(table: Table, body: list[Row], total: int) -> frozenset[int] | None:
    """The columns of 支出总计: those of 本年支出合计 and of what is carried over to the next year."""
    found = _filled(table, body[total])
    for row in body[table.header_rows :] if found is not None else ():
        label = plain_label(row[table.stub_columns - 1].text)
        if _LEFT_OVER.search(label) and numbers_of(row, table.stub_columns):
            if is_open(row):
                return None
            found = (found or frozenset()) | {
                cell.columns[0] for cell, _ in numbers_of(row, table.stub_columns)
            }
    return found


def _row(table: Table, row: Row, allowed: frozenset[int] | None, ledger: Ledger) -> Row:
    """The row with its numbers in the one placing that its sums allow, else with what all allowed placings share."""
    values = numbers_of(row, table.stub_columns)
    by_code = _economic_column(table, row, values)
    options = [by_code] if by_code else placings(table, values, allowed)
    if len(options) > 1:
        options = _above(options, values, floors(table, row, ledger))
        options = _fitting(options, values, hints(table, row, ledger))
    if len(options) > 1:
        options = _echoing(options, values, echoes(table, row, ledger))
    if not options:
        return row
    placed = {
        cell.start: tuple(sorted({option[i] for option in options})) for i, (cell, _) in enumerate(values)
    }
    return moved(table, row, placed)


def _economic_column(table: Table, row: Row, values: Numbers) -> Placing:
    """人员经费 = 301 + 303, 公用经费 = the other classes: the code tells the column (政府收支分类科目)."""
    code = row[0].text if table.stub_columns == 2 else ""
    names = [path[-1] for path in table.columns]
    if len(values) != 2 or len(code) < 3 or "人员经费" not in names or "公用经费" not in names:
        return ()
    if table.kind != "basic-expenditure" or code[0] != "3" or values[0][1] != values[1][1]:
        return ()
    return (table.stub_columns, names.index("公用经费" if code[:3] in _PUBLIC else "人员经费"))


def _above(options: list[Placing], values: Numbers, least: dict[int, Decimal]) -> list[Placing]:
    """The placings that give no column less than it must have; all of them if none does."""

    def short(option: Placing) -> bool:
        amount = {j: value for j, (_, value) in zip(option, values, strict=True)}
        return any(amount.get(j, Decimal(0)) < value - _NEAR for j, value in least.items())

    return [option for option in options if not short(option)] or options if least else options


def _fitting(options: list[Placing], values: Numbers, known: dict[int, Decimal]) -> list[Placing]:
    """The placings that no sibling table contradicts; all of them if every one is contradicted."""

    def contradicted(option: Placing) -> bool:
        amount = {j: value for j, (_, value) in zip(option, values, strict=True)}
        return any(abs(amount.get(j, Decimal(0)) - value) > _NEAR for j, value in known.items())

    return [option for option in options if not contradicted(option)] or options if known else options


def _echoing(options: list[Placing], values: Numbers, likely: dict[int, Decimal]) -> list[Placing]:
    """The placings with the most amounts where another table has just the same, if there are any such."""

    if not likely:
        return options

    def same(option: Placing) -> int:
        return sum(likely.get(j) == value for j, (_, value) in zip(option, values, strict=True))

    most = max(map(same, options))
    return [option for option in options if same(option) == most] if most else options
