"""What the claims of each paragraph are."""

from __future__ import annotations

from ...extract.model import FACTORS, Claim
from ..model import Evidence
from ..once import once


@once
def by_paragraph(evidence: Evidence) -> dict[str, tuple[Claim, ...]]:
    """The claims of each paragraph, in reading order."""
    found: dict[str, list[Claim]] = {}
    for claim in evidence.claims:
        found.setdefault(claim.paragraph, []).append(claim)
    return {paragraph: tuple(claims) for paragraph, claims in found.items()}


@once
def amounts_by_paragraph(evidence: Evidence) -> dict[str, tuple[Claim, ...]]:
    """The amounts of money of each paragraph that are not 0, in reading order."""
    return {
        paragraph: tuple(
            each
            for each in claims
            if each.type == "amount" and each.quantity.unit in FACTORS and each.quantity.value
        )
        for paragraph, claims in by_paragraph(evidence).items()
    }


def alongside(evidence: Evidence, claim: Claim) -> tuple[Claim, ...]:
    """The claims of the same paragraph, in reading order."""
    return by_paragraph(evidence).get(claim.paragraph, ())
