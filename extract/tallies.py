"""Shares of counts: 评价项目14个，其中优12个，占85.71%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from .beside import given_whole
from .drafts import Draft

_OF_COUNT = re.compile(
    r"^[）)]?[，,、（(]?(?:分别|约|各)?占比?(?:分别)?(?:约|为|达)*(?P<whole>[^，。；：（）\d]{0,24}?)的?$"
)
_NUMBER_OF = re.compile(
    r"^(?P<noun>[^，。；]*?)的?(?:总(?:人数|户数|项目数|数量?|量)|人数|户数|个数|家数|数量|批次|人次)(?:的?比[例重])?$|^(?:全部|其)$"
)
_BACK = 30


def tie_count(drafts: Sequence[Draft], draft: Draft, known: Sequence[int]) -> bool:
    """Tie a share to counts, if it is one of a count; ``known`` is its part where 分别 has told it."""
    if (given := _given(drafts, draft)) is not None:
        draft.operands = [("part", given[0].index), ("whole", given[1].index)]
        return True
    part = drafts[known[0]] if known else _counted_part(drafts, draft)
    if part is None or part.type != "count":
        return False
    whole = _counted_whole(drafts, draft, part)
    draft.operands = [("part", part.index)] + ([("whole", whole.index)] if whole is not None else [])
    return True


def _given(drafts: Sequence[Draft], draft: Draft) -> tuple[Draft, Draft] | None:
    """The counts right before a share: 评价项目5个，占全部项目6个的83.33%; none behind a list of parts."""
    whole = given_whole(drafts, draft)
    if whole is None or whole.type != "count" or not whole.index:
        return None
    part = drafts[whole.index - 1]
    beside = (
        part.sentence == whole.sentence and part.paragraph.id == whole.paragraph.id and part.part_of is None
    )
    same = part.type == "count" and part.number.quantity.unit == whole.number.quantity.unit
    return (part, whole) if beside and same else None


def _counted_part(drafts: Sequence[Draft], draft: Draft) -> Draft | None:
    """The count right before a share that is its own: 优12个，占85.71%; none if the words name money."""
    previous = drafts[draft.index - 1] if draft.index else None
    if previous is None or previous.paragraph.id != draft.paragraph.id or previous.type != "count":
        return None
    match = _OF_COUNT.match(draft.gap)
    if match is None or (match["whole"] and not _NUMBER_OF.search(match["whole"])):
        return None
    return previous


def _counted_whole(drafts: Sequence[Draft], draft: Draft, part: Draft) -> Draft | None:
    """The count that ``part`` is that share of: one that fits, else the one whose parts are being listed."""
    match = _OF_COUNT.match(draft.gap)
    noun = _noun(match["whole"]) if match else ""
    unit, value = part.number.quantity.unit, part.number.quantity.value
    for other in reversed(drafts[max(0, part.index - _BACK) : part.index]):
        if other.paragraph.id != part.paragraph.id:
            break
        same = other.type == "count" and other.number.quantity.unit == unit
        if (
            same
            and other.number.quantity.value >= value
            and noun in other.subject
            and _fits(value, other, draft)
        ):
            return other
    listed = drafts[part.part_of] if part.part_of is not None else None
    plain = match is None or not match["whole"]
    return listed if listed is not None and listed.type == "count" and plain else None


def _noun(words: str) -> str:
    """What 占部门项目总数的 counts: 项目; "" where it does not say."""
    match = _NUMBER_OF.search(words)
    return (match["noun"] or "")[-2:] if match else ""


def _fits(value: Decimal, whole: Draft, share: Draft) -> bool:
    size, stated = whole.number.quantity.value, share.number.quantity
    return bool(size) and abs(value / size * 100 - stated.value) <= stated.step
