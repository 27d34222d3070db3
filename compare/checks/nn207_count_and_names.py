"""写明的个数与列出的名称不符

检查什么：“内设机构4个，包括：A、B、C”“下设3个科室，分别是：……”“下属单位2家：……”：写明的个数与逐一列出的名称
个数核对。只核对列完的名单：以“等”收尾、名称不像机构名的不核对；名称里的“和”“与”可能是连接词，也可能是名称的一部分，
两种数法都对不上才报告。括号里的说明（挂牌、合署）不计。

为什么：机构改革后改了名单没有改个数，或者改了个数没有改名单。

例：内设机构4个，包括：办公室、业务科、财务科。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...narrative.model import Paragraph
from ..model import Evidence, Finding, Severity
from ..remarks import remark
from ..wording import Blame
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_COUNTED = re.compile(
    r"(?P<head>(?:内设|下设|下属|所属|直属|设有|设置|设立|编报范围的|编制范围的)[^，。；：、\d]{0,16}?)"
    r"(?:共计|共有|共|有)?(?P<count>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<unit>个|家|所)"
    r"(?P<noun>[^，。；：、\d（）]{0,10}?)"
    r"(?:[，,：:]?(?:(?:具体)?(?:分别)?(?:包括|是|为|即|有)|即|具体)[：:]?|[：:])"
    r"(?P<names>[^。；：\d]{3,600})[。；]"
)
_BRACKETS = re.compile(r"（[^（）]{0,80}）|\([^()]{0,80}\)")
_AND = re.compile(r"[和及与]|以及")
_OPEN = re.compile(r"等(?:等|\d+个)?(?:[一-鿿]{0,8})$")
_BODY = re.compile(
    r"(?:科|室|股|处|部|中心|站|所|局|队|院|系|校|馆|办|会|组|厅|委|园|庭|厂|司|基地|机关|本级|学|社|团|段|台|库|场|政府)$"
)
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
LEAST = 2


def check(evidence: Evidence) -> Iterator[Finding]:
    """Count the names after every stated number of bodies."""
    for paragraph in evidence.report.paragraphs:
        if paragraph.part in ("narrative", "organisation"):
            for match in _COUNTED.finditer(paragraph.text):
                yield from _count(evidence, paragraph, match)


def _count(evidence: Evidence, paragraph: Paragraph, match: re.Match[str]) -> Iterator[Finding]:
    names = _BRACKETS.sub("", match["names"])
    if _OPEN.search(names) or "（" in names or "(" in names:
        return
    listed = [name.strip("，, ") for name in names.split("、")]
    stated = _number(match["count"])
    if len(listed) < LEAST or not all(_BODY.search(name) and 2 <= len(name) <= 24 for name in listed):
        return
    joined = sum(len(_AND.findall(name)) for name in listed)
    commas = sum(name.count("，") + name.count(",") for name in listed)
    if commas or len(listed) <= stated <= len(listed) + joined:
        return
    words = f"列出{len(listed)}个：{'、'.join(listed)}"
    start, end = match.start(), match.end("names")
    yield remark(
        evidence,
        paragraph.place(start, end) if end - start <= 80 else paragraph.place(start, match.end("noun")),
        Blame(CODE, RULE, "count", "error", 0.9),
        message=f"文中写{match['count']}{match['unit']}，{words}。",
        expected=f"{len(listed)}{match['unit']}，或补全名单",
        workings=words,
        section=paragraph.section,
        stated=f"{match['count']}{match['unit']}",
        page=paragraph.page,
    )


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.partition("十")
    if not found:
        return _DIGITS[text[0]]
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
