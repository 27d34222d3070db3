"""Other bodies that a sentence speaks of: a 单位 below, the 本级 alone, the 财政局 that gives the money."""

from __future__ import annotations

import re

_NAMED = re.compile(
    r"(?:^|[，。；：、\s])(?:截至)?(?:20\d\d年度?)?(?P<name>[一-鿿（）]{2,24}?"
    r"(?:局|委员会|委|厅|办公室|办事处|中心|法院|检察院|学院|医院|研究院|大学|学校|小学|中学|幼儿园|联合会|站|所|部|支队|大队|馆|队)?"
    r"(?P<part>机关|本级)?)(?:20\d\d年度?|本年度?|当年)?(?=没有|无|未|支出|收入|共支|共收|安排|使用|决算|预算)"
)
_BODY = re.compile(r"(?:[局委厅室处院心站所部队馆园]|委员会|大学|学校|[中小]学|联合会|机关|本级)$")
_NUMERAL = re.compile(r"^（[一二三四五六七八九十]{1,3}）")
_OURS = re.compile(
    r"^(?:[我本该全各其]|所属|下属|(?:学校|学院|大学|医院|中心|法院|检察院|单位|部门)$)|所属|及|和"
)


def speaks_of_another_body(words: str, organisation: str) -> bool:
    """Whether ``words``, a sentence up to what it states, begin with a body that is not the report's own.

    县信息中心2024年度支出9万元; 某局本级支出80万元, which is a part of the 部门's; 县某局 may stand for 某县某局.
    """
    for match in _NAMED.finditer(words):
        name = _NUMERAL.sub("", match["name"])
        if _BODY.search(name) and not _OURS.search(name) and organisation:
            return match["part"] not in (None, organisation[-2:]) or not short_for(name, organisation)
    return False


def short_for(short: str, full: str) -> bool:
    """Whether the characters of one name stand in the other, in their order."""
    rest = iter(full)
    return all(char in rest for char in short)
