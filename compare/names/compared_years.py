"""Years that numbers are compared with: sentences that compare a year with itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...narrative.model import Paragraph
from ..model import Evidence

_CHANGED = r"(?:增加|减少|增长|下降|上升|降低|上涨|提高)(?:了|额|数|金额|幅度?|比例)?约?(?:为|是|达)?\d"
_COMPARED = re.compile(
    r"(?:对?比|较|与|同|和)(?P<year>20\d\d)年度?(?!初|末|底|期|上|下|第|.季)(?P<what>(?:部门|单位|本级)?(?:支出|收入|收支)?(?:决算|预算)?数?)"
    rf"(?P<said>(?:相比较?|对比|比较)[，,]?[^，。；\d]{{0,24}}?{_CHANGED}|[，,]?(?:均|各|分别|共|净|略|有所|同比)?{_CHANGED})"
)
"""What is compared, its year, and right behind it by how much it has changed."""
_YEAR = re.compile(r"(?<!\d)(?<![比较与同和自从于])(?P<year>20\d\d)年(?!级|产|款|以[前来后]|至|[-—~])")
"""A year that is spoken of, not one that another is compared with."""
_BUDGET_CHANGED = re.compile("调整|追加|执行|决算|完成|年中|批复|下达")
"""What sets one budget of a year against another of the same year."""
_AMOUNT = re.compile(r"\d[亿万]?元")
_BREAK = "。；;\n"


@dataclass(frozen=True, slots=True)
class WithItself:
    """A comparison of a year with itself.

    ``start`` and ``end`` are those of the comparison in its paragraph, ``at`` is where the wrong one of the two years
    stands there, ``right`` the year that belongs there.
    """

    paragraph: Paragraph
    start: int
    end: int
    at: int
    year: int
    right: int


def compared_with_itself(evidence: Evidence, year: int) -> Iterator[WithItself]:
    """Comparisons of this year or the last with itself: the base is wrong, or the year that is spoken of."""
    for paragraph in evidence.report.paragraphs:
        if paragraph.part != "narrative" or "年" not in paragraph.text:
            continue
        told: set[int] = set()
        for match in _COMPARED.finditer(paragraph.text):
            base, spoken = int(match["year"]), _spoken(paragraph.text, match.start())
            if base not in (year, year - 1) or not _one_measure(evidence, paragraph, match):
                continue
            if base < year and spoken and _of_last_year(paragraph.text, spoken[0].start()):
                continue
            if spoken and {int(each["year"]) for each in spoken} == {base}:
                at = match.start("year") if base == year else spoken[-1].start("year")
                if at in told:
                    continue  # one year at the head, with which two sentences compare
                told.add(at)
                ends = match.start("said")
                yield WithItself(paragraph, match.start(), ends, at, base, year - 1 if base == year else year)


def _of_last_year(text: str, at: int) -> bool:
    """Whether an amount stands before a year in its sentence: 接待费3万元，2023年为2万元，比2023年增加1万元."""
    begin = max(text.rfind(mark, 0, at) for mark in _BREAK) + 1
    return _AMOUNT.search(text, begin, at) is not None


def _one_measure(evidence: Evidence, paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether both sides are of one sort: no final accounts beside a budget of that year, no spending beside income."""
    begin = max(paragraph.text.rfind(mark, 0, match.start()) for mark in _BREAK) + 1
    words = paragraph.text[begin : match.start()]
    if any(side in match["what"] and side not in words for side in ("收入", "支出")):
        return False
    if "预算" not in match["what"]:
        return True
    return evidence.report.kind == "budget" and not _BUDGET_CHANGED.search(words)


def _spoken(text: str, end: int) -> list[re.Match[str]]:
    """The years spoken of before a comparison: in its sentence or, where that names none, in the one before."""
    for _ in range(2):
        begin = max(text.rfind(mark, 0, end) for mark in _BREAK) + 1
        found = list(_YEAR.finditer(text, begin, end))
        if found or not begin:
            return found
        end = begin - 1
    return []
