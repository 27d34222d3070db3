"""Whether a rate or a change that seems wrong is right of another amount beside it, which may be meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from ...extract.interval import Customs, significant, sums_to
from ...extract.model import FACTORS, Claim
from ..model import Evidence
from ..once import once
from ..slips import TELLING, is_telling
from .growth import Growth, growths, reckon_growth, vague
from .paragraphs import alongside, amounts_by_paragraph
from .quotients import reckon_quotient
from .relations import Reckoning, agrees_with, all_customs, operand

_BUDGETS = ("budget", "adjusted-budget")
NEAR = 8
"""So many amounts before and behind a rate are tried."""
_FINE = Decimal("0.1")
_RELATIVE = Decimal("0.01")
"""A rate must be written at least to one of these steps: whole percents fit too many amounts by chance."""


def grows_another(evidence: Evidence, growth: Growth, customs: Customs) -> bool:
    """Whether the rate is that of another amount of its paragraph, in place of this year's or last year's.

    An amount of which this year's is but a slip is no other one: 总规模46019.80万元 beside 支出4601.98万元.
    """
    rate = growth.rate.quantity
    if rate.step > max(_FINE, rate.value * _RELATIVE) or not rate.value or _over_this_year(growth):
        return False
    changes = _other_changes(evidence, growth, customs) if growth.change else ()
    if any(_fits(evidence, each, customs) for each in changes):
        return True
    for other in _beside(evidence, growth.rate):
        if (growth.level and _miswritten(growth.level, other)) or _repeats(other, growth.operands):
            continue
        tried = [replace(growth, level=other)] if growth.change or growth.prior else []
        if growth.prior and growth.level:
            tried.append(replace(growth, prior=other))
            tried.append(replace(growth, change=None, prior=other))
        if any(_fits(evidence, each, customs, other) for each in tried):
            return True
    return False


def _over_this_year(growth: Growth) -> bool:
    """Whether the rate is, to its last digit, the change over this year's number as both are written."""
    if growth.change is None or growth.level is None or significant(growth.rate.quantity.value) < TELLING:
        return False
    moved, now = growth.change.quantity, growth.level.quantity
    if not {moved.unit, now.unit} <= set(FACTORS) or not now.value:
        return False
    rate = growth.rate.quantity
    return (moved.yuan / now.yuan * 100).quantize(rate.step, ROUND_HALF_UP) == rate.value


def _repeats(other: Claim, operands: tuple[Claim, ...]) -> bool:
    """Whether an amount is that of an operand: a rate over this year's number is wrong, not another's."""
    money = (each.quantity for each in operands if each.quantity.unit in FACTORS)
    return any(each.yuan == other.quantity.yuan for each in money)


def _miswritten(claim: Claim, other: Claim) -> bool:
    """Whether an amount is the other one but for a slip of the pen."""
    alike = claim.quantity.unit == other.quantity.unit
    return alike and is_telling(claim.quantity.value, other.quantity.value)


def _other_changes(evidence: Evidence, growth: Growth, customs: Customs) -> Iterator[Growth]:
    """The rate with each of the other changes of its clause's neighbours: 收入增加2万元，支出增加3万元，分别增长….

    A change that another rate fits already has no need of one more, if this one has a change in its own sentence.
    """
    together = growth.change is not None and _in_one_sentence(evidence, growth.change, growth.rate)
    for claim in alongside(evidence, growth.rate):
        if claim.type == "change-amount" and claim != growth.change:
            level = operand(evidence, claim, "level")
            if (
                level is None
                or level == growth.level
                or (growth.change and _miswritten(growth.change, claim))
            ):
                continue
            if not (together and _rated(evidence, growth.rate, claim, customs)):
                yield replace(growth, change=claim, level=level, prior=None)


def _in_one_sentence(evidence: Evidence, *claims: Claim) -> bool:
    """Whether no full stop stands between them."""
    start, end = min(each.start for each in claims), max(each.end for each in claims)
    return "。" not in evidence.report.text[start:end]


