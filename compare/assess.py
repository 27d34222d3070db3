"""Many judgements of one claim put together into one verdict."""

from __future__ import annotations

from collections.abc import Iterable

from ..extract.model import Claim
from .model import Assessment, Evidence, Judgement, Verdict

WEIGHT: dict[Verdict, int] = {"inconsistent": 0, "rounding": 1, "consistent": 2, "unverifiable": 3}
UNLINKED = "表中没有对应的数"
OTHER = "说明性数字，无可核对"


def assess(evidence: Evidence, judgements: Iterable[Judgement]) -> dict[str, Assessment]:
    """One assessment for every claim."""
    by_claim: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        by_claim.setdefault(judgement.claim, []).append(judgement)
    return {claim.id: _verdict(evidence, claim, by_claim.get(claim.id, [])) for claim in evidence.claims}


def _verdict(evidence: Evidence, claim: Claim, judgements: list[Judgement]) -> Assessment:
    """A number's own cell decides; otherwise the gravest of what is computed from it."""
    own = [each for each in judgements if each.code.startswith("NT") and each.verdict != "unverifiable"]
    decided = own or [each for each in judgements if each.verdict != "unverifiable"]
    if decided:
        first = min(decided, key=lambda each: WEIGHT[each.verdict])
        return Assessment(first.verdict, None, first.expected, first.bounds, first.workings)
    reasons = [each.reason for each in judgements if each.reason]
    workings = next((each.workings for each in judgements if each.workings), "")
    return Assessment("unverifiable", reasons[0] if reasons else _why(evidence, claim), workings=workings)


def _why(evidence: Evidence, claim: Claim) -> str:
    if claim.type == "other":
        return OTHER
    return "单位或口径不同，无法比较" if claim.id in evidence.links else UNLINKED
