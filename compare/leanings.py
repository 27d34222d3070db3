"""Reasons that speak against the change they are given for: less, because posts were added; more, because of cuts.

Only reasons that speak one way in every word are taken. A word that may turn the sense (last year, retired, instead,
not …), another direction in the same sentence, or any reason on the change's own side makes them say nothing.
"""

from __future__ import annotations

import re

_STAFF = r"(?:在职|在编|编制内|工作)?人员"
_MORE = re.compile(
    rf"(?:新增|增加|追加)了?(?:{_STAFF}|编制|专项|项目|预算|工作任务)"
    rf"|^(?:是|因|本年|单位|我[部单]位)*{_STAFF}(?:经费|数量)?(?:增加|增长|增多)"
    r"|(?:工资|津贴补贴|绩效工资|缴费)(?:标准|基数|水平)?(?:提高|上调|调增|上涨|增长)"
    r"|增人增资|(?:项目|任务|工作量)(?:经费|资金|支出|数量)?(?:增加|增多)"
)
"""Reasons for more."""
_LESS = re.compile(
    r"厉行节约|(?:从严|严格)(?:控制|压缩|压减)|压减|压缩|缩减|削减"
    rf"|^(?:是|因|本年|单位|我[部单]位)*{_STAFF}(?:经费|数量)?减少"
    rf"|减少了?(?:{_STAFF}|项目|开支|支出|经费|预算)|项目(?:经费|资金|支出|数量)?减少"
)
"""Reasons for less."""
_TURNS = re.compile(
    r"上年|去年|上一年|往年|前年|以前|20\d\d|同期|基数较|一次性|年初|结转|结余|结算|收入|退休|离休|退役|调出|离职|辞职"
    r"|但|而|同时|虽|尽管|不过|抵|转|保障|用于|重点|统筹|集中|调整|结构|优化|另|自行|线上|视频|新能源|替代|代替|改为|改由|划|合并"
    r"|拆分|不再|未|无|没有|不|非|减免|口径|列|归集|分摊|租|非税|上缴|返还|退回|收回|财力|资金来源|缓|推迟|延|其他|单位数|占"
)
"""Words that may turn a reason's sense, or bring in something else."""
_OWN_LESS = re.compile(r"减|降|压|节|控制|缩|削|核|结束|完工|完成|取消|停|退|少|小|低|紧|精简")
_OWN_MORE = re.compile(r"增|新|追加|提高|升|涨|扩|补|调入|多|高|加|购|建|启动|实施|落实|需要")
_UP, _DOWN = re.compile(r"增|升|提高|上涨|大于|高于|多于|超"), re.compile(r"减|降|缩|压|小于|低于|少于|节约")
_OF_STOCKS = re.compile(r"结转|结余|人均|车均|占比|比重|负债|资产|偏差|差异|完成")
"""Sentences whose change is not one of income or spending."""


def against(before: str, why: str, direction: int) -> str:
    """The words of a reason that speak against a change in ``direction``, ``""`` if it may be right.

    ``before`` is the sentence up to the reason, ``why`` the reason itself.
    """
    if _OF_STOCKS.search(before) or _TURNS.search(why) or (_DOWN if direction > 0 else _UP).search(before):
        return ""
    reasons, own = (_LESS, _OWN_MORE) if direction > 0 else (_MORE, _OWN_LESS)
    found = reasons.search(why)
    return found[0] if found and not own.search(why) else ""
