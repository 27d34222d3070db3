"""What different tables of one report must show alike: grand totals, the two natures, classes and rows of 科目."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache

from ...extract.interval import copies
from ...extract.model import Figure
from ...extract.subjects import label_likeness
from ...narrative.lexicon import functional
from .equation import Identity
from .grids import Grid, ancestor, is_total, row_label
from .identities import identities
from .natured import group_crossings
from .statements import sides

NATURES = {"basic": re.compile("基本支出"), "project": re.compile("项目支出")}
_TOTAL = re.compile(r"(?:合计|总计|小计)(?:金额)?$|^本年(?:收入|支出)$")
_YEAR_SPENDING = re.compile(r"^本年支出(?:合计|小计)?$")
_FUND_TABLES = (
    ("general-expenditure", re.compile("一般公共预算")),
    ("government-fund", re.compile("政府性基金")),
    ("state-capital", re.compile("国有资本经营")),
)
_CLASSES = (
    ("income-expenditure", "expenditure", ""),
    ("fiscal-income-expenditure", "general-expenditure", "general"),
)
ALIKE = 0.95
CLASS = 3
"""The digits of the code of a 类."""
ENOUGH = 4
"""So many sums show that a table without a total was read."""

Tables = dict[str, Grid]


def only_tables(grids: Iterable[Grid]) -> Tables:
    """The tables of each kind that is printed once."""
    by_kind: dict[str, list[Grid]] = {}
    for grid in grids:
        by_kind.setdefault(grid.kind, []).append(grid)
    return {kind: found[0] for kind, found in by_kind.items() if len(found) == 1}


def crossings(tables: Tables) -> Iterator[Identity]:
    """All identities between two tables whose cells are certain."""
    for left, right in _same(tables):
        if left and right:
            yield Identity("same", left, (right,), scope="tables")
    yield from _natures_of_basic(tables)
    yield from _no_other_funds(tables)
    for kind in ("income-expenditure", "expenditure"):
        if kind in tables and "basic-expenditure" in tables:
            yield from group_crossings(tables[kind], tables["basic-expenditure"])
    for summary, detail, fund in _CLASSES:
        if summary in tables and detail in tables:
            yield from _classes(tables[summary], tables[detail], fund)


def _same(tables: Tables) -> Iterator[tuple[Figure | None, Figure | None]]:
    statement, fiscal = tables.get("income-expenditure"), tables.get("fiscal-income-expenditure")
    income, spending = tables.get("income"), tables.get("expenditure")
    general = tables.get("general-expenditure")
    if statement and income and _carries_nothing(income):
        yield grand_total(income), _year(statement, "income")
    if statement and spending:
        yield grand_total(spending), _year(statement, "expenditure")
    for kind, fund in _FUND_TABLES if fiscal else ():
        if kind in tables and fiscal:
            yield _spent(tables[kind]), _line(fiscal, fund)
    for kind in ("basic-expenditure", "basic-detail"):
        if kind in tables and general:
            yield grand_total(tables[kind]), grand_total(general, "basic")


def _natures_of_basic(tables: Tables) -> Iterator[Identity]:
    """人员经费合计 + 公用经费合计 = 基本支出 of the table by function."""
    general, basic = tables.get("general-expenditure"), tables.get("basic-expenditure")
    whole = grand_total(general, "basic") if general else None
    if basic is None or whole is None:
        return
    parts = [
        [
            figure
            for (row, column), figure in basic.cells.items()
            if re.match(f"(?:日常)?{name}.*合计$", row_label(figure)) and basic.sure(row, column)
        ]
        for name in ("人员经费", "公用经费")
    ]
    if all(len(found) == 1 and not found[0].blank for found in parts):
        yield Identity("natures", whole, (parts[0][0], parts[1][0]), scope="tables")


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
        and _TOTAL.search(path[-1])
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


def no_other_funds(tables: Tables) -> tuple[Grid, Grid] | None:
    """The tables of all and of general spending, where their totals show that there are no other funds."""
    spending, general = tables.get("expenditure"), tables.get("general-expenditure")
    if spending is None or general is None:
        return None
    left, right = grand_total(spending), grand_total(general)
    if left is None or right is None or copies(left.quantity, right.quantity) != "equal":
        return None
    return spending, general


def _no_other_funds(tables: Tables) -> Iterator[Identity]:
    """Where all spending is from the general budget, both tables must show it alike, in every row."""
    pair = no_other_funds(tables)
    if pair is None:
        return
    for nature in NATURES:
        mine, other = (grand_total(grid, nature) for grid in pair)
        if mine and other:
            yield Identity("same", mine, (other,), scope="tables")
    columns: tuple[str | None, ...] = (None, *NATURES)
    for column in columns:
        left, right = (dict(_by_code(grid, column)) for grid in pair)
        for code in left:
            if code in right:
                yield Identity("rows-alike", left[code], (right[code],), scope="tables")


def _by_code(grid: Grid, nature: str | None) -> Iterator[tuple[str, Figure]]:
    columns = columns_of(grid, nature)
    for code, row in grid.codes.items():
        figure = grid.sure(row, columns[0]) if len(columns) == 1 and row not in grid.unsure else None
        if figure and not figure.blank:
            yield code, figure


def _classes(summary: Grid, detail: Grid, fund: str) -> Iterator[Identity]:
    sums, shown = _sums(detail, fund), tuple(_shown(summary, fund))
    spare = _left_out(summary, detail, fund)
    for figure in shown:
        code = class_code(row_label(figure))
        if code is None or code not in sums:
            continue
        more = figure.quantity.yuan - sum((part.quantity.yuan for part in sums[code]), Decimal(0))
        if not 0 < more <= spare:
            yield Identity(f"classes-{summary.kind}", figure, sums[code], scope="classes")


def _left_out(summary: Grid, detail: Grid, fund: str) -> Decimal:
    """What last year left, in yuan, where the table of a fund shows only what this year grants (当年拨款), else 0."""
    whole = grand_total(detail)
    if not fund or whole is None:
        return Decimal(0)
    spent = {
        figure.quantity.yuan
        for figure in summary.cells.values()
        if figure.facets.fund == fund and figure.facets.flow != "income" and not figure.blank
    }
    if whole.quantity.yuan in spent:
        return Decimal(0)
    brought = [
        figure.quantity.yuan
        for side in sides(summary).values()
        for figure in side.carried
        if figure.facets.flow in ("income", "carry-in") and not figure.blank
    ]
    return max(brought, default=Decimal(0))


def _shown(grid: Grid, fund: str) -> Iterator[Figure]:
    """The sure cells of the classes of expenditure, in the column of ``fund`` if there is one."""
    for (row, column), figure in grid.cells.items():
        outlay = figure.facets.flow == "expenditure" and figure.facets.item and figure.column != "prior"
        mine = not fund or (figure.facets.fund == fund and "其中" not in "".join(figure.column_path))
        if outlay and mine and not figure.blank and grid.sure(row, column):
            yield figure


def _sums(grid: Grid, fund: str) -> dict[str, tuple[Figure, ...]]:
    """The total-column figures that make up each class: its own row, else the highest rows printed below it.

    A table without a total may be the rest of one: only a class's own row counts there, and only where all that the
    table adds up, across and downward, holds.
    """
    known = grid.codes
    columns = [column for column, path in grid.columns.items() if path and _TOTAL.search(path[-1])]
    whole = any(is_total(figure) for figure in grid.cells.values())
    if len(columns) != 1 or not (whole or (not fund and _adds_up(grid))):
        return {}
    found: dict[str, list[Figure]] = {}
    for code in known:
        if ancestor(code, known) is None:
            figure = grid.sure(known[code], columns[0])
            if figure is None or known[code] in grid.unsure:
                return {}
            if whole or len(code) == CLASS:
                found.setdefault(code[:CLASS], []).append(figure)
    return {code: tuple(figures) for code, figures in found.items()}


def _adds_up(grid: Grid) -> bool:
    """Whether a table has sums enough to show that it was read, and all of them hold."""
    telling = [each for each in identities(grid) if each.telling]
    return len(telling) >= ENOUGH and all(each.agreement == "equal" for each in telling)


@lru_cache(maxsize=4096)
def class_code(label: str) -> str | None:
    """The code of the 类 that a row label names, numerals aside."""
    name = re.sub(r"^[（(]?[一二三四五六七八九十]+[）)、.]?", "", label)
    return next(
        (code for code, known in _names().items() if any(label_likeness(name, n) >= ALIKE for n in known)),
        None,
    )


@cache
def _names() -> dict[str, tuple[str, ...]]:
    return {code: names for code, names in functional().items() if len(code) == 3}
