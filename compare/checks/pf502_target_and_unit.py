"""自评表的目标和单位前后不一

检查什么：绩效自评表里，实际完成值与指标值的单位不同：指标值是“家”“个”“万元”而完成值写成百分数；指标值没有单位，
而完成值的百分数恰是全年执行数。同一目标在“年度目标”和指标里写成两个数：目标写“不少于 5 家”，同名指标写“≥6 家”。

为什么：自评表逐项手填，单位随手写成百分号、改了指标没有改目标，得分和偏差度就失去依据。

例：培训机构 ≥8 家，实际完成值 9%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...extract.interval import plain
from ...extract.model import Figure
from ...narrative.model import Table, TextRange
from ..model import Evidence, Exhibit, Finding, Severity
from ..remarks import remark
from ..tables.scores import KINDS, Sheet, sheets
from ..wording import Blame, accuse_cell
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_UNIT = r"家|个|项|次|人次|人|户|台|套|辆|场|期|件|份|亩|公里|千米|吨|平方米|万元|亿元|元|万"
_ENDS_IN_UNIT = re.compile(rf"[≥≤=＝><]\s*\d+(?:\.\d+)?\s*({_UNIT})$")
_ENDS_BARE = re.compile(r"\d(?:\s*[-~～—]\s*\d+(?:\.\d+)?)$")
_GOAL = re.compile(
    rf"([\u4e00-\u9fff]{{4,24}}?)\s*(?:不少于|不低于|不小于|至少|达到|完成)\s*(\d+(?:\.\d+)?)\s*({_UNIT}|%)"
)
_SIGNS = "≥=＝"
_INDICATOR = re.compile(rf"([\u4e00-\u9fff]{{4,16}})\s*[{_SIGNS}]\s*(\d+(?:\.\d+)?)\s*({_UNIT}|%)")


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at, how much of it, and where it is said."""

    name: str
    value: Decimal
    unit: str
    place: TextRange


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare every target with what is reported for it and with the goals of the same table."""
    for sheet in sheets(evidence):
        yield from _units(evidence, sheet)
    for table in evidence.report.tables:
        if table.kind in KINDS:
            yield from _aims(evidence, table)


def _units(evidence: Evidence, sheet: Sheet) -> Iterator[Finding]:
    for indicator in sheet.indicators:
        actual = indicator.numbers[0] if len(indicator.numbers) >= 3 else None
        if actual is None or not actual.text.strip().endswith("%") or not indicator.weight:
            continue
        unit = _ENDS_IN_UNIT.search(indicator.label)
        if unit:
            yield _unit(evidence, actual, indicator.label, unit[1], 0.7)
        elif _ENDS_BARE.search(indicator.label) and _is_spending(actual, sheet):
            yield _unit(evidence, actual, indicator.label, "万元", 0.8)


def _is_spending(actual: Figure, sheet: Sheet) -> bool:
    """Whether the percentage repeats the money spent."""
    spent = sheet.funds.actual if sheet.funds else None
    return spent is not None and spent.quantity.value == actual.quantity.value != 0


def _unit(evidence: Evidence, actual: Figure, label: str, unit: str, confidence: float) -> Finding:
    value = plain(actual.quantity.value)
    return accuse_cell(
        evidence,
        actual,
        Blame(CODE, RULE, "unit", SEVERITY, confidence),
        message=f"自评表“{label[-16:]}”的实际完成值写{actual.text.strip()}，指标值不是百分数，应为{value}{unit}。",
        expected=f"{value}{unit}",
        workings=f"指标值“{label[-12:]}”，实际完成值{actual.text.strip()}",
    )


def _aims(evidence: Evidence, table: Table) -> Iterator[Finding]:
    text = evidence.report.text
    if all(text.find(sign, table.start, table.end) < 0 for sign in _SIGNS):
        return
    goals = list(_found(_GOAL, evidence, table))
    for target in _found(_INDICATOR, evidence, table):
        same = [goal for goal in goals if target.name in goal.name and goal.unit == target.unit]
        if len(same) == 1 and same[0].value != target.value:
            yield _two_ways(evidence, same[0], target)


def _found(pattern: re.Pattern[str], evidence: Evidence, table: Table) -> Iterator[Aim]:
    for match in pattern.finditer(evidence.report.text, table.start, table.end):
        yield Aim(match[1], Decimal(match[2]), match[3], TextRange(*match.span()))


def _two_ways(evidence: Evidence, goal: Aim, target: Aim) -> Finding:
    text = evidence.report.text
    start, end = target.place.start, target.place.end
    words = f"{plain(goal.value)}{goal.unit}", f"{plain(target.value)}{target.unit}"
    return remark(
        evidence,
        goal.place,
        Blame(CODE, RULE, "other", SEVERITY, 0.7),
        message=f"同一目标“{target.name}”，年度目标写{words[0]}，指标写{words[1]}。",
        expected=f"统一为{words[1]}或{words[0]}",
        workings=f"{words[0]} ≠ {words[1]}",
        exhibits=(Exhibit("text", text[start:end], start, end),),
    )
