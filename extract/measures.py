"""In what a table's cells are measured: their unit, and the step of each column."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from ..narrative.model import Cell, Table
from .cells import cell_step, cell_value

_IN_BRACKETS = re.compile(
    r"[（(](?:(?:金额|计量)?单位[:：])?([百千万亿]*元|平方米|人次|批次|公里|[个名人辆台套件批家户处间亩])(?:[/／][台套件辆个])?[)）]$"
)
_WRITTEN = re.compile(r"(?:[%％‰家个名次辆台项件批套户]|人次)$")
_COUNTED = ((r"车", "辆"), (r"房|面积|土地", "平方米"), (r"设备", "台"))


def measure(cell: Cell, asked: str, label: str, unit: str, *, counted: bool) -> str:
    """The unit of a cell: as written in it, as its column (``asked``) or its row asks, or the table's ``unit``."""
    written = _WRITTEN.search(cell.text) if cell.text and not cell.text[-1].isdecimal() else None
    if written:
        return "%" if written[0] == "％" else written[0]
    return asked or _asked(label) or (_counted(label) if counted else unit)


@lru_cache(maxsize=4096)
def unit_of_column(label: str) -> str:
    """The unit that a column's label asks for; ``""`` if it asks for none."""
    if label.endswith(("率", "%", "％", "（%）", "比例")):
        return "%"
    return "分" if re.search(r"分值|得分", label) else _asked(label)


@lru_cache(maxsize=4096)
def _asked(label: str) -> str:
    """The unit in brackets behind a label: 车辆（辆）, 接待人次（人）, 价值（万元）; ``""`` if there is none."""
    found = _IN_BRACKETS.search(label)
    return found[1] if found else ""


def _counted(label: str) -> str:
    """What a row under 数量 is counted in, if its label has no unit."""
    return next((unit for words, unit in _COUNTED if re.search(words, label)), "个")


def column_steps(table: Table) -> dict[int, Decimal]:
    """The finest step written in each column (trailing zeros get dropped, 0.1 may stand for 0.10).

    A zero is printed as the form has it (0.00), which tells nothing where three amounts or more show their step.
    """
    amounts: dict[int, list[Decimal]] = {}
    zeros: dict[int, list[Decimal]] = {}
    for row in table.rows[table.header_rows :]:
        for cell in row[table.stub_columns :]:
            if cell.start is not None and len(cell.columns) == 1 and cell_value(cell.text) is not None:
                kept = amounts if cell_value(cell.text) else zeros
                kept.setdefault(cell.columns[0], []).append(min(cell_step(cell.text), Decimal(1)))
    return {
        j: min(amounts.get(j, []) if len(amounts.get(j, [])) > 2 else amounts.get(j, []) + zeros.get(j, []))
        for j in amounts.keys() | zeros.keys()
    }
