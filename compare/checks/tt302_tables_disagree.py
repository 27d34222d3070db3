"""表与表之间不一致

检查什么：不同表中应当相同的数：收入决算表合计与收支总表本年收入合计，支出决算表合计与收支总表本年支出合计，
一般公共预算支出表合计与财政拨款总表一般公共预算列的本年支出合计，基本支出表与一般公共预算支出表的基本支出。支出表与
一般公共预算支出表合计相同时，说明没有其他资金，其基本支出、项目支出也应相同。列位置不确定的数，各个可能的位置都不符才报告。

为什么：各表由同一套账生成，表间不一致说明某张表填错了行或列。

例：支出表合计行“项目支出”为 20.00 万元，一般公共预算支出表合计行“项目支出”为 2.00 万元，而两表合计相同。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.interval import copies, plain
from ...extract.model import Figure
from ..grids import Grid, grids, is_total, row_label
from ..model import Evidence, Finding, Judgement, Severity
from ..wording import Blame, accuse_cell, amount, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_TOTAL = re.compile(r"(?:合计|总计|小计)(?:金额)?$|^本年(?:收入|支出)$")
_NATURES = {"basic": re.compile("基本支出"), "project": re.compile("项目支出")}


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge the figures that two tables share."""
    by_kind: dict[str, list[Grid]] = {}
    for grid in grids(evidence):
        by_kind.setdefault(grid.kind, []).append(grid)
    tables = {kind: found[0] for kind, found in by_kind.items() if len(found) == 1}
    for left, right in _same(tables):
        if left and right and copies(left.quantity, right.quantity) == "differs":
            yield _finding(evidence, left, right)
    yield from _no_other_funds(evidence, tables)


def _same(tables: dict[str, Grid]) -> Iterator[tuple[Figure | None, Figure | None]]:
    statement, fiscal = tables.get("income-expenditure"), tables.get("fiscal-income-expenditure")
    income, spending, general = (
        tables.get(kind) for kind in ("income", "expenditure", "general-expenditure")
    )
    if statement and income and _carries_nothing(income):
        yield _total(income, None), _line(statement, "本年收入合计", None)
    if statement and spending:
        yield _total(spending, None), _line(statement, "本年支出合计", None)
    if fiscal and general:
        yield _total(general, None), _line(fiscal, "本年支出合计", re.compile("一般公共预算"))
    basic = tables.get("basic-expenditure")
    if basic and general:
        yield _total(basic, None), _total(general, "basic")


def _carries_nothing(grid: Grid) -> bool:
    """Whether the income table has no column for what last year left."""
    return not any(re.search("结转|结余", part) for path in grid.columns.values() for part in path)


def _columns(grid: Grid, nature: str | None) -> list[int]:
    if nature:
        return [
            column
            for column, path in grid.columns.items()
            if path
            and (
                _NATURES[nature].search(path[-1])
                or (path[-1] in ("小计", "合计") and _NATURES[nature].search("".join(path)))
            )
        ]
    return [
        column
        for column, path in grid.columns.items()
        if path
        and _TOTAL.search(path[-1])
        and not any(pattern.search("".join(path)) for pattern in _NATURES.values())
    ]


def _total(grid: Grid, nature: str | None) -> Figure | None:
    """The grand total in the total column or in the one of ``nature``, if it is the only one."""
    columns = _columns(grid, nature)
    found = [
        figure
        for row in grid.rows()
        for column in columns
        if (figure := grid.sure(row, column)) and is_total(figure) and not figure.blank
    ]
    return found[0] if len(found) == 1 else None


def _line(grid: Grid, name: str, column: re.Pattern[str] | None) -> Figure | None:
    found = [
        figure
        for (row, place), figure in grid.cells.items()
        if row_label(figure) == name
        and not figure.blank
        and grid.sure(row, place)
        and (column is None or any(column.search(part) for part in figure.column_path))
    ]
    return found[0] if len(found) == 1 else None


def _finding(evidence: Evidence, left: Figure, right: Figure) -> Finding:
    words = f"{cell_words(evidence, left)}，{cell_words(evidence, right)}"
    return accuse_cell(
        evidence,
        left,
        Blame(CODE, RULE, "cross-table", "warning", 0.7),
        others=(right,),
        message=f"两表应当相同而不同：{words}。",
        expected=amount(right.quantity),
        workings=words,
    )


def _no_other_funds(evidence: Evidence, tables: dict[str, Grid]) -> Iterator[Finding]:
    """Where all spending is from the general budget, both tables must show it alike."""
    spending, general = tables.get("expenditure"), tables.get("general-expenditure")
    if spending is None or general is None:
        return
    left, right = _total(spending, None), _total(general, None)
    if left is None or right is None or copies(left.quantity, right.quantity) != "equal":
        return
    for nature in _NATURES:
        mine, other = _total(spending, nature), _total(general, nature)
        if mine and other and copies(mine.quantity, other.quantity) == "differs":
            yield _finding(evidence, mine, other)
    yield from _floating(evidence, spending, general)


def _floating(evidence: Evidence, spending: Grid, general: Grid) -> Iterator[Finding]:
    """A total whose column is not certain and that fits none of its possible columns."""
    places = {nature: set(_columns(spending, nature)) for nature in _NATURES}
    for figure in spending.floating:
        if not is_total(figure) or figure.blank:
            continue
        possible = {figure.place.column, *figure.alternatives}
        options = [
            other
            for nature, columns in places.items()
            if columns & possible and (other := _total(general, nature)) is not None
        ]
        if len(options) != len(_NATURES) or any(
            copies(figure.quantity, each.quantity) != "differs" for each in options
        ):
            continue
        shown = "、".join(f"{''.join(each.column_path[-1:])}{plain(each.quantity.value)}" for each in options)
        words = f"{cell_words(evidence, options[0]).split('”行')[0]}”行为{shown}"
        yield accuse_cell(
            evidence,
            figure,
            Blame(CODE, RULE, "cross-table", "error", 0.8),
            others=options,
            message=f"合计行的{amount(figure.quantity)}放在哪一列都与另一表不符：{words}。",
            expected=shown,
            workings=words,
        )
