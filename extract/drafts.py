"""Claims in the making, and what a section's kind says about all that stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ..narrative.model import Paragraph, Section
from .model import ClaimType, Column, Facets
from .quantities import Number

CONTEXTS: dict[str, Facets] = {
    "overview": Facets(fund="all"),
    "income": Facets(flow="income", fund="all"),
    "expenditure": Facets(flow="expenditure", fund="all"),
    "fiscal-overview": Facets(fund="fiscal"),
    "general-budget": Facets(flow="expenditure", fund="general"),
    "basic": Facets(flow="expenditure", fund="general", nature="basic"),
    "government-fund": Facets(flow="expenditure", fund="government-fund"),
    "state-capital": Facets(flow="expenditure", fund="state-capital"),
    "three-public": Facets(flow="expenditure", fund="general"),
    "operating-cost": Facets(flow="expenditure"),
    "procurement": Facets(flow="expenditure"),
}


_AVERAGE = re.compile(r"(?:人均|车均|户均|亩均|平均|每[辆人批台])[^，。；：、]{0,12}$")
_FUND = re.compile(r"财政拨款|一般公共预算|政府性基金|国有资本")
_GRANTED = re.compile(r"财政拨款(?:安排)?(?:的)?(?:收入|支出|预算)")
"""财政拨款收入情况, 财政拨款安排支出按功能科目分类情况: a section of income or expenditure that is of one fund."""
_LEAD = re.compile(r"[^，。；\d]{0,4}(?:20\d\d年)?[^，。；\d]{4,36}[：:]")
_ANOTHER = re.compile("支出|收入|资金|预算|拨款")


@dataclass(slots=True)
class Draft:
    """A claim in the making. Indices refer to the list of all drafts of the report."""

    index: int
    paragraph: Paragraph
    section: Section | None
    number: Number
    gap: str
    sentence: int
    segment: int
    clause: tuple[int, int]
    type: ClaimType
    column: Column
    direction: int
    subject: str
    named: bool
    facets: Facets
    path: tuple[str, ...]
    year: int | None
    against: str
    reason: bool
    piece: str
    rule: str
    confidence: float
    operands: list[tuple[str, int]] = field(default_factory=list)
    part_of: int | None = None

    @property
    def is_level(self) -> bool:
        """Whether it states how much there is, not a change, a rate or an average (人均, 平均每辆车)."""
        return self.type == "amount" and self.column != "change" and not _averages(self.piece)


@lru_cache(maxsize=4096)
def _averages(piece: str) -> bool:
    return _AVERAGE.search(piece) is not None


def is_of_one_fund(drafts: Sequence[Draft], draft: Draft) -> bool:
    """Whether it is what one fund gave of an item, no total of it: 会议费3万元（其中：一般公共预算支出3万元…）."""
    whole = drafts[draft.part_of].facets if draft.part_of is not None else None
    return whole is not None and bool(whole.item) and whole.item == draft.facets.item


def led(sections: tuple[Section, ...], leads: dict[str, str], text: str) -> tuple[Section, ...]:
    """The sections called as the line says that leads the list in which the paragraph stands, if that names a fund.

    财政拨款安排支出按功能科目分类情况： holds to the section's end, or to such a line of other money. ``leads`` is
    kept by section.
    """
    if not sections:
        return sections
    own, line = sections[0], text.strip()
    if own.kind in ("income", "expenditure") and _LEAD.fullmatch(line) and _ANOTHER.search(line):
        flow = "收入" if own.kind == "income" else "支出"
        leads[own.id] = line.rstrip("：:") if _GRANTED.search(line) and flow in line else ""
    return tuple(
        replace(each, title=leads[each.id]) if leads.get(each.id) and each.kind == own.kind else each
        for each in sections
    )


def section_context(sections: Sequence[Section]) -> Facets:
    """The facets that a section's kind supplies to what stands under it; ``sections`` are it and its ancestors.

    基本支出情况 and 项目支出情况 under 支出决算情况 are of all funds, unless the title names one;
    财政拨款支出情况 is of all public funds.
    """
    if not sections:
        return Facets()
    context = CONTEXTS.get(sections[0].kind, Facets())
    outer = CONTEXTS.get(sections[1].kind, Facets()) if len(sections) > 1 else Facets()
    if sections[0].kind in ("basic", "projects") and outer.fund and not _FUND.search(sections[0].title):
        return Facets("expenditure", outer.fund, context.nature)
    granted = sections[0].kind == "general-budget" and "财政拨款" in sections[0].title
    if granted and not any("一般公共" in section.title for section in sections):
        return Facets("expenditure", "fiscal", context.nature)
    own = [section.title for section in sections if section.kind == sections[0].kind]
    if sections[0].kind in ("income", "expenditure") and any(map(_GRANTED.search, own)):
        return Facets(context.flow, "fiscal", context.nature)
    return context
