"""What a heading looks like: numerals and their levels, the words titles end in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HAN = "一二三四五六七八九十百"
_PART = re.compile(rf"第(?P<n>[{_HAN}\d]{{1,3}})(?:部分|章|篇)[、：:.．，,]?")
_PARAGRAPH = re.compile(rf"第(?P<n>[{_HAN}]{{1,3}})节[、：:.．]?")
_HAN_COMMA = re.compile(rf"(?P<n>[{_HAN}]{{1,3}})(?:[、.．]|，(?=关于))")
_HAN_HALF = re.compile(rf"(?P<n>[{_HAN}]{{1,3}})[）)]")
_HAN_BRACKETS = re.compile(rf"[（(](?P<n>[{_HAN}]{{1,3}})[）)][、.．]?")
_DIGIT_POINT = re.compile(r"(?P<n>\d{1,2})(?:[.．](?!\d)|[.．](?=20\d\d年)|、)")
_DIGIT_BRACKETS = re.compile(r"[（(](?P<n>\d{1,2})[）)][、.．]?")
_DIGIT_HALF = re.compile(r"(?P<n>\d{1,2})[）)]")
_CIRCLED = re.compile(r"(?P<n>[①-⑳])[、.．]?")
_Heads = tuple[tuple[int, re.Pattern[str]], ...]
_BY_FIRST: dict[str, _Heads] = {
    "第": ((1, _PART), (2, _PARAGRAPH)),
    **dict.fromkeys(_HAN, ((2, _HAN_COMMA), (3, _HAN_HALF))),
    **dict.fromkeys("（(", ((3, _HAN_BRACKETS), (5, _DIGIT_BRACKETS))),
    **dict.fromkeys("0123456789", ((4, _DIGIT_POINT), (5, _DIGIT_HALF))),
    **{chr(code): ((6, _CIRCLED),) for code in range(ord("①"), ord("⑳") + 1)},
}
_DIGITS = {char: value for value, char in enumerate("一二三四五六七八九", 1)}

STRONG_END = re.compile(
    r"(?:说明|情况|概况|职责|职能|设置|构成|结果|解释|附件|附表|目录|总表|决算表|预算表|事项|信息|增减变化(?:及)?原因)"
    r"[）)”\"]*$"
)
WEAK_END = re.compile(
    r"(?:费|费用|支出|收入|经费|预算|决算|采购|资产|占用|绩效|目标|管理|评价|安排|项目|资金|[类款项][）)]?"
    r"|[（(]2\d{6}[）)]|[（(]\d\d[）)][一-鿿“”（）]{2,40}[（(]\d\d[）)])[”\"]*$"
)
AMOUNT = re.compile(r"\d[\d.,，]{0,24}(?:亿|万|元|%|％|个|台|辆|人|家|批|分)")
CONTINUES = re.compile(
    r"[，。、；：！？）)”’》」%％,;:.]|[（(](?:[类款项]|境|含|款|不含|详见|以下)|[的和及或等为元万亿]|与(?!上|20|年初|去|预算)|预算(?:数)?(?:为|安排|\d)|"
    r"(?:年初|全年)预算|决算(?:数)?(?:为|\d)|支出决算(?:数)?(?:为|\d)|\d[\d.,]*(?:万|亿|元|%|％)"
)
STARTS = re.compile(
    r"(?:20\d\d|二[〇○0零])|[本我该](?!级)|截至|截止|根据|按照|从|与|较|比|为|由于|无|经|上年|年末|年初|全年|其中|"
    r"一般公共预算财政拨款.{0,8}\d|公务用车.{0,12}\d|具体|主要|收入|支出|财政拨款"
)
_ITEM_HEAD = re.compile(
    r"[^（(]{2,24}(?:[（(]类[）)].{2,50}[（(]项[）)]|[（(]2\d\d[）)].{2,60}[（(](?:2\d{4})?\d\d[）)])"
)
FIELD = re.compile(
    r"(?:项目名称|设立的?(?:政策)?依据|立项依据|预算安排规模|年度预算安排|项目(?:承担|实施|主管)单位|资金分配情况|资金执行时间|"
    r"项目(?:概述|概况|内容)|实施(?:主体|方案|周期|内容)|补[贴助](?:人数|标准|范围|方式)|发放程序|受益人群(?:和社会效益)?)[:：]"
)
"""What begins a line of a form that tells of a project, a field a line."""
_INNER = re.compile(r"[，；。！？：,;:]")
_BARE_END = re.compile(
    r"(?:情况(?:的)?说明|说明|概况|名词解释|名词说明|术语解释|主要职能|主要职责|部门职责|单位职责|工作职责|职能|机构设置|单位构成"
    r"|(?:总体|结构|具体|支出|收入|占用|占有|使用|设置|绩效|采购|安排|工作|开展|变化|完成|基本|机构)情况|(?:自评|评价)结果"
    r"|附件\d{0,2}|(?:部门|单位|年度?)(?:预算|决算|收支)(?:公开)?(?:报)?表)$"
)
_BARE_NOT = re.compile(
    r"(?:其中|并|及|的|和|等|因|由|为|注|附[：:]|单位[：:]|部门[：:]|主要是|包括|主要用于|具体(?!情况))"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The numeral that a paragraph starts with: its level (1 第X部分 … 6 ①), as printed, its value.

    ``cut`` is the length of the numeral with its marks: the title begins there.
    """

    level: int
    numeral: str
    value: int
    cut: int


