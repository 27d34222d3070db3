"""Whether a rate or a change that seems wrong is right of another amount beside it, which may be meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from ..extract.interval import Customs, sums_to
from ..extract.model import FACTORS, Claim
from .model import Evidence
from .once import once
from .relations import Growth, reckon_growth

NEAR = 8
"""So many amounts before and behind a rate are tried."""
_FINE = Decimal("0.1")
_RELATIVE = Decimal("0.01")
"""A rate must be written at least to one of these steps: whole percents fit too many amounts by chance."""


def grows_another(evidence: Evidence, growth: Growth, customs: Customs) -> bool:
    """Whether the rate is that of another amount of its paragraph, in place of this year's or last year's."""
    rate = growth.rate.quantity
    if rate.step > max(_FINE, rate.value * _RELATIVE) or not rate.value:
        return False
    for other in _beside(evidence, growth.rate):
        tried = [replace(growth, level=other)] if growth.change or growth.prior else []
        if growth.prior and growth.level:
            tried.append(replace(growth, prior=other))
            tried.append(replace(growth, change=None, prior=other))
        if other not in growth.operands and any(_fits(evidence, each, customs) for each in tried):
            return True
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
        if other not in pair
        for more, less in [sorted((one, other), key=lambda each: -each.quantity.yuan)]
    )


def _fits(evidence: Evidence, growth: Growth, customs: Customs) -> bool:
    found = reckon_growth(evidence, growth, customs)
    return found is not None and found.agreement == "equal"


def _beside(evidence: Evidence, claim: Claim) -> Iterator[Claim]:
    """The amounts of money of the claim's paragraph that are near it."""
    amounts = _amounts(evidence).get(claim.paragraph, [])
    here = bisect_left(amounts, claim.start, key=lambda each: each.start)
    yield from amounts[max(here - NEAR, 0) : here + NEAR]


@once
def _amounts(evidence: Evidence) -> dict[str, list[Claim]]:
    """The levels of each paragraph, in reading order."""
    found: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        if claim.type == "amount" and claim.quantity.unit in FACTORS and claim.quantity.value:
            found.setdefault(claim.paragraph, []).append(claim)
    return found
