"""Years compared with that cannot be meant: the year spoken of, another than 上年, one that nothing else uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...extract.cues import in_reason
from ...narrative.model import SectionKind
from ..model import Evidence
from .compared_years import Compared, clause_of, compared_with_last, compared_years

_CHANGED = r"(?:增加|减少|增长|下降|上升|降低|上涨|提高)(?:了|额|数|金额|幅度?|比例)?约?(?:为|是|达)?\d"
_ITSELF = re.compile(
    r"年度?(?!初|末|底|期|上|下|第|.季)(?P<what>(?:部门|单位|本级)?(?:支出|收入|收支)?(?:决算|预算)?数?)"
    rf"(?:(?:相比较?|对比|比较)[，,]?[^，。；\d]{{0,24}}?{_CHANGED}|[，,]?(?:均|各|分别|共|净|略|有所|同比)?{_CHANGED})"
)
"""What is compared, and right behind it by how much it has changed."""
_TWICE = re.compile(
    r"(?<!\d)(?P<year>20\d\d)年度?(?P<what>[^，。；：\d]{0,40}?)\d[\d.,]*[亿万]?元，[比较与同和]?(?P<again>(?P=year))年度?"
    r"(?P<same>[^，。；：\d]{0,16}?)\d[\d.,]*[亿万]?元，?(?:(?:同比|[比较与]上年)(?:相比)?)?(?:基本)?(?:持平|增|减|上升|下降|提高|降低)"
)
"""Two amounts of one year, and how far they lie apart: 2023年预算9万元，2023年预算8万元，同比增加1万元."""
_SAID = re.compile("[为是约]+$")
_YEAR = re.compile(r"(?<!\d)(?<![比较与同和自从于])(?P<year>20\d\d)年(?!级|产|款|以[前来后]|至|[-—~])")
"""A year that is spoken of, not one that another is compared with."""
_BUDGET_CHANGED = re.compile("调整|追加|执行|决算|完成|年中|批复|下达")
"""What sets one budget of a year against another of the same year."""
_AMOUNT = re.compile(r"\d[亿万]?元")
_PLANNED = re.compile("预算|计划|目标|批复|安排|指标|下达")
_WHOLE_YEAR = re.compile(r"(?:决算|执行|完成|数|均|略|有所|大幅|小幅|同比|明显|净)*")
"""What may stand between the report's own year and the change: with 年初, 三季度, 收入 it is another comparison."""
_YEARLY = re.compile(
    r"(?:部门|单位|本级|财政|拨款|一般公共|预算|决算|执行|完成|支出|收入|收[、，]?支|总计|合计|机关|运行|公务|接待|用车|购置|维护"
    r"|因公出国|（境）|及|和|的|为|总|基本|项目|人员|公用|[“”]|三公|经费|费|数|情况|各|均|共|都|略|有所|大幅|小幅|同比|明显|净)*"
)
"""And between another year and the change, where the same thing is compared: not 2022年审计时, 2022年同类项目."""
OUTTURN = re.compile("决算|执行|完成")
_OF_YEARS = re.compile(r"[两三四五六几多历]年|以来|连续|累计|平均")
"""Sentences about several years may compare with any of them."""
_MONEY = re.compile(r"\d(?:[亿万]?元|[%％])|持平|一致")
_OTHERWISE: tuple[SectionKind, ...] = ("assets", "performance", "duties", "organisation")
"""Sections that speak of other things than of what was taken in and spent."""
USUAL = 3
"""So many comparisons with the year before show that it is what the report compares with."""
CERTAIN = 8
"""So many leave no doubt."""
PART = 4
"""One comparison in so many may be with another year, at most."""


@dataclass(frozen=True, slots=True)
class OddYear:
    """A comparison with a wrong year, which stands at ``at`` of its paragraph; ``right`` belongs there.

    ``usual`` is how many other comparisons show it; 0 where the sentence alone does.
    """

    compared: Compared
    at: int
    right: int
    usual: int = 0


