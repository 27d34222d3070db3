"""目录、附件清单或样式中有而报告中没有的部分

检查什么：目录列出的章节和表，正文里没有；附件清单列出的附件，后面没有；报告属于认得出的样式，该有的表几乎都有，独缺一张，
而全文也没有提到它（只作提示）。目录有多处对不上的，多是报告不完整（表另附），不指出；一份报告至多各指出一处。

为什么：增删章节后没有更新目录，或漏了附件、漏了表，公开的内容就不完整。

例：目录列有“十二、国有资产占用情况说明”，正文第十一部分之后就是名词解释。
"""

from __future__ import annotations

from collections.abc import Iterator

from ...narrative.model import TextRange
from ..findings import Blame, remark
from ..headline import squeezed_title
from ..model import Evidence, Finding, Severity
from ..names.announced import Announced, absent_annexes, absent_parts
from ..profiles.profile import Part
from . import identity

SEVERITY: Severity = "warning"
CODE, RULE = identity(__name__)
MANY = 7
_BLANKS = 2
"""So many blanks may stand within a title."""


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find what is announced and absent."""
    parts = absent_parts(evidence.report)
    if parts:
        yield _finding(evidence, parts, "目录列有", "正文中没有", 0.75)
    annexes = list(absent_annexes(evidence.report))
    if annexes:
        yield _finding(evidence, annexes, "附件清单列有", "后面没有这个附件", 0.7)
    lone = _lone_table(evidence)
    if lone and not parts:
        yield _table(evidence, lone)


def _finding(
    evidence: Evidence, absent: list[Announced], where: str, problem: str, confidence: float
) -> Finding:
    names = "、".join(f"“{each.title}”" for each in absent)
    return remark(
        evidence,
        absent[0].place,
        Blame(CODE, RULE, "missing-section", SEVERITY, confidence),
        message=f"{where}{names}，{problem}。",
        expected="补上，或从清单中删去",
    )


def _lone_table(evidence: Evidence) -> Part | None:
    """The one table that the family asks for and that is not even mentioned, where all others are there."""
    match, report = evidence.profile, evidence.report
    if match is None or len(match.missing_tables) != 1 or match.found < MANY or report.warnings:
        return None
    part = match.missing_tables[0]
    body = squeezed_title(report.text)
    return None if any(name in body for name in (part.title, *part.titles, *_core(part.title))) else part


def _core(title: str) -> tuple[str, ...]:
    """The words that any table of this sort has in its title."""
    known = ("“三公”", "三公", "政府性基金", "国有资本经营", "基本支出", "收支总", "收入支出")
    return tuple(f"{word}" for word in known if word in title)


def _table(evidence: Evidence, part: Part) -> Finding:
    """Marked at the first table's title, where the tables begin."""
    first = evidence.report.tables[0]
    exact = evidence.report.text.startswith(first.title, first.start)
    place = TextRange(first.start, min(first.end, first.start + len(first.title) + (0 if exact else _BLANKS)))
    name = evidence.profile.profile.title if evidence.profile else ""
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "missing-section", "info", 0.5),
        message=f"{name}应有《{part.title}》，报告中没有找到。",
        expected=f"补上《{part.title}》，没有数据的也应列出空表",
        page=first.page,
    )
