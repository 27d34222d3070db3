"""What a title's words say: the kind of a section and the part of the report it begins."""

from __future__ import annotations

import re

from .model import Part, SectionKind

_KIND_WORDS: tuple[tuple[SectionKind, str], ...] = (
    ("three-public", r"三公"),
    ("operating-cost", r"运行经费|日常公用经费"),
    ("procurement", r"政府采购|政府购买服务|^.{0,4}采购(?:情况|安排|预算|支出|计划)"),
    ("performance", r"绩效|自评"),
    ("assets", r"国有资产|资产占[用有]|资产情况|固定资产|占有使用"),
    ("government-fund", r"政府性基金"),
    ("state-capital", r"国有资本经营|国有资本"),
    ("basic", r"基本支出"),
    ("projects", r"项目支出|转移支付|项目经费|项目情况|重点项目|专项资金"),
    ("general-budget", r"一般公共预算|一般预算"),
    ("fiscal-overview", r"财政拨款(?:预算|决算)?(?:收入支出|收、?支|收入、支出|总体|总?情况)"),
    ("general-budget", r"财政拨款支出"),
    ("overview", r"收入支出|收、?支|收入[、和及与]支出"),
    ("income", r"收入"),
    ("expenditure", r"支出"),
    ("overview", r"总体情况|预算总|决算总|预算安排总"),
    ("duties", r"职责|职能|主要任务"),
    ("organisation", r"机构|单位构成|部门构成|编制数|人员编制|编制情况|人员(?!经费)"),
)  # fmt: skip
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _KIND_WORDS)
MONEY: frozenset[SectionKind] = frozenset(
    (
        "overview", "income", "expenditure", "fiscal-overview", "general-budget", "basic", "government-fund",
        "state-capital", "three-public", "operating-cost", "procurement", "assets", "performance", "projects",
    )
)  # fmt: skip
LEAVES: frozenset[SectionKind] = frozenset(
    (
        "three-public", "operating-cost", "procurement", "assets", "performance", "government-fund",
        "state-capital", "projects",
    )
)  # fmt: skip
"""Kinds whose sub-sections are about nothing else."""
_LOOSE: frozenset[SectionKind] = frozenset(
    ("overview", "income", "expenditure", "fiscal-overview", "organisation", "duties")
)
_ITEM = re.compile(r"[（(](?:[类款项]|2\d\d(?:\d{4})?)[）)]")
_REPORT = re.compile(r"(?:部门|单位|年度?)(?:预算|决算)(?:信息)?[及和与、].{0,4}三公")
"""The title of a whole report (2020年部门预算及“三公”经费预算公开说明) says nothing of one section."""
_THREE = re.compile(r"^(?:20\d\d年度?)?本?(?:部门|单位)?(?:一般公共预算)?(?:财政拨款)?(?:安排的?)?[“\"]?三公")
_SAID = re.compile(r"(?:说明|情况|预算|决算|安排|结果|经费)$")

_PART_WORDS: tuple[tuple[Part, str], ...] = (
    ("front", r"^(?:目录|目次|封面|前言)$"),
    ("glossary", r"名词(?:解释|说明|注释)|术语(?:解释|说明)|专业名词|专业性较强的名词"),
    ("organisation", r"概况|职责|职能|机构设置|机构情况|单位构成|部门构成|(?:单位|部门)基本情况"),
    ("organisation", r"人员情况|人员构成|编制情况"),
    ("narrative", r"(?:预算|决算|执行|收支|收入|支出).{0,20}(?:说明|分析)$"),
    ("narrative", r"^(?:其[他它])?(?:相关|有关|重要)?(?:情况|事项)的?(?:情况)?说明$"),
    ("tables", r"(?:预算|决算|收支|公开)的?(?:情况|公开)?报?表格?(?:及公开说明)?$"),
    ("tables", r"^(?:附表|报表|表格)$|(?:总|明细|情况)表$"),
    ("annex", r"^附件|^附录|附件$|(?:绩效|自评|评价)(?:评价|自评)?(?:报告|表)$"),
    ("narrative", r"(?:情况)?说明$|(?:预算|决算|收支).{0,12}情况$"),
)  # fmt: skip
_PARTS = tuple((part, re.compile(pattern)) for part, pattern in _PART_WORDS)


def kind_of(title: str, parent: SectionKind = "other") -> SectionKind:
    """The kind of the section called ``title`` inside a section of kind ``parent``."""
    if _REPORT.search(title):
        return parent
    if _ITEM.search(title):
        return parent if parent != "other" else "general-budget"
    own: SectionKind = next((kind for kind, pattern in _KINDS if pattern.search(title)), "other")
    if own == "other" or (parent != "other" and own in _LOOSE):
        return parent
    if parent in LEAVES and (own not in LEAVES or not _SAID.search(title)):
        return parent
    return parent if parent == "performance" else own


def is_of_three_public(title: str) -> bool:
    """Whether a title, of a whole part even, speaks of 三公 from its first word on."""
    return bool(_THREE.match(title))


def part_of(title: str) -> Part | None:
    """The part that ``title`` begins, or None if its words do not tell."""
    return next((part for part, pattern in _PARTS if pattern.search(title)), None)