def _rated(evidence: Evidence, rate: Claim, change: Claim, customs: Customs) -> bool:
    """Whether a rate other than ``rate`` is that of ``change``."""
    others = (each for each in _growths(evidence).get(change.id, ()) if each.rate != rate)
    return any(_fits(evidence, each, customs) for each in others)


@once
def _growths(evidence: Evidence) -> dict[str, list[Growth]]:
    """The growth rates of each change."""
    found: dict[str, list[Growth]] = {}
    for growth in growths(evidence):
        if growth.change:
            found.setdefault(growth.change.id, []).append(growth)
    return found


def completes_another(
    evidence: Evidence, claim: Claim, operands: tuple[Claim, Claim], customs: Customs
) -> bool:
    """Whether a rate is that of another amount beside it over the same budget, or of two that stand together."""
    rate = claim.quantity
    total = evidence.by_id.get(operands[0].part_of or "")
    if total is not None and _telling(
        evidence, reckon_quotient(evidence, claim, total, operands[1], customs)
    ):
        return True
    if rate.step > max(_FINE, rate.value * _RELATIVE):
        return False
    near = list(_beside(evidence, claim))
    pairs = [(other, operands[1]) for other in near if other.column not in _BUDGETS]
    beside = [pair for pair in pairwise(near) if not set(pair) & set(operands)]
    if _in_one_sentence(evidence, claim, *operands):
        beside = [pair for pair in beside if not _completed(evidence, claim, pair, customs)]
    pairs += beside + [(other, one) for one, other in beside]
    return any(
        _telling(evidence, reckon_quotient(evidence, claim, one, other, customs))
        for one, other in pairs
        if one != other
    )


def _completed(evidence: Evidence, rate: Claim, pair: tuple[Claim, Claim], customs: Customs) -> bool:
    """Whether a rate other than ``rate`` is that of the two amounts."""
    for other in alongside(evidence, rate):
        if other != rate and other.type == rate.type:
            own = operand(evidence, other, "actual"), operand(evidence, other, "budget")
            if own[0] and own[1] and set(own) == set(pair):
                found = reckon_quotient(evidence, other, own[0], own[1], customs)
                return found is not None and found.agreement == "equal"
    return False


def differs_from_another(evidence: Evidence, change: Claim, pair: tuple[Claim, Claim]) -> bool:
    """Whether a change is how far one of a pair of amounts lies from another amount of the paragraph."""
    stated = change.quantity
    if stated.unit not in FACTORS or stated.step > stated.value * _RELATIVE:
        return False
    return any(
        sums_to(more.quantity, (less.quantity, stated)) == "equal"
        for other in _beside(evidence, change)
        for one in pair
        if other not in pair and not _told_later(evidence, change, pair[0], other)
        if not _miswritten(pair[0], other)
        for more, less in [sorted((one, other), key=lambda each: -each.quantity.yuan)]
    )


def _told_later(evidence: Evidence, change: Claim, level: Claim, other: Claim) -> bool:
    """Whether an amount is of the other side, in a later sentence: 收入9万元，比上年减少2万元。支出9万元."""
    sides = {level.facets.flow, other.facets.flow} == {"income", "expenditure"}
    return sides and "。" in evidence.report.text[change.end : other.start]


def _fits(evidence: Evidence, growth: Growth, customs: Customs, *others: Claim) -> bool:
    return _telling(evidence, reckon_growth(evidence, growth, customs), *others)


def _telling(evidence: Evidence, found: Reckoning | None, *others: Claim) -> bool:
    """Whether a rate fits, ``others`` read as they are written or as cells that say the same, and not by chance."""
    if found is None or found.agreement != "equal":
        return False
    customs = all_customs(evidence)
    borrowed = (
        each.figure
        for each in found.readings
        if each.claim in others and each.figure and agrees_with(each.claim, each.figure, customs) == "differs"
    )
    return not any(borrowed) and not vague(found)


def _beside(evidence: Evidence, claim: Claim) -> Iterator[Claim]:
    """The amounts of money of the claim's paragraph that are near it."""
    near = amounts_by_paragraph(evidence).get(claim.paragraph, ())
    here = bisect_left(near, claim.start, key=lambda each: each.start)
    yield from near[max(here - NEAR, 0) : here + NEAR]
