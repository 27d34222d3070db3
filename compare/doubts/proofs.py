"""What the amounts around a claim prove: that its cell is meant, whatever other cell shows its number."""

from __future__ import annotations

from bisect import bisect_left

from ...extract.interval import copies, significant, sums_to, to_unit
from ...extract.model import FACTORS, Claim, Figure, Quantity
from ..model import Evidence
from ..prose.relations import first_figure

MOST = 10
"""A list has at most so many amounts."""
FEWEST = 2
TELLING = 3
"""So many digits make a sum that is no coincidence."""


def makes_up(evidence: Evidence, claim: Claim, figure: Figure) -> bool:
    """Whether a total and the amounts right behind it add up once the cell stands for the claim.

    收入预算40万元，包括：甲40万元、乙20万元, where the cell shows 60万元. Where the rest was carried over the claim may
    be of this year alone: 收入40万元，其中：甲40万元，上年结转20万元. What adds up as written may be a wider total:
    财政拨款支出80万元：甲40万元、乙20万元、基金20万元.
    """
    if claim.type != "amount" or not {claim.quantity.unit, figure.quantity.unit} <= set(FACTORS):
        return False
    near, apart = _section(evidence, claim), abs(figure.quantity.yuan - claim.quantity.yuan)
    carried = (each.quantity for each in near if each.facets.flow.startswith("carry"))
    if any(abs(each.yuan - apart) <= each.step * FACTORS[each.unit or "元"] for each in carried):
        return False
    at = near.index(claim)
    written = claim.quantity
    right = to_unit(figure.quantity.yuan, written.unit or "元", written.step)
    amounts = [each.quantity for each in near]
    if _adds_up(amounts, at):
        return False
    amounts[at] = written.of(right)
    return _adds_up(amounts, at)


def _adds_up(amounts: list[Quantity], at: int) -> bool:
    """Whether the amount at a place is the sum of those behind it, or one of those that another is the sum of."""
    return any(_is_total(amounts[i : i + MOST + 1], last=at - i) for i in range(max(at - MOST, 0), at + 1))


def _is_total(amounts: list[Quantity], *, last: int) -> bool:
    """Whether the first is the sum of those behind it, as far as the ``last`` at least."""
    total, *parts = amounts
    if significant(total.value) < TELLING:
        return False
    ends = range(max(last, FEWEST), len(parts) + 1)
    return any(sums_to(total, parts[:end]) == "equal" for end in ends)


def changed_places(evidence: Evidence, claim: Claim, figure: Figure) -> bool:
    """Whether another amount of the section states the cell's number, and its own cell the claim's."""
    if claim.type != "amount" or claim.quantity.unit not in FACTORS:
        return False
    for other in _section(evidence, claim):
        cell = first_figure(evidence, other)
        if other.id == claim.id or cell is None or cell.alternatives or cell.quantity.unit not in FACTORS:
            continue
        long = min(significant(each.value) for each in (claim.quantity, other.quantity)) >= TELLING
        there = copies(other.quantity, figure.quantity) == "equal" == copies(claim.quantity, cell.quantity)
        if long and there and copies(other.quantity, cell.quantity) == "differs":
            return True
    return False


def _section(evidence: Evidence, claim: Claim) -> tuple[Claim, ...]:
    """The amounts of money of the claim's section and column around it, in reading order."""
    claims = evidence.claims
    first = bisect_left(claims, claim.start, key=lambda each: each.start)
    last = first + 1
    while first > 0 and claims[first - 1].section == claim.section:
        first -= 1
    while last < len(claims) and claims[last].section == claim.section:
        last += 1
    return tuple(
        each
        for each in claims[first:last]
        if each.type == "amount" and each.column == claim.column and each.quantity.unit in FACTORS
    )
