"""Sums that stand behind their parts: A、B、C，合计D; A、B，两项合计C."""

from __future__ import annotations

import re
from decimal import Decimal

from .cues import TOGETHER
from .drafts import Draft

_ALTOGETHER = re.compile(r"[，、]?(?:合计|共计|总计|总共)(?:有|为)?$")
_MANY = {char: n for n, chars in enumerate(("两二", *"三四五六七八九"), 2) for char in chars}


def sum_up(paragraph: list[Draft], draft: Draft) -> None:
    """A、B、C，合计D: the amounts right before a bare 合计 are its parts."""
    if draft.type == "count":
        _counted_up(paragraph, draft)
        return
    if draft.is_level and (together := TOGETHER.search(draft.piece)) is not None:
        _sum_of(paragraph, draft, _MANY[together["many"]])
        return
    if draft.facets.nature != "total" or draft.facets.flow or draft.facets.item or not draft.is_level:
        return
    addends = []
    for earlier in reversed(paragraph):
        alike = earlier.is_level and earlier.column == draft.column and earlier.named and earlier.facets.item
        if earlier.sentence != draft.sentence or not alike or earlier.part_of is not None:
            break
        addends.append(earlier)
    addends = _adding_up(addends, draft)
    if len(addends) > 1:
        for addend in addends:
            addend.part_of = draft.index


def _counted_up(before: list[Draft], draft: Draft) -> None:
    """在职66人、离休5人、退休47人，合计118人: all that the sentence counts in this unit, if it is one list."""
    if _ALTOGETHER.match(draft.piece) is None:
        return
    unit = draft.number.quantity.unit
    alike = [
        d
        for d in before
        if d.sentence == draft.sentence and d.type == "count" and d.number.quantity.unit == unit
    ]
    listed = len(alike) > 1 and all(d.gap.startswith("、") for d in alike[1:])
    if listed and all(d.part_of is None and not d.direction for d in alike):
        for each in alike:
            each.part_of = draft.index


def _adding_up(addends: list[Draft], draft: Draft) -> list[Draft]:
    """The nearest of the addends that make the sum (甲90万元；其余乙3万元、丙2万元，合计5万元), all if none do."""
    goal, value = draft.number.quantity.yuan, Decimal(0)
    for many, addend in enumerate(addends, 1):
        value += addend.number.quantity.yuan
        if many > 1 and value == goal:
            return addends[:many]
    return addends


def _sum_of(paragraph: list[Draft], draft: Draft, many: int) -> None:
    """Make the ``many`` amounts before ``draft`` its parts, if they stand beside each other in one list or none.

    Where their names stand once more in between (甲、丙居前两位，两项合计9万元), those are meant that bear them.
    """
    levels = [d for d in paragraph if d.is_level and d.column == draft.column and d.named and not d.reason]
    addends = levels[-many:]
    if "、" in draft.gap:
        addends = [d for d in levels if d.facets.item and d.facets.item in draft.gap]
    if len(addends) == many and all(d.part_of is None for d in addends):
        for addend in addends:
            addend.part_of = draft.index