def odd_years(evidence: Evidence, year: int) -> Iterator[OddYear]:
    """The comparisons whose year is not what it must be."""
    yield from _named_twice(evidence, year)
    every = compared_years(evidence)
    itself = {id(each): odd for each in every if (odd := _with_itself(evidence, each, year))}
    yield from {(each.compared.paragraph.id, each.at): each for each in reversed(itself.values())}.values()
    others = [each for each in every if id(each) not in itself and _speaks_of_money(evidence, each)]
    yield from (
        OddYear(each, each.at, year - 1) for each in others if each.last and each.year in (year - 2, year)
    )
    plain = [each for each in others if not each.last]
    years = Counter(each.year for each in plain)
    usual = years[year - 1] + (compared_with_last(evidence) if years[year - 1] else 0)
    outturns = any(each.year == year - 1 and OUTTURN.search(each.words) for each in plain)
    for each in plain:
        if evidence.report.kind == "budget" and not outturns and OUTTURN.search(each.words):
            continue
        few = years[each.year] <= max(1, usual // PART)
        if usual >= USUAL and few and _is_odd(each, year):
            yield OddYear(each, each.at, year - 1, usual)


def _named_twice(evidence: Evidence, year: int) -> Iterator[OddYear]:
    """An amount of a year beside another one of the same, of the same thing in the same words."""
    for paragraph in evidence.report.paragraphs:
        if paragraph.part != "narrative" or "年" not in paragraph.text:
            continue
        for match in _TWICE.finditer(paragraph.text):
            base, (what, same) = int(match["year"]), (_SAID.sub("", match[key]) for key in ("what", "same"))
            if base not in (year, year - 1) or not what.endswith(same) or _BUDGET_CHANGED.search(what):
                continue
            at = match.start("again")
            compared = Compared(paragraph, match.start(), match.end(), at, base, same, False)
            yield OddYear(compared, *((at, year - 1) if base == year else (match.start("year"), year)))


def _speaks_of_money(evidence: Evidence, each: Compared) -> bool:
    """Whether a comparison stands where income and spending are told, is no reason and no quotation."""
    kinds = {section.id: section.kind for section in evidence.report.sections}
    before = each.paragraph.text[each.paragraph.text.rfind("。", 0, each.start) + 1 : each.start]
    quoted = before.count("“") > before.count("”")
    return kinds.get(each.paragraph.section) not in _OTHERWISE and not in_reason(before) and not quoted


def _is_odd(each: Compared, year: int) -> bool:
    """Whether a year is none to compare with: that before the last, the report's own (but for its budget), a later."""
    if f"{year - 1}年" in each.sentence or _OF_YEARS.search(each.sentence):
        return False
    if not _MONEY.search(each.sentence):
        return False
    if each.year == year:
        later = str(year + 1) in each.sentence
        return not later and not _PLANNED.search(each.words) and bool(_WHOLE_YEAR.fullmatch(each.words))
    return each.year in (year - 2, year + 1) and _YEARLY.fullmatch(each.words) is not None


def _with_itself(evidence: Evidence, each: Compared, year: int) -> OddYear | None:
    """A comparison of this year or the last with itself: the base is wrong, or the year that is spoken of."""
    text, base = each.paragraph.text, each.year
    match = _ITSELF.match(text, each.at + 4)
    if (
        match is None
        or each.last
        or base not in (year, year - 1)
        or not _one_measure(evidence, each, match["what"])
    ):
        return None
    spoken = _spoken(text, each.start)
    if base < year and spoken and _of_last_year(text, spoken[0].start()):
        return None
    if {int(found["year"]) for found in spoken} != {base}:
        return None
    whole = replace(each, end=match.end("what"))
    return OddYear(whole, *((each.at, year - 1) if base == year else (spoken[-1].start("year"), year)))


def _of_last_year(text: str, at: int) -> bool:
    """Whether an amount stands before a year in its sentence: 接待费3万元，2023年为2万元，比2023年增加1万元."""
    return _AMOUNT.search(text, clause_of(text, at), at) is not None


def _one_measure(evidence: Evidence, each: Compared, what: str) -> bool:
    """Whether both sides are of one sort: no final accounts beside a budget of that year, no spending beside income."""
    if any(side in what and side not in each.before for side in ("收入", "支出")):
        return False
    if "预算" not in what:
        return True
    return evidence.report.kind == "budget" and not _BUDGET_CHANGED.search(each.before)


def _spoken(text: str, end: int) -> list[re.Match[str]]:
    """The years spoken of before a comparison: in its clause or, where that names none, in the one before."""
    for _ in range(2):
        begin = clause_of(text, end)
        found = list(_YEAR.finditer(text, begin, end))
        if found or not begin:
            return found
        end = begin - 1
    return []
