"""Known 科目 names that the words for organisations and natures must not cut: 城乡社区支出 is no 社区's 支出."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..narrative.lexicon import economic, functional

_PLAIN = frozenset(
    ("国有资本经营预算支出", "对附属单位补助支出", "经营支出", "上缴上级支出", "项目支出", "基本支出")
)
_MARKED = re.compile(
    r"[^，。；：、（）()]{2,30}[（(](?:2\d{2,6}|\d\d(?=[款项]))?(?:类|款|项)级?(?:科目)?[）)]$"
)
_QUOTES = re.compile("[“”]")
"""Names that have quotes (“两房”建设) are told without them, too."""
_LONGEST = 24
_BODY = re.compile(r"(?:院|部队|社区|地区|单位|学校|机关|中心|区|会|所|站|部)支出$")


@cache
def _names() -> frozenset[str]:
    coded = {name for table in (functional(), economic()) for group in table.values() for name in group}
    return (frozenset(coded) | {_QUOTES.sub("", name) for name in coded}) - _PLAIN


@cache
def _bodies() -> re.Pattern[str]:
    """科目 names that read like an organisation's expenditure, and 法院支出 at the start of a phrase."""
    long = sorted((name for name in _names() if _BODY.search(name)), key=len, reverse=True)
    short = sorted((name for name in _names() if _BODY.search(name + "支出")), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(long)})|^(?:20\\d\\d年度?)?(?:{'|'.join(short)})支出$")


def is_known(label: str) -> bool:
    """Whether ``label`` is the name of a 科目, not counting those that only name a nature or fund."""
    return label in _names()


@lru_cache(maxsize=4096)
def name_at_end(words: str) -> int:
    """Where the 科目 name begins that ``words`` end with, if it is marked （项） or known; else their length."""
    marked = _MARKED.search(words)
    if marked is not None:
        return marked.start()
    for at in range(max(0, len(words) - _LONGEST), len(words) - 3):
        if is_known(words[at:]):
            return at
    return len(words)


def guarded(words: str, end: int) -> int | None:
    """Where a 科目 name begins that would be cut at ``end``, or None."""
    for match in _bodies().finditer(words):
        if match.start() < end < match.end():
            return match.start()
    return None
