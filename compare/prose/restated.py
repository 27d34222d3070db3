"""A change over last year that is stated twice: once the other way round, or once with a slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ...extract.interval import Customs, significant
from ...extract.model import FACTORS, Claim
from ..diagnosis import written_slip
from ..model import Evidence
from ..slips import TELLING
from ..wording import squeeze
from .growth import growths, reckon_growth
from .relations import all_customs, operand

_OF_BUDGET = re.compile(
    r"(?:较|比|同|与|大于|小于|高于|低于)(?![上去]年|20\d\d)[^，。；：、]{0,12}(?:预算|计划|目标)[^。；]{0,16}$"
)
"""Words before a change that is none over last year: 较年初预算减少."""
Key = tuple[str, ...]
MOST = 40
"""So many changes of one subject are held against each other."""


def restated(evidence: Evidence) -> Iterator[tuple[Claim, Claim]]:
    """A change that is wrong and the same one as it stands elsewhere; the later one where nothing tells which is.

    Two amounts of four digits are turned round, or one slip apart, by no chance; the same subject may well have two
    changes of other amounts, over the budget and over what was spent. So have two of which each has its right rate.
    """
    rates = _rates(evidence, all_customs(evidence))
    stated = [each for each in evidence.claims if _is_told(evidence, each) and rates.get(each.id, True)]
    groups: dict[Key, list[Claim]] = {}
    for claim in stated:
        for key in _keys(evidence, claim):
            groups.setdefault(key, []).append(claim)
    told = {each.change.id: each.rate.quantity.value for each in growths(evidence) if each.change}
    seen: set[str] = set()
    for claims in groups.values():
        for first, second in combinations(claims[:MOST], 2):
            two_rates = first.id in rates and second.id in rates and told[first.id] != told[second.id]
            if not two_rates and _apart(evidence, first, second) and _one_slip(evidence, first, second):
                wrong, right = _which(stated, first, second, rates)
                if not {wrong.id, right.id} & seen:
                    seen.add(wrong.id)
                    yield wrong, right


def _rates(evidence: Evidence, customs: Customs) -> dict[str, bool]:
    """Whether the rate beside a change follows from it; where it does not, the growth rate's own check tells."""
    found: dict[str, bool] = {}
    for growth in growths(evidence):
        reckoned = reckon_growth(evidence, growth, customs) if growth.change else None
        if growth.change and reckoned is not None:
            turned = growth.change.direction * growth.rate.direction < 0
            found[growth.change.id] = reckoned.agreement != "differs" and not turned
    return found


def _is_told(evidence: Evidence, claim: Claim) -> bool:
    """Whether a change says of what it is, which way and in a number long enough, and no two levels judge it."""
    if claim.type != "change-amount" or not claim.direction or claim.quantity.unit not in FACTORS:
        return False
    if _OF_BUDGET.search(squeeze(evidence.report.text[max(0, claim.start - 40) : claim.start])):
        return False
    long = significant(claim.quantity.value) >= TELLING
    both = operand(evidence, claim, "level") and operand(evidence, claim, "prior", "budget")
    return long and not both and bool(claim.subject)


def _keys(evidence: Evidence, claim: Claim) -> Iterator[Key]:
    """What a change is of: its nature or item, else its fund; and the amount that it leads to."""
    facets = claim.facets
    nature = facets.nature if facets.nature != "total" else ""
    words = squeeze(claim.subject)
    if facets.item and facets.item in words:
        yield ("item", facets.item, *claim.path)
    elif not facets.item and nature:
        yield ("nature", nature)
    elif not facets.item and facets.fund not in ("", "all", "fiscal"):
        yield ("fund", facets.fund)
    level = operand(evidence, claim, "level")
    if level is not None and significant(level.quantity.value) >= TELLING:
        yield ("level", str(level.quantity.yuan))


def _apart(evidence: Evidence, first: Claim, second: Claim) -> bool:
    """Whether the two stand in different sentences."""
    return first.paragraph != second.paragraph or "。" in evidence.report.text[first.end : second.start]


def _one_slip(evidence: Evidence, first: Claim, second: Claim) -> bool:
    """Whether the two are one change, but for a slip; those that lead to different amounts are two."""
    one, other = first.quantity, second.quantity
    levels = [operand(evidence, each, "level") for each in (first, second)]
    known = {level.quantity.yuan for level in levels if level is not None}
    if one.unit != other.unit or len(known) > 1:
        return False
    if first.direction != second.direction:
        return one.value == other.value
    return one.value != other.value and bool(written_slip(one.value, other.value))


def _which(stated: list[Claim], first: Claim, second: Claim, rates: dict[str, bool]) -> tuple[Claim, Claim]:
    """The wrong one and the right one: what a rate or another place bears out is right, else what stands first."""

    def borne_out(claim: Claim) -> int:
        again = [
            each
            for each in stated
            if (each.quantity.value, each.direction) == (claim.quantity.value, claim.direction)
        ]
        return 2 * rates.get(claim.id, False) + len(again) - 1

    return (first, second) if borne_out(second) > borne_out(first) else (second, first)
