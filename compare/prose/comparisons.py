"""What the prose says of an actual amount beside its budget: 决算数大于年初预算数, and what the numbers make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ...extract.interval import base, copies, interval
from ...extract.model import Claim
from ...narrative.model import Paragraph, TextRange
from ..model import Evidence
from ..wording import squeeze
from .pairs import compared
from .quotients import upside_down

BIGGER = ("大于", "高于", "多于", "超过", "超出", "超")
SMALLER = ("小于", "低于", "少于")
NEARLY = Decimal("0.1")
CLOSE = 4
"""So many characters at most stand between a rate and the words that go on from it."""
_COMPARED = re.compile(
    r"决算数?(?P<word>大于|高于|多于|超过|超出|小于|低于|少于|等于)(?:了)?(?P<base>年初|全年|调整)?预算数?(?![（(])"
    r"|决算数?[与和同]?(?P<base2>年初|全年|调整)?预算数?(?:相比)?(?P<near>基本)?(?P<same>持平|一致|相同|相等)"
    r"|(?<=[，,；;])(?:实际)?(?:支出|执行)?数?(?P<word3>大于|高于|多于|超过|超出|超|小于|低于|少于)"
    r"(?P<base3>年初|全年|调整)?预算(?:数(?!\d)|(?![数\d]))(?![（(])"
)
"""The last without its subject: 年初预算60万元，支出决算75万元，超出年初预算的主要原因是…."""
_NOT = ("不", "未", "没有", "否", "如", "若")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Words that compare, refuted: ``right`` is the word that the numbers ask for.

    ``first`` is the actual amount and ``budget`` the one it is compared with, or ``first`` is the completion rate that
    alone tells of them. ``word`` is where the comparing word stands, None for 持平 and 一致; ``alike`` that two equal
    amounts are called unequal.
    """

    place: TextRange
    quote: str
    stated: str
    word: TextRange | None
    right: str
    first: Claim
    budget: Claim | None = None
    alike: bool = False


def refuted(evidence: Evidence, paragraph: Paragraph, claims: Sequence[Claim]) -> Iterator[Comparison]:
    """The comparisons of a paragraph that its ``claims`` refute; denied words and bracketed templates say nothing."""
    for match in _COMPARED.finditer(paragraph.text):
        group = next(name for name in ("word", "word3", "same") if match[name])
        before = paragraph.text[max(0, match.start() - 4) : match.start(group)]
        if any(mark in before for mark in _NOT):
            continue
        place = paragraph.place(match.start(), match.end())
        pair = compared(claims, place.start, match["base"] or match["base2"] or match["base3"] or "")
        found = _by_rate(evidence, match, place, claims) if pair is None else _by_amounts(match, *pair)
        if found is None:
            continue
        right, first, budget, alike = found
        word = paragraph.place(*match.span(group)) if group != "same" else None
        quote, stated = squeeze(match[0]), match[group]
        yield Comparison(place, quote, stated, word, right, first, budget, alike)


def _by_amounts(
    match: re.Match[str], actual: Claim, budget: Claim
) -> tuple[str, Claim, Claim | None, bool] | None:
    spent, planned = base(actual.quantity)[0], base(budget.quantity)[0]
    apart = not interval(actual.quantity).meets(interval(budget.quantity))
    alike = spent == planned and actual.quantity.step == budget.quantity.step
    word = match["word"] or match["word3"]
    if word in BIGGER:
        wrong = (spent < planned and apart) or alike
    elif word in SMALLER:
        wrong = (spent > planned and apart) or alike
    elif match["near"]:
        wrong = abs(spent - planned) > NEARLY * max(spent, planned)
    else:
        wrong = copies(actual.quantity, budget.quantity) == "differs"
    return (_word_for(spent, planned), actual, budget, alike) if wrong else None


def _by_rate(
    evidence: Evidence, match: re.Match[str], place: TextRange, claims: Sequence[Claim]
) -> tuple[str, Claim, Claim | None, bool] | None:
    """A comparison with a budget that only a rate tells of: 完成预算的94%，决算数大于预算数."""
    rate = next((each for each in reversed(claims) if each.end <= place.start), None)
    if (
        rate is None
        or rate.type != "completion-rate"
        or place.start - rate.end > CLOSE
        or match["base2"] == "年初"
        or upside_down(evidence, rate)
    ):
        return None
    value, slack = rate.quantity.value, rate.quantity.step
    right = "持平" if abs(value - 100) < slack else "大于" if value > 100 else "小于"
    word = match["word"] or match["word3"] or match["same"]
    said = "大于" if word in BIGGER else "小于" if word in SMALLER else "持平"
    if said == right or match["near"] or (right == "持平" and said != "持平"):
        return None
    return right, rate, None, False


def _word_for(spent: Decimal, planned: Decimal) -> str:
    if spent == planned:
        return "持平"
    return "大于" if spent > planned else "小于"
