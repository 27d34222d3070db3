"""Placing a row's numbers in columns: every increasing choice of columns under which the row's own sums hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from ..narrative.model import Cell, Table
from .cells import cell_value

TOLERANCE = Decimal("0.02")
"""How far a printed sum may be off, for each of its addends."""

_LIMIT = 6000
_YEAR = re.compile(r"上年|去年|20\d\d年")
_CHANGE = re.compile(r"(?:比上年)?增减(?:额|金额|数|变化)?$")
_THIS = ("本年支出合计", "合计", "小计", "本年数", "本年预算数", "本年决算数")
_COLUMNS = attrgetter("columns")
Row = tuple[Cell, ...]
Placing = tuple[int, ...]
Numbers = list[tuple[Cell, Decimal]]


def is_open(row: Row) -> bool:
    """Whether some number of the row may stand in more than one column."""
    several = max(map(len, map(_COLUMNS, row)), default=0) > 1
    return several and any(len(cell.columns) > 1 and cell.start is not None for cell in row)


def numbers_of(row: Row, stubs: int) -> Numbers:
    """The cells of a row that hold a number, with their values, from left to right."""
    found = []
    for cell in row[stubs:]:
        if cell.start is not None and cell.columns:
            value = cell_value(cell.text)
            if value is not None:
                found.append((cell, value))
    return found


def sure_amounts(row: Row, stubs: int) -> dict[int, Decimal]:
    """The value of each column that is certain: of a cell that is blank for certain it is 0."""
    found: dict[int, Decimal] = {}
    for cell in row[stubs:]:
        if len(cell.columns) == 1:
            value = cell_value(cell.text) if cell.start is not None else Decimal(0)
            if value is not None:
                found[cell.columns[0]] = value
    return found


def placings(table: Table, values: Numbers, allowed: frozenset[int] | None) -> list[Placing]:
    """The choices of columns that the sums of the row allow; if none does, the only one that ``allowed`` leaves."""
    reach = tuple(tuple(j for j in cell.columns if allowed is None or j in allowed) for cell, _ in values)
    amounts = tuple(value for _, value in values)
    found = _fitting(table.parents, table.columns, reach, amounts)
    if found or found is None or allowed is None:
        return list(found or ())
    loose = list(islice(_increasing(reach, (-1,) * len(table.parents), amounts, [_LIMIT]), 2))
    return loose if len(loose) == 1 else []


@lru_cache(maxsize=1024)
def _fitting(
    parents: tuple[int, ...],
    columns: tuple[tuple[str, ...], ...],
    reach: tuple[Placing, ...],
    amounts: tuple[Decimal, ...],
) -> tuple[Placing, ...] | None:
    """The choices under which all sums hold; None if there are too many choices to try."""
    if _too_many(parents, reach):
        return None
    families, found, steps = _children(parents), [], [_LIMIT]
    for choice in _increasing(reach, parents, amounts, steps):
        if _holds(parents, columns, families, dict(zip(choice, amounts, strict=True))):
            found.append(choice)
    if not steps[0]:
        return None
    return tuple(found)


def _too_many(parents: tuple[int, ...], reach: tuple[Placing, ...]) -> bool:
    """Whether :func:`_increasing` would reach its limit, counted without trying where no column is part of another."""
    if any(parents[column] >= 0 for each in reach for column in each):
        return False
    ending, total = {-1: 1}, 1
    for each in reach:
        ending = {column: sum(ways for last, ways in ending.items() if last < column) for column in each}
        total += sum(ending.values())
    return total >= _LIMIT


@lru_cache(maxsize=256)
def _children(parents: tuple[int, ...]) -> tuple[tuple[int, Placing], ...]:
    """(column, the columns that add up to it) of every column that has parts."""
    return tuple(
        (p, tuple(k for k, q in enumerate(parents) if q == p)) for p in sorted(set(parents)) if p >= 0
    )


def _increasing(
    reach: tuple[Placing, ...], parents: tuple[int, ...], amounts: tuple[Decimal, ...], steps: list[int]
) -> Iterator[Placing]:
    """Every way to take one column for each number, from left to right, no part without the whole in front of it.

    ``steps`` holds how many steps are left; at 0 the search ends.
    """
    waiting: list[Placing] = [()]
    while waiting and steps[0] > 0:
        steps[0] -= 1
        chosen = waiting.pop()
        at = len(chosen)
        if at == len(reach):
            yield chosen
            continue
        last = chosen[-1] if chosen else -1
        for column in reversed(reach[at]):
            whole = parents[column]
            if column > last and not (amounts[at] and 0 <= whole < column and whole not in chosen):
                waiting.append((*chosen, column))


def _holds(
    parents: tuple[int, ...],
    columns: tuple[tuple[str, ...], ...],
    families: tuple[tuple[int, Placing], ...],
    amount: dict[int, Decimal],
) -> bool:
    """Whether every column is the sum of its parts, no part stands without its whole, and a flow balances."""
    for j, value in amount.items():
        if value and parents[j] >= 0 and parents[j] not in amount:
            return False
        if value and columns[j][-1].startswith("其中") and amount.get(j - 1, Decimal(0)) < value:
            return False
    for whole, parts in families:
        if amount.get(whole):
            present = [amount[k] for k in parts if k in amount]
            if not present or abs(sum(present) - amount[whole]) > TOLERANCE * len(present):
                return False
    compared = _compared(columns)
    if compared:
        total, prior, change = (amount.get(j, Decimal(0)) for j in compared)
        if abs(total - prior - change) > 2 * TOLERANCE:
            return False
    flow = _flow(columns)
    if flow:
        carried, income, spent, left = (amount.get(j, Decimal(0)) for j in flow)
        return abs(carried + income - spent - left) <= 2 * TOLERANCE
    return True


@lru_cache(maxsize=256)
def _compared(columns: tuple[tuple[str, ...], ...]) -> Placing:
    """The columns of this year's total, of last year's and of the change, of a table that compares two years."""
    names = [path[-1] for path in columns]
    change = [j for j, name in enumerate(names) if _CHANGE.match(name)]
    years = [j for j, name in enumerate(names) if _YEAR.match(name) and j not in change]
    this = [j for j, name in enumerate(names) if name in _THIS]
    if len(change) != 1 or not 0 < len(years) <= 2:
        return ()
    prior = min(years, key=lambda j: (not names[j].startswith(("上年", "去年")), names[j][:4]))
    this = [j for j in years if j != prior] or this
    return (this[0], prior, change[0]) if len(this) == 1 else ()


@lru_cache(maxsize=256)
def _flow(columns: tuple[tuple[str, ...], ...]) -> Placing:
    """The columns 年初结转, 本年收入, 本年支出 and 年末结转 of a table that has all of them."""
    names = [path[0] if path[-1] in (path[0], "小计") else "" for path in columns]
    wanted = ("年初结转和结余", "本年收入", "本年支出", "年末结转和结余")
    return (
        tuple(names.index(name) for name in wanted) if all(names.count(name) == 1 for name in wanted) else ()
    )


def moved(table: Table, row: Row, placed: dict[int | None, tuple[int, ...]]) -> Row:
    """The row with each number in the first of its columns; a column that none can reach is blank for certain."""
    numbers = [
        Cell(cell.text, cell.start, cell.end, placed[cell.start]) for cell in row if cell.start in placed
    ]
    reach = {j for cell in numbers for j in cell.columns}
    possible = {j for cell in numbers if len(cell.columns) > 1 for j in cell.columns}
    side = _side(table, row)
    cells = list(row)
    for j, cell in enumerate(row):
        if j >= table.stub_columns and (cell.columns or cell.start is not None or j in reach or j in side):
            cells[j] = Cell("", None, None, () if j in possible else (j,))
    taken: set[int] = set()
    for number in numbers:
        at = next((j for j in number.columns if j not in taken), number.columns[0])
        taken.add(at)
        cells[at] = number
    return tuple(cells)


def _side(table: Table, row: Row) -> frozenset[int]:
    """The columns of the row's side of the table (income or outlay)."""
    columns = range(table.stub_columns, len(row))
    sides = {table.columns[k][0] == "收入" for k in columns if row[k].columns}
    if len(sides) != 1:
        return frozenset()
    income = sides.pop()
    return frozenset(j for j in columns if (table.columns[j][0] == "收入") == income)
