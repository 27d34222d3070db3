"""Which total a list may refer to: the amounts stated before it, by unit and column."""

from __future__ import annotations

import re

from .drafts import Draft

Key = tuple[str, str]
_ASIDE = re.compile(r"[（(](?:其中)?(?:已|不)?(?:包)?含[^（）()]*$")
_BACK = 40
_OF_YEAR = re.compile(r"本年度?(?:收入|支出)|(?:收入|支出)合计")


def key_of(draft: Draft) -> Key:
    """Unit family (counts: the unit itself) and column: only equals can add up."""
    unit = draft.number.quantity.unit if draft.type == "count" else "money"
    return unit or "", draft.column


def is_countable(draft: Draft) -> bool:
    """Whether a number may be a total or a part of one."""
    return (draft.is_level or draft.type == "count") and not draft.reason


def opposed(flow: str, draft: Draft) -> bool:
    """Whether an amount is of the other side than ``flow``: income and expenditure."""
    sides = {flow, draft.facets.flow}
    return sides == {"income", "expenditure"} and (
        not draft.facets.item or draft.facets.item.endswith(("支出", "收入"))
    )


def heads_before(before: list[Draft], *, new_sentence: bool) -> dict[Key, int]:
    """The total that an 其中 refers to: the last level before it, with its other columns.

    In a new sentence that is no member of a list; nowhere an amount in brackets that the total holds.
    """
    levels = [d for d in before if is_countable(d) and not (d.type == "count" and d.direction)]
    levels = [d for d in levels if not _is_aside(d)] or levels
    if not levels:
        return {}
    last = levels[-1]
    if new_sentence:
        sentence = [d for d in levels if d.sentence == last.sentence]
        outer = [d for d in sentence if d.part_of is None]
        last = (outer or sentence)[-1]
    same = [
        d
        for d in levels
        if d.facets == last.facets and d.path == last.path and d.sentence >= last.sentence - 1
    ]
    heads = {key_of(d): d.index for d in same}
    for d in reversed(levels):
        if d.sentence == last.sentence and d.type != last.type and d.segment == last.segment:
            heads.setdefault(key_of(d), d.index)
    return heads


def _is_aside(draft: Draft) -> bool:
    """Whether brackets only tell what an amount holds: 支出900万元（含上年结转10万元），其中."""
    start = draft.number.start
    return _ASIDE.search(draft.paragraph.text[max(0, start - _BACK) : start]) is not None


def is_of_year(words: str) -> bool:
    """Whether a total is named as the year's own (本年支出合计), without what was carried over."""
    return _OF_YEAR.search(words) is not None and "总计" not in words


def is_grand(draft: Draft) -> bool:
    """Whether an amount is a total with what was carried over: 收入总计, 收、支总计."""
    return "总计" in draft.subject or draft.facets.flow == "both"


def may_be_grand(draft: Draft) -> bool:
    """Whether an amount may hold what was carried over (总支出 does in some reports) or is named as no total at all."""
    plain = re.search("收入|支出", draft.subject) is not None
    return is_grand(draft) or not plain or re.search("总收入|总支出", draft.subject) is not None
