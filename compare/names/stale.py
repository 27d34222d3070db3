"""Sections that speak of a year gone by: what was bought, held or spent, left over from an earlier report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from ...narrative.model import Paragraph
from ..model import Evidence
from .titles import OPENERS, openers, past_heading

_MARK = r"(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]{1,2})?"
_BEGINS = re.compile(
    _MARK + r"(?:截[至止]?到?|(?:我|本)(?:部门|单位|局|委|厅|校|院|中心|镇|乡))?"
    r"(?P<year>20\d\d)年(?:度|末|底|期末|年末|年底|12月31日)?"
)
_BODY = (
    r"(?:[本我全各](?:部门|单位|局|委|厅|校|院|中心|镇|乡|街道|系统)"
    r"|[^，。；、\d的后]{2,25}(?:部门|单位|局|委|会|厅|校|院|中心|镇|乡|处|室|馆|站|所|队|学))"
    r"(?:本级|机关|系统|及所属单位|及下属单位){0,3}"
)
_PLAINLY = re.compile(
    rf"，?(?:{_BODY}，?)?(?:(?:机关)?运行经费|政府采购|(?:现|共|实)?有?(?:各类)?车辆|公务用车|(?:国有|固定)?资产|房屋(?:面积|总面积|建筑物)?(?=\d))"
    r"(?!结|合同|项目|改|清|划|调|管理|制度|上)"
)
"""What the section states, right behind its year: 2023年度本部门政府采购支出, not 2023年签订合同、本年支付的."""
_NOW = re.compile(r"本年|本期|本月|当年|当期|今年|现年|年末|年底|期末|目前|至今|如今|跨年|以来|后续|延续")
"""What tells of this year in a section that begins with the last."""
_PLANNED = re.compile(r"[^，。；：\d]{0,30}(?:预算|安排)[^，。；：\d]{0,12}\d(?!.*(?:执行|决算|实际|完成))")
"""What a budget says of its own year alone: 2024年本部门机关运行经费预算20万元, not what came of it."""
_YEARLY = ("procurement", "operating-cost", "assets")
"""Sections that state what the year was, in one paragraph, without the tables."""
SPOKEN = 6
"""So many paragraphs that begin with this year, and at most :data:`FEW` with the last, tell whose the report is."""
FEW = 2
_BOTH = re.compile(r"今年|持平|一致|相同|不变")
_HELD = re.compile(_MARK + r"截[至止]?到?(?P<year>20\d\d)年(?:度|末|底|期末|年末|年底|12月31日)")
OLD = 3
"""What a budget says of its assets is of the end of last year, or of the one before; not of so many years ago."""
Stale = tuple[Paragraph, int, int, int]
"""A paragraph, where its first words stand from the year on, and the year."""


def stale(evidence: Evidence, year: int, known: Set[str | None]) -> Iterator[Stale]:
    """The first paragraphs with numbers of such sections, but for the sections that are ``known`` already."""
    spoken = openers(evidence)
    if spoken[year] >= OPENERS and spoken[year - 1] <= FEW:
        yield from _of_last_year(evidence, year, known, sure=spoken[year] >= SPOKEN)
    elif evidence.report.kind == "final-accounts" and spoken[year] > spoken[year - 1]:
        yield from _of_last_year(evidence, year, known, sure=False)
    if evidence.report.kind == "budget":
        yield from _of_old_assets(evidence, year, known)


def _of_last_year(evidence: Evidence, year: int, known: Set[str | None], *, sure: bool) -> Iterator[Stale]:
    held = {section.id for section in evidence.report.sections if section.kind == "assets"}
    for paragraph in dict.fromkeys((*_firsts(evidence, _YEARLY, known), *_dated(evidence, year - 1, known))):
        match = _BEGINS.match(paragraph.text, past_heading(paragraph.text))
        rest = re.sub(rf"{year}年度?(?:当年)?(?:新增|新?购置?)", "", paragraph.text)
        if match is None or int(match["year"]) != year - 1 or str(year) in rest:
            continue
        budget = evidence.report.kind == "budget"
        if budget and (paragraph.section in held or not _PLANNED.match(paragraph.text, match.end())):
            continue
        plainly = _PLAINLY.match(paragraph.text, match.end()) and not _NOW.search(rest, match.end())
        own = (
            budget and "上年" in paragraph.text
        )  # 2024年预算5万元，与上年持平: the year before is not this one's
        until = not budget and _HELD.match(paragraph.text, past_heading(paragraph.text)) is not None
        if plainly and (own or ((sure or until) and not _BOTH.search(paragraph.text))):
            yield paragraph, match.start("year"), match.end(), year - 1


def _of_old_assets(evidence: Evidence, year: int, known: Set[str | None]) -> Iterator[Stale]:
    """截至2020年12月31日 in the budget of 2024, where the paragraph names no later year; 2024年拟购置 plans."""
    for paragraph in _firsts(evidence, ("assets",), known):
        match = _HELD.match(paragraph.text, past_heading(paragraph.text))
        later = any(str(each) in paragraph.text for each in range(year - OLD + 1, year))
        if match is not None and int(match["year"]) <= year - OLD and not later:
            yield paragraph, match.start("year"), match.end(), int(match["year"])


def _dated(evidence: Evidence, year: int, known: Set[str | None]) -> Iterator[Paragraph]:
    """Paragraphs of final accounts that begin with the end of a year, in whatever section they stand."""
    for paragraph in evidence.report.paragraphs:
        if f"{year}年" not in paragraph.text or paragraph.part != "narrative" or paragraph.section in known:
            continue
        match = _HELD.match(paragraph.text, past_heading(paragraph.text))
        if match is not None and int(match["year"]) == year and evidence.report.kind == "final-accounts":
            yield paragraph


def _firsts(evidence: Evidence, kinds: tuple[str, ...], known: Set[str | None]) -> Iterator[Paragraph]:
    """The first paragraph with a number of each section of these kinds."""
    of = {section.id: section.kind for section in evidence.report.sections}
    counted, seen = {claim.paragraph for claim in evidence.claims}, set(known)
    for paragraph in evidence.report.paragraphs:
        spoken = paragraph.part == "narrative" and paragraph.id in counted
        if spoken and paragraph.section not in seen and of.get(paragraph.section) in kinds:
            seen.add(paragraph.section)
            yield paragraph
