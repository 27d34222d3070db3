"""Growth rates: their operands, and what the rate is by them, by last year's cell, in either direction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...extract.interval import (
    Customs,
    Interval,
    change_over_prior,
    copies,
    growth_from_change,
    growth_from_prior,
)
from ...extract.model import Claim
from ..model import Evidence
from .relations import RANK, Reading, Reckoning, beside, operand, readings, reckon, rows_of

WIDE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Growth:
    """A growth rate with what it is computed from."""

    rate: Claim
    change: Claim | None
    level: Claim | None
    prior: Claim | None

    @property
    def operands(self) -> tuple[Claim, ...]:
        """The operands that are stated."""
        return tuple(item for item in (self.change, self.level, self.prior) if item is not None)

    @property
    def opposed(self) -> bool:
        """Whether the amount is said to grow and the rate to fall, or the reverse."""
        return self.change is not None and self.change.direction * self.rate.direction < 0

    @property
    def sign(self) -> int:
        """+1 for growth, −1 for decline, 0 where neither is said."""
        return self.rate.direction or (self.change.direction if self.change else 0)


def growths(evidence: Evidence) -> Iterator[Growth]:
    """All growth rates of the prose with their operands."""
    for claim in evidence.claims:
        if claim.type == "growth-rate":
            yield Growth(
                claim,
                operand(evidence, claim, "change"),
                operand(evidence, claim, "level"),
                operand(evidence, claim, "prior", "budget"),
            )


def reckon_growth(
    evidence: Evidence, growth: Growth, customs: Customs, *, sign: int | None = None
) -> Reckoning | None:
    """The growth rate recomputed under ``sign`` (default: as worded), or None where operands are missing."""
    way = growth.sign if sign is None else sign
    signs = (way,) if way else (1, -1)
    best: Reckoning | None = None
    for each in signs:
        found = _reckon_growth(evidence, growth, customs, each)
        if found and (best is None or RANK[found.agreement] < RANK[best.agreement]):
            best = found
    return best


def _reckon_growth(evidence: Evidence, growth: Growth, customs: Customs, sign: int) -> Reckoning | None:
    def of(claim: Claim) -> tuple[Reading, ...]:
        return readings(evidence, claim, customs)

    if growth.change and growth.prior:
        found = reckon(growth.rate, (of(growth.change), of(growth.prior)), change_over_prior, customs)
        if found or not growth.level:
            return found
    if growth.change and growth.level:
        return reckon(
            growth.rate,
            (of(growth.change), of(growth.level)),
            lambda change, level: growth_from_change(change, level, sign),
            customs,
        )
    if growth.level and growth.prior:
        return _over_prior(growth, of(growth.level), of(growth.prior), sign, customs)
    return None


def shown_before(evidence: Evidence, growth: Growth) -> tuple[Reading, ...]:
    """Last year's number from the row of this year's cell, for a rate that stands alone."""
    if growth.level is None or growth.change or growth.prior:
        return ()
    shown = beside(evidence, growth.level, ("prior",), rows_of(evidence))
    return tuple(reading for reading in shown if reading.quantity.value)


def reckon_level(
    evidence: Evidence,
    growth: Growth,
    prior: tuple[Reading, ...],
    customs: Customs,
    *,
    sign: int | None = None,
) -> Reckoning | None:
    """The growth rate from this year's stated number and last year's cell, under ``sign`` (default: as worded)."""
    if growth.level is None:
        return None
    way = (growth.sign if sign is None else sign) or 1
    return _over_prior(growth, readings(evidence, growth.level, customs), prior, way, customs)


def _over_prior(
    growth: Growth, level: tuple[Reading, ...], prior: tuple[Reading, ...], sign: int, customs: Customs
) -> Reckoning | None:
    return reckon(
        growth.rate,
        (level, prior),
        lambda now, then: _unsigned(growth_from_prior(now, then), sign),
        customs,
    )


def _unsigned(bounds: Interval | None, sign: int) -> Interval | None:
    if bounds is None or sign > 0:
        return bounds
    return Interval(-bounds.high, -bounds.low)


def zero_base(growth: Growth) -> bool:
    """Whether there was nothing before: the change is the whole level, or the prior is stated as 0."""
    if growth.prior is not None and not growth.prior.quantity.value:
        return True
    if growth.change is None or growth.level is None or growth.sign < 0:
        return False
    return (
        copies(growth.change.quantity, growth.level.quantity) == "equal" and growth.change.quantity.value != 0
    )


def fits_reversed(evidence: Evidence, growth: Growth, customs: Customs) -> bool:
    """Whether the rate would be right if growth were read as decline or the reverse (a matter of NN204)."""
    if not growth.sign:
        return False
    found = reckon_growth(evidence, growth, customs, sign=-growth.sign)
    return found is not None and found.agreement == "equal" and not vague(found)


def vague(found: Reckoning) -> bool:
    """Whether the amounts have so few digits that their rate may be a tenth more or less: it fits many by chance."""
    return found.bounds.high - found.bounds.low > WIDE * abs(found.value)


def fits_reversed_over(
    evidence: Evidence, growth: Growth, prior: tuple[Reading, ...], customs: Customs
) -> bool:
    """The same of a rate over last year's cell."""
    if not growth.sign:
        return False
    found = reckon_level(evidence, growth, prior, customs, sign=-growth.sign)
    return found is not None and found.agreement == "equal"