@lru_cache(maxsize=4096)
def head(flat: str) -> Head | None:
    """The numeral that ``flat`` starts with, if it looks like a heading's or list item's."""
    for level, pattern in _BY_FIRST.get(flat[:1], ()):
        if match := pattern.match(flat):
            numeral = match["n"]
            return Head(level, _printed(level, numeral, flat), _value(numeral), match.end())
    return None


def _printed(level: int, numeral: str, flat: str) -> str:
    if level == 1:
        return flat[: flat.index(numeral) + len(numeral)] + ("部分" if "部分" in flat[:8] else "章")
    return f"（{numeral}）" if level in {3, 5} else numeral


def _value(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones[-1:], 0)


def plain_title(title: str) -> str:
    """A title without the marks around it."""
    bare = title.strip("。：:；;、.．*# ")
    for left, right in ("“”", "《》", '""'):
        if bare.startswith(left) and bare.endswith(right) and bare.count(left) <= 1 + (left == right):
            bare = bare[1:-1]
    return bare


def is_title_like(flat: str, *, longest: int = 50) -> bool:
    """Whether ``flat`` can be a whole title: one short clause without an amount."""
    title = flat.rstrip("。：:")
    return 0 < len(title) <= longest and not _INNER.search(title) and not AMOUNT.search(title)


def is_item_head(title: str) -> bool:
    """Whether a title is the name of an item with its 类 and 款, by their marks or by their codes alone."""
    return bool(_ITEM_HEAD.fullmatch(title)) and is_title_like(title, longest=90)


def is_bare_heading(flat: str) -> bool:
    """Whether ``flat`` reads like a heading that has lost its numeral or never had one."""
    if len(flat) > 60:
        return False
    if is_annex_name(flat):
        return True
    title = plain_title(flat)
    if not 2 < len(title) <= 45 or not is_title_like(flat) or _BARE_NOT.match(title):
        return False
    if flat.endswith(("：", ":")) or not _BARE_END.search(title):
        return False
    return len(title) <= 20 or not title.endswith(("情况", "结果")) or "年" in title[:30]


def is_annex_name(flat: str) -> bool:
    """Whether a line is the name of an annex (附件1：…)."""
    return flat[0] == "附" and len(flat) <= 60 and bool(_ANNEX.match(flat)) and not _INNER_MARK.search(flat)


def is_leader(flat: str) -> bool:
    """Whether a line is one of a contents page: dots lead to a page number."""
    return flat[-1] in _LEADER_ENDS and bool(_LEADER.search(flat[-_LONGEST_LEADER:]))


_INNER_MARK = re.compile(r"[。；，]")
_ANNEX = re.compile(r"附[件表][一二三四五六七八九十\d]{0,2}(?:[：:.、]|$)")
_LEADER_ENDS = frozenset("…‥.·。-_．)）0123456789")
_LEADER = re.compile(r"(?:……|\.\.\.\.|····|。。。。|----|____|．．．．|‥‥)[(（-]?\d{0,3}[)）-]?$")
_LONGEST_LEADER = 9
