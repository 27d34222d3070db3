"""Reasons that speak against the change they are given for: less, because posts were added; more, because of cuts.

Only reasons whose every word is known are taken: what is added or cut, and words that turn nothing (the rules that
were followed, 本年, 等). One other word, and the reason may be right: 新增项目次年支付, 压减的资金用于民生.
"""

from __future__ import annotations

import re

INTRODUCED = r"(?:主要)?原因(?:主要)?(?:是|为|：|在于|系)"
"""The words that introduce a reason."""
_RULES = (
    r"(?:(?:根据|按照|贯彻|落实|执行|响应|坚持|遵守|遵照|认真|坚决|全面|严格|切实|带头)*"
    r"(?:中央|国家|省|市|县|区|政府|党中央|国务院|上级)*"
    r"(?:八项规定|实施细则|过紧日子|艰苦奋斗|勤俭节约|勤俭办一切事业|厉行节约|反对浪费|制止(?:餐饮)?浪费)"
    r"(?:及其|和|、|的|等|精神|思想|政策|号召|要求|规定|原则|有关|相关|实施细则|反对浪费|艰苦奋斗|勤俭节约)*)"
)
"""What tells the thrift that is asked for."""
_SETTING = (
    r"本年度?|当年|今年|年中|[我本](?:单位|部门|局|委|厅|院|校)|因|由于|[一二三四]是"
    r"|进一步|大力|继续|持续|从严|严格|合理|有效"
)
_STAFF = r"(?:在职|在编|编制内|在职在编|行政|事业)?人员"
_GOODS = (
    r"一般性|非急需|非刚性|非重点|三公|公用|日常|办公|行政|运行|公务|会议|培训|差旅|接待|用车|车辆|不必要的"
    r"|支出|经费|开支|费用|费|成本|标准|批次|人次|次数|规模|各项|各类|行政成本|项目|预算"
)
_ALONE = r"(?![^，。、；和及与]{0,8}(?:增加|增长|增多|减少))"
"""In front of what is added or cut: it does not begin the next reason (新增项目、人员增加)."""
_BETWEEN = r"[了的等和及与并、，,：:“”\"\s]|以及|部分|一些|若干|所致|造成"
_ADDED = rf"(?:{_STAFF}(?:编制|工资|经费|支出)?|编制|专项(?:经费|资金)?|项目(?:经费|资金|支出)?|工作任务)"
_MORE = re.compile(
    rf"(?:新增|增加|追加)了?(?:{_BETWEEN}|{_ALONE}{_ADDED})+"
    rf"|{_STAFF}(?:经费|数量)?(?:有所)?(?:增加|增长|增多)"
    r"|(?:工资|津贴补贴|津补贴|绩效工资|(?:社保|公积金)?缴费)(?:标准|基数|水平)?(?:提高|上调|调增|上涨|增长)"
    r"|增人增资|(?:项目|任务|工作量|工作任务)(?:经费|资金|支出|数量)?(?:有所)?(?:增加|增多)"
)
"""Reasons for more."""
_LESS = re.compile(
    rf"{_RULES}|(?:控制|严控|压减|压缩|缩减|削减|压降|精简|取消)了?(?:{_BETWEEN}|{_ALONE}(?:{_GOODS}))+"
    rf"|{_STAFF}(?:经费|数量)?(?:有所)?减少"
    rf"|减少了?(?:{_BETWEEN}|{_ALONE}(?:{_STAFF}|{_GOODS}))+|项目(?:经费|资金|支出|数量)?(?:有所)?减少"
    r"|(?:部分|个别|原有|上年)?(?:专项|项目|合同)(?:经费|资金)?(?:已|均|均已)?(?:到期|完工|完结|结束|终止)"
)
"""Reasons for less."""
_IDLE = re.compile(rf"(?:{_SETTING}|{_BETWEEN}|[（）()；;。]|$)+")
_UP, _DOWN = re.compile(r"增|升|提高|上涨|大于|高于|多于|超"), re.compile(r"减|降|缩|压|小于|低于|少于|节约")
_OF_STOCKS = re.compile(r"结转|结余|人均|车均|占比|比重|负债|资产|偏差|差异|完成")
"""Sentences whose change is not one of income or spending."""
_SIDES = re.compile("基本|人员|公用|项目")
"""Halves of what is spent, of which one grows where the other shrinks."""


def against(before: str, why: str, direction: int) -> str:
    """The words of a reason that speak against a change in ``direction``, ``""`` if it may be right.

    ``before`` is the sentence up to the reason, ``why`` the reason itself.
    """
    if _OF_STOCKS.search(before) or (_DOWN if direction > 0 else _UP).search(before):
        return ""
    first = _only(_LESS if direction > 0 else _MORE, why)
    halves = set(_SIDES.findall(before)), set(_SIDES.findall(why))
    return "" if halves[0] and halves[1] - halves[0] else first


def one_way(why: str) -> str:
    """The first words of a reason that speaks for more alone, or for less alone, ``""`` if it may be of neither."""
    return _only(_MORE, why) or _only(_LESS, why)


def _only(reasons: re.Pattern[str], why: str) -> str:
    """The first of the reasons, ``""`` if the words hold anything else."""
    first, at = "", 0
    while at < len(why):
        found = reasons.match(why, at) or _IDLE.match(why, at)
        if found is None or found.end() == at:
            return ""
        if found.re is reasons:
            first = first or found[0]
        at = found.end()
    return first
