"""The reviewer's check list: what a finance office ticks before publication, item by item.

An item passes only if something was really checked, and most of what there was; ``why`` says how much. What could
not be checked is ``not-checkable`` with the reason, what the report does not have is ``not-applicable``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ...narrative.model import SectionKind
from ..model import ChecklistItem, Finding, Outcome
from .inspection import Count, Inspection
from .tallies import (
    absences,
    accounts,
    claims_of,
    completeness,
    explanations,
    lists,
    names,
    paragraphs,
    scores,
    section_amounts,
    statements,
    sums,
    table_sums,
    three_public,
    years,
)

SECTIONS: Mapping[SectionKind, str] = {
    "overview": "收入支出总体情况",
    "income": "收入情况",
    "expenditure": "支出情况",
    "fiscal-overview": "财政拨款收入支出总体情况",
    "general-budget": "一般公共预算财政拨款支出情况",
    "basic": "基本支出情况",
    "government-fund": "政府性基金情况",
    "state-capital": "国有资本经营预算情况",
    "three-public": "“三公”经费情况",
    "operating-cost": "机关运行经费情况",
    "procurement": "政府采购情况",
    "projects": "项目支出情况",
    "performance": "预算绩效情况",
}
"""The sections whose amounts are ticked one by one."""
REASONS: Mapping[str, str] = {
    "absent": "报告中没有这一项内容",
    "no-amounts": "这一部分没有写金额",
    "no-tables": "没有读到报表",
    "unread": "表中单元格位置不确定或没有读到，未能核对",
    "unlinked": "{seen}处中只能核对{checked}处",
    "no-profile": "没有认出报告的样式，不知应有哪些部分",
    "incomplete": "没有找到{missing}，请人工确认",
    "no-year": "没有认出报告年度",
    "missing-cells": "没有可对照的表",
    "unfinished": "gouji 自身出错，有的项目没有核对完",
}
"""Why an item was not checked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its code and name, what it counts, and which findings belong to it."""

    code: str
    name: str
    count: Callable[[Inspection], Count]
    mine: Callable[[Inspection, Finding], bool]


def checklist(inspection: Inspection) -> tuple[ChecklistItem, ...]:
    """All items in the order in which a report is read: tables, amounts by section, rates, names, form."""
    entries = (*_TABLES, *_SECTIONS, *_REST)
    items = [_item(inspection, entry) for entry in entries]
    named = {name for item in items for name in item.findings}
    left = [each for each in inspection.alarms if each.id not in named]
    if left:
        items.append(_failed(ChecklistItem("其他问题", "fail", "", code="other"), left))
    return tuple(items)


def _item(inspection: Inspection, entry: Entry) -> ChecklistItem:
    count = entry.count(inspection)
    item = ChecklistItem(entry.name, "pass", "", code=entry.code, checked=count.checked)
    found = [each for each in inspection.alarms if entry.mine(inspection, each)]
    if found:
        return _failed(item, found)
    outcome, reason = _outcome(count)
    if outcome == "pass" and inspection.evidence.unfinished:
        outcome, reason = "not-checkable", "unfinished"
    if outcome == "pass":
        why = f"已核对{count.checked}{count.what}" + (
            f"，共{count.seen}{count.what}" if _partly(count) else ""
        )
    else:
        why = REASONS[reason].format(seen=count.seen, checked=count.checked, missing=count.missing)
    return ChecklistItem(item.item, outcome, f"{why}。", (), entry.code, count.checked, reason)


def _outcome(count: Count) -> tuple[Outcome, str]:
    """Passed only where something, and at least half of what there is, was checked."""
    if count.reason:
        return (
            "not-applicable" if count.reason in ("absent", "no-amounts") else "not-checkable"
        ), count.reason
    if not count.seen:
        return "not-applicable", "absent"
    if not count.checked:
        return "not-checkable", "unread"
    return ("pass", "") if count.checked * 2 >= count.seen else ("not-checkable", "unlinked")


def _partly(count: Count) -> bool:
    return count.checked < count.seen


def _failed(item: ChecklistItem, found: list[Finding]) -> ChecklistItem:
    roots = sum(1 for each in found if each.cause is None)
    more = f"（连带{len(found) - roots}处）" if roots < len(found) else ""
    why = f"发现{len(found)}处问题{more}" + (f"，已核对{item.checked}处" if item.checked else "") + "。"
    return ChecklistItem(
        item.item, "fail", why, tuple(each.id for each in found), item.code, item.checked, ""
    )


def _of(*kinds: str) -> Callable[[Inspection, Finding], bool]:
    return lambda inspection, finding: finding.kind in kinds and not finding.code.startswith(("PF", "TT"))


def _tables_of(*kinds: str) -> Callable[[Inspection, Finding], bool]:
    """Findings within tables of some kinds (none named: of all others)."""

    def mine(inspection: Inspection, finding: Finding) -> bool:
        table = inspection.table_kind(finding)
        statement = table in ("income-expenditure", "fiscal-income-expenditure")
        return finding.code in ("TT301", "TT304", "TT306") and (table in kinds if kinds else not statement)

    return mine


def _coded(*codes: str) -> Callable[[Inspection, Finding], bool]:
    return lambda inspection, finding: finding.code.startswith(codes)


def _units(inspection: Inspection, finding: Finding) -> bool:
    return finding.kind == "unit" and not finding.code.startswith("PF")


def _three_public(inspection: Inspection, finding: Finding) -> bool:
    if inspection.table_kind(finding) == "three-public":
        return True
    return inspection.section_kind(finding.section) == "three-public" and not finding.code.startswith("ST")


def _amounts_in(kind: SectionKind) -> Callable[[Inspection, Finding], bool]:
    def mine(inspection: Inspection, finding: Finding) -> bool:
        right = finding.kind in ("amount", "unit", "cross-table") and not finding.code.startswith(
            ("PF", "TT")
        )
        return right and inspection.section_kind(finding.section) == kind

    return mine


_TABLES = (
    Entry("balance", "收支总表、财政拨款收支总表平衡", statements,
          _tables_of("income-expenditure", "fiscal-income-expenditure")),
    Entry("table-sums", "各表表内合计", table_sums, _tables_of()),
    Entry("cross-tables", "各表之间勾稽一致", accounts, _coded("TT302", "TT303", "TT307")),
)  # fmt: skip
_SECTIONS = tuple(
    Entry(f"amounts-{kind}", f"正文金额与表一致：{name}", section_amounts(kind), _amounts_in(kind))
    for kind, name in SECTIONS.items()
)
_REST = (
    Entry("units", "金额单位", claims_of("amount", "change-amount"), _units),
    Entry("changes", "增减方向与幅度", claims_of("growth-rate", "change-amount"), _of("growth", "direction")),
    Entry("shares", "占比", claims_of("share"), _of("share")),
    Entry("completion", "完成率", claims_of("completion-rate"), _of("completion")),
    Entry("sums", "正文分项之和等于合计", sums, _of("sum")),
    Entry("three-public", "“三公”经费分项与合计", three_public, _three_public),
    Entry("labels", "科目名称与编码、单位名称", names, _of("label")),
    Entry("lists", "“主要包括”所列项目", lists, _of("list")),
    Entry("counts", "机构、车辆、批次等数量", claims_of("count"), _of("count")),
    Entry("years", "年度与日期", years, _of("year")),
    Entry("absences", "没有收支的说法与空表", absences, _of("zero-statement")),
    Entry("scores", "绩效自评分值、得分与比率", scores, _coded("PF")),
    Entry("reasons", "差异原因", explanations, _of("missing-explanation")),
    Entry("complete", "要素完整：应有的表与章节", completeness, _of("missing-section")),
    Entry("leftovers", "没有模板残留", paragraphs("narrative", "organisation"), _of("placeholder")),
    Entry("wording", "标点、重复字与序号", paragraphs("narrative"), _of("other")),
)  # fmt: skip
