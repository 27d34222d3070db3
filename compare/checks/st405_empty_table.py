"""空表没有注明

检查什么：政府性基金、国有资本经营、“三公”经费的表里没有一个数，表下也没有“没有……收支，故本表无数据”一类的说明，正文（这项的标题之下写“无”
也算）也没有写没有这项收支。以短横表示零的不算空表。只作提示。

为什么：空表不注明，读者分不清是没有收支还是漏填。

例：政府性基金预算财政拨款收入支出决算表只有表头，表下没有注。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...narrative.model import Table, TextRange
from ..findings import Blame, remark
from ..model import Evidence, Finding, Severity
from ..wording import squeeze
from . import identity

SEVERITY: Severity = "info"
CODE, RULE = identity(__name__)
_SUBJECTS = {
    "government-fund": re.compile("政府性基金"),
    "state-capital": re.compile("国有资本经营"),
    "three-public": re.compile("三公|公务接待|因公出国"),
}
_NONE = re.compile(
    r"没有|(?<!是否)无|未(?:发生|安排|使用|涉及)|不(?:涉及|存在|管理)|为空|空表|0(?:\.0+)?(?:万?元)|零"
)
_DASHES = re.compile(r"[|\t\n] ?[-－—–]{1,2} ?[|\t][|\t\s]{0,3}[-－—–]{1,2} ?[|\t\n]")
"""Cells that say 0 by a dash (rules of dashes in Markdown are longer)."""
BELOW = 300


def check(evidence: Evidence) -> Iterator[Finding]:
    """Find tables of funds that show nothing and say nothing."""
    filled = {figure.place.table for figure in evidence.figures if not figure.blank}
    for table in evidence.report.tables:
        subject = _SUBJECTS.get(table.kind)
        if subject is None or table.id in filled or not table.title or _explained(evidence, table, subject):
            continue
        yield _finding(evidence, table)


def _explained(evidence: Evidence, table: Table, subject: re.Pattern[str]) -> bool:
    """Whether the table, the lines below it or the prose say that there is nothing; any number counts as said."""
    around = evidence.report.text[table.start : _below(evidence, table)] + table.note
    if _NONE.search(squeeze(around)) or re.search(r"\d\.\d", around) or _DASHES.search(around):
        return True
    titled = {each.id: each.title for each in evidence.report.sections}
    return any(
        (subject.search(sentence) or subject.search(titled.get(paragraph.section or "", "")))
        and _NONE.search(sentence)
        for paragraph in evidence.report.paragraphs
        for sentence in paragraph.text.split("。")
    )


def _below(evidence: Evidence, table: Table) -> int:
    """Where what stands below the table ends: at the next table or heading."""
    starts = [each.start for each in evidence.report.tables]
    starts += [each.heading.start for each in evidence.report.sections]
    return min([start for start in starts if start >= table.end], default=table.end + BELOW)


def _finding(evidence: Evidence, table: Table) -> Finding:
    text = evidence.report.text
    end = text.find("\n", table.start)
    place = TextRange(
        table.start, end if table.start < end <= table.end else min(table.end, table.start + 20)
    )
    return remark(
        evidence,
        place,
        Blame(CODE, RULE, "other", SEVERITY, 0.6),
        message=f"《{table.title}》没有数据，也没有说明没有这项收支。",
        expected="在表下注明没有这项收支，故本表无数据",
        page=table.page,
    )
