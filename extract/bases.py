"""What a change is measured against: whether a stated amount is its base or that of another comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .cues import COMPARE
from .drafts import Draft

_SEVERAL_YEARS = re.compile(
    r"年均|平均(?:每年)?(?:增|下降|减)|复合|累计(?:增|下降|减)|[两三四五]年[^，。；]{0,6}(?:增|下降|减)"
)
_BASE_YEAR = re.compile(r"(?:比|较|与|同|和)(20\d\d)年")
_OUTTURN = re.compile(r"决算|执行数|实际")


def over_several_years(rate: Draft) -> bool:
    """Whether a rate is none over one base: 两年平均增长5%, 年均增长5%."""
    return _SEVERAL_YEARS.search(rate.piece) is not None


def of_count(drafts: Sequence[Draft], rate: Draft) -> bool:
    """Whether a count stands right before a rate: 接待28批次，减少4批次，下降12.5%."""
    last = drafts[rate.index - 1] if rate.index else rate
    return not rate.named and last.type == "count" and last.sentence == rate.sentence


def of_year_before(change: Draft, levels: Sequence[Draft]) -> Draft | None:
    """The earlier year's amount whose change it is: 2023年支出9万元，比2022年增加1万元, in the report of 2024."""
    stated = _BASE_YEAR.search(change.piece)
    if stated is None:
        return None
    for level in levels:
        if level.sentence != change.sentence or level.segment != change.segment:
            return None
        if level.is_level and not level.reason:
            return level if level.column == "prior" and level.year == int(stated[1]) + 1 else None
    return None


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
