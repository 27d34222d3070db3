"""Parts larger than their whole, and shares of a list whose whole the others prove: nothing else can be meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from ...extract.interval import Customs, rate_agrees, share_of, sums_to
from ...extract.model import FACTORS, Claim, Quantity
from ..diagnosis import written_slip
from ..model import Evidence
from ..once import once
from ..slips import meant
from .paragraphs import alongside
from .quotients import over, reckon_quotient
from .relations import Reading, operand

_ALL = 100
FEWEST = 2
"""So many other shares of a list prove of what they all are."""
MOST_SHARED = 12
"""So many shares on either side are tried as those of one list."""
Wholes = Callable[[Claim], tuple[Reading, ...]]


def overfull(share: Claim, part: Claim, whole: Quantity) -> bool:
    """Whether a part is larger than its whole, and one slip or the wrong unit would explain it."""
    mine = part.quantity
    if mine.unit not in FACTORS or whole.unit not in FACTORS or mine.yuan <= whole.yuan:
        return False
    read = [mine.of(value) for value in dict.fromkeys(meant(mine.value))]
    read += [replace(mine, unit="元")] if mine.unit == "万元" else []
    return any(_fits(share, each, whole) for each in read)


def _fits(share: Claim, part: Quantity, whole: Quantity) -> bool:
    bounds = share_of(part, whole)
    return bounds is not None and rate_agrees(share.quantity, bounds) == "equal"


def impossible(share: Claim, right: Decimal) -> bool:
    """Whether no whole makes a share right, and one slip of the rate explains it: 1000% for 100%."""
    step = min(share.quantity.step, Decimal(1))
    slip = written_slip(share.quantity.value, right.quantize(step).normalize())
    return share.quantity.value > 2 * _ALL and right <= _ALL and bool(slip)


def proven_whole(
    evidence: Evidence, share: Claim, whole: Claim, customs: Customs, words: Callable[[Claim], str]
) -> bool:
    """Whether other shares of the paragraph are right of the same whole, which is named by the same words."""
    own, right = words(share), 0
    for other in _shares_beside(evidence, share):
        part, same = operand(evidence, other, "part"), operand(evidence, other, "whole")
        if part is None or same is None or same.id != whole.id or words(other) != own:
            continue
        found = reckon_quotient(evidence, other, part, same, customs)
        right += found is not None and found.agreement == "equal"
    return right >= FEWEST


def shared_out(evidence: Evidence, share: Claim, whole: Claim, customs: Customs, *, named: bool) -> bool:
    """Whether amounts that make up the whole have a share each, and all these but ``share`` are right of it.

    They may stand in a paragraph each, as 类 do that are listed one a line. A share
    that is ``named`` to be of something else needs two others.
    """
    others = [
        (each, part)
        for each in evidence.claims
        if each.type == "share"
        and each != share
        and (part := operand(evidence, each, "part")) is not None
        and (same := operand(evidence, each, "whole")) is not None
        and same.id == whole.id
    ]
    own = operand(evidence, share, "part")
    parts = {part.id: part.quantity for part in (own, *(part for _, part in others)) if part is not None}
    if (
        len(others) < (FEWEST if named else 1)
        or len(parts) <= len(others)
        or sums_to(whole.quantity, parts.values()) == "differs"
    ):
        return False
    reckoned = (reckon_quotient(evidence, each, part, whole, customs) for each, part in others)
    return all(found is not None and found.agreement != "differs" for found in reckoned)


def whole_beside(
    evidence: Evidence, share: Claim, part: Claim, wholes: Wholes, customs: Customs
) -> tuple[Reading, ...]:
    """For a part that no table shows the total that another share of the paragraph is right of, if it is overfull."""
    if part.id in evidence.links:
        return ()
    found: list[Reading] = []
    for other in _shares_beside(evidence, share):
        own = operand(evidence, other, "part")
        if own is None or operand(evidence, other, "whole") is not None:
            continue
        for total in wholes(own):
            right = over(evidence, other, own, (total,), customs)
            if right is not None and right.agreement == "equal" and overfull(share, part, total.quantity):
                found.append(Reading(total.quantity, part, total.figure))
    return tuple(found[:1])


def shared_whole(
    evidence: Evidence, share: Claim, wholes: Wholes, words: Callable[[Claim], str], customs: Customs
) -> Reading | None:
    """The table's total that amounts with a share each make up, if all the other shares are right of it.

    教育支出90万元，占90%。 卫生支出10万元，占1%。 may be paragraphs of their own: together they are all of the total.
    """
    listed = [
        (each, part)
        for each in _of_section(evidence, share)
        if operand(evidence, each, "whole") is None
        and words(each) == words(share)
        and (part := operand(evidence, each, "part")) is not None
    ]
    at = next((i for i, (each, _) in enumerate(listed) if each is share), None)
    if at is None:
        return None
    for total in wholes(listed[at][1]):
        for first in range(max(at - MOST_SHARED, 0), at + 1):
            for last in range(max(at + 1, first + 2), min(at + MOST_SHARED, len(listed)) + 1):
                if _shares_out(evidence, share, listed[first:last], total, customs):
                    return total
    return None


def _shares_out(
    evidence: Evidence, share: Claim, listed: list[tuple[Claim, Claim]], total: Reading, customs: Customs
) -> bool:
    """Whether the amounts make up the total, and all shares but the one are right of it."""
    parts = {part.id: part.quantity for _, part in listed}
    if len(parts) < len(listed) or sums_to(total.quantity, parts.values()) == "differs":
        return False
    others = [(each, part) for each, part in listed if each is not share and part.quantity.value]
    reckoned = (over(evidence, each, part, (total,), customs) for each, part in others)
    return bool(others) and all(found is not None and found.agreement == "equal" for found in reckoned)


def _of_section(evidence: Evidence, share: Claim) -> Iterator[Claim]:
    """The shares of the section, in reading order, and of those beside it: an item of a list may be read as one."""
    lists = _list_of(evidence)
    mine = lists.get(share.section)
    return (each for each in evidence.claims if each.type == "share" and lists.get(each.section) == mine)


@once
def _list_of(evidence: Evidence) -> dict[str, str]:
    """Of each section the one whose items it is one of, or itself."""
    return {each.id: each.parent or each.id for each in evidence.report.sections}


def _shares_beside(evidence: Evidence, share: Claim) -> Iterator[Claim]:
    return (each for each in alongside(evidence, share) if each.type == "share" and each != share)
