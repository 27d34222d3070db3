"""The changes of all 项 that a total's prose lists one paragraph each, and the total whose change they make up.

That the list is whole is seen from the amounts: those of the 项 make up the amount whose change the total's is. What
was dropped since last year is not in the list, so that a sum that differs proves nothing; a single change that has
only to be turned round for all to add up does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...extract.interval import sums_to
from ...extract.model import FACTORS, Claim
from ..model import Evidence
from ..wording import squeeze
from .relations import operand

LEAST = 3
"""A list has at least so many 项."""
_WIDE = ("", "total")
_SAME = ("持平", "一致", "不变", "无变化", "无增减", "相同")


def itemized(evidence: Evidence, changes: Sequence[Claim]) -> Iterator[tuple[Claim, tuple[Claim, ...]]]:
    """Each change of a total with those of the 项 that the amount is made up of, unchanged ones left out."""
    of_level: dict[str, Claim] = {}
    for change in changes:
        level = operand(evidence, change, "level")
        if level is not None:
            of_level.setdefault(level.id, change)
    totals = [
        (change, level)
        for change in changes
        if (level := operand(evidence, change, "level")) is not None and _is_total(change, level)
    ]
    for items in _runs(evidence):
        moved = tuple(of_level[item.id] for item in items if item.id in of_level)
        rest = [item for item in items if item.id not in of_level]
        if len(moved) < LEAST or not all(_stayed(evidence, item) for item in rest):
            continue
        for change, level in reversed(totals):
            if (
                change.end < items[0].start
                and sums_to(level.quantity, [i.quantity for i in items]) == "equal"
            ):
                yield change, moved
                break


def _is_total(change: Claim, level: Claim) -> bool:
    facets = level.facets
    plain = not facets.item and facets.nature in _WIDE and facets.flow in ("expenditure", "both")
    return plain and bool(change.direction) and level.quantity.unit in FACTORS


def _runs(evidence: Evidence) -> Iterator[tuple[Claim, ...]]:
    """The first amounts of paragraphs about one 项 each, as long as no other item and fund comes between."""
    run: list[Claim] = []
    for claim in _firsts(evidence):
        here = claim.facets.level == "项" and claim.quantity.unit in FACTORS
        if run and (not here or _parted(run[-1], claim)):
            yield tuple(run)
            run = []
        if here:
            run.append(claim)
    if run:
        yield tuple(run)


def _parted(before: Claim, claim: Claim) -> bool:
    return (before.facets.fund, before.column) != (claim.facets.fund, claim.column)


def _firsts(evidence: Evidence) -> Iterator[Claim]:
    """The first amount of every paragraph that has one."""
    amounts = [claim for claim in evidence.claims if claim.type == "amount"]
    yield from amounts[:1]
    for before, claim in pairwise(amounts):
        if claim.paragraph != before.paragraph:
            yield claim


def _stayed(evidence: Evidence, item: Claim) -> bool:
    words = squeeze(evidence.report.text[item.end : item.end + 40])
    return any(word in words.split("。")[0] for word in _SAME)
