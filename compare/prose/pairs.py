"""The two amounts that words such as 决算数大于年初预算数 compare."""

from __future__ import annotations

from collections.abc import Sequence

from ...extract.model import FACTORS, Claim

_BESIDE = 16
"""So many characters at most stand between two amounts one of which is said right behind the other."""
_COLUMNS = {"年初": ("budget",), "全年": ("adjusted-budget",), "调整": ("adjusted-budget",)}


def compared(claims: Sequence[Claim], before: int, wanted: str) -> tuple[Claim, Claim] | None:
    """The actual and the budget that stand last before a comparison, with nothing in between.

    The budget comes first, or right behind the actual: 支出6万元，预算12万元.
    """
    amounts = [claim for claim in claims if claim.end <= before and claim.type == "amount"][-3:]
    actual = next((claim for claim in reversed(amounts) if claim.column == "actual"), None)
    budgets = [
        claim for claim in amounts if claim.column in _COLUMNS.get(wanted, ("budget", "adjusted-budget"))
    ]
    if actual is None or len(budgets) != 1:
        return None
    budget = budgets[0]
    if actual is not amounts[-1] and not (budget is amounts[-1] and _beside(amounts[-2], actual, budget)):
        return None
    if actual.path != budget.path or actual.quantity.unit != budget.quantity.unit:
        return None
    return (actual, budget) if actual.quantity.unit in FACTORS else None


def _beside(previous: Claim, actual: Claim, budget: Claim) -> bool:
    return previous is actual and budget.start - actual.end <= _BESIDE
