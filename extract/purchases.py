"""Shares of one sort of what was bought: 货物采购授予中小企业合同金额90万元，占货物支出金额的90%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .drafts import Draft
from .sums import is_bought_part

_SORT = re.compile(
    r"占(?:政府采购|采购)?(?P<kind>货物|工程|服务)(?:类|采购)?(?:支出)?(?:金额|总额|总金额)?的?(?:比重|比例)?(?:约|近)?(?:为|是|达到?)?$"
)
_REACH = 40


def bought_kind(draft: Draft) -> str:
    """货物, 工程 or 服务 where a share is of all that was bought of that sort."""
    match = _SORT.search(draft.piece)
    return match["kind"] if match else ""


def bought_whole(drafts: Sequence[Draft], draft: Draft, part: Draft | None) -> Draft | None:
    """What was bought of the sort that a share is of, stated before it in the section."""
    kind = bought_kind(draft)
    for other in reversed(drafts[max(0, draft.index - _REACH) : draft.index]):
        if other.paragraph.section != draft.paragraph.section:
            return None
        item = other.facets.item
        if (
            other is not part
            and other.is_level
            and kind in item
            and "企业" not in item
            and is_bought_part(other.facets)
        ):
            return other
    return None
