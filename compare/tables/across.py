"""The columns that add up across by the way their heads are nested, where the form of the table is not known.

小计 is the sum of the columns beneath the same words, 合计 that of all columns at the top: 合计 | 本年收入 (小计 |
事业收入 | 其他收入) | 上年结转 (小计 | …). Whether that is so in a table is seen from its rows: most must hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .grids import ColumnPath, Grid

ADDING = frozenset(
    {"income", "expenditure", "general-expenditure", "government-fund", "state-capital", "project"}
)
"""The kinds of tables whose columns split the amount of a row."""
_WHOLE = re.compile(r"^(?:小计|合计|总计)$")
_SUBTOTAL = re.compile("[^小合]{2,}小计")
"""基本支出小计 beside 人员经费 and 公用经费, which it holds."""
_APART = re.compile(
    r"其中|执行|决算|预算数|上年(?!.*结转)|去年|\d{4}|增减|增长|比|[%％占]|数量|人数|年初|年末|结转下年|？|本年|累计"
)
"""Heads of columns that are no part of a sum: another year, a change, a balance, an amount listed again."""


_OTHER_TIME = re.compile(r"执行数|决算数|^上年(?!.*结转)|增减|增长|[%％]")


def is_apart(path: ColumnPath) -> bool:
    """Whether a column surely is no part of this year's amount: last year's, or a change."""
    return bool(path) and bool(_OTHER_TIME.search(path[0]))


def across(grid: Grid) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Each column that is a whole and its parts."""
    if grid.kind not in ADDING:
        return
    groups: dict[str, list[int]] = {}
    for column in sorted(grid.columns):
        path = grid.columns[column]
        groups.setdefault(path[0] if path else "", []).append(column)
    wholes = {top: _whole(grid, columns) for top, columns in groups.items()}
    for top, columns in groups.items():
        whole = wholes[top]
        if whole is not None and len(columns) > 2 and _flat(grid, columns):
            yield whole, tuple(column for column in columns if column != whole)
    yield from _at_the_top(groups, wholes)


def _at_the_top(
    groups: dict[str, list[int]], wholes: dict[str, int | None]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    totals = [top for top in groups if _WHOLE.match(top) and len(groups[top]) == 1]
    parts = [wholes[top] for top in groups if top not in totals]
    named = not any(_APART.search(top) for top in groups if top not in ("本年收入", "本年支出"))
    named = named and not any(_SUBTOTAL.fullmatch(top) for top in groups)
    if len(totals) == 1 and named and len(parts) > 1 and None not in parts:
        yield groups[totals[0]][0], tuple(part for part in parts if part is not None)


def _whole(grid: Grid, columns: list[int]) -> int | None:
    """The column that stands for a group: its 小计, or the only one it has."""
    if len(columns) == 1:
        return columns[0] if len(grid.columns[columns[0]]) == 1 else None
    found = [column for column in columns if _WHOLE.match(grid.columns[column][-1])]
    return found[0] if len(found) == 1 else None


def _flat(grid: Grid, columns: list[int]) -> bool:
    """Whether the columns of a group stand beneath one word, each with a name that is a part of a sum."""
    paths: list[ColumnPath] = [grid.columns[column] for column in columns]
    return all(len(path) == 2 and not _APART.search(path[-1]) for path in paths) and len(set(paths)) == len(
        paths
    )
