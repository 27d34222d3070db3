"""表中的增减额、增减率与两列不符

检查什么：表中有“增减额”“增减%”一类的列时，逐行按它所比较的两列重算：增减额＝本年数－上年数，增减率＝增减额÷上年数。
是哪两列，由各行自己说明：绝大多数行都成立的那两列。不看正负号，容许四舍五入；上年数为0的行不算增减率；
列位置不定的行、两列本身已被判错的行不算。只有一处笔误（颠倒、多写、漏写、错一位、小数点、除数用错）能解释的，判为错误；
其余各行都成立而这一行不成立、又没有笔误能解释的，列为疑点；合计行写成各行增减率平均数的，也只列为疑点。

为什么：增减列常常是手工填的，改了本年数而没有重算，或者抄错一位。

例：上年执行数 40.00 万元、本年预算数 44.30 万元，增减额写 3.40 万元，应为 4.30 万元。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...extract.interval import plain
from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Severity, Suggestion
from ..tables.changed import Misprint, misprints
from ..wording import amount, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge every cell of the columns of changes whose two columns the other rows show."""
    for each in misprints(evidence):
        yield _finding(evidence, each)


def _finding(evidence: Evidence, each: Misprint) -> Finding:
    cell, right = each.cell, amount(each.right)
    rate = cell.quantity.unit == "%"
    words = f"{amount(each.now.quantity)}-{amount(each.then.quantity)}"
    words = f"（{words}）÷{amount(each.then.quantity)}={right}" if rate else f"{words}={right}"
    severity: Severity = "error" if each.slip else "warning"
    finding = accuse_cell(
        evidence,
        cell,
        Blame(CODE, RULE, "growth" if rate else "table-sum", severity, 0.9 if each.slip else 0.6),
        expected=right,
        workings=words,
        others=(each.now, each.then),
        message=f"{cell_words(evidence, cell)}，按同一行的两列计算应为{right}：{words}。",
    )
    if each.averaged:
        return replace(finding, diagnosis="写成了各行增减率的平均数")
    if not each.slip or cell.start is None or cell.end is None:
        return finding
    sign = "-" if cell.text.strip().startswith("-") else ""
    percent = "%" if cell.text.strip().endswith("%") else ""
    printed = f"{sign}{plain(abs(each.right.value))}{percent}"
    return replace(finding, diagnosis=each.slip, suggestion=Suggestion(cell.start, cell.end, printed))
