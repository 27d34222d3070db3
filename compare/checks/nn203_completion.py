"""完成率与预算数、决算数不符

检查什么：用决算数除以预算数重新计算完成率，与文中的比率核对。完成率成立时，没有表格可比的年初预算数
也随之得到印证。若按另一个预算数（全年预算而不是年初预算，或反过来）才成立，说明“基数用错”。
预算为 0 而写了完成率的予以指出；0÷0 无法核对。

为什么：项目的年初预算数不在决算报表里，完成率是唯一的印证；年初预算与全年预算混用是常见错误。

例：年初预算为 80 万元，全年预算为 100 万元，支出决算为 60 万元，完成年初预算的 60%：60÷80=75.00%；
60% 是按全年预算算的。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...extract.interval import (
    Customs,
    completion_from_change,
    factor,
    plain,
    rate_agrees,
    share_of,
)
from ...extract.model import Claim
from ..findings import Blame, accuse, cell_exhibit
from ..model import Evidence, Exhibit, Finding, Judgement, Severity
from ..prose.paragraphs import alongside
from ..prose.quotients import against_cells, expected, judged, over, reckon_quotient, rounded
from ..prose.relations import (
    VERDICTS,
    Reading,
    Reckoning,
    Rows,
    all_customs,
    beside,
    nothing,
    operand,
    readings,
    reckon,
    rows_of,
)
from ..prose.rivals import completes_another
from ..wording import amount, as_written, percent, squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
BUDGETS = ("budget", "adjusted-budget")
_WHOLE = 100
_ALIKE = re.compile(
    r"预算数?(?:、|和|与|及)(?:全年|支出|实际)*(?:决算|支出|执行)数?(?:均|都|皆|同)(?:为|是)$"
    r"|(?:决算|执行)数?(?:、|和|与|及)(?:年初|全年)?预算数?(?:均|都|皆|同)(?:为|是)$"
)
"""预算、决算均为: one amount that is both."""
NAMES = {"budget": "年初预算", "adjusted-budget": "全年预算"}


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Judge every completion rate and every multiple of last year, and the budget that only the rate supports."""
    customs, rows = all_customs(evidence), rows_of(evidence)
    for claim in evidence.claims:
        multiple = claim.type == "other" and claim.quantity.unit == "倍" and bool(claim.operands)
        if claim.type == "completion-rate" or multiple:
            yield from _judge(evidence, claim, customs, rows)


def _judge(evidence: Evidence, claim: Claim, customs: Customs, rows: Rows) -> Iterator[Judgement | Finding]:
    actual, budget = operand(evidence, claim, "actual"), operand(evidence, claim, "budget")
    if actual is not None and budget is None and (shown := beside(evidence, actual, BUDGETS, rows)):
        yield from _against_table(evidence, claim, actual, shown, customs)
    elif actual is not None and budget is None and (apart := operand(evidence, claim, "change")):
        yield from _from_change(evidence, claim, actual, apart, customs)
    elif (actual is None or budget is None) and (both := _both(evidence, claim)) is not None:
        yield from _of_both(evidence, claim, both)
    elif actual is None or budget is None:
        yield Judgement(claim.id, CODE, "unverifiable", reason="完成率所用的预算数或决算数没有写明")
    elif nothing(budget):
        yield from _of_nothing(evidence, claim, actual, budget, customs)
    else:
        found = reckon_quotient(evidence, claim, actual, budget, customs)
        if found is None:
            yield Judgement(claim.id, CODE, "unverifiable", reason="预算数太小，完成率无法核对")
        else:
            yield from _computed(evidence, claim, found, customs)


def _both(evidence: Evidence, claim: Claim) -> Claim | None:
    """The amount right before a rate that is budget and final amount in one: 预算、决算均为9万元，完成预算的100%."""
    amounts = [
        each for each in alongside(evidence, claim) if each.type == "amount" and each.end <= claim.start
    ]
    both = max(amounts, key=lambda each: each.end, default=None)
    if both is None or not both.quantity.value:
        return None
    text = evidence.report.text
    near = re.search("[。；\n]", text[both.end : claim.start]) is None
    return both if near and _ALIKE.search(squeeze(text[both.clause[0] : both.start])) else None


