"""预决算差异没有说明原因

检查什么：“具体情况”各项、政府性基金、国有资本经营、“三公”经费各项，决算数与预算数不一致而没有写原因的。只在同一报告里
至少三项有差异的都写了原因、且绝大多数写了原因时才指出；差异不足百分之一、写明持平的不算。

为什么：多数地方要求逐项说明差异原因；别的项都写了，独缺一项，多是漏写。

例：年初预算为 60 万元，支出决算为 0 万元，完成年初预算的 0%。（没有原因）
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..findings import Blame, remark
from ..model import Evidence, Finding, Severity
from ..prose.reasons import Item, explained_items
from ..wording import as_written
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
LEAST = 3
SHARE = Decimal("0.8")
TWO_OF_THREE = Decimal("0.66")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find the item without a reason among those with one."""
    items = [item for item in explained_items(evidence) if item.differs]
    expenses = [item for item in items if item.expense]
    others = [item for item in items if not item.expense]
    if sum(item.explained for item in items) >= LEAST:
        yield from (_finding(evidence, item) for item in _silent(others, share=SHARE))
        yield from (_finding(evidence, item) for item in _silent(expenses, share=TWO_OF_THREE))


def _silent(items: list[Item], *, share: Decimal) -> list[Item]:
    """The items without a reason, if nearly all of the others have one."""
    explained = sum(item.explained for item in items)
    return [item for item in items if not item.explained] if explained >= share * len(items) else []


def _finding(evidence: Evidence, item: Item) -> Finding:
    text = item.paragraph.text
    stated = f"预算{as_written(evidence, item.budget)}，决算{as_written(evidence, item.actual)}"
    start = item.paragraph.index(item.budget.start)
    start = max((text.rfind(mark, 0, start) for mark in "，。；）"), default=-1) + 1
    end = item.paragraph.index(item.actual.end)
    return remark(
        evidence,
        item.paragraph.place(start, end),
        Blame(CODE, RULE, "missing-explanation", SEVERITY, 0.75),
        message=f"{stated}，没有说明差异原因，其他有差异的项都有说明。",
        expected="补充差异原因",
        within=item.paragraph,
        stated=stated,
        claims=(item.actual, item.budget),
    )
