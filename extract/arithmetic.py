"""What a number is that no words explain, where it fits the numbers before it in one way only.

拿出420万元，花了431.8万元，多用11.8万元，偏离2.81%: the difference of the two, and what that is of the first.
Such a claim is confirmed by what made it; nothing is accused for it (compare/linking/guessed.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from .drafts import Draft
from .interval import Interval, change_over_prior, growth_from_change, rate_agrees, share_of, significant
from .kinds import OPEN
from .matching import before
from .model import ClaimType
from .scoring import scorer

RULE = "arithmetic"
"""The rule of claims that are understood by what they equal."""
_REACH, _NEAR, _FAR = 8, 3, 24
_FINE = Decimal(1)
"""A rate must be written finer than this: a whole percentage equals something by chance too often."""
_TENTH = Decimal("0.1")
_DIGITS = 3
"""An amount of fewer digits is a difference by chance too often."""
_NAMED = re.compile(
    r"(?:收入|支出|开支|经费|费用?|[预决]算数?|拨款|款项?|结[余转]|余额|剩余|补助|补贴|资金|工资|合计|[总共]计|项目|采购|投入"
    r"|服务|工程|货物|公用|人员)(?:为|是|共)?$"
)
_LONGEST = 6
_BASES = ("prior", "budget", "adjusted-budget", "actual", "none", "change")
"""Columns, the one that a difference is measured against first; a budget has none before this year's but prior."""
_WORDS = re.compile(r"[一-鿿]")


def explain(drafts: Sequence[Draft]) -> None:
    """Set type and operands of each percentage and each unnamed amount that only one computation explains."""
    if scorer() == "heuristic":
        return
    for draft in drafts:
        if _is_open(draft, drafts) and draft.number.quantity.step < _FINE:
            fitting = {kind: operands for kind, operands in _rates(draft, drafts)}
            if len(fitting) == 1:
                _set(draft, drafts, *fitting.popitem())
        elif draft.rule == "amount" and (pair := _difference(draft, drafts)) is not None:
            now, base = pair
            more = now.number.quantity.yuan > base.number.quantity.yuan
            role = "prior" if base.column == "prior" else "budget"
            _set(draft, drafts, "change-amount", [("level", now.index), (role, base.index)])
            draft.direction, draft.against = (1 if more else -1), base.column


def _is_open(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether no words say what a percentage is, or only that it stands behind what was just found to be a change."""
    behind = draft.rule == "rate-after-amount" and draft.index and drafts[draft.index - 1].rule == RULE
    return draft.rule == OPEN or bool(behind)


Operands = list[tuple[str, int]]


def _set(draft: Draft, drafts: Sequence[Draft], kind: ClaimType, operands: Operands) -> None:
    """Make it a claim of what it is computed from."""
    source = drafts[operands[0][1]]
    draft.type, draft.rule, draft.confidence, draft.operands = kind, RULE, 0.6, operands
    draft.column = "none" if kind in ("share", "completion-rate") else "change"
    draft.subject, draft.facets, draft.path, draft.named = source.subject, source.facets, source.path, False
    if kind == "growth-rate":
        draft.direction, draft.against = source.direction, source.against


def _rates(draft: Draft, drafts: Sequence[Draft]) -> Iterator[tuple[ClaimType, Operands]]:
    """The types under which the percentage equals what is computed from numbers before it."""
    earlier = [other for other in before(drafts, draft)[:_REACH] if other.number.family == "money"]
    levels = [other for other in earlier if other.is_level]
    if not levels or earlier[0].sentence != draft.sentence:
        return
    change = earlier[0]
    if change.type == "change-amount" and any(_fits(draft, each) for each in _grown(change, levels)):
        yield "growth-rate", [("change", change.index)]
    own, near = levels[0], [other for other in levels[:_NEAR] if other.sentence == draft.sentence]
    far = _FAR if draft.number.quantity.step < _TENTH else _REACH
    wholes = [other for other in drafts[max(0, draft.index - far) : own.index] if other.is_level]
    if draft.gap.strip() == "的" and len(near) > 1:
        own, wholes = near[1], near[:1]  # 甲60万元，相当于合计100万元的60.00%
    for whole in wholes:
        money = whole.number.family == "money" and whole.column == own.column
        if money and whole.number.quantity.yuan >= own.number.quantity.yuan and _quotient(draft, own, whole):
            yield "share", [("part", own.index), ("whole", whole.index)]
    for spent, planned in permutations(near, 2):
        both = spent.column == "actual" and planned.column in ("budget", "adjusted-budget")
        if both and _quotient(draft, spent, planned):
            yield "completion-rate", [("actual", spent.index), ("budget", planned.index)]


def _quotient(draft: Draft, top: Draft, bottom: Draft) -> bool:
    return _fits(draft, share_of(top.number.quantity, bottom.number.quantity))


def _grown(change: Draft, levels: Sequence[Draft]) -> Iterator[Interval | None]:
    """What the change may be a percentage of: each amount of its sentence, or that before it moved."""
    for other in levels:
        if other.sentence == change.sentence:
            yield change_over_prior(change.number.quantity, other.number.quantity)
            for sign in (1, -1):
                yield growth_from_change(change.number.quantity, other.number.quantity, sign)


def _fits(draft: Draft, bounds: Interval | None) -> bool:
    return bounds is not None and rate_agrees(draft.number.quantity, bounds) == "equal"


def _difference(draft: Draft, drafts: Sequence[Draft]) -> tuple[Draft, Draft] | None:
    """What an amount without a name is the difference of: two amounts right before it, this year's first."""
    words = "".join(_WORDS.findall(draft.piece))
    few = significant(draft.number.quantity.value) < _DIGITS
    if (
        few
        or not words
        or len(words) > _LONGEST
        or words.startswith("其中")
        or _NAMED.search(draft.piece)
        or draft.column == "prior"
    ):
        return None
    levels = [
        other for other in before(drafts, draft)[:4] if other.is_level and other.number.family == "money"
    ]
    if len(levels) < 2 or levels[0].sentence != draft.sentence:
        return None
    base, now = sorted(levels[:2], key=lambda level: _BASES.index(level.column))
    apart = abs(now.number.quantity.yuan - base.number.quantity.yuan)
    return (now, base) if now.column != base.column and 0 < apart == draft.number.quantity.yuan else None
