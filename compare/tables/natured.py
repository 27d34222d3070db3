"""Tables that set 基本支出 and 项目支出 below each other, each with its economic 类 (工资福利支出 …) below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ...extract.model import Figure
from ...extract.subjects import clean_label
from ...narrative.lexicon import economic
from ..once import once
from .equation import Identity
from .grids import Grid, row_label
from .statements import sides

_KINDS = ("income-expenditure", "expenditure")
_NATURES = {"基本支出": "basic", "项目支出": "project"}
_FIRST = re.compile(r"^其中[：:]?")
LEAST = 2
"""So many 类 below a nature are its list, not one that is named as an example."""


@dataclass(frozen=True, slots=True)
class Block:
    """The row of a nature and the rows of the economic 类 right below it, by their codes."""

    nature: str
    total: Figure
    groups: Mapping[str, Figure]


@once
def blocks(grid: Grid) -> tuple[Block, ...]:
    """The natures of a table with their 类; none of a column in which a 类 stands that no nature heads."""
    if grid.kind not in _KINDS:
        return ()
    spent = (side.rows for side in sides(grid).values() if side.flow == "expenditure")
    return tuple(block for rows in spent for block in _blocks(rows))


def nature_identities(grid: Grid) -> Iterator[Identity]:
    """基本支出 = the 类 below it, and so 项目支出; only where one of them holds is the table read so."""
    found = [Identity("natures", each.total, tuple(each.groups.values())) for each in blocks(grid)]
    if any(each.telling and each.agreement != "differs" for each in found):
        yield from found


def group_crossings(grid: Grid, basic: Grid) -> Iterator[Identity]:
    """The 类 below 基本支出 and those of the table of basic expenditure, where both tables have the same total."""
    rows = {code: row for code, row in basic.codes.items() if len(code) == 3}
    for block in blocks(grid):
        if block.nature != "basic":
            continue
        whole = _column(basic, block.total)
        for code, figure in block.groups.items() if whole is not None else ():
            other = basic.sure(rows[code], whole or 0) if code in rows else None
            if other is not None and not other.blank and not figure.blank:
                yield Identity("groups", figure, (other,), scope="tables")


def _column(basic: Grid, total: Figure) -> int | None:
    """The column of the table of basic expenditure whose grand total is the amount of ``total``."""
    found = {
        column
        for (row, column), figure in basic.cells.items()
        if row_label(figure) in ("合计", "总计", "基本支出合计", "支出合计")
        and basic.sure(row, column)
        and figure.quantity.yuan == total.quantity.yuan
    }
    return found.pop() if len(found) == 1 else None


def _blocks(rows: tuple[Figure, ...]) -> Iterator[Block]:
    nature, groups = "", dict[str, Figure]()
    total = rows[0]
    for figure in rows:
        name = _FIRST.sub("", clean_label(row_label(figure)))
        code = _classes().get(name)
        if nature and code is not None and code not in groups:
            groups[code] = figure
            continue
        if nature and len(groups) >= LEAST and code is None:
            yield Block(nature, total, groups)
        nature, groups, total = ("" if code else _NATURES.get(name, "")), {}, figure
    if nature and len(groups) >= LEAST:
        yield Block(nature, total, groups)


@cache
def _classes() -> dict[str, str]:
    """The names of the 类 of 部门预算支出经济分类, with their codes."""
    return {
        clean_label(name): code
        for code, names in economic().items()
        if len(code) == 3 and code < "400"
        for name in names
    }
