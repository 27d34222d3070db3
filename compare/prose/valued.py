"""Things counted with what they are worth: 车辆3辆，价值90万元；其中：公务用车1辆，价值30万元；…."""

from __future__ import annotations

import re
from bisect import bisect_left

from ...extract.model import Claim
from ..model import Evidence
from ..wording import squeeze

_WORTH = re.compile(r"[，,、（(](?:其?账面|资产|总|合计|共计|计)?(?:价值|原值|净值|金额|总额)?(?:为|共|计)*")


def counted_out(evidence: Evidence, total: Claim, parts: tuple[Claim, ...]) -> bool:
    """Whether the things that the amounts are the worth of add up, so that the amounts must too."""
    if len(parts) < 2 or total.type != "amount":
        return False
    whole = _things(evidence, total)
    counted = [_things(evidence, part) for part in parts] if whole is not None else []
    things = [each for each in counted if each is not None and whole is not None and each.part_of == whole.id]
    if whole is None or len(things) < len(parts):
        return False
    return sum(each.quantity.value for each in things) == whole.quantity.value


def _things(evidence: Evidence, amount: Claim) -> Claim | None:
    """The count right before an amount."""
    claims = evidence.claims
    at = bisect_left(claims, amount.start, key=lambda each: each.start)
    before = claims[at - 1] if at else None
    if before is None or before.type != "count" or before.paragraph != amount.paragraph:
        return None
    between = squeeze(evidence.report.text[before.end : amount.start])
    return before if _WORTH.fullmatch(between) else None
