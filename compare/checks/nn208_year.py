"""年度没有更新

检查什么：同一句话、同一个数在报告里出现两次，一处写本年，一处写上年（或下年）；说明部分、报表的标题里写的是另一年，而其他
标题都是本年；一句话开头写的是上年，数字却是本年报表里的数；运行经费、采购、资产一节写的是上年，没有提到本年；说“拟从某年起”，而那一年早已过去。“比2023年度”“截至……”
“自……起”、奖励项目的年份、成立年份、转述文件会议的不算。

为什么：文稿由上年的文件改成，年份漏改很常见。

例：2024 年度整体支出预算总额 900 万元。……2023 年度整体支出预算总额 900 万元，预算执行率 95%。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...extract.interval import copies
from ...extract.model import Claim, Figure
from ...narrative.model import Paragraph, TextRange
from ...narrative.titles import of_performance
from ..findings import Blame, cell_exhibit, passage, remark
from ..model import Evidence, Finding, Severity, Suggestion
from ..names.stale import stale
from ..names.titles import OPENS, odd_titles
from ..prose.paragraphs import by_paragraph
from ..prose.relations import first_figure
from ..wording import cell_words, squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)
_SAID = re.compile(
    r"(?P<year>20\d\d)年度?(?P<words>[^，。；：\d]{4,40}?)(?P<number>\d[\d,]*(?:\.\d+)?(?:亿|万)?元)"
)
_COMPARED = re.compile(r"(?:比|较|与|同|和|对比|自|从|截至|于|至|到|在|及|、|的|上年)(?:上年)?[（(]?$")
_SENTENCE = re.compile(r"[^。；]+")
_BOTH = re.compile(r"今年|持平|一致|相同|不变")
_CARRIED = re.compile(r"上年|(?<!年初)结转|同比")
"""What makes an amount last year's where it stands before the amount; 年初结转 is of the year that is named."""
_QUOTED = re.compile(r"[“《「][^”》」]*$")
"""A year in the name of something: 对“2023年市级奖励资金”项目开展了评价."""
_TURN = re.compile(r"本年(?!收入|支出)|今年|当年|20\d\d年|比较|相比|同比|[较比]")
"""Where a sentence turns to another year."""
_OF_IT = re.compile(r"(?:当年|本年度?)?")
"""Right behind the year it is that year: 2023年当年收入, 2023年本年支出."""
_ALIKE = re.compile(r"持平|一致|相同|不变")
_PLAN = re.compile(
    r"(?:拟|计划|预计|将)(?:于|从|自|在)(?P<year>20\d\d)年(?:\d{1,2}月)?(?:起|开始|底前|末前|前|内|实施|启动|完成)"
)
_TOLD = re.compile(r"20\d\d年|20\d\d〕|会议|文件|批复|通知|意见|规划|纪要|决定|方案")
"""What tells of an earlier plan, whose years were still to come then."""
_HELD = re.compile(r"20\d\d年(?:度|12月)?(?:12月31日|31日|年?[末底])")
"""The day of which a budget tells what there was: the last of the year before."""
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
    yield from _titles(evidence, year)
    said += _openings(evidence, year, {(finding.start, finding.end) for finding in said})
    yield from said
    yield from _past_plans(evidence, year)
    yield from _stale(evidence, year, {finding.section for finding in said})


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
            if _ALIKE.search(paragraph.text[match.end() :].partition("。")[0]):
                continue
            years = seen.setdefault((match["words"], number), {})
            years.setdefault(int(match["year"]), (paragraph, match))
    wrong = _contradicted(evidence)
    for years in seen.values():
        for other in (year - 1, year + 1):
            if year in years and other in years and not _holds(*years[year], wrong):
                yield _copied(evidence, year, *years[other], years[year])


def _contradicted(evidence: Evidence) -> list[int]:
    """Where the amounts stand that their cells contradict."""
    found = ((claim, first_figure(evidence, claim)) for claim in evidence.claims if claim.type == "amount")
    return [
        claim.start for claim, cell in found if cell and copies(claim.quantity, cell.quantity) == "differs"
    ]


def _holds(paragraph: Paragraph, match: re.Match[str], places: list[int]) -> bool:
    """Whether one of the places is that of the number: then the number is wrong, not the other year."""
    start, end = paragraph.offsets[match.start("number")], paragraph.offsets[match.end("number") - 1]
    return any(start <= place <= end for place in places)


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
        within=paragraph,
        exhibits=(passage(evidence, there, *same.span()),),
        diagnosis="沿用了上年文稿",
        suggestion=_corrected(paragraph.place(*match.span("year")), year),
        stated=f"{match['year']}年度",
    )


def _titles(evidence: Evidence, year: int) -> Iterator[Finding]:
    """Titles that were left over from another year."""
    text = evidence.report.text
    for title in odd_titles(evidence, year):
        other, place = title.year, title.place
        quote = squeeze(text[place.start : place.end])
        at = text.find(str(other), place.start, place.end)
        yield remark(
            evidence,
            place,
            Blame(CODE, RULE, "year", "error", 0.85),
            message=f"标题“{quote}”写的是{other}年，其他标题都是{year}年。",
            expected=f"{year}年度",
            section=title.section,
            diagnosis="沿用了上年文稿",
            suggestion=_corrected(TextRange(at, at + 4), year) if at >= 0 else None,
            stated=f"{other}年",
        )


def _corrected(place: TextRange, year: int) -> Suggestion:
    return Suggestion(place.start, place.end, str(year))


