"""Names that stand in another clause than their number: before a comma or a colon, or behind the amount."""

from __future__ import annotations

import re

from .headed import NUMBERED, coded
from .known import is_known
from .phrases import item_path, subject_words

_NAMED_EARLIER = re.compile(r"(?:项目|费|支出|收入|资金|专项|[”》])$")
_EXPENSE = re.compile(r"[一-鿿]{2}(?:项目|经费|费用?|支出|专项|补助|补贴)$")
_SHARE_OF = re.compile(
    r"(?:^|[，。；])(?P<name>[^，。；占]{2,30}?)(?:所?占)(?:比[例重]?)?[^，。；]{0,6}，(?:高?达到?|为|约)*$"
)
_LEVELLED = re.compile(
    r"(?:^|[，。；：、])(?P<name>[^，。；：、]{2,40}?)(?:年初|支出)?(?:决算|预算)?数?(?:与|同|和|较|比)[^，。；：]{1,20}?"
    r"(?:持平|一致|相同|相等|不变|变化)，(?:金额|数额)?(?:均|都|皆|同)为$"
)
"""出国费支出决算与上年持平，均为0万元: the clause before names it."""
_UNCHANGED = re.compile(
    r"(?:^|[，。；：、])(?P<name>[^，。；：、]{2,40}?)(?:年初|支出)?(?:决算|预算)?数?(?:与|同|和|较|比)[^，。；：]{1,20}?"
    r"(?:持平|一致|相同|相等|不变|变化)，(?:增减|增加|减少|增长|下降)(?:额|率|幅度?)?(?:均|都|皆)?(?:为|了)?$"
)
"""接待费与上年持平，增加0万元: the clause before names what did not change."""
_SIDE = re.compile(
    r"(?:^|[。；])(?P<flow>收入|支出)(?:方面|上|端)[，：](?:当年|本年|全年)(?:度)?(?:预算|共|预计)?(?:安排|收入|支出)?(?:了|为)?$"
)
"""支出方面，当年安排9万元: the side that a clause turns to."""
_PROJECT = re.compile(
    r"(?:^|[。；：、\s])(?P<name>(?:(?!等|各|[\d一二三四五六七八九十两]个|的|[上下]述|以上|所有|全部|其[他它余]"
    r"|该|[本此]项|重点|主要|新增)[^。；：，、]){4,40}(?:项目|[”》]))，"
    r"(?:20\d\d年度?|[本当]年度?|全年|年初|年度|预算|项目|财政|专项|安排|资金|经费|支出|金额|投入|数|为|共)+$"
)
"""码头维修项目，安排预算9万元: what the amount is of stands before the comma."""
_LISTED = re.compile(
    r"^\s?(?:\d{1,2}[、.．]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]是)(?P<name>[^，。；：、\d]{4,30})，"
    r"(?:20\d\d年度?|[本当]年度?|全年|年初|年度|预算|项目|财政|专项|拟|计划|安排|投入|资金|经费|支出|金额|数|为|共)+$"
)
"""2、塘坝整治，安排资金9万元: what a numbered paragraph begins with."""
_USED = re.compile(r"用于(?P<nature>(?:基本|项目|经营|人员|公用)(?:支出|经费))(?=[，。；、]|$)")
"""9万元用于基本支出，占比90%: the name behind its amount."""
_USED_FOR = re.compile(r"(?:主要)?用于(?P<name>[一-鿿]{2,20}支出)(?:（类）|方面)?(?=[，。；、]|$)")
"""90万元用于教育支出: the 类 behind its amount."""


def side_of(gap: str) -> str:
    """收入 or 支出, if the clause turns to that side; ``""`` otherwise."""
    side = _SIDE.search(gap)
    return side["flow"] if side is not None else ""


def project_before(gap: str, *, first: bool) -> str | None:
    """The project that an amount is of, named before the comma; the ``first`` number's may begin a list's item."""
    named = _PROJECT.search(gap) or (_LISTED.match(gap) if first else None)
    return subject_words(named["name"], "amount") if named is not None else None


def whole_clause(gap: str) -> str:
    """What 占比 speaks of in the clause before a share."""
    said = _SHARE_OF.search(gap)
    return subject_words(said["name"], "share") if said is not None else ""


def unchanged(gap: str, kind: str) -> str:
    """What is said not to have changed in the clause before a change of nothing."""
    same = _UNCHANGED.search(gap)
    return subject_words(same["name"], kind) if same is not None else ""


def used_for(after: str, item: str) -> str:
    """The kind of expenditure or the 类 that the words behind an amount name; ``item`` is what is spoken of."""
    if (used := _USED.match(after)) is not None:
        return "" if item else used["nature"]
    used = _USED_FOR.match(after)
    among = not item or (item.endswith("支出") and is_known(item))
    return used["name"] if used is not None and among and is_known(used["name"]) else ""


def earlier_clause(gap: str, *, first: bool) -> str:
    """The subject that stands a clause earlier: XX项目，年初预算安排20万元."""
    if (levelled := _LEVELLED.search(gap)) is not None:
        return subject_words(levelled["name"], "amount")
    stop = max(gap.rfind(mark) for mark in "。；！？")
    if (found := _before_colon(gap[stop + 1 :])) is not None:
        return found
    parts = gap[stop + 1 :].split("，")
    if not 2 <= len(parts) <= 3 or (stop < 0 and not first):
        return ""
    words = subject_words(parts[0].split("：")[-1], "amount")
    return words if _NAMED_EARLIER.search(words) and len(words) < 60 else ""


def _before_colon(clause: str) -> str | None:
    """住房公积金：2023年决算数为30万元 names the item before the colon; with a code it may be any name."""
    head, colon, _ = clause.rpartition("：")
    words = subject_words(head.rpartition("，")[2], "amount") if colon else ""
    name, level = coded(words := NUMBERED.sub("", words))
    if item_path(head):
        return None
    known = level or is_known(name) or is_known(f"{name}支出")
    return words if name and (known or _EXPENSE.search(head)) else None
