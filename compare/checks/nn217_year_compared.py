"""比较的年度没有更新

检查什么：“与2022年度相比”“比2023年执行数”等比较所写的年度。报告里的比较几乎都是与上一年度比，只有个别一处写成前年、
本年度或以后年度的，予以提出。同一句里还与上一年度比的、说明原因的、与本年预算比的不算；与上一年度比的不够多时不作判断。
同一句话拿某一年与同一年相比的（“2024年预算5万元，比2024年预算增加1万元”），总有一处年度不对。

为什么：文稿由上年的文件改成，比较的年度漏改，或者全文替换时改过了头。

例：2024年度决算，各处都是“与2023年度相比”，只有一处写“与2022年度相比，增加3万元”。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...extract.cues import in_reason
from ...narrative.model import Paragraph, SectionKind
from ..model import Evidence, Finding, Severity, Suggestion
from ..names.compared_years import WithItself, compared_with_itself
from ..remarks import remark
from ..wording import Blame
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_COMPARED = re.compile(
    r"(?<![年、\d])(?:比|较|与|同|和)(?P<year>20\d\d)年度?"
    r"(?=(?P<words>[^，。；：\d]{0,16}?)(?:相比|比较|增|减|上升|下降|提高|降低|持平|一致))"
)
_PLANNED = re.compile("预算|计划|目标|批复|安排|指标|下达")
_WHOLE_YEAR = re.compile(r"(?:决算|执行|完成|数|均|略|有所|大幅|小幅|同比|明显|净)*")
"""What may stand between the report's own year and the change: with 年初, 三季度, 收入 it is another comparison."""
_YEARLY = re.compile(
    r"(?:部门|单位|本级|财政|拨款|一般公共|预算|决算|执行|完成|支出|收入|收[、，]?支|总计|合计|机关|运行|公务|接待|用车|购置|维护"
    r"|因公出国|（境）|及|和|基本|项目|人员|公用|[“”]|三公|经费|费|数|情况|各|均|共|都|略|有所|大幅|小幅|同比|明显|净)*"
)
"""And between another year and the change, where the same thing is compared: not 2022年审计时, 2022年同类项目."""
_OUTTURN = re.compile("决算|执行|完成")
_OF_YEARS = re.compile(r"[两三四五六几多历]年|以来|连续|累计|平均")
"""Sentences about several years may compare with any of them."""
_MONEY = re.compile(r"\d(?:[亿万]?元|[%％])|持平|一致")
_KINDS: tuple[SectionKind, ...] = ("assets", "performance", "duties", "organisation")
"""Sections that speak of other things than of what was taken in and spent."""
USUAL = 4
"""So many comparisons with the year before show that it is what the report compares with."""
CERTAIN = 8
"""So many leave no doubt."""


@dataclass(frozen=True, slots=True)
class _Comparison:
    paragraph: Paragraph
    start: int
    end: int
    year: int
    words: str
    sentence: str
    before: str
    """The sentence before, where this one begins with the comparison."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find the one comparison with a year other than the one before."""
    year = evidence.report.year
    if year is None:
        return
    said = list(compared_with_itself(evidence, year))
    yield from (_itself(evidence, each) for each in said)
    known = {(each.paragraph.id, each.start) for each in said}
    found = [each for each in _comparisons(evidence) if (each.paragraph.id, each.start) not in known]
    years = Counter(each.year for each in found)
    usual = years[year - 1]
    outturns = any(each.year == year - 1 and _OUTTURN.search(each.words) for each in found)
    for each in found:
        if evidence.report.kind == "budget" and not outturns and _OUTTURN.search(each.words):
            continue
        if usual >= USUAL and years[each.year] == 1 and _is_odd(each, year):
            yield _finding(evidence, each, year, usual)


def _itself(evidence: Evidence, each: WithItself) -> Finding:
    at = each.paragraph.place(each.at, each.at + 4)
    return remark(
        evidence,
        each.paragraph.place(min(each.at, each.start), each.end),
        Blame(CODE, RULE, "year", SEVERITY, 0.88),
        message=f"同一句话把{each.year}年与{each.year}年相比，其中的{each.year}年应为{each.right}年。",
        expected=f"{each.right}年",
        within=each.paragraph,
        diagnosis="年度改过了头" if each.right < each.year else "沿用了上年文稿",
        suggestion=Suggestion(at.start, at.end, str(each.right)),
        stated=f"{each.year}年",
    )


def _comparisons(evidence: Evidence) -> Iterator[_Comparison]:
    kinds = {section.id: section.kind for section in evidence.report.sections}
    for paragraph in evidence.report.paragraphs:
        if (
            paragraph.part != "narrative"
            or "年" not in paragraph.text
            or kinds.get(paragraph.section) in _KINDS
        ):
            continue
        for match in _COMPARED.finditer(paragraph.text):
            start = paragraph.text.rfind("。", 0, match.start()) + 1
            end = paragraph.text.find("。", match.end())
            before = paragraph.text[start : match.start()]
            if in_reason(before) or before.count("“") > before.count("”"):
                continue
            earlier = paragraph.text[paragraph.text.rfind("。", 0, max(start - 1, 0)) + 1 : start]
            yield _Comparison(
                paragraph, match.start(), match.end(), int(match["year"]), match["words"],
                paragraph.text[start : end if end > 0 else None], "" if before.strip() else earlier,
            )  # fmt: skip


def _is_odd(each: _Comparison, year: int) -> bool:
    """Whether a year is none to compare with: that before the last, the report's own (but for its budget), a later."""
    if f"{year - 1}年" in each.before + each.sentence or _OF_YEARS.search(each.before + each.sentence):
        return False
    if not _MONEY.search(each.sentence):
        return False
    if each.year == year:
        later = str(year + 1) in each.sentence
        return not later and not _PLANNED.search(each.words) and bool(_WHOLE_YEAR.fullmatch(each.words))
    return each.year in (year - 2, year + 1) and _YEARLY.fullmatch(each.words) is not None


def _finding(evidence: Evidence, each: _Comparison, year: int, usual: int) -> Finding:
    place = each.paragraph.place(each.start, each.end)
    at = evidence.report.text.find(str(each.year), place.start, place.end)
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "year", SEVERITY if usual >= CERTAIN else "warning", 0.8),
        message=f"写的是与{each.year}年比较，其他{usual}处都是与{year - 1}年比较。",
        expected=f"{year - 1}年",
        within=each.paragraph,
        diagnosis="沿用了上年文稿" if each.year < year else "年度改过了头",
        suggestion=Suggestion(at, at + 4, str(year - 1)) if at >= 0 else None,
        stated=f"{each.year}年",
    )
