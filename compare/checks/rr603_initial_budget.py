"""年初预算数与部门预算不符

检查什么：给出同一年度的部门预算（--budget）时，核对决算文字中的“年初预算”和表中的“年初预算数”列，与部门预算中同一张
表、同一行、同一资金、同一性质的预算数是否相符。单位不同的按区间比较。只写“预算数”“全年预算”“调整预算”的不比；结转
结余不比；科目编码与名称有一项不同的不比。

为什么：年初预算是人大批准、已经公开的数，决算里应照抄，不能换成调整后的预算或自行凑数。机构或口径调整后有的单位用
调整数，所以看不出笔误时只作疑点。

例：部门预算“住房公积金”为 46.90 万元，决算写“年初预算为 49.60 万元”，应为 46.90 万元。
"""

from __future__ import annotations

from collections.abc import Iterator

from ...extract.interval import plain
from ...extract.model import FACTORS, Claim, Figure
from ..diagnosis import written_slip
from ..findings import accuse
from ..model import Evidence, Finding, Judgement, Severity
from ..other_reports.counterparts import (
    Counterparts,
    accuse_copy,
    amount_like,
    blame,
    cell_of,
    differing,
    elsewhere_words,
    redefined,
    same_money,
    sentence_of,
    with_proof,
)
from ..prose.relations import VERDICTS, operand
from ..wording import as_written
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
ROLE = "部门预算"
NOTE = "如采用调整后的预算，应写明。"
INITIAL = ("年初预算", "年初部门预算")


def check(evidence: Evidence) -> Iterator[Judgement | Finding]:
    """Compare 年初预算 with the budget report, if there is one."""
    if evidence.budget is None:
        return
    counterparts = Counterparts(evidence.budget, "budget")
    for rate in evidence.claims:
        if rate.type == "completion-rate":
            yield from _said(evidence, evidence.budget, rate, counterparts)
    yield from _cells(evidence, evidence.budget, counterparts)


def _said(
    evidence: Evidence, other: Evidence, rate: Claim, counterparts: Counterparts
) -> Iterator[Judgement | Finding]:
    """The budget that a completion rate is computed from: its row is that of the final amount beside it."""
    actual, budget = operand(evidence, rate, "actual"), operand(evidence, rate, "budget")
    if actual is None or budget is None or budget.column != "budget" or budget.quantity.unit not in FACTORS:
        return
    sentence = sentence_of(evidence, budget)
    figure = cell_of(evidence, actual)
    right = counterparts.of(figure) if figure else None
    if right is None or right.blank or not any(word in sentence for word in INITIAL):
        return
    if redefined(evidence, budget):
        return
    words = f"{elsewhere_words(other, right, ROLE)}，文字为{as_written(evidence, budget)}"
    agreed = same_money(budget.quantity, right.quantity)
    yield Judgement(budget.id, CODE, VERDICTS[agreed], words)
    if agreed == "differs":
        yield _wrong_claim(evidence, other, budget, right, words)


def _wrong_claim(evidence: Evidence, other: Evidence, claim: Claim, right: Figure, words: str) -> Finding:
    quantity = amount_like(right.quantity, claim.quantity)
    diagnosis = written_slip(claim.quantity.value, quantity.value)
    number = f"{plain(quantity.value)}{claim.quantity.unit or ''}"
    found = accuse(
        evidence,
        claim,
        blame(CODE, RULE, "amount", diagnosis),
        message=f"{words}。{'' if diagnosis else NOTE}",
        expected=number,
        workings=words,
        diagnosis=diagnosis,
        replacement=number if diagnosis else None,
    )
    return with_proof(found, other, right, ROLE)


def _cells(evidence: Evidence, other: Evidence, counterparts: Counterparts) -> Iterator[Finding]:
    """The columns of 年初预算数."""
    printed = (
        figure
        for figure in evidence.figures
        if figure.column == "budget" and not figure.blank and "年初预算" in "".join(figure.column_path)
    )
    for figure, right in differing(evidence, counterparts, printed):
        yield accuse_copy(evidence, other, figure, right, (CODE, RULE), role=ROLE, note=NOTE)
