"""金额缺单位，或单位前面没有数

检查什么：“年初预算为 120.50，支出决算……”一类的金额后面没有写元或万元，“支出为万元”一类的单位前面没有写数。
只看同一段里别处写了单位的；几个数共用一个单位的、分数和指数不算；表中有同一个数的，由 NT102 指出。

为什么：缺了单位，数的大小无从判断，多是改稿时删多了。

例：年初预算为 20.35，支出决算为 18.20 万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...extract.model import Claim
from ...narrative.model import Paragraph
from ..findings import Blame, remark
from ..model import Evidence, Finding, Severity, Suggestion
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
_NUMBER = r"\d{1,3}(?:[,，]\d{3}){1,4}(?:\.\d+)?|\d{1,12}\.\d{1,6}"
_END = r"(?=[。；]|，(?!\s?\d))"
_MONEY = re.compile(
    rf"(?:支出|收入|预算|决算|经费|合计|总计|总额|拨款|资金)(?:数|额)?(?:为|是|共计?|合计|各?增加|各?减少)?(?P<number>{_NUMBER}){_END}"
)
_UNIT = re.compile(r"\d\s?(?:万元|元|亿元)")
_NONE = re.compile(r"(?:为|各?增加|各?减少|共计|合计)(?P<number>)(?:万元|元)(?=[，。；])")
_TOLD_UNIT = re.compile(r"单位|(?:金额|数据|数字|数值)(?:均|都|统一|全部|一律)$")
"""金额单位均为万元 says what the numbers are in."""
_SCORE = re.compile(r"得分|分值|评分|满意度|指数|系数|单位[：:]|比例为|倍")


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find amounts without a unit and units without a number."""
    bare = {claim.start: claim for claim in evidence.claims if claim.quantity.unit is None}
    for paragraph in evidence.report.paragraphs:
        if paragraph.part == "narrative":
            if _UNIT.search(paragraph.text):
                yield from _bare(evidence, paragraph, bare)
            yield from _numberless(evidence, paragraph)


def _bare(evidence: Evidence, paragraph: Paragraph, bare: dict[int, Claim]) -> Iterator[Finding]:
    """Amounts without a unit; those that repeat a cell are NT102's."""
    text = paragraph.text
    for match in _MONEY.finditer(text):
        sentence = text[text.rfind("。", 0, match.start()) + 1 : match.end()]
        number = paragraph.place(*match.span("number"))
        claim = bare.get(number.start)
        if (
            _SCORE.search(sentence)
            or _shares_unit(text, match.end())
            or (claim and claim.id in evidence.links)
        ):
            continue
        unit, written = _usual(text), evidence.report.text[number.start : number.end]
        finding = remark(
            evidence,
            paragraph.place(*match.span()),
            Blame(CODE, RULE, "unit", SEVERITY, 0.75),
            message=f"“{match[0]}”：金额没有写单位。",
            expected=f"{match['number']}{unit}",
            stated=match["number"],
            within=paragraph,
            suggestion=Suggestion(number.start, number.end, f"{written}{unit}"),
        )
        yield replace(finding, claims=(claim.id,)) if claim else finding


def _shares_unit(text: str, end: int) -> bool:
    """Whether another number follows at once, whose unit may be meant for both."""
    return bool(re.match(r"[，、；]?[\u4e00-\u9fff]{0,2}\d", text[end : end + 4]))


def _usual(text: str) -> str:
    return max(("万元", "元", "亿元"), key=lambda unit: len(re.findall(rf"\d\s?{unit}", text)))


def _numberless(evidence: Evidence, paragraph: Paragraph) -> Iterator[Finding]:
    """A unit without a number, where no digit of its clause may have strayed from there."""
    text = paragraph.text
    for match in _NONE.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "，。；：") + 1
        clause = re.sub(r"20\d\d年", "", text[start : match.start()])
        if re.search(r"\d", clause) or _TOLD_UNIT.search(clause):
            continue
        yield remark(
            evidence,
            paragraph.place(start, match.end()),
            Blame(CODE, RULE, "placeholder", SEVERITY, 0.7),
            message=f"“{text[start : match.end()]}”：单位前面没有数。",
            expected="填写金额",
            within=paragraph,
        )
