"""Years in the titles of a report, and in the first words of its paragraphs: which of the titles names another one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...narrative.model import TextRange
from ..model import Evidence
from ..wording import squeeze
from .compared_years import compared_years

_TITLE = re.compile(
    r"(?P<year>20\d\d)年度?(?P<rest>[^，。；：\d]{0,30}(?:(?:决算|预算)(?:公开)?(?:情况)?(?:说明|总?表|收支总表|明细表|报表)|情况的?说明))$"
)
_PART = re.compile(
    r"(?P<year>20\d\d) ?年度? ?(?:部门|单位)?(?:预算|决算)(?:公开)?(?:表|报表|情况|说明|报告|\s)"
)
_LATER = re.compile("绩效|评价|自评|决算")
"""What a budget tells of the year before."""
OPENS = re.compile(r"^(?:[^，。；：\d]{0,30})?(?P<year>20\d\d)年度?(?!.{0,12}(?:相比|比|末|底|初))")
_INLINE = re.compile(
    r"\s*[（(]?[一二三四五六七八九十\d]{1,3}[）).．、]\s*[^，。；：\d]{2,24}[。：](?=.)", re.DOTALL
)
OPENERS = 3
"""So many paragraphs that begin with a year, or compare with the one before it, show that it is the report's."""
PARTS = 3
"""Or so many names of its parts, on the cover and among the contents."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with a year, and the section that it heads; a table's heads none."""

    year: int
    place: TextRange
    section: str | None


def odd_titles(evidence: Evidence, year: int) -> Iterator[Title]:
    """Titles with another year among those of this year."""
    found: list[Title] = []
    text = evidence.report.text
    for section in evidence.report.sections:
        match = _TITLE.search(squeeze(section.title))
        own = match and (
            match["rest"] != ""
            and (evidence.report.kind == "final-accounts" or not _LATER.search(match["rest"]))
        )
        if match and own and section.part in ("tables", "narrative") and "执行" not in section.title:
            found.append(Title(int(match["year"]), section.heading, section.id))
    for table in evidence.report.tables:
        match = _TITLE.search(squeeze(table.title))
        at = text.find(table.title, max(0, table.start - 200), table.end) if match else -1
        if match and at >= 0:
            found.append(Title(int(match["year"]), TextRange(at, at + len(table.title)), None))
    years = Counter(each.year for each in found)
    parts = Counter(int(match["year"]) for match in _PART.finditer(text))
    spoken = openers(evidence)
    spoken[year] += _compared_with(evidence, year - 1)
    usual = spoken[year] >= OPENERS
    for each in found:
        other = each.year
        alone = parts[other] == 1 and (parts[year] >= PARTS or _borne_out(parts, spoken, year, other))
        if other in (year - 1, year + 1) and years[other] == 1 and (years[year] >= 2 or usual or alone):
            yield each


def _borne_out(parts: Counter[int], spoken: Counter[int], year: int, other: int) -> bool:
    """Whether two parts' names, or those and first words of paragraphs, show the year, and no paragraph the other."""
    return not spoken[other] and (parts[year] >= PARTS - 1 or parts[year] + spoken[year] >= PARTS)


def _compared_with(evidence: Evidence, year: int) -> int:
    """How many paragraphs compare with a year: it is the one before the report's."""
    return len({each.paragraph.id for each in compared_years(evidence) if each.year == year})


def openers(evidence: Evidence) -> Counter[int]:
    """How many paragraphs of the 情况说明 speak of each year in their first words."""
    said = (each.text for each in evidence.report.paragraphs if each.part == "narrative")
    spoken = (text[past_heading(text) :] for text in said)
    return Counter(int(match["year"]) for text in spoken if (match := OPENS.match(text)))


def past_heading(text: str) -> int:
    """Where a paragraph goes on behind a heading in its own line: （三）国有资产占用情况。截至…; 0 without one."""
    match = _INLINE.match(text)
    return match.end() if match else 0
