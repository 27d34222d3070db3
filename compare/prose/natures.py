"""Shares of 基本支出 and 项目支出 that state no amounts (基本支出占60%，项目支出占40%): what the tables make them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...extract.interval import Agreement, Interval, rate_agrees, share_of
from ...extract.model import Claim, Figure
from ..model import Evidence
from ..tables.grids import grids
from ..tables.totals import NATURES, grand_total, only_tables
from ..wording import squeeze

_TABLES = {
    "expenditure": ("expenditure", ("", "all")),
    "general-budget": ("general-expenditure", ("", "general", "fiscal")),
}
"""By the kind of section, the table that it tells of, and the funds that its words may name."""
_WHOLE = re.compile(r"占(?P<whole>[^，。；、：%]{0,30}?)的?(?:比重|比例|比)?(?:约|为|达|是)?$")
_TOTAL = re.compile(
    r"(?:本年度?|全年|当年|部门|单位|20\d\d年度?)*(?:一般公共预算)?(?:财政拨款)?(?:总支出|支出(?:合计|总计|总额|总数)?)?"
)
LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Quotient:
    """A part and a whole of one table, what they come to in percent, and how the stated share agrees with it."""

    part: Figure
    whole: Figure
    bounds: Interval
    agreement: Agreement


def of_table(evidence: Evidence, claim: Claim) -> Quotient | None:
    """The share as the section's own table has it, or another table that it agrees with; None if not certain."""
    nature = claim.facets.nature
    kind = next((each.kind for each in evidence.report.sections if each.id == claim.section), "other")
    if nature not in NATURES or claim.facets.item or claim.type != "share" or kind not in _TABLES:
        return None
    if claim.column == "prior" or claim.year not in (None, evidence.report.year):
        return None
    own, funds = _TABLES[kind]
    if claim.facets.fund not in funds or not _of_all(evidence, claim):
        return None
    found = {table: _quotient(evidence, claim, table, nature) for table, _ in _TABLES.values()}
    mine = found[own]
    others = [each for each in found.values() if each is not None and each.agreement != "differs"]
    return mine if mine is None or mine.agreement != "differs" or not others else None


def _of_all(evidence: Evidence, claim: Claim) -> bool:
    """Whether the words right before the share name no whole, or that of the section."""
    before = squeeze(evidence.report.text[max(claim.start - LOOK_BACK, 0) : claim.start])
    match = _WHOLE.search(before)
    return match is not None and _TOTAL.fullmatch(match["whole"]) is not None


def _quotient(evidence: Evidence, claim: Claim, table: str, nature: str) -> Quotient | None:
    grid = only_tables(grids(evidence)).get(table)
    part, whole = (grand_total(grid, nature), grand_total(grid)) if grid is not None else (None, None)
    if part is None or whole is None or part.quantity.unit != whole.quantity.unit:
        return None
    bounds = share_of(part.quantity, whole.quantity)
    if bounds is None:
        return None
    return Quotient(part, whole, bounds, rate_agrees(claim.quantity, bounds))
