"""模板占位符没有删改

检查什么：模板里要填、要选、要删的东西留在了公开稿里：XX、××、（单位全称）、【】、横线，“增加（减少）”“大（小）于”
一类没有选定的写法，“主要原因是。”一类没有内容的句子，“请根据实际填写”“并在本表下方作下述说明”一类填报指示，
“与上年一致0万元”一类改了一半的句子。表头里的“增减”“增加（减少）额”是列名，不算。

为什么：文稿由模板填成，没有填到的地方最显眼，也最有损公信。

例：2024 年度公务接待费支出 XX 万元，比上年增加（减少）0.50 万元，主要原因是。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...narrative.model import TextRange
from ..findings import Blame, remark
from ..model import Evidence, Exhibit, Finding, Severity
from ..wording import squeeze
from . import identity

SEVERITY: Severity = "error"
CODE, RULE = identity(__name__)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A kind of leftover: how it looks, how grave it is, and what to do about it.

    ``signs`` are characters one of which stands in every such leftover: a paragraph without them has none.
    """

    signs: frozenset[str]
    pattern: re.Pattern[str]
    severity: Severity
    problem: str
    remedy: str


_PROSE = (
    Leftover(
        frozenset("XxＸ×"),
        re.compile(r"(?<![A-Za-z0-9Ａ-Ｚ])(?:20)?[XxＸ×]{2,}(?![A-Za-z0-9])[^，。；、]{0,8}"),
        "error", "占位符没有填写", "填写实际内容",
    ),
    Leftover(
        frozenset("XxＸ×"),
        re.compile(r"(?<![A-Za-z0-9）)率数Ｘ×])[XＸ×](?=万元|元|%|年|月|辆|人次)"),
        "error", "占位符没有填写", "填写实际内容",
    ),
    Leftover(
        frozenset("_＿【）)"),
        re.compile(r"[_＿]{3,}|【\s*】|[（(]\s*[）)](?=万元|元|%|个|辆|人|批次|家)"),
        "error", "空格没有填写", "填写实际内容或删去",
    ),
    Leftover(
        frozenset("某（(*＊"),
        re.compile(r"(?<![*＊\d])[*＊]{2,4}(?=(?:单位|部门|局|委|县|市|区|镇|乡|街道|学校|中心)[^*＊]|项目)"
        r"|某某(?:单位|部门|局|委|县|市|区|镇|乡|街道)|[（(](?:单位|部门)(?:全称|名称)[）)]"),
        "error", "单位名称没有填写", "填写单位全称",
    ),
    Leftover(
        frozenset("（(/／小"),
        re.compile(
            r"(?:(?:增加|增长|上升|提高)[（(/／]或?(?:减少|下降|降低)[）)]?"
            r"|(?:减少|下降|降低)[（(/／]或?(?:增加|增长|上升)[）)]?|大(?:[（(]小[）)]|/小)于|小[（(]大[）)]于|大小于)"
            r"(?![）)]?(?:额|数|率|情况|变动|幅度|的|趋势))"
        ),
        "error", "几种写法没有选定一种", "按实际情况保留一种",
    ),
    Leftover(
        frozenset("因"),
        re.compile(r"(?:主要)?原因(?:是|为|：|:){1,2}[。；]"),
        "warning", "原因没有内容", "写明原因",
    ),
    Leftover(
        frozenset("（("),
        re.compile(
            r"[（(](?:此处|请(?:各)?(?:单位|部门)?(?:根据|按|结合|填|自行|删|说明)|(?:各)?(?:单位|部门)(?:根据|结合|自行)"
            r"|(?:如|若)(?:无|没有|有)[^（）()]{0,20}(?:请|删|填|则))[^（）()]{0,60}[）)]"
        ),
        "error", "填报指示没有删去", "删去",
    ),
    Leftover(
        frozenset("0"),
        re.compile(r"(?:一致|持平|相同|无变化)(?=0(?:\.0+)?万?元)0(?:\.0+)?万?元"),
        "info", "“增加/减少……万元”只改了一半", "一致（持平）",
    ),
)  # fmt: skip
_ANYWHERE = (
    Leftover(
        frozenset("：:"),
        re.compile(r"[：:]\s{0,9}[（(](?:单位|部门)(?:全称|名称)[）)]"),
        "error", "单位名称没有填写", "填写单位全称",
    ),
    Leftover(
        frozenset("仍应"),
        re.compile(r"(?:仍|应)\s*保\s*留\s*该\s*表\s*格\s*式[^。：:]{0,12}在\s*本\s*表\s*下\s*方\s*作[^。：:]{0,8}说\s*明"),
        "info", "填报指示没有删去", "删去",
    ),
)  # fmt: skip


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find what templates leave behind."""
    for paragraph in evidence.report.paragraphs:
        if paragraph.part not in ("narrative", "organisation"):
            continue
        for leftover in _PROSE:
            if not any(map(paragraph.text.__contains__, leftover.signs)):
                continue
            for match in leftover.pattern.finditer(paragraph.text):
                place = paragraph.place(*match.span())
                yield _finding(evidence, leftover, place, paragraph.section, (), paragraph.page)
    for leftover in _ANYWHERE:
        places = [TextRange(*match.span()) for match in leftover.pattern.finditer(evidence.report.text)]
        if places:
            yield _finding(evidence, leftover, places[0], None, places[1:], None)


def _finding(
    evidence: Evidence,
    leftover: Leftover,
    place: TextRange,
    section: str | None,
    others: list[TextRange] | tuple[()],
    page: int | None,
) -> Finding:
    quote = squeeze(evidence.report.text[place.start : place.end])
    again = f"，共{len(others) + 1}处" if others else ""
    text = evidence.report.text
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "placeholder", leftover.severity, 0.9),
        message=f"“{quote}”：{leftover.problem}{again}。",
        expected=leftover.remedy,
        section=section,
        exhibits=[Exhibit("text", text[each.start : each.end], each.start, each.end) for each in others],
        diagnosis="模板残留",
        page=page,
    )
