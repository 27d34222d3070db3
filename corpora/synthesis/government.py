"""政府预算支出经济分类: the second coding of what 基本支出 was spent on, and the tables that print it.

Each 部门预算 item (301…) has one 政府预算 item (501…); institutions (事业单位) have 505 and 506 in place of 501–503.
"""

from __future__ import annotations

from .ledger import Ledger
from .sheets import Column, Row, Sheet, Side


def government_items(ledger: Ledger) -> Sheet:
    """基本支出 by 政府预算 items alone: codes, names and the amount, in some places beside people and office."""
    codes = ledger.money.government
    shown = sorted({code[:3] for code in codes} | set(codes))
    rows = [ledger.row("合计", ["eco"])]
    rows += [ledger.row(ledger.name(code), [f"gov.{code}"], code) for code in shown]
    word = ledger.rng.choice(("合计", "金额", "预算数"))
    title = ledger.rng.choice(
        ("一般公共预算基本支出政府预算经济分类表", "一般公共预算基本支出表（按政府预算经济分类）")
    )
    return Sheet("basic-expenditure", title, [Side([Column(word, word)], rows, coded=True)], ledger.unit)


def both_codings(ledger: Ledger) -> Sheet:
    """Each 部门预算 item with its amount and, to its right, the 政府预算 item that it belongs to."""
    departments, governments = [ledger.row("合计", ["eco"])], [Row("", "", [])]
    for code in ledger.money.economy:
        other = ledger.money.coding[code]
        departments.append(ledger.row(ledger.name(code), [f"eco.{code}"], code))
        governments.append(Row(other, ledger.name(other), []))
    heads = ("部门预算支出经济分类", "政府预算支出经济分类")
    sides = [
        Side([], [Row(row.code, row.label, []) for row in departments], coded=True),
        Side([Column("合计", "合计")], [
            Row(other.code, other.label, row.values, row.facts)
            for other, row in zip(governments, departments, strict=True)
        ], coded=True),
    ]  # fmt: skip
    title = ledger.rng.choice(("支出经济分类汇总表", "一般公共预算基本支出经济分类情况表"))
    kind = "economic-summary" if title.startswith("支出") else "basic-expenditure"
    return Sheet(kind, title, sides, ledger.unit, heads=heads)
