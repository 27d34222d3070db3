"""Which amount a comparison behind a list of lists comes back to, where only the numbers tell.

车辆购置和运行费20万元，其中：购置费9万元；运行费11万元，其中：燃油4万元、维修7万元。比上年12万元减少1万元 is
of 运行费, though words alone would come back to the head of the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Draft
from .interval import growth_from_change, rate_agrees, sums_to
from .matching import before


def come_back(drafts: Sequence[Draft]) -> None:
    """Give comparisons without a subject that of the inner list's head, where they hold for that one only."""
    for change in drafts:
        if _is_bare(change) and change.type == "change-amount" and change.against == "prior":
            told = _comparison(drafts, change)
            heads = _heads(drafts, change)
            own = [head for head in heads if head.facets == change.facets]
            inner = [head for head in heads if head.facets != change.facets and _holds(head, told)]
            if own and len(inner) == 1 and not any(_holds(head, told) for head in own):
                _set(told, change, inner[0])


def _set(told: Sequence[Draft], change: Draft, level: Draft) -> None:
    """Make the comparison one of ``level``."""
    for draft in told:
        draft.subject, draft.facets = level.subject, level.facets
        if draft.is_level:
            change.operands = [("level", level.index), ("prior", draft.index)]
        elif draft is not change:
            draft.operands = [("change", change.index)]
    change.operands = change.operands or [("level", level.index)]


def _is_bare(draft: Draft) -> bool:
    return not draft.named and not draft.reason and draft.number.family == "money"


def _comparison(drafts: Sequence[Draft], change: Draft) -> list[Draft]:
    """The change with last year's amount right before it and the rate right behind it, as far as they are told."""
    beside = [drafts[i] for i in (change.index - 1, change.index + 1) if 0 <= i < len(drafts)]
    near = [d for d in beside if d.paragraph.id == change.paragraph.id and d.sentence == change.sentence]
    same = [d for d in near if not d.named and d.facets == change.facets]
    prior = [d for d in same if d.index < change.index and d.column == "prior" and d.is_level]
    return [*prior, change, *(d for d in same if d.index > change.index and d.type == "growth-rate")]


def _heads(drafts: Sequence[Draft], change: Draft) -> list[Draft]:
    """The amounts of the sentence before that have parts in it."""
    last = [d for d in before(drafts, change) if d.sentence == change.sentence - 1]
    wholes = {d.part_of for d in last}
    return [d for d in last if d.index in wholes and d.is_level and d.number.family == "money"]


def _holds(level: Draft, told: Sequence[Draft]) -> bool:
    """Whether the comparison, which must tell more than the change, is right of an amount."""
    change = next(d for d in told if d.type == "change-amount")
    amount, moved = level.number.quantity, change.number.quantity
    if len(told) < 2 or not change.direction:
        return False
    for other in told:
        quantity = other.number.quantity
        if other.type == "growth-rate":
            bounds = growth_from_change(moved, amount, change.direction)
            if bounds is None or rate_agrees(quantity, bounds) == "differs":
                return False
        elif other is not change:
            more, less = (amount, quantity) if change.direction > 0 else (quantity, amount)
            if sums_to(more, [less, moved]) == "differs":
                return False
    return True
