"""上年数与上年报告不符

检查什么：给出上年的报告（--prior）时，核对本报告表中的“上年预算数”“上年决算数”等列，以及文字写明的上年数，与上年
报告中同一张表、同一行、同一资金、同一性质的数是否相符。单位不同的按区间比较。结转结余、年初年末数不比；同一段里
说明了口径变化、机构改革、追溯调整的不比；科目编码与名称有一项不同的不比。

为什么：上年数照抄时容易取错行、取错列，或者还是前年的数。上年数也可能依法追溯调整，所以看不出笔误时只作疑点。

例：上年决算“住房公积金”为 47.15 万元，本年表中“上年决算数”列写 41.75 万元，应为 47.15 万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...extract.interval import plain
from ...extract.model import FACTORS, Claim
from ..diagnosis import written_slip
from ..findings import accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..other_reports.counterparts import (
    LAST,
    NOTE,
    Counterparts,
    accuse_copy,
    amount_like,
    blame,
    differing,
    elsewhere_words,
    same_money,
    with_proof,
)
from ..other_reports.last_year import Base, base_of, reported_column, stated_alone
from ..prose.growth import growths
from ..prose.relations import VERDICTS
from ..wording import as_written
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_OTHER_COLUMN = {"budget": re.compile(r"决算|执行|完成|预计"), "actual": re.compile(r"预算|预计")}


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Compare last year's numbers with last year's report, if there is one."""
    if evidence.prior is None:
        return
    counterparts = Counterparts(evidence.prior, reported_column(evidence))
    seen: set[str] = set()
    for growth in growths(evidence):
        prior = growth.prior
        if prior is None or prior.column != "prior" or prior.quantity.unit not in FACTORS or prior.id in seen:
            continue
        seen.add(prior.id)
        base = base_of(evidence, evidence.prior, growth.rate, growth.level, counterparts)
        if base is not None:
            yield from _said(evidence, evidence.prior, prior, base)
    for prior, level in stated_alone(evidence):
        base = None if prior.id in seen else base_of(evidence, evidence.prior, prior, level, counterparts)
        if base is not None:
            yield from _said(evidence, evidence.prior, prior, base)
    yield from _cells(evidence, evidence.prior, counterparts)


def _said(evidence: Evidence, other: Evidence, claim: Claim, base: Base) -> Iterator[Judgement | Finding]:
    words = f"{elsewhere_words(other, base.prior, LAST)}，文字为{as_written(evidence, claim)}"
    agreed = same_money(claim.quantity, base.prior.quantity)
    yield Judgement(claim.id, CODE, VERDICTS[agreed], words)
    if agreed != "differs":
        return
    right = amount_like(base.prior.quantity, claim.quantity)
    diagnosis = written_slip(claim.quantity.value, right.value)
    found = accuse(
        evidence,
        claim,
        blame(CODE, RULE, "amount", diagnosis),
        message=f"{words}。{'' if diagnosis else NOTE}",
        expected=f"{plain(right.value)}{right.unit or ''}",
        workings=words,
        diagnosis=diagnosis,
    )
    yield with_proof(found, other, base.prior, LAST)


def _cells(evidence: Evidence, other: Evidence, counterparts: Counterparts) -> Iterator[Finding]:
    """The columns of 上年预算数, 上年决算数."""
    foreign = _OTHER_COLUMN[reported_column(evidence)]
    printed = (
        figure
        for figure in evidence.figures
        if figure.column == "prior" and not figure.blank and not foreign.search("".join(figure.column_path))
    )
    for figure, right in differing(evidence, counterparts, printed):
        yield accuse_copy(evidence, other, figure, right, (CODE, RULE), role=LAST, note=NOTE)
