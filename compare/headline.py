"""Titles compared: without white space, year, organisation's level and the words that every title has."""

from __future__ import annotations

import re
from functools import lru_cache

_YEAR = re.compile(r"(?:20\d\d|[二2][〇○0零Ｏo][一二三四五六七八九〇○零]{2})年?度?")
_PAGE = re.compile(r"(?:[.．·…‥\-—_]{2,}|\t)?[（(\-—]?\d{1,3}[)）\-—]?$")
_NUMBERED_TABLE = re.compile(r"^(?:附|公开)?表\d+$")
"""附表2 is a table's own number; what stands behind 第五部分 附表 is a page's."""
_OWN_NUMBER = re.compile(r"[（(](?:公开|附|预算|决算)?(?:表\d+(?:[-—]\d+)?|\d+(?:[-—]\d+)?表)[)）]$")
"""（公开表2-1） behind a title is the table's number, no page's."""
_LEADERS = re.compile(r"[.．·…‥_]{3,}.*$")
_ELSEWHERE = re.compile(r"[（(](?:具体|详)?(?:见|另附|附后|后附)[^（）()]{0,12}[）)]$")
"""Where a contents page says a part is: 部门决算报表（见附表）."""
_NUMERAL = re.compile(
    r"^(?:第[一二三四五六七八九十\d]+(?:部分|章)|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[、.．]|附件?\d*[:：、.]?|表[一二三四五六七八九十\d]+[:：、.]?)"
)
_COMMON = re.compile(
    r"的|情况|说明|部门|单位|预算|决算|支出|收入|收支|报表|公开|关于|[“”\"《》（）()、，：:]|年度|总体"
)


def squeezed_title(text: str) -> str:
    """A title without white space."""
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


@lru_cache(maxsize=4096)
def title_key(text: str) -> str:
    """A title without numeral, year, leaders and page number."""
    flat = _OWN_NUMBER.sub("", _LEADERS.sub("", squeezed_title(text)))
    flat = _PAGE.sub("", flat) if not _NUMBERED_TABLE.search(flat) else flat
    return _YEAR.sub("", _NUMERAL.sub("", _ELSEWHERE.sub("", flat)))


def is_entry(text: str) -> bool:
    """Whether a line has a numeral before it or leaders behind it, as lines of a contents page have."""
    flat = squeezed_title(text)
    return bool(_NUMERAL.match(flat) or _LEADERS.search(flat))


def gist(text: str) -> str:
    """What tells a title from others: without the words that most titles have."""
    return _COMMON.sub("", title_key(text))


def same_title(one: str, other: str) -> bool:
    """Whether two titles name the same thing."""
    mine, theirs = title_key(one), title_key(other)
    return bool(mine) and (mine == theirs or (len(theirs) > 4 and mine.endswith(theirs)))
