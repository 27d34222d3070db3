"""Multiples of an amount stated beside them: 是上年100万元的1.21倍."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Draft

_IS = re.compile(r"(?:是|为|相当于|达到?)(?:了)?[^，。；：\d]{0,16}$")
_OF = re.compile(r"的?(?:约|近)?")


def tie_multiple(drafts: Sequence[Draft], draft: Draft) -> None:
    """Tie a multiple to the amount right before it and to what is that many times as much."""
    base = drafts[draft.index - 1] if draft.index else None
    if base is None or base.sentence != draft.sentence or base.paragraph.id != draft.paragraph.id:
        return
    if not base.is_level or not _IS.search(base.piece) or not _OF.fullmatch(draft.gap.strip()):
        return
    before = drafts[base.index - 1] if base.index else None
    if before is None or (before.paragraph.id, before.sentence) != (draft.paragraph.id, draft.sentence):
        return
    if not before.is_level or before.column != "actual" or before.path != base.path:
        return
    if base.column in ("budget", "adjusted-budget", "prior"):
        draft.operands = [("actual", before.index), ("budget", base.index)]
        draft.type = "other" if base.column == "prior" else "completion-rate"
