"""与上年相比的增减与上年报告不符

检查什么：给出上年的报告（--prior）时，用本年表中的数和上年报告中同一张表、同一行、同一资金、同一性质的数，核对文字
所写的增减额、增减率和增减方向。单位不同的按区间比较，四舍五入不算差错。结转结余不比；同一段里说明了口径变化、机构
改革、追溯调整的不比；科目编码与名称有一项不同的不比。

为什么：增减额、增减率都从上年数算来，本报告里看不到上年数，只有拿上年的报告才能核对。上年数也可能依法追溯调整，
所以看不出笔误时只作疑点；三处以上、多数都对不上时，多半是口径不同，只作提示。

例：上年决算表“本年支出合计”为 954.20 万元，本年 1065.98 万元，文字写“比上年增加 47.13 万元”，应为增加 111.78 万元。
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ...extract.interval import Agreement, Interval, growth_from_prior, interval, plain, rate_agrees
from ...extract.model import FACTORS, Claim, Quantity
from ..diagnosis import written_slip
from ..findings import accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..other_reports.counterparts import (
    LAST,
    NOTE,
    Counterparts,
    amount_like,
    blame,
    row_of,
    same_money,
    with_proof,
)
from ..other_reports.last_year import Base, base_of, reported_column
from ..prose.growth import Growth, growths
from ..prose.relations import RANK, VERDICTS, operand
from ..wording import as_written, percent
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
MOST = 3
DOUBT = "多数上年数都对不上，两年的口径或汇总范围可能不同。"


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Compare changes and rates with last year's report, if there is one."""
    if evidence.prior is not None:
        yield from _in_doubt(list(_compared(evidence, evidence.prior)))


def _in_doubt(results: list[Judgement | Finding]) -> Iterator[Judgement | Finding]:
    """Where most comparisons fail for no reason, the definitions differ, not the numbers: then they are notes."""
    compared = sum(isinstance(each, Judgement) for each in results)
    unexplained = sum(isinstance(each, Finding) and not each.diagnosis for each in results)
    doubtful = unexplained >= MOST and unexplained * 2 > compared
    for each in results:
        if not doubtful:
            yield each
        elif isinstance(each, Finding) and not each.diagnosis:
            yield replace(each, severity="info", confidence=0.4, message=f"{each.message}{DOUBT}")
        elif isinstance(each, Finding) or each.verdict != "inconsistent":
            yield each


def _compared(evidence: Evidence, other: Evidence) -> Iterator[Judgement | Finding]:
    counterparts = Counterparts(other, reported_column(evidence))
    priors = {each.change.id: each.prior for each in growths(evidence) if each.change and each.prior}
    for claim in evidence.claims:
        if claim.type == "change-amount" and claim.quantity.unit in FACTORS and claim.direction:
            base = base_of(evidence, other, claim, operand(evidence, claim, "level"), counterparts)
            if base is not None:
                yield from _change(evidence, other, claim, base, priors.get(claim.id))
    for growth in growths(evidence):
        if growth.change is None and growth.prior is None and growth.sign:
            base = base_of(evidence, other, growth.rate, growth.level, counterparts)
            if base is not None:
                yield from _rate(evidence, other, growth, base)


def _change(
    evidence: Evidence, other: Evidence, claim: Claim, base: Base, prior: Claim | None
) -> Iterator[Judgement | Finding]:
    """A change; where last year's number beside it is not last year's report's, RR602 says so, once."""
    agreed = min((_agrees(claim, bounds) for bounds in base.changes()), key=RANK.__getitem__)
    yield Judgement(claim.id, CODE, VERDICTS[agreed], base.words)
    if agreed == "differs" and (
        prior is None or same_money(prior.quantity, base.prior.quantity) != "differs"
    ):
        yield _wrong_change(evidence, other, claim, base)


