"""The rows of a table: their labels with those above them, their codes, and what they are called."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from ..narrative.model import Cell, Report, Table
from ..narrative.record import record
from .cells import cell_value, plain_label
from .named import CODED, named_codes

_HAS_PARTS = re.compile(r"结转|结余|本年收入|本年支出|^一般公共预算|公务用车购置")
_NUMERALS = tuple(
    re.compile(pattern)
    for pattern in (
        r"[一二三四五六七八九十]+、",
        r"[（(][一二三四五六七八九十]+[）)]",
        r"\d{1,2}[.、．]",
        r"[（(]\d{1,2}[）)]",
    )
)
_FUNDS = ("一般公共预算", "政府性基金", "国有资本经营", "财政专户", "单位资金")
_SHORTEST = 4
"""A name has so many characters; what is fewer behind an organisation's is a part of that (本级, 机关)."""


@record
class Row:
    """A row's reading: its labels, outermost first, and the code."""

    path: tuple[str, ...]
    code: str | None


def read_rows(table: Table) -> list[tuple[int, Row]]:
    """(row index, labels and code) of every row of data, with parents by code and by numerals."""
    names: dict[str, str] = {}
    above: dict[str, str] = {}
    by_name = _by_name(table)
    found = []
    for i in range(table.header_rows, len(table.rows)):
        row = table.rows[i]
        code = row[0].text if table.stub_columns == 2 else ""
        raw = "".join(row[table.stub_columns - 1].text.split())
        label = plain_label(raw)
        if code:
            names[code] = label
            parents = tuple(names[code[:n]] for n in (3, 5) if n < len(code) and code[:n] in names)
            found.append((i, Row((*parents, label), code)))
            continue
        side = _side(table, row)
        over = above.get(side, "")
        if i in by_name:
            found.append((i, by_name[i]))
        elif _is_sub_row(raw, label, over):
            found.append((i, Row((plain_label(over), label), None)))
        else:
            found.append((i, Row((label,), None)))
            above[side] = raw if _HAS_PARTS.search(label) else ""
    return found


def _by_name(table: Table) -> dict[int, Row]:
    """The rows of 科目 of a table that prints no codes, with the names above each and the code where it is sure."""
    if table.stub_columns != 1 or table.kind not in CODED:
        return {}
    first = table.header_rows
    labels = [plain_label("".join(row[0].text.split())) for row in table.rows[first:]]
    return {
        first + i: Row((*(labels[j] for j in each.above), labels[i]), each.code if each.sure else None)
        for i, each in named_codes(labels).items()
    }


def _side(table: Table, row: tuple[Cell, ...]) -> str:
    """收入 or 支出, the half of a two-sided table that a row of it fills; ``""`` elsewhere."""
    for cell in row[table.stub_columns :]:
        if cell.columns:
            return table.columns[cell.columns[0]][0]
    return ""


def _is_sub_row(raw: str, label: str, over: str) -> bool:
    """Whether a row of a summary table is a part of the row above it (其中：, （一）, a fund under 年初结转)."""
    if not over:
        return False
    if raw.startswith("其中"):
        return True
    mine, theirs = _numeral_depth(raw), _numeral_depth(over)
    if mine:
        return mine > theirs
    return bool(re.search(r"结转|结余", over)) and label.startswith(_FUNDS)


def _numeral_depth(raw: str) -> int:
    """How deep the numeral before a label stands: 0 none, 1 一、, 2 （一）, 3 1., 4 （1）."""
    for depth, pattern in enumerate(_NUMERALS, 1):
        if pattern.match(raw):
            return depth
    return 0


def totals_by_name(table: Table, rows: list[tuple[int, Row]], organisation: str) -> frozenset[str]:
    """Labels that name the organisation itself: such a row is the row of totals, or 本级 where 合计 is another."""
    alone = (
        {rows[0][1].path[-1]}
        if len(rows) == 1 and re.search(r"[局院委会校学所站部队厅府处室心]$", rows[0][1].path[-1])
        else set()
    )
    own, printed = (
        [_amounts(table, i) for i, row in rows if row.path[-1] in names]
        for names in ((organisation,), ("合计", "总计"))
    )
    if printed and own and not any(each in printed for each in own):
        return frozenset(alone)
    return frozenset({organisation} - {""} | alone)


def _amounts(table: Table, row: int) -> tuple[Decimal, ...]:
    """What a row's cells amount to."""
    return tuple(cell_value(cell.text) or Decimal(0) for cell in table.rows[row][table.stub_columns :])


def is_fixed(table: Table, row: Row) -> bool:
    """Whether a row is 资产总额 of a table of 固定资产: of these alone."""
    return table.kind == "assets" and row.path[-1] == "资产总额" and "固定资产" in table.title


def by_own_name(row: Row, table: Table, report: Report) -> Row:
    """The row of a project without whose it is, where a column of units stands before that of names."""
    name = row.path[-1].removeprefix(report.organisation)
    if table.kind != "project" or len(name) < _SHORTEST or name == row.path[-1]:
        return row
    return replace(row, path=(*row.path[:-1], name))
