"""表内合计不符

检查什么：表内各项勾稽：合计列等于各分列之和，类等于所列各款之和、款等于所列各项之和，合计行等于最上一级之和；
收支总表的本年收入、本年支出等于各行之和，加上结转结余等于总计，收入总计等于支出总计；政府性基金表年初结转加本年收入
减本年支出等于年末结转；“三公”经费合计等于三项之和、公车小计等于购置加运行维护；人员经费合计等于 301 加 303 等。
n 个数相加允许 n 个末位之半的误差。
只用列位置确定的单元格（列位置不定的，须横向、纵向两处合计指向同一个单元格、同一个数，或者整行放在哪几列都不符、而改正一处笔误即相符）；同一张表里同类关系大多成立时，才报告不成立的那一处；改一个单元格能使几处关系都成立的，
只报告那个单元格。

为什么：报表出自系统，合计通常是对的；不对往往说明有人手工改过单元格。

例：302 商品和服务支出 12.50 万元，其下各项相加为 12.05 万元。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...extract.interval import base_signed, plain, to_unit
from ..diagnosis import written_slip
from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Severity, Suggestion
from ..tables.equation import Identity
from ..tables.faults import Fault, account
from ..tables.floating import floating_faults
from ..tables.remedy import cell_at_fault
from ..tables.unplaced import Misfit, misfits
from ..wording import cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
SMALL = Decimal("0.01")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge the identities within every table."""
    found = account(evidence)
    for each in found.rounded:
        if each.scope == "table" and each.telling:
            yield _rounding(evidence, each)
    for fault in found.faults:
        if fault.scope != "table":
            continue
        if fault.right is not None:
            yield cell_at_fault(evidence, fault, Blame(CODE, RULE, "table-sum", "error", 0.9))
        else:
            yield _finding(evidence, fault)
    accused = {fault.cell.id for fault in found.faults}
    for fault in floating_faults(evidence):
        if fault.cell.id not in accused:
            accused.add(fault.cell.id)
            yield _floating(evidence, fault)
    for misfit in misfits(evidence):
        if not accused & {figure.id for figure in misfit.figures}:
            yield _unplaced(evidence, misfit)


def _unplaced(evidence: Evidence, misfit: Misfit) -> Finding:
    """A row that fits no columns; where one number of it would set that right, with what it should be."""
    cell, right = misfit.cell, misfit.right
    unit = cell.quantity.unit or ""
    shown = "、".join(plain(figure.quantity.value) for figure in misfit.figures)
    words = f"同一行的数{shown}，无论放在哪几列，合计都不等于各分项之和"
    finding = accuse_cell(
        evidence,
        cell,
        Blame(CODE, RULE, "table-sum", "error" if right is not None else "warning", 0.85),
        expected=f"{plain(right)}{unit}" if right is not None else "合计与各分项相符",
        workings=words,
        others=[figure for figure in misfit.figures if figure is not cell],
        message=f"{cell_words(evidence, cell)}，{words}。",
    )
    if right is None or cell.start is None or cell.end is None:
        return finding
    return replace(
        finding,
        diagnosis=f"{misfit.slip}：改为{plain(right)}{unit}即相符",
        suggestion=Suggestion(cell.start, cell.end, plain(right)),
    )


def _floating(evidence: Evidence, fault: Fault) -> Finding:
    """A cell in no certain column: no search comes after, so the slip is named here."""
    finding = cell_at_fault(evidence, fault, Blame(CODE, RULE, "table-sum", "error", 0.9))
    cell, right = fault.cell, fault.right
    if right is None or cell.start is None or cell.end is None:
        return finding
    value = to_unit(right, cell.quantity.unit, cell.quantity.step)
    return replace(
        finding,
        diagnosis=written_slip(cell.quantity.value, value),
        suggestion=Suggestion(cell.start, cell.end, plain(value)),
    )


def _finding(evidence: Evidence, fault: Fault) -> Finding:
    each = fault.broken[0]
    stated, added = base_signed(each.total.quantity)[0], each.sum
    likely = abs(stated - added) <= SMALL * abs(stated) or bool(written_slip(stated, added))
    blame = Blame(CODE, RULE, "table-sum", "error" if likely else "warning", 0.8 if likely else 0.6)
    return accuse_cell(
        evidence,
        each.total,
        blame,
        expected=f"{each.added}{each.total.quantity.unit or ''}",
        workings=each.words() if each.of_two else each.addition(),
        others=(*each.parts, *each.minus),
        message=f"{cell_words(evidence, each.total)}，{_misfit(each)}。",
    )


def _misfit(each: Identity) -> str:
    """How the total and its parts differ, and where the mistake may be."""
    if each.of_two:
        return f"与所属各项之和不符：{each.words()}"
    total = each.total.quantity
    gap = to_unit(abs(base_signed(total)[0] - each.sum), total.unit, total.step)
    return (
        f"与所属各项之和相差{plain(gap)}{total.unit or ''}：{each.addition()}；合计有误，或各项中有错、有漏"
    )


def _rounding(evidence: Evidence, each: Identity) -> Finding:
    return accuse_cell(
        evidence,
        each.total,
        Blame(CODE, RULE, "rounding", "info", 0.8),
        workings=each.words(),
        expected=f"{each.added}{each.total.quantity.unit or ''}",
        message=f"合计与各项之和只差末位，属四舍五入：{each.words()}。",
    )
