"""Years that numbers are compared with: 比2023年增加, 与2023年度的90万元相比, 较上年（2023年）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...narrative.model import Paragraph
from ..model import Evidence
from ..once import once

_CHANGE = "增|减|上升|下降|上涨|提高|降低|持平|一致"
_COMPARED = re.compile(
    r"(?<![年、\d])(?:对?比|[较与同和])(?P<last>(?:上一?年度?|去年)[（(])?(?P<year>20\d\d)年度?(?P<closed>[）)])?"
    r"(?=(?P<words>[^，。；：\d]{0,16}?)"
    r"(?:(?P<base>[（(]?\d[\d.,，]{0,16}[亿万]?元[）)]?)[^，。；：\d]{0,8}?)?"
    rf"(?P<said>相比较?|对比|比较|{_CHANGE}))"
)
"""What is compared with and, behind it, of what and by how much: all three questions that are asked read this."""
_LAST = re.compile(
    rf"(?:比|[较与同和])(?:上一?年度?|去年)(?:同期)?[^，。；：\d]{{0,16}}?(?:相比|比较|{_CHANGE})|同比(?:{_CHANGE})"
)
"""The year before in words."""
BREAK = "。；;\n"


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with a year: ``start`` to ``end`` in its paragraph, ``at`` the year's place.

    ``words`` stand between the year and the amount, the change or 相比; ``last``: the year is said to be the last one.
    """

    paragraph: Paragraph
    start: int
    end: int
    at: int
    year: int
    words: str
    last: bool

    @property
    def before(self) -> str:
        """Its clause up to the comparison."""
        return self.paragraph.text[clause_of(self.paragraph.text, self.start) : self.start]

    @property
    def sentence(self) -> str:
        """Its clause; the whole sentence and the one before where the clause begins with the comparison.

        收入90万元，比2023年增加9万元；与2022年相比，增加12万元 goes on about the same; ；支出80万元，比… does not.
        """
        text, begin = self.paragraph.text, clause_of(self.paragraph.text, self.start)
        ends = [at for mark in BREAK if (at := text.find(mark, self.end)) >= 0]
        if self.before.strip("，,（( "):
            return text[begin : min(ends, default=len(text))]
        first = text.rfind("。", 0, begin - 1 if begin else 0) + 1
        stop = text.find("。", self.end)
        return text[first : stop if stop >= 0 else len(text)]


def clause_of(text: str, at: int) -> int:
    """Where the clause begins in which a place stands."""
    return max(text.rfind(mark, 0, at) for mark in BREAK) + 1


@once
def compared_years(evidence: Evidence) -> tuple[Compared, ...]:
    """All comparisons with a year in the 情况说明, in reading order."""
    return tuple(_read(evidence))


def _read(evidence: Evidence) -> Iterator[Compared]:
    for paragraph in evidence.report.paragraphs:
        if paragraph.part != "narrative" or "年" not in paragraph.text:
            continue
        for match in _COMPARED.finditer(paragraph.text):
            if bool(match["last"]) == bool(match["closed"]):
                yield Compared(
                    paragraph, match.start(), match.end(), match.start("year"),
                    int(match["year"]), match["words"], bool(match["last"]),
                )  # fmt: skip


def compared_with_last(evidence: Evidence) -> int:
    """How often the report compares with 上年, without a number."""
    said = (each.text for each in evidence.report.paragraphs if each.part == "narrative")
    return sum(len(_LAST.findall(text)) for text in said)
