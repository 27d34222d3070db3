"""A stated number of projects with their names behind it in one sentence: 项目3个，分别为甲补助、乙经费、丙改造。"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBER = r"\d{1,2}|[两二三四五六七八九十]{1,3}"
_COUNTED = re.compile(
    rf"(?P<head>项目(?:支出)?(?:共计|共有|共)?|(?=(?:{_NUMBER})个(?:一级|二级|部门|预算|重点|专项)?项目))"
    rf"(?P<count>{_NUMBER})(?P<unit>个)(?P<noun>[^，。；：、\d个（]{{0,4}}项目|)"
    r"(?P<told>[^。；：]{0,50}?)[，,]分别(?:是|为)[：:]?(?P<names>[^。；：]{6,400})[。；]"
)
_PARTIAL = re.compile("主要|重点|部分|其中|以上|余|多")
_AMOUNT = re.compile(r"(?:项目)?(?:支出|资金|预算|经费)?(?:安排)?[\d.,]+万?元")
_MARKS = re.compile(r"[“”\"《》\s]|项目$")
_NAME = re.compile(
    r"[一-鿿（）]{2,30}(?:补助|经费|专项|项目|资金|工程|建设|改造|补贴|奖励|整治|更新|加固|购置|维修|维护|采购|服务|培训|费|支出)$"
)
_PAID = re.compile(r"[^\d，、]{2,40}(?:\d[\d.,]*)(?:万|亿)?元")
"""A name with its amount is whole, however it ends: 营养改善计划20万元."""
_NO_NAME = re.compile("共|合计|总计|其中|[当本上]年|财政|一般公共|政府性|上级|较|比|增|减")
_OPEN = re.compile("等|[和及与]")


def named_projects(text: str) -> Iterator[tuple[re.Match[str], list[str]]]:
    """The counts of projects with as many names as are told, where every name is whole and none may be two.

    A piece between two 、 that ends like no project (甲、乙设备购置: one name or two) leaves the list open.
    """
    for match in _COUNTED.finditer(text):
        listed = re.split("[、，]", match["names"])
        paid = all(_PAID.fullmatch(each) and not _NO_NAME.match(each) for each in listed)
        listed = listed if paid else match["names"].split("、")
        pieces = [_MARKS.sub("", _AMOUNT.sub("", each)) for each in listed]
        whole = paid or (all(_NAME.fullmatch(each) for each in pieces) and not _OPEN.search(match["names"]))
        if whole and len(pieces) > 1 and not _PARTIAL.search(match["noun"] + match["told"]):
            yield match, pieces
