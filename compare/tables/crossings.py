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
from .totals import NATURES, TOTAL, Tables, columns_of, grand_total, only_tables, same_totals

_CLASSES = (
    ("income-expenditure", "expenditure", ""),
    ("fiscal-income-expenditure", "general-expenditure", "general"),
)
ALIKE = 0.95
CLASS = 3
"""The digits of the code of a 类."""
ENOUGH = 4
"""So many sums show that a table without a total was read."""


def crossings(every: Iterable[Grid]) -> Iterator[Identity]:
    """All identities between two tables whose cells are certain."""
    every = tuple(every)
    tables = only_tables(every)
    for left, right in same_totals(every):
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
    columns = [column for column, path in grid.columns.items() if path and TOTAL.search(path[-1])]
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
