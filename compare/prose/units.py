"""Units of money: the one a report writes in, and amounts that only another unit explains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...extract.interval import copies, factor, plain
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ..model import Evidence
from ..once import once

MONEY_UNITS = ("元", "万元", "亿元")
FEWEST = 3
"""So many digits of a rounded number tell that it is the same number in another unit."""


@once
def usual_unit(evidence: Evidence) -> str:
    """The unit in which the prose states most of its amounts, 万元 if it states none."""
    units = Counter(claim.quantity.unit for claim in evidence.claims if claim.quantity.unit in FACTORS)
    return next((unit for unit, _ in units.most_common(1) if unit), "万元")


def in_unit(quantity: Quantity, unit: str) -> Quantity:
    """The same digits read in another unit."""
    return Quantity(quantity.value, unit, quantity.step, quantity.approximate)


def slipped_units(claim: Claim, figure: Figure) -> Iterator[str]:
    """The money units in which the claim's digits would repeat the cell, the stated unit aside."""
    if not claim.quantity.value or claim.type not in ("amount", "change-amount"):
        return
    for unit in MONEY_UNITS:
        if unit == claim.quantity.unit or figure.quantity.unit not in FACTORS:
            continue
        if _same_digits(in_unit(claim.quantity, unit), figure.quantity):
            yield unit


def _same_digits(read: Quantity, cell: Quantity) -> bool:
    """Whether an amount read in another unit repeats a cell; of few digits (7271.45元, 0.73万元) chance makes many."""
    if copies(read, cell) != "equal":
        return False
    coarser = max((read, cell), key=lambda each: each.step * factor(each.unit))
    return read.yuan == cell.yuan or sum(map(str.isdigit, plain(coarser.value).strip("0."))) >= FEWEST
