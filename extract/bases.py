"""What a change is measured against: whether a stated amount is its base or that of another comparison."""

from __future__ import annotations

import re

from .cues import COMPARE
from .drafts import Draft

_OUTTURN = re.compile(r"决算|执行数|实际")


def is_elsewhere(change: Draft, base: Draft) -> bool:
    """Whether a base belongs to another comparison: behind a semicolon, or of the change that this is a part of."""
    behind = base.index > change.index and base.segment != change.segment
    return behind or (change.part_of is not None and base.index < change.part_of)


def is_other_base(change: Draft, base: Draft) -> bool:
    """Whether a change names last year's budget and the base is last year's outturn, or the reverse."""
    compared = COMPARE.search(change.piece)
    named = _base_sort(compared["base"]) if compared is not None else ""
    other = _base_sort(base.piece)
    return bool(named and other) and named != other


def _base_sort(words: str) -> str:
    """budget or outturn, as far as the words that name a base say it."""
    if _OUTTURN.search(words):
        return "outturn"
    return "budget" if "预算" in words else ""
