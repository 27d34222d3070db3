"""Lists of sorts that no 其中 ties to their total: staff with their changes, what vehicles cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from ...extract.model import Claim
from ..model import Evidence
from .complete import EMPLOYED, RUNNING, is_set

Sorts = tuple[Claim, tuple[Claim, ...]]
"""A total and its sorts."""
_STAFF = re.compile(r"(?:实有|职工|在编|人员|编内)(?:总)?人[数员]$|^(?:总|实有)人[数员]$|^实有")
FARTHEST = 12


def staff(evidence: Evidence) -> Iterator[Sorts]:
    """Heads by sort, each with its change: 实有131人，其中：在职118人，减少2人；离休0人，增加0人；退休13人，增加2人."""
    claims = evidence.claims
    for i, total in enumerate(claims):
        if not _counts_people(total) or not _STAFF.search(total.subject):
            continue
        behind = _beside(total, claims[i + 1 : i + 1 + FARTHEST])
        sorts = tuple(islice((each for each in behind if _counts_people(each)), len(EMPLOYED)))
        between = evidence.report.text[total.end : sorts[0].start] if sorts else ""
        if is_set(EMPLOYED, sorts) and "其中" in between and any(each.part_of != total.id for each in sorts):
            yield total, sorts


def running(evidence: Evidence) -> Iterator[Sorts]:
    """What the vehicles' cost went to: 运行维护费5万元。其中，加油2万元，维修1万元，保险1万元，其他1万元."""
    claims = evidence.claims
    for i in range(len(claims) - len(RUNNING)):
        sorts = claims[i + 1 : i + 1 + len(RUNNING)]
        if any(each.type != "amount" or each.part_of for each in sorts) or not is_set(RUNNING, sorts):
            continue
        before = (each for each in reversed(claims[: i + 1]) if each.paragraph == sorts[0].paragraph)
        total = next((each for each in before if _is_cost(each)), None)
        if total is not None:
            yield total, sorts


def _counts_people(claim: Claim) -> bool:
    return claim.type == "count" and claim.quantity.unit == "人" and claim.direction == 0


def _is_cost(claim: Claim) -> bool:
    """Whether a claim states what running the vehicles has cost this year."""
    spent = claim.type == "amount" and claim.column == "actual" and claim.direction == 0
    return spent and "运行" in claim.subject and "购置" not in claim.subject


def _beside(total: Claim, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    return takewhile(lambda each: each.paragraph == total.paragraph, claims)
