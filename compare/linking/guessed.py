"""Claims whose type is known by what they equal: they may be confirmed, but accuse nothing."""

from __future__ import annotations

from dataclasses import replace

from ...extract.arithmetic import RULE
from ..model import Evidence, Finding, Judgement

REASON = "这个数是什么没有写明，只从数值推断，不据以判错"


def unaccused(
    evidence: Evidence, found: tuple[tuple[Judgement, ...], tuple[Finding, ...]]
) -> tuple[tuple[Judgement, ...], tuple[Finding, ...]]:
    """The judgements and findings without complaints that rest on such a claim."""
    guessed = {claim.id for claim in evidence.claims if claim.rule == RULE}
    if not guessed:
        return found
    resting = guessed | {
        claim.id for claim in evidence.claims if any(operand.claim in guessed for operand in claim.operands)
    }
    judgements = tuple(
        replace(each, verdict="unverifiable", reason=REASON)
        if each.claim in resting and each.verdict == "inconsistent"
        else each
        for each in found[0]
    )
    return judgements, tuple(each for each in found[1] if not guessed.intersection(each.claims))
