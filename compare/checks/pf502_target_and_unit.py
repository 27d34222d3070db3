"""自评表的目标和单位前后不一

检查什么：绩效自评表里，实际完成值与指标值的单位不同：指标值是“家”“个”“万元”而完成值写成百分数；指标值没有单位，
而完成值的百分数恰是全年执行数；完成值与指标值大小相近，而单位少了“万”、写成了钱。完成值写 100% 的，可能是说
全部完成，不算。同一目标在“年度目标”和指标里写成两个数：目标写“不少于 5 家”，同名指标写“≥6 家”。

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
from ..findings import Blame, accuse_cell, remark
from ..model import Evidence, Exhibit, Finding, Severity
from ..tables.forms import Form, forms
from ..tables.reached import Goal, goals
from ..tables.scores import KINDS, Sheet, sheets
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_UNIT = r"家|个|项|次|人次|人|户|台|套|辆|场|期|件|份|座|处|条|亩|万亩|公里|千米|吨|平方米|万元|亿元|元|万"
_ENDS_IN_UNIT = re.compile(rf"[≥≤=＝><]\s*\d+(?:\.\d+)?\s*({_UNIT})$")
_ENDS_BARE = re.compile(r"\d(?:\s*[-~～—]\s*\d+(?:\.\d+)?)$")
_GOAL = re.compile(
    rf"([\u4e00-\u9fff]{{4,24}}?)\s*(?:不少于|不低于|不小于|至少|达到|完成)\s*(\d+(?:\.\d+)?)\s*({_UNIT}|%)"
)
_OF_TEN_THOUSAND = ("亩", "元", "人", "人次", "吨", "平方米", "立方米", "户", "株", "公里")
_WITHOUT_WAN = tuple({f"万{unit}", unit} for unit in _OF_TEN_THOUSAND)
DONE = 100
"""A result of 100 % may mean that all was done, whatever the target's unit."""
_SIGNS = "≥=＝"
_INDICATOR = re.compile(rf"([\u4e00-\u9fff]{{4,16}})[\s|]*[{_SIGNS}]\s*(\d+(?:\.\d+)?)\s*({_UNIT}|%)")


@dataclass(frozen=True, slots=True)
class Aim:
    """What is aimed at, how much of it, and where it is said."""

    name: str
    value: Decimal
    unit: str
    place: TextRange


def check(evidence: Evidence) -> Iterator[Finding]:
    """Compare every target with what is reported for it and with the goals of the same table."""
    told = [finding for sheet in sheets(evidence) for finding in _units(evidence, sheet)]
    yield from told
    for form in forms(evidence):
        yield from _slips(evidence, form, {finding.start for finding in told})
    for table in evidence.report.tables:
        if table.kind in KINDS:
            yield from _aims(evidence, table)


def _units(evidence: Evidence, sheet: Sheet) -> Iterator[Finding]:
    for indicator in sheet.indicators:
        actual = indicator.numbers[0] if len(indicator.numbers) >= 3 else None
        if actual is None or not actual.text.strip().endswith("%") or not indicator.weight:
            continue
        unit = _ENDS_IN_UNIT.search(indicator.label)
        if unit and actual.quantity.value != DONE:
            yield _unit(evidence, actual, indicator.label, unit[1], 0.7)
        elif _ENDS_BARE.search(indicator.label) and _is_spending(actual, sheet):
            yield _unit(evidence, actual, indicator.label, "万元", 0.8)


def _slips(evidence: Evidence, form: Form, told: set[int]) -> Iterator[Finding]:
    """Results as large as their targets in another unit: ≥5座 5%, ≥3万亩 3.2亩, ≥3万亩 3.2万元."""
    for goal in goals(form):
        near = goal.target / 2 <= goal.actual <= goal.target * 2
        done = goal.own == "%" and goal.actual == DONE
        if not near or goal.own == goal.unit or done or goal.mark.start in told:
            continue
        units = {goal.unit, goal.own}
        if "%" in units or units in _WITHOUT_WAN or ("元" in goal.own) != ("元" in goal.unit):
            yield _slip(evidence, goal)


def _slip(evidence: Evidence, goal: Goal) -> Finding:
    right = f"{plain(goal.actual)}{goal.unit}"
    aim = f"{plain(goal.target)}{goal.unit}"
    return remark(
        evidence,
        TextRange(goal.mark.start, goal.mark.end),
        Blame(CODE, RULE, "unit", SEVERITY, 0.7),
        message=f"自评表“{goal.label[-16:]}”的实际完成值写{goal.mark.text}，指标值为{aim}，单位不同，应为{right}。",
        expected=right,
        workings=f"指标值“{aim}”，实际完成值{goal.mark.text}",
    )


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
