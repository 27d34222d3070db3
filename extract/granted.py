"""Rates of money that was granted or planned: 资金到位300万元，实际支出240万元，资金使用率80%; 采购计划…，节约率…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Draft

_MONEY = r"(?:项目|专项|财政|补助|各级|上级|中央|省级|资金|经费|金额)*(?:总?额)?(?:数|共计?|合计|为|：)*$"
_GRANTED = re.compile(
    r"(?:到位|安排|下达|下拨|批复|拨入|预算|总投资|计划(?:采购|投资)?|(?:资金|经费|年度)总额|应到位)" + _MONEY
)
_PAID = re.compile(r"(?:实际(?:政府)?采购|合同|成交|支出|使用|支付|执行|拨付|列支|报账)" + _MONEY)
_ARRIVED = re.compile(r"(?<!应)到位" + _MONEY)
_LEFT = re.compile(r"(?:结余|剩余|结转|未支付|未使用|未支出)" + _MONEY)
_PARTLY = re.compile("含|其中|上年|以前年度")
_SPAN = re.compile("累计|当年|本年|上年|以前年度")
_RATE = re.compile(
    r"(?:使用率|支付率|支出率|执行率|拨付率|(?:预算|资金|支出|投资|采购)完成率|(?:支出|支付|执行|拨付|使用)进度)(?:为|是|达到?|：)?$"
)
_SAVED = re.compile(r"(?:节约|节支)率(?:为|是|达到?|：)?$")
_ARRIVAL = re.compile(r"到位率(?:为|是|达到?|：)?$")


def granted(drafts: Sequence[Draft], rate: Draft) -> tuple[Draft, ...] | None:
    """What was paid and what was granted, where nothing else stands between them and the rate in its sentence.

    Nothing if money was granted there and it is not certain what the rate is of; None if none was.
    """
    arrival, of_saving = _ARRIVAL.search(rate.piece) is not None, _SAVED.search(rate.piece) is not None
    if not arrival and not of_saving and _RATE.search(rate.piece) is None:
        return None
    before = _before(drafts, rate)
    paid = [each for each in before if (_ARRIVED if arrival else _PAID).search(each.piece)]
    bases = [each for each in before if each not in paid and _GRANTED.search(each.piece)]
    rest = [each for each in before if each not in paid and each not in bases]
    one = len(paid) == len(bases) == 1 and bases[0].index < paid[0].index
    certain = one and not any(_SPAN.search(each.piece) for each in (rate, paid[0], bases[0]))
    if certain and all(_is_left(each, of_saving=of_saving) for each in rest):
        return paid[0], bases[0]
    known = all(each.column in ("budget", "adjusted-budget", "prior") for each in bases)
    return None if known else ()


def saved(drafts: Sequence[Draft], rate: Draft) -> tuple[Draft, ...]:
    """The same for a rate of what was saved of a plan."""
    return (granted(drafts, rate) or ()) if _SAVED.search(rate.piece) else ()


def _is_left(draft: Draft, *, of_saving: bool) -> bool:
    if draft.type == "completion-rate":
        return of_saving or (_ARRIVAL.search(draft.piece) is not None and draft.number.quantity.value == 100)
    return draft.is_level and _LEFT.search(draft.piece) is not None and not _PARTLY.search(draft.piece)


def _before(drafts: Sequence[Draft], rate: Draft) -> list[Draft]:
    """The numbers of money before a rate in its own part of the sentence."""
    found = []
    for each in reversed(drafts[max(0, rate.index - 6) : rate.index]):
        if (each.paragraph.id, each.segment) != (rate.paragraph.id, rate.segment):
            break
        if each.number.family in ("money", "percent", "bare"):
            found.append(each)
    return found[::-1]
