"""So many at so much each: 购置30套，每套2万元，合计60万元; 补助45万元，惠及300人，人均1500元.

Only numbers that stand right beside one another in a sentence are read so. A product that is off by more than half
of it has another factor, which the words leave out (by the month, by the day), and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from ...extract.interval import base
from ...extract.model import FACTORS, Claim
from ..model import Evidence
from ..wording import as_written, squeeze

_EACH = re.compile(
    r"(?:按|标准为?)?(?:平均)?每[一-鿿]{1,2}(?:单价|补助|补贴|奖励|奖补|资助|发放|投资|造价|经费)?(?:约|为|是)?"
)
_TOGETHER = re.compile(
    r"(?:总?共计|合计|总计|小计|共|计)(?:补助|补贴|奖励|奖补|资助|发放|投资|投入|支出|需要?|安排|资金|金额|经费)*(?:约|为|是)?"
)
_MEAN = re.compile(
    r"(?:平均每[一-鿿]{1,2}|[人户生亩车]均|每[人户生车]平均)(?:补助|补贴|发放|资助|费用|支出|投入|投资)?(?:约|为|达|是)?"
)
_ANOTHER = re.compile(r"每[年月天日次学]|[年月日]人?均|标准")
"""What tells of another factor."""
_LIMIT = re.compile(r"不超|不高于|以内|以上|至少|等")
_STOP = re.compile("[。；;]")
_REACH = 40
_FARTHEST = 12
_MOST = Decimal("1.5")
_LEAST = Decimal("0.67")


@dataclass(frozen=True, slots=True)
class Priced:
    """A number that follows from two others: ``value`` in 元, ``holds`` where it is what the prose says."""

    claim: Claim
    others: tuple[Claim, Claim]
    value: Decimal
    holds: bool
    words: str
    product: bool


def priced(evidence: Evidence) -> Iterator[Priced]:
    """Each total of so many at so much, and each mean, with what it should be."""
    claims = evidence.claims
    for i, ((first, second), last) in enumerate(zip(pairwise(claims), claims[2:], strict=False)):
        if not _in_a_row(evidence, first, second, last):
            continue
        words = squeeze(evidence.report.text[max(first.start - _REACH, 0) : last.start])
        between = squeeze(evidence.report.text[first.end : last.start])
        if _ANOTHER.search(_STOP.split(words)[-1]) or _LIMIT.search(between):
            continue
        count, amount = (first, second) if first.type == "count" else (second, first)
        if count.type != "count" or not _is_money(amount) or not _is_money(last) or not count.quantity.value:
            continue
        found = _computed(evidence, count, amount, last)
        if found is not None and not (found.product and _more_before(evidence, i, first)):
            yield found


def _computed(evidence: Evidence, count: Claim, amount: Claim, last: Claim) -> Priced | None:
    own, end = _own_words(evidence, amount), _own_words(evidence, last)
    (spent, fine), (said, step), many = base(amount.quantity), base(last.quantity), count.quantity.value
    if _EACH.fullmatch(own) and _TOGETHER.fullmatch(end):
        value, spare, sign = spent * many, (fine * many + step) / 2, "×"
    elif _MEAN.fullmatch(end) and not _EACH.match(own) and not _MEAN.match(own):
        value, spare, sign = spent / many, fine / many / 2 + step, "÷"
    else:
        return None
    holds = abs(said - value) <= spare
    if not holds and not _LEAST * value <= said <= _MOST * value:
        return None
    words = f"{as_written(evidence, amount)}{sign}{as_written(evidence, count)}"
    return Priced(last, (amount, count), value, holds, words, sign == "×")


def _in_a_row(evidence: Evidence, first: Claim, second: Claim, last: Claim) -> bool:
    """Whether three numbers stand in one sentence, none of them a rough one."""
    text = evidence.report.text[first.end : last.start]
    rough = any(each.quantity.approximate or each.direction for each in (first, second, last))
    return first.paragraph == last.paragraph and not rough and not _STOP.search(text)


def _more_before(evidence: Evidence, at: int, first: Claim) -> bool:
    """Whether the sentence tells of other money, or of a count with the price, before: then 合计 is of both."""
    for other in reversed(evidence.claims[max(at - _FARTHEST, 0) : at]):
        if other.paragraph != first.paragraph or _STOP.search(evidence.report.text[other.end : first.start]):
            return False
        if _is_money(other) or (first.type == "amount" and other.type == "count"):
            return True
    return False


def _is_money(claim: Claim) -> bool:
    return claim.type == "amount" and claim.quantity.unit in FACTORS and bool(claim.quantity.value)


def _own_words(evidence: Evidence, claim: Claim) -> str:
    """The words between the last mark and the number."""
    before = squeeze(evidence.report.text[max(claim.start - _REACH, 0) : claim.start])
    return re.split("[，。；：、（(,;]", before)[-1]
