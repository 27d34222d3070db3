"""表内合计不符

检查什么：表内各项勾稽：合计列等于各分列之和，类等于所列各款之和、款等于所列各项之和，合计行等于最上一级之和，
“三公”经费合计等于三项之和、公车小计等于购置加运行维护，人员经费合计等于 301 加 303 等。
n 个数相加允许 n 个末位之半的误差。
只用列位置确定的单元格；同一张表里同类关系大多成立时，才报告不成立的那一处。

为什么：报表出自系统，合计通常是对的；不对往往说明有人手工改过单元格。

例：302 商品和服务支出 12.50 万元，其下各项相加为 12.05 万元。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...extract.interval import base_signed, plain, to_unit
from ...extract.model import Figure
from ..diagnosis import written_slip
from ..grids import Grid, grids
from ..identities import Identity, identities
from ..model import Evidence, Finding, Judgement, Severity
from ..wording import Blame, accuse_cell, amount, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
MOST_SHOWN = 10
SMALL = Decimal("0.01")


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge the identities of every table."""
    for grid in grids(evidence):
        yield from _judge(evidence, grid)


def _judge(evidence: Evidence, grid: Grid) -> Iterator[Finding]:
    families: dict[str, list[Identity]] = {}
    for each in identities(grid):
        if each.telling or each.agreement == "differs":
            families.setdefault(each.family, []).append(each)
    holding = sum(1 for members in families.values() for each in members if each.agreement != "differs")
    accused: list[Identity] = []
    for members in families.values():
        broken = [each for each in members if each.agreement == "differs"]
        for each in members:
            if each.agreement == "rounding":
                yield _rounding(evidence, each)
        if broken and holding >= 2 and len(broken) * 3 <= max(len(members), 3) and not _row_lost(broken):
            accused += broken
    yield from _findings(evidence, accused)


def _findings(evidence: Evidence, broken: list[Identity]) -> Iterator[Finding]:
    """One finding for each broken identity, or for a cell whose correction mends two of them."""
    mended: set[int] = set()
    for i, first in enumerate(broken):
        for j in range(i + 1, len(broken)):
            cell = _culprit(first, broken[j])
            if cell is not None and not {i, j} & mended:
                mended |= {i, j}
                yield _cell_finding(evidence, cell, first, broken[j])
    yield from (_finding(evidence, each) for i, each in enumerate(broken) if i not in mended)


def _corrections(each: Identity) -> dict[str, Decimal]:
    """What each cell would have to be for the identity to hold, in 元."""
    gap = base_signed(each.total.quantity)[0] - _sum(each)
    mended = {part.id: base_signed(part.quantity)[0] + gap for part in each.parts if part.quantity.value}
    return mended | {each.total.id: _sum(each)}


def _culprit(first: Identity, other: Identity) -> Figure | None:
    """The cell that both identities hold and that one correction sets right in both."""
    mine, theirs = _corrections(first), _corrections(other)
    shared = [name for name in mine if name in theirs and mine[name] == theirs[name]]
    if len(shared) != 1:
        return None
    return next(figure for figure in (first.total, *first.parts) if figure.id == shared[0])


def _cell_finding(evidence: Evidence, cell: Figure, first: Identity, other: Identity) -> Finding:
    unit, step = cell.quantity.unit, cell.quantity.step
    right = f"{plain(to_unit(_corrections(first)[cell.id], unit, step))}{unit or ''}"
    words = f"{_words(first)}；{_words(other)}"
    return accuse_cell(
        evidence,
        cell,
        Blame(CODE, RULE, "table-sum", "error", 0.9),
        expected=right,
        workings=words,
        others=(first.total, other.total),
        message=f"{cell_words(evidence, cell)}，横向、纵向合计都不符，应为{right}：{words}。",
    )


def _row_lost(broken: list[Identity]) -> bool:
    """Whether one total lacks something in several columns: a row was not read rather than a number wrong."""
    rows = [each.total.place.row for each in broken if each.family in ("codes", "total")]
    return len(rows) != len(set(rows))


def _sum(each: Identity) -> Decimal:
    return sum((base_signed(part.quantity)[0] for part in each.parts), Decimal(0))


def _words(each: Identity) -> str:
    shown = [part for part in each.parts if part.quantity.value]
    text = "+".join(plain(part.quantity.value) for part in shown[:MOST_SHOWN])
    unit = each.total.quantity.unit
    more = "+…" if len(shown) > MOST_SHOWN else ""
    return f"{text or '0'}{more}={_added(each)}{unit or ''}，表中为{amount(each.total.quantity)}"


def _added(each: Identity) -> str:
    return plain(to_unit(_sum(each), each.total.quantity.unit, each.total.quantity.step))


def _finding(evidence: Evidence, each: Identity) -> Finding:
    stated, added = base_signed(each.total.quantity)[0], _sum(each)
    likely = abs(stated - added) <= SMALL * abs(stated) or bool(written_slip(stated, added))
    blame = Blame(CODE, RULE, "table-sum", "error" if likely else "warning", 0.8 if likely else 0.6)
    return accuse_cell(
        evidence,
        each.total,
        blame,
        expected=f"{_added(each)}{each.total.quantity.unit or ''}",
        workings=_words(each),
        others=each.parts,
        message=f"{cell_words(evidence, each.total)}，与所属各项之和不符：{_words(each)}。",
    )


def _rounding(evidence: Evidence, each: Identity) -> Finding:
    return accuse_cell(
        evidence,
        each.total,
        Blame(CODE, RULE, "rounding", "info", 0.8),
        workings=_words(each),
        expected=f"{_added(each)}{each.total.quantity.unit or ''}",
        message=f"合计与各项之和只差末位，属四舍五入：{_words(each)}。",
    )