def _of_both(evidence: Evidence, claim: Claim, both: Claim) -> Iterator[Judgement | Finding]:
    words = f"预算数与决算数都是{as_written(evidence, both)}，完成率为100%"
    if claim.quantity.value == _WHOLE:
        yield Judgement(claim.id, CODE, "consistent", words)
        return
    yield Judgement(claim.id, CODE, "inconsistent", words)
    yield accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "completion", "error", 0.85),
        message=f"文中写{as_written(evidence, claim)}，而{words}。",
        expected="100%",
        workings=words,
        others=(both,),
        replacement="100%",
    )


def _against_table(
    evidence: Evidence, claim: Claim, actual: Claim, shown: tuple[Reading, ...], customs: Customs
) -> Iterator[Judgement | Finding]:
    """A rate whose budget the prose leaves out, against the budget in the row of the actual's cell."""
    if not any(reading.quantity.value for reading in shown):
        yield Judgement(claim.id, CODE, "unverifiable", reason="预算数为0，比率无意义")
        return
    found = over(evidence, claim, actual, shown, customs)
    if found is None:
        yield Judgement(claim.id, CODE, "unverifiable", reason="预算数太小，完成率无法核对")
        return
    top, bottom = found.readings
    words = f"{amount(top.quantity)}÷{amount(bottom.quantity)}（{_name(bottom)}）={percent(found.value)}"
    yield from against_cells(evidence, claim, Blame(CODE, RULE, "completion", "error", 0.85), found, words)


def _from_change(
    evidence: Evidence, claim: Claim, actual: Claim, apart: Claim, customs: Customs
) -> Iterator[Judgement | Finding]:
    """A rate whose budget is stated only by how far the actual lies from it."""
    found = reckon(
        claim,
        (readings(evidence, apart, customs), readings(evidence, actual, customs)),
        lambda change, level: completion_from_change(change, level, apart.direction),
        customs,
    )
    if found is None:
        yield Judgement(claim.id, CODE, "unverifiable", reason="预算数太小，完成率无法核对")
        return
    moved, now = (reading.quantity for reading in found.readings)
    before = f"{plain((now.yuan - apart.direction * moved.yuan) / factor(moved.unit))}{moved.unit or ''}"
    mark = "−" if apart.direction > 0 else "+"
    words = (
        f"预算数={amount(now)}{mark}{amount(moved)}={before}；{amount(now)}÷{before}={percent(found.value)}"
    )
    yield judged(claim, CODE, found, words)
    yield Judgement(apart.id, CODE, VERDICTS[found.agreement], words)
    if found.agreement == "differs":
        right = expected(claim, found)
        yield accuse(
            evidence,
            claim,
            Blame(CODE, RULE, "completion", "error", 0.85),
            message=f"文中写{as_written(evidence, claim)}，按{words}，应为{right}。",
            expected=right,
            workings=words,
            others=(apart, actual),
            bounds=found.bounds,
            replacement=right,
        )


def _of_nothing(
    evidence: Evidence, claim: Claim, actual: Claim, budget: Claim, customs: Customs
) -> Iterator[Judgement | Finding]:
    if nothing(claim) or nothing(actual):
        yield Judgement(claim.id, CODE, "unverifiable", reason="预算数为0，比率无意义")
        return
    other = other_base(evidence, claim, actual, budget, customs)
    words = f"预算数为{as_written(evidence, budget)}，不能作除数"
    message = f"{words}，却写{as_written(evidence, claim)}。"
    diagnosis, right = "", "不可比（预算数为0）"
    if other:
        diagnosis = f"完成率是按{NAMES.get(other.claim.column, '另一个预算数')}{amount(other.quantity)}计算的"
        right = f"完成{NAMES.get(other.claim.column, '')}的{as_written(evidence, claim)}"
        message = f"{words}；{diagnosis}，表述应改为“{right}”。"
    yield Judgement(claim.id, CODE, "inconsistent", words)
    severity: Severity = "error" if other else "warning"
    yield accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "completion", severity, 0.95 if other else 0.75),
        message=message,
        expected=right,
        workings=words,
        others=(actual, budget),
        diagnosis=diagnosis,
    )


