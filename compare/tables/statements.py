"""The identities of the tables that set income against expenditure (收支总表, 财政拨款收支总表).

Each column is read from the top: rows of income or of 类, the year's total, what is carried over, the grand total.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ...extract.model import Figure
from ..once import once
from .equation import Identity
from .grids import Grid, row_label

KINDS = ("income-expenditure", "fiscal-income-expenditure")
_YEAR = re.compile(r"^[本当]年(?:财政拨款)?(?:收入|支出)(?:合计|小计)?$")
_SUBTOTAL = re.compile(r"^小计$")
_GRAND = re.compile(r"^(?:收入|支出)?总计$|^(?:收入|支出)合计$")
_OTHER = re.compile(r"基本支出|项目支出|人员|公用|其中|经营支出|上缴上级|补助支出")
_FUNDS = ("general", "government-fund", "state-capital")
_CARRIED = re.compile(r"结转|结余|弥补收支")
_TORN = re.compile(r"[年上]初.*年末|年末.*年初")
"""Two labels that were read as one."""


@dataclass(frozen=True)
class Side:
    """One column of the table in reading order: its rows, the year's total and the grand total, where printed."""

    rows: tuple[Figure, ...]
    year: Figure | None
    grand: Figure | None
    flow: str

    @cached_property
    def carried(self) -> tuple[Figure, ...]:
        """The rows of what is carried over from or into another year, their parts by fund left out."""
        return tuple(
            figure
            for figure in self.rows
            if _CARRIED.search(row_label(figure)) and figure is not self.year and figure is not self.grand
        )

    @cached_property
    def items(self) -> tuple[Figure, ...]:
        """The rows of the year's income or expenditure: below 本年支出 where that stands first, else above it."""
        end = next(
            (i for i, each in enumerate(self.rows) if _CARRIED.search(row_label(each))), len(self.rows)
        )
        rows = self.rows[:end]
        totals = [i for i, each in enumerate(rows) if each is self.year or each is self.grand]
        if totals and totals[0] <= 1 and self.year is not None:
            after = next((i for i in totals if rows[i] is self.year), totals[-1]) + 1
            return tuple(each for each in rows[after:] if each is not self.grand)
        return rows[: totals[0]] if totals else rows


@once
def sides(grid: Grid) -> dict[int, Side]:
    """The columns whose every figure is certain."""
    found: dict[int, Side] = {}
    by_column: dict[int, list[Figure]] = {}
    for place in sorted(grid.cells):
        by_column.setdefault(place[1], []).append(grid.cells[place])
    for column in grid.columns:
        rows = by_column.get(column)
        if rows and all(grid.sure(figure.place.row, column) for figure in rows) and _current(rows):
            named = [figure for figure in rows if row_label(figure)]
            year, grand = _only(named, _YEAR) or _only(named, _SUBTOTAL), _only(named, _GRAND)
            found[column] = Side(tuple(named), year, grand, _flow(named))
    return found


def statement_identities(grid: Grid) -> Iterator[Identity]:
    """Income, expenditure by 类, the bridge to the grand total, and the balance of both sides."""
    if grid.kind not in KINDS:
        return
    found = sides(grid)
    for side in found.values():
        yield from _sum_of_items(side)
        yield from _bridge(side)
    yield from _balance(found, grid)


def _sum_of_items(side: Side) -> Iterator[Identity]:
    total = side.year or (side.grand if not any(each.quantity.value for each in side.carried) else None)
    if total is None or len(side.items) < 2 or any(_OTHER.search(row_label(each)) for each in side.items):
        return
    family = "incomes" if side.flow == "income" else "classes"
    choices = list(_by_class(side.items, total) if family == "classes" else _without_nested(side.items))
    yield _best([Identity(family, total, choice) for choice in choices])


def _by_class(items: tuple[Figure, ...], total: Figure) -> Iterator[tuple[Figure, ...]]:
    """The rows of 类, with and without a first one that heads them (一、部门预算)."""
    yield items
    if items[0].quantity.value == total.quantity.value and len(items) > 2:
        yield items[1:]


