"""The two amounts that words such as 决算数大于年初预算数 compare."""

from __future__ import annotations

from ...extract.model import FACTORS, Claim

_COLUMNS = {"年初": ("budget",), "全年": ("adjusted-budget",), "调整": ("adjusted-budget",)}


def compared(claims: list[Claim], before: int, wanted: str) -> tuple[Claim, Claim] | None:
    """The actual and the budget that stand last before a comparison, with nothing in between."""
    amounts = [claim for claim in claims if claim.end <= before and claim.type == "amount"][-3:]
    actual = next((claim for claim in reversed(amounts) if claim.column == "actual"), None)
    budgets = [
        claim for claim in amounts if claim.column in _COLUMNS.get(wanted, ("budget", "adjusted-budget"))
    ]
    if actual is None or len(budgets) != 1 or actual is not amounts[-1]:
        return None
    budget = budgets[0]
    if actual.path != budget.path or actual.quantity.unit != budget.quantity.unit:
        return None
    return (actual, budget) if actual.quantity.unit in FACTORS else None
