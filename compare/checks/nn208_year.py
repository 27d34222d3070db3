"""年度没有更新

检查什么：同一句话、同一个数在报告里出现两次，一处写本年，一处写上年（或下年）；说明部分、报表的标题里写的是另一年，而其他
标题都是本年；一节开头写的是上年，数字却是本年报表里的数。“比2023年度”“截至……”“自……起”、奖励项目的年份、成立年份不算。

为什么：文稿由上年的文件改成，年份漏改很常见。

例：2024 年度整体支出预算总额 900 万元。……2023 年度整体支出预算总额 900 万元，预算执行率 95%。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ...extract.interval import copies
from ...narrative.model import Paragraph, TextRange
from ..model import Evidence, Exhibit, Finding, Severity
from ..relations import first_figure
from ..remarks import passage, remark
from ..wording import Blame, cell_exhibit, cell_words
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_SAID = re.compile(
    r"(?P<year>20\d\d)年度?(?P<words>[^，。；：\d]{4,40}?)(?P<number>\d[\d,]*(?:\.\d+)?(?:亿|万)?元)"
)
_TITLE = re.compile(
    r"(?P<year>20\d\d)年度?(?P<rest>[^，。；：\d]{0,30}(?:决算|预算)(?:公开)?(?:情况)?(?:说明|总?表|收支总表|明细表|报表))$"
)
_COMPARED = re.compile(r"(?:比|较|与|同|和|对比|自|从|截至|于|至|到|在|及|、|的|上年)(?:上年)?[（(]?$")
_OPENS = re.compile(r"^(?:[^，。；：\d]{0,30})?(?P<year>20\d\d)年度?(?!.{0,12}(?:相比|比|末|底|初))")
_TOTALS = re.compile(r"预算|决算|收支|收、支|收入|支出|总计|合计")
_PROJECT = re.compile(r"项目|奖|专项|补助|补贴|课题|批次")
TELLING = 3
"""So many digits make a number that is no coincidence."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find years that were left over from another year's text."""
    year = evidence.report.year
    if year is None:
        return
    said = list(_repeated(evidence, year))
    yield from said
    yield from _titles(evidence, year)
    yield from _openings(evidence, year, {(finding.start, finding.end) for finding in said})


def _repeated(evidence: Evidence, year: int) -> Iterator[Finding]:
    """One sentence with one number, said of this year and of another."""
    seen: dict[tuple[str, str], dict[int, tuple[Paragraph, re.Match[str]]]] = {}
    for paragraph in evidence.report.paragraphs:
        if paragraph.part != "narrative":
            continue
        for match in _SAID.finditer(paragraph.text):
            number = match["number"]
            if not _TOTALS.search(match["words"]) or _PROJECT.search(match["words"]):
                continue
            if _digits(number) < TELLING or _COMPARED.search(paragraph.text[: match.start()]):
                continue
            years = seen.setdefault((match["words"], number), {})
            years.setdefault(int(match["year"]), (paragraph, match))
    for years in seen.values():
        for other in (year - 1, year + 1):
            if year in years and other in years:
                yield _copied(evidence, year, *years[other], years[year])


def _digits(number: str) -> int:
    return sum(each.isdigit() for each in number.strip("0").rstrip("万亿元"))


def _copied(
    evidence: Evidence,
    year: int,
    paragraph: Paragraph,
    match: re.Match[str],
    right: tuple[Paragraph, re.Match[str]],
) -> Finding:
    there, same = right
    return remark(
        evidence,
        paragraph.place(*match.span()),
        Blame(CODE, RULE, "year", "error", 0.92),
        message=f"“{match[0]}”与“{same[0]}”内容、数额相同，年度应为{year}年度。",
        expected=f"{year}年度",
        section=paragraph.section,
        exhibits=(passage(evidence, there, *same.span()),),
        diagnosis="沿用了上年文稿",
        stated=f"{match['year']}年度",
        page=paragraph.page,
    )


def _titles(evidence: Evidence, year: int) -> Iterator[Finding]:
    """Titles with another year among those of this year."""
    found: list[tuple[int, TextRange, str | None]] = []
    text = evidence.report.text
    for section in evidence.report.sections:
        match = _TITLE.search("".join(section.title.split()))
        if match and section.part in ("tables", "narrative") and "执行" not in section.title:
            found.append((int(match["year"]), section.heading, section.id))
    for table in evidence.report.tables:
        match = _TITLE.search("".join(table.title.split()))
        at = text.find(table.title, max(0, table.start - 200), table.end) if match else -1
        if match and at >= 0:
            found.append((int(match["year"]), TextRange(at, at + len(table.title)), None))
    years = Counter(each for each, _, _ in found)
    for other, place, section_id in found:
        if other in (year - 1, year + 1) and years[other] == 1 and years[year] >= 2:
            quote = "".join(text[place.start : place.end].split())
            yield remark(
                evidence,
                place,
                Blame(CODE, RULE, "year", "error", 0.85),
                message=f"标题“{quote}”写的是{other}年，其他标题都是{year}年。",
                expected=f"{year}年度",
                section=section_id,
                diagnosis="沿用了上年文稿",
                stated=f"{other}年",
            )


def _openings(evidence: Evidence, year: int, known: set[tuple[int, int]]) -> Iterator[Finding]:
    """Sentences that begin with last year and state this year's cell."""
    paragraphs = {paragraph.id: paragraph for paragraph in evidence.report.paragraphs}
    done: set[str] = set()
    for claim in evidence.claims:
        paragraph = paragraphs[claim.paragraph]
        match = _OPENS.match(paragraph.text)
        if match is None or int(match["year"]) != year - 1 or paragraph.part != "narrative":
            continue
        figure = first_figure(evidence, claim)
        sentence = paragraph.place(0, (paragraph.text.find("，") + 1) or len(paragraph.text))
        if claim.type != "amount" or figure is None or figure.column == "prior" or paragraph.id in done:
            continue
        digits = _digits(f"{claim.quantity.value}")
        if not sentence.start <= claim.start < sentence.end or digits < TELLING or figure.alternatives:
            continue
        if any(start <= claim.start < end for start, end in known) or figure.table_kind.startswith(
            "performance"
        ):
            continue
        if copies(claim.quantity, figure.quantity) == "equal":
            done.add(paragraph.id)
            place = TextRange(paragraph.place(match.start("year"), match.end("year") + 1).start, claim.end)
            yield _opening(
                evidence,
                year,
                paragraph,
                place,
                match["year"],
                cell_words(evidence, figure),
                cell_exhibit(figure),
            )


def _opening(
    evidence: Evidence,
    year: int,
    paragraph: Paragraph,
    place: TextRange,
    stated: str,
    words: str,
    cell: Exhibit,
) -> Finding:
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "year", "error", 0.85),
        message=f"写的是{stated}年，数字却是本年表中的数：{words}。年度应为{year}年。",
        expected=f"{year}年度",
        workings=words,
        section=paragraph.section,
        exhibits=(cell,),
        diagnosis="沿用了上年文稿",
        stated=f"{stated}年",
        page=paragraph.page,
    )