def _computed(
    evidence: Evidence, claim: Claim, found: Reckoning, customs: Customs
) -> Iterator[Judgement | Finding]:
    top, bottom = found.readings
    words = f"{amount(top.quantity)}÷{amount(bottom.quantity)}={percent(found.value)}"
    if found.agreement == "differs" and completes_another(
        evidence, claim, (top.claim, bottom.claim), customs
    ):
        yield Judgement(claim.id, CODE, "unverifiable", words, reason="完成率可能是对另一个数说的")
        return
    yield judged(claim, CODE, found, words)
    if found.agreement == "differs":
        yield _wrong(evidence, claim, found, words, customs)
        return
    yield Judgement(bottom.claim.id, CODE, "consistent", f"与完成率相符：{words}")
    if found.agreement == "rounding":
        yield rounded(evidence, claim, Blame(CODE, RULE, "completion", "info"), found, words, "完成率")


def _wrong(evidence: Evidence, claim: Claim, found: Reckoning, words: str, customs: Customs) -> Finding:
    top, bottom = found.readings
    other, right = other_base(evidence, claim, top.claim, bottom.claim, customs), expected(claim, found)
    diagnosis = ""
    if other:
        diagnosis = f"完成率是按另一个预算数{amount(other.quantity)}计算的（{_name(other)}）"
    elif _upside_down(claim, found):
        diagnosis = "完成率是用预算数除以决算数算的，除数颠倒"
    message = f"文中写{as_written(evidence, claim)}，按{words}，应为{right}。{diagnosis}"
    finding = accuse(
        evidence,
        claim,
        Blame(CODE, RULE, "completion", "error", 0.93),
        message=message,
        expected=right,
        workings=words,
        others=(top.claim, bottom.claim),
        bounds=found.bounds,
        diagnosis=diagnosis,
        replacement=None if other else right,
    )
    return _with(finding, other)


def _upside_down(claim: Claim, found: Reckoning) -> bool:
    """Whether the rate is the budget over the outturn."""
    top, bottom = (reading.quantity for reading in found.readings)
    bounds = share_of(bottom, top)
    return bounds is not None and rate_agrees(claim.quantity, bounds) == "equal"


def _name(reading: Reading) -> str:
    if reading.figure is not None:
        path = (*reading.figure.row_path[-1:], *reading.figure.column_path)
        return "表中“" + "·".join(part for part in path if part) + "”"
    return NAMES.get(reading.claim.column, reading.claim.subject)


def _with(finding: Finding, other: Reading | None) -> Finding:
    if other is None or other.figure is None:
        return finding
    exhibit: Exhibit = cell_exhibit(other.figure)
    return replace(finding, evidence=(*finding.evidence, exhibit))


def other_base(
    evidence: Evidence, claim: Claim, actual: Claim, budget: Claim, customs: Customs
) -> Reading | None:
    """Another budget that fits the rate: in the same paragraph, or in the row of an operand's cell."""
    options = [
        Reading(other.quantity, other)
        for other in alongside(evidence, claim)
        if other.column in BUDGETS
        and other.id != budget.id
        and other.type == "amount"
        and other.quantity.value != budget.quantity.value
    ]
    options += list(_row_budgets(evidence, actual, budget))
    for option in options:
        if not option.quantity.value:
            continue
        found = over(evidence, claim, actual, (option,), customs)
        if found is not None and found.agreement == "equal":
            return option
    return None


def _row_budgets(evidence: Evidence, actual: Claim, budget: Claim) -> Iterator[Reading]:
    rows = {
        (figure.place.table, figure.place.row)
        for claim in (actual, budget)
        if claim.id in evidence.links
        for figure in evidence.links[claim.id].figures
    }
    shown = (figure for place, row in rows_of(evidence).items() if place in rows for figure in row)
    for figure in shown:
        if figure.column in BUDGETS and not figure.blank:
            yield Reading(figure.quantity, budget, figure)