def _openings(evidence: Evidence, year: int, known: set[tuple[int, int]]) -> Iterator[Finding]:
    """Sentences that begin with last year and state this year's cell."""
    claims = by_paragraph(evidence)
    for paragraph in evidence.report.paragraphs:
        if paragraph.part != "narrative" or f"{year - 1}年" not in paragraph.text:
            continue
        for sentence in _SENTENCE.finditer(paragraph.text):
            match = OPENS.match(sentence[0])
            if (
                match is None
                or int(match["year"]) != year - 1
                or _QUOTED.search(sentence[0][: match.start("year")])
                or _BOTH.search(sentence[0].replace(f"{year}年", "今年"))
                or (evidence.report.kind == "budget" and _HELD.match(sentence[0], match.start("year")))
            ):
                continue
            start = sentence.start() + match.start("year")
            end = _first_said(paragraph, start, sentence.end(), claims.get(paragraph.id, ()))
            if _CARRIED.search(paragraph.text, start, end):
                continue
            clause = paragraph.place(start, end)
            if any(begin <= clause.start and clause.end <= end + 40 for begin, end in known):
                continue
            behind = _OF_IT.match(paragraph.text, sentence.start() + match.end())
            stop = _end_of_year(paragraph, sentence, claims.get(paragraph.id, ()))
            turn = _TURN.search(paragraph.text, behind.end(), stop) if behind else None
            whole = paragraph.place(start, turn.start() if turn else stop)
            said = [each for each in claims.get(paragraph.id, ()) if clause.start <= each.start < whole.end]
            yield from _opening(evidence, year, paragraph, clause.start, match["year"], said)


def _end_of_year(paragraph: Paragraph, sentence: re.Match[str], claims: Sequence[Claim]) -> int:
    """Where what is said of a year ends: at the semicolon; at the full stop, if all amounts before that are short."""
    first, last = paragraph.offsets[sentence.start()], paragraph.offsets[sentence.end() - 1]
    said = [each for each in claims if first <= each.start <= last]
    if any(each.type == "change-amount" or _digits(f"{each.quantity.value}") >= TELLING for each in said):
        return sentence.end()
    stop = paragraph.text.find("。", sentence.end())
    return stop if stop > 0 else len(paragraph.text)


def _first_said(paragraph: Paragraph, start: int, end: int, claims: Sequence[Claim]) -> int:
    """Where the clause ends in which the sentence's first number stands (2023年度…支出决算中，公务接待费5.20万元)."""
    offset = paragraph.offsets[start]
    first = min((each.end for each in claims if each.start >= offset), default=offset)
    at = next((i for i in range(start, end) if paragraph.offsets[i] >= first), end)
    comma = paragraph.text.find("，", at, end)
    return comma if comma > 0 else end


def _opening(
    evidence: Evidence, year: int, paragraph: Paragraph, start: int, stated: str, claims: Sequence[Claim]
) -> Iterator[Finding]:
    """The first amount that repeats a cell of this year."""
    for claim in claims:
        figure = _this_year(evidence, claim)
        if figure is None or _digits(f"{claim.quantity.value}") < TELLING:
            continue
        words = cell_words(evidence, figure)
        yield remark(
            evidence,
            TextRange(start, claim.end),
            Blame(CODE, RULE, "year", "error", 0.85),
            message=f"写的是{stated}年，数字却是本年表中的数：{words}。年度应为{year}年。",
            expected=f"{year}年度",
            workings=words,
            within=paragraph,
            exhibits=(cell_exhibit(figure),),
            diagnosis="沿用了上年文稿",
            suggestion=Suggestion(start, start + len(stated), str(year)),
            stated=f"{stated}年",
        )
        return


def _this_year(evidence: Evidence, claim: Claim) -> Figure | None:
    """The cell of this year that an amount repeats."""
    figure = first_figure(evidence, claim)
    if claim.type != "amount" or figure is None or figure.column == "prior" or figure.alternatives:
        return None
    if of_performance(figure.table_kind) or copies(claim.quantity, figure.quantity) != "equal":
        return None
    return figure


def _past_plans(evidence: Evidence, year: int) -> Iterator[Finding]:
    """Plans for a year that is long over: 拟从2020年起 in the budget of 2025."""
    for paragraph in evidence.report.paragraphs:
        if paragraph.part not in ("narrative", "annex"):
            continue
        for match in _PLAN.finditer(paragraph.text):
            clause = paragraph.text[max(0, match.start() - 40) : match.start()].rpartition("。")[2]
            if int(match["year"]) < year - 1 and not _TOLD.search(clause):
                yield remark(
                    evidence,
                    paragraph.place(*match.span()),
                    Blame(CODE, RULE, "year", "warning", 0.6),
                    message=f"“{match[0]}”说的是将来的事，而{match['year']}年早已过去。",
                    expected=f"改为已从{match['year']}年起，或更新年份",
                    within=paragraph,
                    diagnosis="沿用了往年文稿",
                    stated=f"{match['year']}年",
                )


def _stale(evidence: Evidence, year: int, known: set[str | None]) -> Iterator[Finding]:
    """Sections that speak of a year gone by and never name this one: 截至2023年12月31日 in those of 2024."""
    kind = "年预算" if evidence.report.kind == "budget" else "年度决算"
    for paragraph, start, end, stated in stale(evidence, year, known):
        held = evidence.report.kind == "budget" and stated < year - 1
        expected = year - 1 if held else year
        yield remark(
            evidence,
            paragraph.place(start, end),
            Blame(CODE, RULE, "year", "warning", 0.7),
            message=f"本报告是{year}{kind}，这一段写的是{stated}年，没有提到{expected}年。",
            expected=f"{expected}年",
            within=paragraph,
            diagnosis="沿用了上年文稿",
            stated=f"{stated}年",
        )
