"""Expenses by the piece: 车均运行维护费, 平均每辆, 车均购置费, 人均出国费用, 人均接待费: an expense by a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ...extract.interval import base
from ...extract.model import FACTORS, Claim
from ..model import Evidence
from ..wording import as_written, squeeze

_VEHICLE = re.compile(r"车均|(?:平均)?每[辆台]车?(?:平均)?|单车(?:平均)?")
_TRAVELLER = re.compile(r"人均")
_BARE = re.compile(r"人均(?:支出|消费|费用|花费|用餐费?|约|为)*$")
_BOUGHT, _RUN, _ABROAD, _GUESTS = "购置", "运行", "出国", "接待"
_PURCHASE = re.compile(r"购置(?!.{0,4}运行)|购入|更新")
_COUNTED = {
    _BOUGHT: re.compile("购置|购入|更新|新购"),
    _RUN: re.compile("保有"),
    _ABROAD: re.compile("出国|出境|累计|人次"),
    _GUESTS: re.compile("接待"),
}
_UNITS = {_BOUGHT: ("辆", "台"), _RUN: ("辆", "台"), _ABROAD: ("人", "人次"), _GUESTS: ("人", "人次")}
_FOREIGN = re.compile("外事|外宾|国（境）外|国（境）|涉外")
"""Guests from abroad, who are a part of the guests, or beside them."""
_SET = re.compile("控制|标准|不超|超过|上限|定额|限额|上年|预算")
"""What is allowed, planned or last year's is no mean of this year's."""
_FAR = 30


@dataclass(frozen=True, slots=True)
class Mean:
    """An expense divided by a count, in 元, and whether that is what the prose says."""

    expense: Claim
    count: Claim
    value: Decimal
    holds: bool
    words: str


def mean_of(evidence: Evidence, mean: Claim, beside: list[Claim]) -> Mean | None:
    """What a mean should be, by the expenses and counts ``beside`` it; None where more than one could be meant."""
    sort = _sort(evidence, mean, beside)
    if not sort:
        return None
    expenses = [each for each in beside if _is_expense(evidence, each, sort)]
    counts = [each for each in beside if _is_count(each, sort)]
    found = [_divided(evidence, mean, each, count) for each in expenses for count in counts]
    held = next((each for each in found if each.holds), None)
    sure = (
        len({each.quantity.yuan for each in expenses}) == len({each.quantity.value for each in counts}) == 1
    )
    return held or (found[0] if sure and mean.quantity.value else None)


def _sort(evidence: Evidence, claim: Claim, beside: list[Claim]) -> str:
    """What a mean is of; what does not say so is of what stands before it (购置公务用车2辆，车均23万元)."""
    words = _own_words(evidence, claim)
    if claim.type != "amount" or claim.quantity.unit not in FACTORS or claim.direction:
        return ""
    if _SET.search(words):
        return ""
    if _TRAVELLER.search(words):
        return _ABROAD if "国" in words else _of_guests(claim, words, beside)
    if not _VEHICLE.search(words):
        return ""
    if _BOUGHT in words or _RUN in words:
        return _BOUGHT if _PURCHASE.search(words) else _RUN
    last = _last_counted(claim, beside)
    return next((sort for sort in (_BOUGHT, _RUN) if _COUNTED[sort].search(last)), "")


def _of_guests(claim: Claim, words: str, beside: list[Claim]) -> str:
    """Whether it is what a guest costs: 人均接待费, or 人均 right behind the guests; of all of them, not of some."""
    bare = _BARE.search(words) is not None
    guests = _GUESTS in words or (bare and _GUESTS in _last_counted(claim, beside))
    return _GUESTS if guests and not _FOREIGN.search(words) else ""


def _last_counted(claim: Claim, beside: list[Claim]) -> str:
    """What has been counted right before, in the same paragraph."""
    before = [each for each in beside if each.end <= claim.start and each.paragraph == claim.paragraph]
    return squeeze(before[-1].subject) if before and before[-1].type == "count" else ""


def _own_words(evidence: Evidence, claim: Claim) -> str:
    """The words between the last mark and the number."""
    before = squeeze(evidence.report.text[max(claim.start - _FAR, 0) : claim.start])
    return re.split("[，。；：、]", before)[-1]


def _is_expense(evidence: Evidence, claim: Claim, sort: str) -> bool:
    column = "budget" if evidence.report.kind == "budget" else "actual"
    spent = claim.type == "amount" and claim.column == column and claim.direction == 0
    if not spent or claim.quantity.unit not in FACTORS or not claim.quantity.value:
        return False
    words = _own_words(evidence, claim)
    if _VEHICLE.search(words) or _TRAVELLER.search(words):
        return False
    said = squeeze(claim.subject)
    if sort == _BOUGHT:
        return _PURCHASE.search(said) is not None
    return sort in said and not (sort == _RUN and "购置" in said)


def _is_count(claim: Claim, sort: str) -> bool:
    counted = claim.type == "count" and claim.quantity.unit in _UNITS[sort] and claim.column != "prior"
    return (
        counted and bool(claim.quantity.value) and _COUNTED[sort].search(squeeze(claim.subject)) is not None
    )


def _divided(evidence: Evidence, mean: Claim, expense: Claim, count: Claim) -> Mean:
    (said, step), (spent, fine) = base(mean.quantity), base(expense.quantity)
    value = spent / count.quantity.value
    spare = 2 * step + fine / count.quantity.value
    words = f"{as_written(evidence, expense)}÷{as_written(evidence, count)}"
    return Mean(expense, count, value, abs(said - value) <= spare, words)