def _agrees(claim: Claim, bounds: Interval) -> Agreement:
    """Whether a change as written lies within the computed one; two last digits off are rounding."""
    written, step = interval(claim.quantity), claim.quantity.step * FACTORS[claim.quantity.unit or ""]
    low, high = sorted((claim.direction * written.low, claim.direction * written.high))
    signed = Interval(low, high)
    if signed.meets(bounds):
        return "equal"
    return "rounding" if signed.gap(bounds) <= (10 if claim.quantity.approximate else 2) * step else "differs"


def _wrong_change(evidence: Evidence, other: Evidence, claim: Claim, base: Base) -> Finding:
    """The change and its direction as they should be."""
    right = _apart(base.figure.quantity, base.prior.quantity, claim.quantity)
    towards = "增加" if right > 0 else "减少"
    number = f"{plain(abs(right))}{claim.quantity.unit or ''}"
    turned = abs(right) == claim.quantity.value
    diagnosis = "增减方向写反" if turned else _slip(other, claim.quantity, abs(right), base)
    expected = f"{towards}{number}" if right else "持平"
    stated = f"{'增加' if claim.direction > 0 else '减少'}{as_written(evidence, claim)}"
    found = accuse(
        evidence,
        claim,
        blame(CODE, RULE, "direction" if turned else "growth", diagnosis),
        message=f"文字写比上年{stated}，按上年报告应为{expected}。{'' if diagnosis else NOTE}",
        expected=expected,
        workings=base.words,
        figures=(base.figure,),
        others=(base.level,),
        shown=(),
        diagnosis=diagnosis,
        replacement=number if diagnosis and right * claim.direction > 0 else None,
    )
    return with_proof(found, other, base.prior, LAST)


def _apart(now: Quantity, before: Quantity, like: Quantity) -> Decimal:
    """The signed change in the unit of ``like`` and as finely written."""
    change = replace(now, value=now.yuan - before.yuan, unit="元", step=Decimal(0))
    return amount_like(change, like).value


def _slip(other: Evidence, stated: Quantity, right: Decimal, base: Base) -> str:
    """The slip that explains a change: of its digits, or of the column that last year's number was taken from."""
    slip = written_slip(stated.value, right)
    if slip or not stated.value:
        return slip
    budgets = (near for near in row_of(other, base.prior) if near.column in ("budget", "adjusted-budget"))
    for near in budgets:
        if abs(_apart(base.figure.quantity, near.quantity, stated)) == stated.value:
            return f"上年数取成了上年报告的“{'·'.join(near.column_path)}”"
    return ""


def _rate(evidence: Evidence, other: Evidence, growth: Growth, base: Base) -> Iterator[Judgement | Finding]:
    """A rate for which no change is stated."""
    computed = [growth_from_prior(quantity, base.prior.quantity) for quantity in base.now]
    towards = [
        each if growth.sign > 0 else Interval(-each.high, -each.low) for each in computed if each is not None
    ]
    if not towards:
        return
    agreed = min((rate_agrees(growth.rate.quantity, each) for each in towards), key=RANK.__getitem__)
    yield Judgement(growth.rate.id, CODE, VERDICTS[agreed], base.words)
    if agreed == "differs":
        yield _wrong_rate(evidence, other, growth, base)


def _wrong_rate(evidence: Evidence, other: Evidence, growth: Growth, base: Base) -> Finding:
    now, before = base.figure.quantity.yuan, base.prior.quantity.yuan
    right = (now - before) / before * 100
    expected = f"{'增长' if right >= 0 else '下降'}{percent(abs(right))}"
    diagnosis = written_slip(growth.rate.quantity.value, Decimal(percent(abs(right)).rstrip("%")))
    found = accuse(
        evidence,
        growth.rate,
        blame(CODE, RULE, "growth", diagnosis),
        message=f"按上年报告应为{expected}。{'' if diagnosis else NOTE}",
        expected=expected,
        workings=base.words,
        figures=(base.figure,),
        others=(base.level,),
        shown=(),
        diagnosis=diagnosis,
    )
    return with_proof(found, other, base.prior, LAST)
