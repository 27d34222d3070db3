"""Columns of outlay tables whose head does not tell their order: the sums of full rows do.

合计 = 基本支出 + 项目支出, 增减额 = 本年 − 上年: what nearly all full rows agree on, where only one order fits, is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ..narrative.model import Cell, Table
from .cells import cell_value
from .placings import TOLERANCE, Row

_KINDS = frozenset(("expenditure", "general-expenditure", "government-fund", "state-capital"))
_PLAIN = frozenset(("procurement", "operating-cost", "assets", "unknown"))
"""Kinds of tables that have no usual form."""
_CHANGE = re.compile(r"增减|增长|增加|变动|比上年|比较|±")
_RATE = re.compile(r"[%％率]|幅度|比例")
_PRIOR = re.compile(r"上年|20\d\d年")
_PARTS = ("基本支出", "项目支出")
_WIDEST = 9
Path = tuple[str, ...]
UNREAD: Path = ("？",)
Values = tuple[Decimal, ...]


def arranged(table: Table) -> Table:
    """The table with its columns where the sums of its full rows put them, as it is if they tell nothing else."""
    if table.kind == "three-public" and table.parents:
        return _fees(table)
    names = list(table.columns[table.stub_columns :])
    if names and set(names) == {UNREAD} and table.kind in _PLAIN:
        return _alike(table)
    parts = [j for j, path in enumerate(names) if path[-1] in _PARTS]
    moving = [
        j
        for j, path in enumerate(names)
        if path == UNREAD or _CHANGE.search(path[-1]) or _PRIOR.match(path[-1])
    ]
    totals = [j for j in range(len(names)) if j not in parts and j not in moving]
    if table.kind not in _KINDS or not table.parents or len(parts) != 2 or len(totals) != 1:
        return table
    rows = [values for values in map(_values, _body(table)) if len(values) == len(names)]
    if len(rows) < 2 or len(names) > _WIDEST:
        return table
    if UNREAD not in names and _adds_up(rows, totals[0], *parts):
        return table
    orders = [order for order in _orders(len(names)) if _adds_up(rows, *order) and _telling(rows, order)]
    if len(orders) != 1:
        wrong = not _adds_up(rows, totals[0], *parts, least=2)
        return _renamed(table, [UNREAD] * len(names), ()) if wrong else table
    return _renamed(table, _named(names, rows, orders[0], totals[0], parts), orders[0])


def _alike(table: Table) -> Table:
    """A table whose columns are not read but hold the same amounts in each row: the first of them is all there is."""
    rows = [row for row in map(_values, _body(table)) if row]
    if len(rows) < 2 or any(len(set(row)) > 1 or len(row) != len(rows[0]) for row in rows):
        return table
    stubs = table.stub_columns
    columns = (*table.columns[:stubs], ("金额",), *table.columns[stubs + 1 :])
    head = tuple(replace(c, text="金额") if j == stubs else c for j, c in enumerate(table.rows[0]))
    return replace(table, columns=columns, rows=(head, *table.rows[1:]))


def _fees(table: Table) -> Table:
    """The table of the three costs with 公务接待费 last in each half, or before the cars, as the sums have it."""
    stubs, parents = table.stub_columns, table.parents
    rows = [values for values in map(_values, _body(table)) if len(values) == len(table.columns) - stubs]
    if not rows or all(_holds(parents[stubs:], values, stubs) for values in rows):
        return table
    places = [j for j, path in enumerate(table.columns) if "接待" in path[-1]]
    cars = [j for j, path in enumerate(table.columns) if path[-1] == "小计" and parents[j] >= 0]
    order = list(range(len(table.columns)))
    for place, car in zip(places, cars, strict=False):
        order.insert(car if place > car else car + 2, order.pop(place))
    moved = tuple(order.index(parents[j]) if parents[j] >= 0 else -1 for j in order)
    if len(places) != len(cars) or not all(_holds(moved[stubs:], values, stubs) for values in rows):
        return table
    columns = tuple(table.columns[j] for j in order)
    head = tuple(
        replace(cell, text=table.rows[0][j].text) for cell, j in zip(table.rows[0], order, strict=True)
    )
    return replace(table, columns=columns, parents=moved, rows=(head, *table.rows[1:]))


def _holds(parents: Sequence[int], values: Values, stubs: int) -> bool:
    """Whether every column that has parts is their sum."""
    wholes = {parent for parent in parents if parent >= 0}
    return all(
        abs(values[whole - stubs] - sum(v for p, v in zip(parents, values, strict=True) if p == whole))
        <= 3 * TOLERANCE
        for whole in wholes
    )


def _body(table: Table) -> list[list[Cell]]:
    """The cells with something in them of each row."""
    return [
        [cell for cell in row[table.stub_columns :] if cell.start is not None]
        for row in table.rows[table.header_rows :]
    ]


def _values(cells: list[Cell]) -> Values:
    return tuple(value for cell in cells if (value := cell_value(cell.text)) is not None)


def _orders(width: int) -> Iterator[tuple[int, int, int]]:
    """Places of a total and its two parts, which stand beside each other."""
    for first in range(width - 1):
        for total in range(width):
            if total not in (first, first + 1):
                yield total, first, first + 1


def _adds_up(rows: list[Values], total: int, first: int, second: int, *, least: int = 4) -> bool:
    """Whether at least so many rows in five add up: a report may have slips."""
    good = sum(abs(row[total] - row[first] - row[second]) <= 2 * TOLERANCE for row in rows)
    return good * 5 >= len(rows) * least


def _telling(rows: list[Values], order: tuple[int, int, int]) -> bool:
    """Whether some row has an amount in both parts, as 5 = 5 + 0 tells nothing, and none is below 0, as changes are."""
    return any(row[order[1]] and row[order[2]] for row in rows) and all(
        row[order[1]] >= 0 <= row[order[2]] for row in rows
    )


def _named(
    names: list[Path], rows: list[Values], order: tuple[int, int, int], total: int, parts: list[int]
) -> list[Path]:
    """The names in the order that the sums tell; what they do not tell is unread."""
    found: list[Path] = [UNREAD] * len(names)
    for place, j in zip(order, (total, *parts), strict=True):
        found[place] = names[j]
    amounts = [path for path in names if _CHANGE.search(path[-1]) and not _RATE.search(path[-1])]
    compared = _compared(rows, order)
    if amounts and compared:
        found[compared[0]] = next((path for path in names if _PRIOR.match(path[-1])), ("上年数",))
        found[compared[1]] = amounts[0]
        rates = [path for path in names if _CHANGE.search(path[-1]) and _RATE.search(path[-1])]
        if found.count(UNREAD) == 1 and rates:
            found[found.index(UNREAD)] = rates[0]
    return found


def _compared(rows: list[Values], order: tuple[int, int, int]) -> tuple[int, int] | None:
    """The columns of the year before and of the change, if just one choice of them makes up the total."""
    rest = [j for j in range(len(rows[0])) if j not in order]
    found = [
        (prior, change)
        for prior in rest
        for change in rest
        if prior < change and any(row[change] for row in rows) and _adds_up(rows, order[0], prior, change)
    ]
    return found[0] if len(found) == 1 else None


def _renamed(table: Table, names: list[Path], order: tuple[int, ...]) -> Table:
    stubs = table.stub_columns
    columns = (*table.columns[:stubs], *names)
    parents = [-1] * len(columns)
    for part in order[1:]:
        parents[part + stubs] = order[0] + stubs
    head = tuple(
        replace(cell, text=cell.text if j < stubs else " ".join(columns[j]))
        for j, cell in enumerate(table.rows[0])
    )
    body = (_placed(row, stubs) for row in table.rows[table.header_rows :])
    return replace(table, columns=columns, parents=tuple(parents), rows=(head, *body))


def _placed(row: Row, stubs: int) -> Row:
    """The row with each number in its column if none is missing, else with the columns where it may stand."""
    cells = [cell for cell in row[stubs:] if cell.start is not None]
    slack = len(row) - stubs - len(cells)
    if not slack or any(len(cell.columns) > 1 for cell in cells):
        placed = [
            replace(cell, columns=tuple(range(stubs + i, stubs + i + slack + 1)))
            for i, cell in enumerate(cells)
        ]
        return (*row[:stubs], *placed, *(Cell("", None, None, ()) for _ in range(slack)))
    return row
