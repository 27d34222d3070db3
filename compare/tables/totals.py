"""Grand totals that different tables of one report must show alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...extract.interval import copies
from ...extract.model import Figure
from .grids import Grid, is_total, row_label
from .statements import sides

NATURES = {"basic": re.compile("基本支出"), "project": re.compile("项目支出")}
TOTAL = re.compile(r"(?:合计|总计|小计)(?:金额)?$|^本年(?:收入|支出)$")
_YEAR_SPENDING = re.compile(r"^本年支出(?:合计|小计)?$")
_FUND_TABLES = (
    ("general-expenditure", re.compile("一般公共预算")),
    ("government-fund", re.compile("政府性基金")),
    ("state-capital", re.compile("国有资本经营")),
)

Tables = dict[str, Grid]
Pair = tuple[Figure | None, Figure | None]
"""Two totals that are one, where both were found."""


def only_tables(grids: Iterable[Grid]) -> Tables:
    """The tables of each kind that is printed once."""
    by_kind: dict[str, list[Grid]] = {}
    for grid in grids:
        by_kind.setdefault(grid.kind, []).append(grid)
    return {kind: found[0] for kind, found in by_kind.items() if len(found) == 1}


def same_totals(every: Iterable[Grid]) -> Iterator[Pair]:
    """The totals of two tables that are one amount."""
    every = tuple(every)
    tables = only_tables(every)
    yield from _same(tables)
    yield from _printed_twice(every)
    yield from _by_economic_items(every, tables)


def _same(tables: Tables) -> Iterator[Pair]:
    statement, fiscal = tables.get("income-expenditure"), tables.get("fiscal-income-expenditure")
    income, spending = tables.get("income"), tables.get("expenditure")
    general = tables.get("general-expenditure")
    if statement and income and _carries_nothing(income):
        yield grand_total(income), _year(statement, "income")
    elif statement and income:
        yield from _with_carried(income, statement)
    if statement and spending:
        yield grand_total(spending), _year(statement, "expenditure")
    for kind, fund in _FUND_TABLES if fiscal else ():
        if kind in tables and fiscal:
            yield _spent(tables[kind]), _line(fiscal, fund)
    for kind in ("basic-expenditure", "basic-detail"):
        if kind in tables and general:
            yield grand_total(tables[kind]), grand_total(general, "basic")


def _with_carried(income: Grid, statement: Grid) -> Iterator[Pair]:
    """合计 and 本年收入 of a table of income that shows what last year left as well, and the statement's totals."""
    found = [side for side in sides(statement).values() if side.flow == "income"]
    whole = [column for column, path in income.columns.items() if path in (("合计",), ("总计",))]
    year = [
        column
        for column, path in income.columns.items()
        if len(path) > 1 and path[0].startswith("本年收入") and TOTAL.search(path[-1])
    ]
    if len(found) == len(whole) == 1:
        yield _only_total(income, whole[0]), found[0].grand
    if len(found) == len(year) == 1:
        yield _only_total(income, year[0]), found[0].year


def _only_total(grid: Grid, column: int) -> Figure | None:
    """The total of a column, which the row of a department's only 单位 may repeat."""
    cells = [figure for row in sorted(grid.totals) if (figure := grid.sure(row, column)) and is_total(figure)]
    alike = len({figure.quantity.yuan for figure in cells}) == 1 and not cells[0].blank
    return cells[0] if alike else None


def _printed_twice(every: tuple[Grid, ...]) -> Iterator[Pair]:
    """The tables of basic spending, by 部门 and by 政府 economic items: where one is as the general budget's table."""
    general = [grid for grid in every if grid.kind == "general-expenditure"]
    whole = grand_total(general[0], "basic") if len(general) == 1 else None
    for kind in ("basic-expenditure", "basic-detail") if whole else ():
        totals = [total for grid in every if grid.kind == kind and (total := grand_total(grid))]
        alike = whole and any(copies(each.quantity, whole.quantity) == "equal" for each in totals)
        if alike and len(totals) > 1:
            yield from ((each, whole) for each in totals)


def _by_economic_items(every: tuple[Grid, ...], tables: Tables) -> Iterator[Pair]:
    """The total by economic items, where it is neither that of all spending nor any other total that is printed."""
    summary, statement = tables.get("economic-summary"), tables.get("income-expenditure")
    whole = _year(statement, "expenditure") if statement else None
    if summary is None or whole is None:
        return
    cells = [each for place, each in summary.cells.items() if is_total(each) and place not in summary.shaky]
    totals = [each for each in cells if each.column_path and TOTAL.search(each.column_path[-1])]
    printed = {
        each.quantity.yuan
        for grid in every
        if grid is not summary
        for each in grid.cells.values()
        if is_total(each) or _YEAR_SPENDING.match(row_label(each))
    }
    if totals and not any(each.quantity.yuan in printed for each in cells if each.quantity.value):
        yield totals[0], whole


def _carries_nothing(grid: Grid) -> bool:
    """Whether the income table has no column for what last year left."""
    return not any(re.search("结转|结余", part) for path in grid.columns.values() for part in path)


def columns_of(grid: Grid, nature: str | None = None) -> list[int]:
    """The columns of the grand total, or of one nature."""
    if nature:
        return [
            column
            for column, path in grid.columns.items()
            if path
            and (
                NATURES[nature].search(path[-1])
                or (path[-1] in ("小计", "合计") and NATURES[nature].search("".join(path)))
            )
        ]
    return [
        column
        for column, path in grid.columns.items()
        if path
        and TOTAL.search(path[-1])
        and not any(pattern.search("".join(path)) for pattern in NATURES.values())
    ]


def grand_total(grid: Grid, nature: str | None = None) -> Figure | None:
    """The grand total in the total column or in the one of ``nature``, if it is the only one."""
    columns = columns_of(grid, nature)
    found = [
        figure
        for row in sorted(grid.totals)
        for column in columns
        if (figure := grid.sure(row, column)) and is_total(figure) and not figure.blank
    ]
    return found[0] if len(found) == 1 else None


def _spent(grid: Grid) -> Figure | None:
    """What a fund's table shows as spent this year: 本年支出, where it shows income as well."""
    if grid.kind != "government-fund" or not any("本年收入" in path for path in grid.columns.values()):
        return grand_total(grid)
    found = [
        figure
        for (row, column), figure in grid.cells.items()
        if grid.sure(row, column)
        and is_total(figure)
        and not figure.blank
        and grid.columns[column][0].startswith("本年支出")
        and grid.columns[column][-1].endswith(("小计", "合计", "本年支出"))
    ]
    return found[0] if len(found) == 1 else None


def _year(grid: Grid, flow: str) -> Figure | None:
    """The year's total of one side of the statement; the grand total where nothing is carried over."""
    found = [side for side in sides(grid).values() if side.flow == flow]
    if len(found) != 1:
        return None
    side = found[0]
    return side.year or (side.grand if not side.carried else None)


def _line(grid: Grid, column: re.Pattern[str]) -> Figure | None:
    """本年支出合计 in the column of a fund."""
    found = [
        figure
        for (row, place), figure in grid.cells.items()
        if not figure.blank
        and _YEAR_SPENDING.match(row_label(figure))
        and grid.sure(row, place)
        and any(column.search(part) for part in figure.column_path)
        and not any("其中" in part for part in figure.column_path)
    ]
    return found[0] if len(found) == 1 else None
