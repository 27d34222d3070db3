"""收支总表的类级支出与支出表不一致

检查什么：收入支出总表“支出”栏里的每个类（教育支出、卫生健康支出……），应等于支出表中这一类的数（没有打印类级行的，
为其下各款、各项之和）；财政拨款收支总表的“一般公共预算”列，应等于一般公共预算支出表的类。只差末位的不算。

为什么：几张表出自同一套账，类级数不同，必有一张表录错、漏行或串行。

例：收入支出决算总表“教育支出”为 630.00 万元，支出决算表 205 教育支出为 360.00 万元。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Blame, accuse_cell
from ..model import Evidence, Finding, Severity
from ..tables.faults import Fault, account
from ..tables.remedy import cell_at_fault
from ..wording import amount, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
MOST_SHOWN = 6


def check(evidence: Evidence) -> Iterator[Finding]:
    """Judge the classes of each summary table whose detailed table is printed once."""
    for fault in account(evidence).faults:
        if fault.scope == "classes":
            yield _finding(evidence, fault)


def _finding(evidence: Evidence, fault: Fault) -> Finding:
    if fault.right is not None:
        return cell_at_fault(evidence, fault, Blame(CODE, RULE, "cross-table", "error", 0.85))
    shown, parts = fault.cell, fault.broken[0].parts
    added = "+".join(amount(part.quantity) for part in parts[:MOST_SHOWN])
    added += "+…" if len(parts) > MOST_SHOWN else ""
    words = f"{cell_words(evidence, shown)}，{cell_words(evidence, parts[0])}"
    if len(parts) > 1:
        words = f"{cell_words(evidence, shown)}，另一表中这一类各项为{added}"
    return accuse_cell(
        evidence,
        shown,
        Blame(CODE, RULE, "cross-table", "error", 0.8),
        message=f"两表同一类的支出不同：{words}。",
        expected=added if len(parts) <= MOST_SHOWN else f"{fault.broken[0].added}{shown.quantity.unit or ''}",
        workings=f"{amount(shown.quantity)} ≠ {added}",
        others=parts[:MOST_SHOWN],
    )