def _without_nested(items: tuple[Figure, ...]) -> Iterator[tuple[Figure, ...]]:
    """The rows with and without those that are only an 其中 of another: 财政拨款 by fund, 一般公共预算 by source."""
    yield items
    whole = [each for each in items if each.facets.fund == "fiscal"]
    funds = [each for each in items if each.facets.fund in _FUNDS]
    if whole and funds:
        yield tuple(each for each in items if each not in funds)
        yield tuple(each for each in items if each not in whole)
    first: list[Figure] = []
    for each in items:
        if not any(_parts_of(each, other) for other in first):
            first.append(each)
    if len(first) < len(items):
        yield tuple(first)
    for rows in (items, tuple(first)):
        apart = _without_own_parts(rows)
        if len(apart) < len(rows):
            yield apart


def _without_own_parts(items: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The rows without those right below one that add up to just its amount (单位资金, then 事业收入, 其他收入 …)."""
    kept: list[Figure] = []
    below = _parts_below([each.quantity.value for each in items])
    at = 0
    while at < len(items):
        kept.append(items[at])
        at += 1 + below[at]
    return tuple(kept)


def _parts_below(values: list[Decimal]) -> list[int]:
    """Of each row how many below it are its parts: as many as add up to it, with blank ones and their own parts."""
    found = [0] * len(values)
    for at in reversed(range(len(values))):
        so_far, row = Decimal(0), at + 1
        while so_far < values[at] and row < len(values):
            so_far += values[row]
            row += 1 + found[row]
        if values[at] and so_far == values[at]:
            found[at] = row - at - 1
    return found


def _parts_of(figure: Figure, other: Figure) -> bool:
    inner, outer = figure.row_path, other.row_path
    return len(inner) > len(outer) and inner[: len(outer)] == outer


def _bridge(side: Side) -> Iterator[Identity]:
    """本年收入 + 使用结余 + 年初结转 = 总计; 本年支出 + 结余分配 + 年末结转 = 总计."""
    if side.year is None or side.grand is None or not side.carried:
        return
    if any(_TORN.search(row_label(each)) for each in side.carried):
        return
    top = [each for each in side.carried if len(each.row_path) <= 1]
    by_fund = [each for each in top if each.facets.fund in _FUNDS]
    choices = [tuple(top), tuple(each for each in top if each not in by_fund), side.carried]
    yield _best([Identity("grand", side.grand, (side.year, *choice)) for choice in choices])


def _balance(found: dict[int, Side], grid: Grid) -> Iterator[Identity]:
    income = [side for side in found.values() if side.flow == "income" and side.grand]
    spending = [
        side
        for column, side in found.items()
        if side.flow == "expenditure" and side.grand and _whole(grid, column)
    ]
    if len(income) == len(spending) == 1 and income[0].grand and spending[0].grand:
        yield Identity("balance", spending[0].grand, (income[0].grand,))


def _whole(grid: Grid, column: int) -> bool:
    """Whether the column is not one of a single fund."""
    funds = {figure.facets.fund for (_, place), figure in grid.cells.items() if place == column}
    return not funds & set(_FUNDS) or bool(funds & {"all", "fiscal"})


def _best(choices: list[Identity]) -> Identity:
    order = {"equal": 0, "rounding": 1, "differs": 2}
    return choices[0] if len(choices) == 1 else min(choices, key=lambda each: order[each.agreement])


def _only(rows: list[Figure], pattern: re.Pattern[str]) -> Figure | None:
    found = [figure for figure in rows if not figure.blank and pattern.match(row_label(figure))]
    return found[0] if len(found) == 1 else None


def _flow(rows: list[Figure]) -> str:
    flows = [figure.facets.flow for figure in rows]
    return "income" if flows.count("income") >= flows.count("expenditure") else "expenditure"


def _current(rows: list[Figure]) -> bool:
    return all(figure.column in ("actual", "budget", "none") for figure in rows)
